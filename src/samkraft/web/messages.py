"""Message catalogues: gather the texts of templates and code, compile, find gaps.

    python -m samkraft.web.messages update     gather texts, keep translations, drop unused ones
    python -m samkraft.web.messages compile    make the .mo files (done at set-up)
    python -m samkraft.web.messages gaps       what is missing, by language

Babel does the work, so that no system package of gettext is needed. The source language of the
texts is English.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages import Catalog, pofile
from babel.messages.extract import extract
from babel.messages.mofile import write_mo

PACKAGE = Path(__file__).resolve().parent.parent
LOCALE = PACKAGE / "locale"
LANGUAGES = ("nb", "nn", "sv", "fi", "se", "en")
KEYWORDS = {
    "gettext": None, "gettext_lazy": None, "gettext_noop": None, "_": None, "_l": None, "N_": None,
    "ngettext": (1, 2), "pgettext": ((1, "c"), 2), "npgettext": ((1, "c"), 2, 3),
}  # fmt: skip


def gathered() -> Catalog:
    """All texts of the package that are marked for translation."""
    catalog = Catalog(charset="utf-8")
    for path, message, context in sorted(
        _texts(), key=lambda found: (str(found[0]), str(found[1]))
    ):
        catalog.add(message, locations=[(str(path), 0)], context=context)
    return catalog


def _texts() -> Iterator[tuple[Path, str | tuple[str, ...], str | None]]:
    from django.utils.translation.template import templatize

    for path in sorted(PACKAGE.rglob("*")):
        if path.suffix == ".py" and "migrations" not in path.parts:
            source = path.read_text(encoding="utf-8")
        elif path.suffix in {".html", ".txt"} and "templates" in path.parts:
            # Django rewrites a template so that only its texts are left, as calls
            source = templatize(path.read_text(encoding="utf-8"), origin=str(path))
        else:
            continue
        place = path.relative_to(PACKAGE.parent)
        for _line, message, _notes, context in extract(
            "python", io.BytesIO(source.encode()), keywords=KEYWORDS
        ):
            if message:
                yield place, message, context


def update() -> None:
    """Bring every catalogue to the texts that are there now."""
    template = gathered()
    for language in LANGUAGES:
        path = _path(language)
        catalog = _read(path, language) if path.exists() else Catalog(locale=None)
        catalog.update(template, no_fuzzy_matching=True)
        catalog.obsolete.clear()
        _describe(catalog, language)
        if language == "en":
            for message in catalog:
                if message.id:
                    message.string = message.id
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            pofile.write_po(file, catalog, width=100, no_location=True, omit_header=False)


def _describe(catalog: Catalog, language: str) -> None:
    notes = {
        "se": "# Northern Sámi. AWAITS A NATIVE READER: no text here has been read by one.\n",
        "fi": "# Finnish. Awaits a native reader.\n",
        "nn": "# Norwegian Nynorsk. Awaits a native reader.\n",
    }
    catalog.header_comment = notes.get(language, f"# Samkraft, {language}.\n")
    catalog.locale = language
    catalog.fuzzy = False


def compile_all() -> None:
    """Make the .mo files beside the .po files."""
    for language in LANGUAGES:
        path = _path(language)
        if path.exists():
            with path.with_suffix(".mo").open("wb") as file:
                write_mo(file, _read(path, language))


def gaps() -> dict[str, list[str]]:
    """Texts that are not translated, by language, with leftovers that nobody uses any more."""
    wanted = {(m.context, m.id) for m in gathered() if m.id}
    missing: dict[str, list[str]] = {}
    for language in LANGUAGES:
        catalog = _read(_path(language), language)
        there = {
            (m.context, m.id)
            for m in catalog
            if m.id and (all(m.string) if isinstance(m.string, tuple | list) else m.string)
        }
        missing[language] = [str(each[1]) for each in sorted(wanted - there, key=str)]
        missing[language] += [f"unused: {each[1]}" for each in sorted(there - wanted, key=str)]
    return missing


def _path(language: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def _read(path: Path, language: str) -> Catalog:
    with path.open("rb") as file:
        return pofile.read_po(file, locale=language)


def main(arguments: list[str]) -> int:
    """Run one of update, compile, gaps; answers 1 when there are gaps."""
    if arguments == ["update"]:
        update()
    elif arguments == ["compile"]:
        compile_all()
    elif arguments == ["gaps"]:
        found = {language: texts for language, texts in gaps().items() if texts}
        for language, texts in found.items():
            print(f"{language}: {len(texts)} missing")
            for text in texts:
                print(f"  {text}")
        return int(bool(found))
    else:
        print(__doc__)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

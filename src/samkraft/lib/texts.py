"""A text in several languages that knows which language is the original.

Stored as JSON with its record, so that a new language needs no migration:

    {"sv": {"text": "Mål"}, "nb": {"text": "Mål", "of": "sv", "mark": "1f3a…"}}

`of` names the language a translation was made from and `mark` is a fingerprint of the source
text at that time. When the source is reworded, the mark no longer fits and the translation is
stale: it is still shown, and said to be older than its original.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

# Content may be written in more languages than the interface speaks. Codes by ISO 639.
LANGUAGES: Mapping[str, str] = {
    "nb": "norsk bokmål",
    "nn": "norsk nynorsk",
    "sv": "svenska",
    "fi": "suomi",
    "se": "davvisámegiella",
    "smj": "julevsámegiella",
    "sma": "åarjelsaemien gïele",
    "smi": "sámi",
    "fit": "meänkieli",
    "da": "dansk",
    "en": "English",
}

# Readers of one language can mostly read these too, in this order, before the original.
NEAR: Mapping[str, tuple[str, ...]] = {"nb": ("nn",), "nn": ("nb",)}


class UnknownLanguage(ValueError):
    """The language code is not one that texts may be written in."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A text as it is to be shown: `lang` is the language of the words themselves.

    `asked` is the language the reader chose; `stale` is True when the original has changed
    since this translation was made.
    """

    text: str
    lang: str
    asked: str
    stale: bool = False

    @property
    def substitute(self) -> bool:
        """True when the text had to be shown in another language than the one asked for."""
        return bool(self.text) and self.lang != self.asked

    def __str__(self) -> str:
        return self.text

    def __bool__(self) -> bool:
        return bool(self.text)


def mark(text: str) -> str:
    """Fingerprint of a source text; white space does not count."""
    return sha256(" ".join(text.split()).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Texts:
    """An immutable text in several languages. Make one with `Texts.of` or `Texts.read`."""

    entries: tuple[tuple[str, str, str | None, str | None], ...] = ()

    @classmethod
    def of(cls, lang: str, text: str) -> Texts:
        """An original text, without translations."""
        return cls().with_original(lang, text)

    @classmethod
    def read(cls, value: Mapping[str, Any] | None) -> Texts:
        """From the stored JSON value."""
        return cls(
            tuple(
                (lang, entry["text"], entry.get("of"), entry.get("mark"))
                for lang, entry in (value or {}).items()
            )
        )

    def value(self) -> dict[str, dict[str, str]]:
        """The JSON value to store."""
        return {
            lang: {"text": text} if of is None else {"text": text, "of": of, "mark": fits or ""}
            for lang, text, of, fits in self.entries
        }

    @property
    def original(self) -> str | None:
        """The language of the original; None when there is no text."""
        for lang, _, of, _ in self.entries:
            if of is None:
                return lang
        return self.entries[0][0] if self.entries else None

    @property
    def languages(self) -> tuple[str, ...]:
        return tuple(lang for lang, *_ in self.entries)

    def get(self, lang: str) -> str | None:
        """The words in exactly this language, else None."""
        return next((text for code, text, *_ in self.entries if code == lang), None)

    def stale(self, lang: str) -> bool:
        """Whether the translation into `lang` renders an older wording of its source."""
        for code, _, of, fits in self.entries:
            if code == lang and of is not None:
                return mark(self.get(of) or "") != fits
        return False

    def shown(self, lang: str) -> Shown:
        """The words for a reader of `lang`: that language, a near one, else the original."""
        for code in (lang, *NEAR.get(lang, ()), self.original, *self.languages):
            if code and (text := self.get(code)):
                return Shown(text, code, lang, self.stale(code))
        return Shown("", lang, lang)

    def with_original(self, lang: str, text: str) -> Texts:
        """With the original worded anew. Translations stay, and become stale by their marks."""
        _known(lang)
        if self.original not in (None, lang):
            return self._replaced(lang, (lang, text.strip(), None, None), demote=lang)
        return self._replaced(lang, (lang, text.strip(), None, None))

    def with_translation(self, lang: str, text: str) -> Texts:
        """With a translation of the present original; an empty text takes it away."""
        _known(lang)
        source = self.original
        if source is None or source == lang:
            return self.with_original(lang, text)
        if not text.strip():
            return Texts(tuple(entry for entry in self.entries if entry[0] != lang))
        return self._replaced(lang, (lang, text.strip(), source, mark(self.get(source) or "")))

    def _replaced(
        self,
        lang: str,
        entry: tuple[str, str, str | None, str | None],
        demote: str | None = None,
    ) -> Texts:
        kept: Iterable = self.entries
        if demote:  # a new original: the former one becomes its (stale) translation
            kept = [(code, text, of or demote, fits or "") for code, text, of, fits in kept]
        entries = [entry if old[0] == lang else old for old in kept]
        if not any(old[0] == lang for old in self.entries):
            entries.append(entry)
        return Texts(tuple(entries))


def _known(lang: str) -> None:
    if lang not in LANGUAGES:
        raise UnknownLanguage(f"“{lang}” is not a language texts can be written in.")

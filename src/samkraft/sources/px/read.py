"""Reading PX files, the format of the Nordic statistical offices."""

from __future__ import annotations

import re

from samkraft.sources.px.encoding import decoded
from samkraft.sources.px.header import Statement, statements
from samkraft.sources.tables import BrokenData, Dimension, Table, from_cells, product

CELL = re.compile(r'"([^"]*)"|([^\s,;"]+)')
MANDATORY = ("MATRIX", "SUBJECT-CODE", "SUBJECT-AREA", "CONTENTS", "UNITS", "DECIMALS")
GEO = re.compile(
    r"region|kommun|kommune|municipality|county|län|fylke|alue|kunta|maakunta|tettsted|area$",
    re.IGNORECASE,
)


class Keywords:
    """The statements by name, the main language's first."""

    def __init__(self, found: list[Statement]) -> None:
        self.found = found
        self.main = next((s.text for s in found if s.name == "LANGUAGE"), "")

    def all(self, name: str) -> list[Statement]:
        named = [s for s in self.found if s.name == name]
        mine = [s for s in named if s.lang in ("", self.main)]
        return mine or named

    def first(self, name: str, *keys: str) -> Statement | None:
        """The statement of `name` for exactly these keys."""
        return next((s for s in self.all(name) if s.keys == keys), None)

    def text(self, name: str) -> str | None:
        """The text of a keyword, whatever it is said about; None when it is absent or empty."""
        chosen = self.first(name) or next(iter(self.all(name)), None)
        return (chosen.text.strip() or None) if chosen else None


def read_px(data: bytes) -> Table:
    """Read a PX file. Raises BrokenData with the line or keyword at fault."""
    text, encoding = decoded(data.rstrip(b"\x1a\0"))  # the end of file of old DOS programs
    findings: list[str] = []
    found, start = statements(text, findings)
    words = Keywords(found)
    dimensions = _dimensions(words, findings)
    cells = _cells(text, start)
    if keyed := [s for s in words.all("KEYS") if s.keys]:
        cells = _spread(cells, dimensions, keyed, words, findings)
    expected = product(dimensions)
    if len(cells) != expected:
        raise BrokenData(
            f"DATA has {len(cells)} cells, but STUB, HEADING and VALUES make {expected}."
        )
    values, symbols = from_cells(cells)
    missing = [name for name in MANDATORY if not words.all(name)]
    findings += [f"The keyword {name} is missing." for name in missing]
    languages = words.first("LANGUAGES")
    return Table(
        format="px",
        encoding=encoding,
        title=words.text("TITLE") or words.text("DESCRIPTION") or words.text("CONTENTS"),
        source=words.text("SOURCE"),
        updated=words.text("LAST-UPDATED"),
        unit=words.text("UNITS"),
        languages=languages.texts if languages else (),
        dimensions=dimensions,
        values=values,
        symbols=symbols,
        findings=tuple(findings),
    )


def _dimensions(words: Keywords, findings: list[str]) -> tuple[Dimension, ...]:
    names = [
        name
        for keyword in ("STUB", "HEADING")
        for statement in words.all(keyword)[:1]
        for name in statement.texts
        if name.strip()
    ]
    if not names:
        raise BrokenData("Neither STUB nor HEADING names a variable.")
    if len(set(names)) != len(names):
        raise BrokenData("STUB and HEADING name the same variable twice.")
    content = words.text("CONTVARIABLE")
    return tuple(_dimension(words, name, content, findings) for name in names)


def _dimension(words: Keywords, name: str, content: str | None, findings: list[str]) -> Dimension:
    values = words.first("VALUES", name)
    if values is None:
        raise BrokenData(f"There are no VALUES for the variable “{name}”.")
    labels = values.texts
    codes = words.first("CODES", name)
    chosen = codes.texts if codes else labels
    if len(chosen) == len(labels) + 1 and not chosen[-1]:
        chosen = chosen[:-1]
    if len(chosen) != len(labels):
        findings.append(
            f"Line {codes.line if codes else values.line}: “{name}” has {len(labels)} VALUES "
            f"but {len(chosen)} CODES; the values are used."
        )
        chosen = labels
    if len(set(chosen)) != len(chosen):
        findings.append(f"Line {values.line}: “{name}” has the same code or value twice.")
    code = words.first("VARIABLECODE", name)
    time = words.first("TIMEVAL", name)
    role = "metric" if name == content else "time" if time else None
    if role is None and (words.first("MAP", name) or GEO.search(name)):
        role = "geo"
    return Dimension(code.text if code else name, name, chosen, labels, role)


def _cells(text: str, start: int) -> list[str]:
    """The cells as written, quotes taken off."""
    body = text[start:]
    if '"' not in body:  # the common, large case: numbers and bare symbols only
        return body.replace(";", " ").replace(",", " ").split()
    return [quoted or bare for quoted, bare in CELL.findall(body)]


def _spread(
    cells: list[str],
    dimensions: tuple[Dimension, ...],
    keyed: list[Statement],
    words: Keywords,
    findings: list[str],
) -> list[str]:
    """Put rows that carry their keys into the full table; absent rows hold the nil symbol."""
    names = [statement.keys[0] for statement in keyed]
    stub = [each for each in dimensions if each.label in names]
    width = product([each for each in dimensions if each.label not in names])
    places = [
        {text: at for texts in (each.labels, each.codes) for at, text in enumerate(texts)}
        for each in stub
    ]
    nil = words.text("DATASYMBOLNIL") or "-"
    full = [nil] * product(dimensions)
    step = len(stub) + width
    if len(cells) % step:
        raise BrokenData(f"DATA with KEYS has {len(cells)} entries, not a multiple of {step}.")
    seen = set()
    for at in range(0, len(cells), step):
        row = 0
        for each, place, key in zip(stub, places, cells[at : at + len(stub)], strict=True):
            if key not in place:
                raise BrokenData(f"DATA row {at // step + 1}: “{key}” is not in “{each.label}”.")
            row = row * len(each.codes) + place[key]
        if row in seen:
            findings.append(f"DATA row {at // step + 1} stands twice; the last one counts.")
        seen.add(row)
        full[row * width : (row + 1) * width] = cells[at + len(stub) : at + step]
    return full

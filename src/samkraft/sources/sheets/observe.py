"""From somebody's own sheet to observations, by a saved mapping."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from samkraft.calc.observations import KEYS, Observations, Row
from samkraft.calc.periods import NotAPeriod, parse_period
from samkraft.calc.series import ALL
from samkraft.calc.status import Status
from samkraft.sources.connector.places import age_of, area_of, sex_of
from samkraft.sources.connector.problems import Finding, NotUnderstood
from samkraft.sources.sheets.mapping import SheetMapping
from samkraft.sources.sheets.read import parse_number
from samkraft.sources.sheets.rows import lines_of
from samkraft.sources.tables import BrokenData

SHOWN = 20
SEXES = {"t": "T", "f": "F", "m": "M", "k": "F"}


class BrokenSheet(BrokenData):
    """The sheet does not fit the mapping. `problems` has one sentence for each cell at fault,
    with file, line and column; the message holds the first ones."""

    def __init__(self, problems: list[str]) -> None:
        more = f" … and {len(problems) - SHOWN} more." if len(problems) > SHOWN else ""
        super().__init__("\n".join(problems[:SHOWN]) + more)
        self.problems = tuple(problems)


@dataclass
class Reading:
    """What is known while a sheet is read."""

    name: str
    mapping: SheetMapping
    header: list[str]
    problems: list[str] = field(default_factory=list)
    findings: dict[str, Finding] = field(default_factory=dict)

    def wrong(self, line: int, column: int | None, text: str) -> None:
        where = (
            f", column “{self.header[column] or f'#{column + 1}'}”" if column is not None else ""
        )
        self.problems.append(f"{self.name}, line {line}{where}: {text}")


def observe_sheet(
    data: bytes, mapping: SheetMapping, *, name: str
) -> tuple[Observations, tuple[Finding, ...]]:
    """The observations of a CSV or XLSX file called `name`.

    Nothing is taken from a sheet with a single wrong cell: raises BrokenSheet with all of them,
    or BrokenData when the file cannot be read at all.
    """
    try:
        (line, header), *body = lines_of(data, mapping)
    except BrokenData as error:
        raise BrokenSheet([f"{name}: {error}"]) from error
    reading = Reading(name, mapping, header)
    places = _places(reading, line)
    wide = _wide(reading, line)
    if reading.problems:
        raise BrokenSheet(reading.problems)
    rows = [row for line, cells in body for row in _rows(reading, line, cells, places, wide)]
    _refuse_doubles(reading, rows)
    if reading.problems:
        raise BrokenSheet(reading.problems)
    return Observations.of(row for _, row in rows), tuple(reading.findings.values())


def _places(reading: Reading, line: int) -> dict[str, int]:
    """The place of every column that the mapping names."""
    folded = [cell.casefold() for cell in reading.header]
    found = {}
    for key, column in reading.mapping.columns.items():
        if re.fullmatch(r"#\d+", column) and 0 < int(column[1:]) <= len(folded):
            found[key] = int(column[1:]) - 1
        elif (times := folded.count(column.casefold())) == 1:
            found[key] = folded.index(column.casefold())
        else:
            there = "several columns" if times else "no column"
            reading.wrong(line, None, f"there is {there} “{column}” ({', '.join(reading.header)}).")
    return found


def _wide(reading: Reading, line: int) -> dict[int, str]:
    """The columns whose headers are codes, by their place."""
    if not reading.mapping.wide:
        return {}
    found = {}
    for place, cell in enumerate(reading.header):
        match = re.fullmatch(reading.mapping.pattern, cell)
        if match:
            found[place] = match[1] if match.groups() else cell
    if not found:
        reading.wrong(line, None, f"no column fits the pattern “{reading.mapping.pattern}”.")
    return found


def _rows(
    reading: Reading, line: int, cells: list[str], places: dict[str, int], wide: dict[int, str]
) -> Iterator[tuple[int, Row]]:
    cells = cells + [""] * (len(reading.header) - len(cells))
    if any(cells[len(reading.header) :]):
        reading.wrong(line, None, f"{len(cells)} cells under {len(reading.header)} columns.")
        return
    for column in wide or {places["value"]: ""}:
        codes = dict(reading.mapping.constants)
        codes |= {key: cells[at] for key, at in places.items() if key in KEYS}
        if wide:
            codes[reading.mapping.wide] = wide[column]
        keys = {key: _key(reading, line, places.get(key), key, codes.get(key)) for key in KEYS}
        if any(text is None or (not text) for text in keys.values()):
            continue
        status = cells[places["status"]] if "status" in places else ""
        value = _value(reading, line, column, cells[column], status)
        if value is not None:
            number, kind = value
            number = None if number is None else number * reading.mapping.scale.get(
                str(keys["measure"]), 1.0
            )  # fmt: skip
            yield line, Row(**keys, value=number, status=kind)  # type: ignore[arg-type]


def _key(reading: Reading, line: int, column: int | None, key: str, code: str | None) -> str | None:
    """Our text for a code; "" leaves the row out; None after a problem was noted."""
    if code is None:
        return ALL
    mapping = reading.mapping
    if column is None and key in mapping.constants and key != mapping.wide:
        return code  # a constant is ours already
    found = _translated(mapping, key, code)
    if found is None:
        reading.wrong(line, column, f"“{code}” is no known {key}.")
    return found


def _translated(mapping: SheetMapping, key: str, code: str) -> str | None:
    if key == "measure":
        return mapping.measures.get(code) if mapping.measures else code or None
    if key == "area":
        return _area(mapping, code)
    if key == "sex":
        return mapping.sexes[code] if code in mapping.sexes else sex_of(code, SEXES)
    if key == "age":
        return age_of(code, mapping.ages)
    if code in mapping.periods:
        return mapping.periods[code]
    try:
        return str(parse_period(code))
    except NotAPeriod:
        return None


def _area(mapping: SheetMapping, code: str) -> str | None:
    """A code, or a code with the name behind it ("2580 Luleå", "K-3001 Halden")."""
    for text in (code, code.partition(" ")[0]):
        padded = text.zfill(mapping.digits) if text.isdecimal() else text
        if (found := area_of(padded, mapping.scheme, mapping.areas)) is not None:
            return found
    return None


def _value(
    reading: Reading, line: int, column: int, text: str, flag: str
) -> tuple[float | None, Status] | None:
    number = _number(text, reading.mapping.decimal)
    symbols = reading.mapping.symbols
    try:
        if number is None:
            meaning = symbols.meaning(text, reading.findings)
            if flag and meaning.value is None:
                meaning = symbols.meaning(flag, reading.findings)
            return meaning.value, meaning.status
        status = symbols.beside(flag, reading.findings) if flag else Status.VALID
    except NotUnderstood:
        if number is None and text:
            reading.wrong(line, column, f"“{text}” is neither a number nor a known sign.")
        else:
            reading.wrong(line, None, f"“{flag}” is no known status.")
        return None
    return (number if status.has_value else None), status


def _number(text: str, decimal: str) -> float | None:
    if decimal == ".":
        text = re.sub(r"(?<=\d),(?=\d{3}(\D|$))", "", text)
    elif decimal == ",":
        text = re.sub(r"(?<=\d)\.(?=\d{3}(\D|$))", "", text)
    if decimal and re.search({".": ",", ",": r"\."}[decimal], text):
        return None
    return parse_number(text.removesuffix("%").strip())


def _refuse_doubles(reading: Reading, rows: list[tuple[int, Row]]) -> None:
    seen: dict[tuple[str, ...], int] = {}
    for line, row in rows:
        key = tuple(getattr(row, name) for name in KEYS)
        if key in seen:
            reading.wrong(line, None, f"{' '.join(key)} stands on line {seen[key]} already.")
        seen.setdefault(key, line)

"""Reading the fact files: rows that know their file and line, and say what is wrong with them."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from samkraft.lib.periods import NotADate, Span, parse_day, parse_span
from samkraft.lib.texts import Texts, UnknownLanguage

COLUMNS: Mapping[str, str] = {
    "sources.csv": "key text",
    "areas.csv": "country kind code valid_from valid_until parent names official note source",
    "code_changes.csv": "country kind old new date change weight convention note source",
    "regions.csv": "slug kind names languages area first last predecessor source",
    "memberships.csv": "region country kind code first last status source",
    "language_areas.csv": "country kind code language name basis since source status",
    "populations.csv": "region country kind code date measure value source source_date status",
    "area_sizes.csv": (
        "region country kind code km2 measure reference_date source source_date status"
    ),
}


class FactsUnreadable(ValueError):
    """The fact files have faults; `faults` names each with file and line."""

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(self.faults))


class BadRow(ValueError):
    """One row cannot be used."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a fact file."""

    file: str
    line: int
    values: Mapping[str, str]

    def fault(self, text: str) -> BadRow:
        return BadRow(f"{self.file} line {self.line}: {text}")

    def __getitem__(self, column: str) -> str:
        return self.values[column]

    def needed(self, column: str) -> str:
        if not self[column]:
            raise self.fault(f"{column} is empty")
        return self[column]

    def day(self, column: str) -> date | None:
        return self._read(column, parse_day)

    def span(self, column: str) -> Span | None:
        return self._read(column, parse_span)

    def number(self, column: str, kind: Callable[[str], Any]) -> Any:
        return self._read(column, kind)

    def one_of(self, column: str, allowed: Iterable[str]) -> str:
        if self[column] not in allowed:
            raise self.fault(f"{column} “{self[column]}” is not one of {', '.join(allowed)}")
        return self[column]

    def texts(self, column: str) -> Texts:
        """Names such as "nb=Harstad|se=Hárstták"; the first is the original."""
        texts = Texts()
        for entry in self.needed(column).split("|"):
            lang, found, text = entry.partition("=")
            if not found or not text.strip():
                raise self.fault(f"{column} “{entry}” is not of the form nb=Harstad")
            try:
                texts = texts.with_translation(lang, text)
            except UnknownLanguage as error:
                raise self.fault(str(error)) from None
        return texts

    def _read(self, column: str, kind: Callable[[str], Any]) -> Any:
        if not self[column]:
            return None
        try:
            return kind(self[column])
        except NotADate as error:
            raise self.fault(f"{column}: {error}") from None
        except (ValueError, ArithmeticError):
            raise self.fault(f"{column} “{self[column]}” is not a number") from None


def read_rows(folder: Path, name: str) -> list[Row]:
    """The rows of one fact file, stripped of white space around values."""
    wanted = COLUMNS[name].split()
    try:
        text = (folder / name).read_text(encoding="utf-8")
    except FileNotFoundError:
        raise FactsUnreadable([f"{name}: the file is missing"]) from None
    except UnicodeDecodeError as error:
        raise FactsUnreadable([f"{name}: not UTF-8 ({error.reason})"]) from None
    reader = csv.reader(text.splitlines(keepends=True))
    header = next(reader, [])
    if header != wanted:
        raise FactsUnreadable([f"{name} line 1: the columns must be {','.join(wanted)}"])
    rows, faults = [], []
    for cells in reader:
        if len(cells) != len(wanted):
            faults.append(f"{name} line {reader.line_num}: {len(cells)} values, not {len(wanted)}")
            continue
        values = {key: cell.strip() for key, cell in zip(wanted, cells, strict=True)}
        rows.append(Row(name, reader.line_num, values))
    if faults:
        raise FactsUnreadable(faults)
    return rows

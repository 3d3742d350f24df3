"""The rows of a CSV or XLSX file with the line each one stands on."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime

from samkraft.sources.sheets.book import open_book
from samkraft.sources.sheets.mapping import SheetMapping
from samkraft.sources.sheets.read import _decoded, _evenly
from samkraft.sources.tables import BrokenData

Line = tuple[int, list[str]]


def lines_of(data: bytes, mapping: SheetMapping) -> list[Line]:
    """The header and the rows below it; empty rows are left out. Raises BrokenData."""
    rows = _sheet(data, mapping) if data[:4] == b"PK\x03\x04" else _text(data, mapping)
    found = []
    for line, cells in rows:
        if line <= mapping.skip:
            continue
        first = next((cell for cell in cells if cell), "")
        if mapping.stop and first.startswith(mapping.stop):
            break
        if first:
            found.append((line, cells))
    if not found:
        raise BrokenData(f"There are no rows below line {mapping.skip}.")
    return found


def _text(data: bytes, mapping: SheetMapping) -> list[Line]:
    try:
        text = data.decode(mapping.encoding) if mapping.encoding else _decoded(data)[0]
    except (LookupError, UnicodeDecodeError) as error:
        raise BrokenData(f"The file is not written in {mapping.encoding}.") from error
    sample = [line for line in text.splitlines()[mapping.skip : mapping.skip + 50] if line.strip()]
    if not sample:
        raise BrokenData(f"There are no rows below line {mapping.skip}.")
    sign = mapping.delimiter or max(";\t,|", key=lambda each: _evenly(sample, each))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign, strict=True)
    found: list[Line] = []
    start = 1
    try:
        for cells in reader:
            found.append((start, [cell.strip() for cell in cells]))
            start = reader.line_num + 1
    except csv.Error as error:
        raise BrokenData(f"Line {start} cannot be parted into columns: {error}.") from error
    return found


def _sheet(data: bytes, mapping: SheetMapping) -> list[Line]:
    book = open_book(data)
    names = book.sheetnames
    if mapping.sheet in names:
        sheet = book[mapping.sheet]
    elif not mapping.sheet or mapping.sheet.isdecimal():
        place = int(mapping.sheet or 1)
        if not 1 <= place <= len(names):
            raise BrokenData(f"There is no sheet {place}; there are {', '.join(names)}.")
        sheet = book[names[place - 1]]
    else:
        raise BrokenData(f"There is no sheet “{mapping.sheet}”; there are {', '.join(names)}.")
    rows = enumerate(sheet.iter_rows(values_only=True), start=1)
    return [(line, [_plain(cell) for cell in row]) for line, row in rows]


def _plain(cell: object) -> str:
    """A cell as text: 2580.0 is 2580, a day is written 2026-03-02."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime | date):
        return cell.isoformat()[:10]
    return str(cell).strip()

"""Reading CSV and XLSX as they are: columns, rows, and what in them is a number."""

from __future__ import annotations

import codecs
import csv
import io
import re
from array import array
from collections.abc import Sequence

from samkraft.sources.tables import NAN, BrokenData, Dimension, Table

NUMBER = re.compile(r"[-−+]?(\d{1,3}([\s\u00a0\u202f]\d{3})+|\d+)([.,]\d+)?([eE][-+]?\d+)?")
SOURCE = re.compile(r"(källa|kilde|source|lähde|kjelde)\b", re.IGNORECASE)


def read_csv(data: bytes) -> Table:
    """Read comma-, semicolon-, tab- or pipe-separated text. Raises BrokenData with the line."""
    text, encoding = _decoded(data)
    if not text.strip():
        raise BrokenData("The file is empty.")
    rows = _rows(text)
    return _table("csv", rows, encoding)


def read_rows(rows: Sequence[Sequence[object]]) -> Table:
    """The rows of a spreadsheet, the first one as header."""
    texts = [["" if cell is None else str(cell) for cell in row] for row in rows]
    while texts and not any(texts[-1]):
        texts.pop()
    if not texts:
        raise BrokenData("The sheet is empty.")
    return _table("xlsx", texts, None)


def _decoded(data: bytes) -> tuple[str, str]:
    for mark, name in ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"),
                       (codecs.BOM_UTF16_BE, "utf-16")):  # fmt: skip
        if data.startswith(mark):
            return data.decode(name, errors="replace"), name.removesuffix("-sig")
    if b"\0" in data[:4096]:
        raise BrokenData("This is a binary file, not a table of text.")
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace"), "cp1252"


def _rows(text: str) -> list[list[str]]:
    told = re.match(r"sep=(.)\r?\n", text)  # Excel's own first line
    text = text[told.end() :] if told else text
    lines = [line for line in text.splitlines()[:50] if line.strip()]
    delimiter = told[1] if told else max(
        ";\t,|", key=lambda sign: (_evenly(lines, sign), -";\t,|".index(sign))
    )  # fmt: skip
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows = []
    start = 1
    try:
        for row in reader:
            rows.append(row)
            start = reader.line_num + 1
    except csv.Error as error:
        raise BrokenData(
            f"Line {start}: the table cannot be parted into columns: {error}."
        ) from error
    return [row for row in rows if any(cell.strip() for cell in row)]


def _evenly(lines: list[str], sign: str) -> int:
    """How many columns a separator makes, when it makes the same number in most lines."""
    counts = [len(next(csv.reader([line], delimiter=sign))) for line in lines]
    usual = max(set(counts), key=counts.count)
    return usual if counts.count(usual) * 2 > len(counts) else 1


def _table(form: str, rows: list[list[str]], encoding: str | None) -> Table:
    above, notes, rows = _framed(rows)
    header, body = [cell.strip() for cell in rows[0]], rows[1:]
    findings = []
    if above:
        findings.append(f"{len(above)} rows above the header are taken as title.")
    if notes:
        findings.append(f"{len(notes)} rows below the table are taken as notes: {notes[0]}")
    ragged = [at for at, row in enumerate(body, start=2 + len(above)) if len(row) != len(header)]
    if ragged:
        findings.append(
            f"{len(ragged)} rows have another number of columns, first row {ragged[0]}."
        )
    twice = {name for name in header if name and header.count(name) > 1}
    if twice:
        findings.append(f"Columns with the same name: {', '.join(sorted(twice))}.")
    width = max(len(header), *map(_extent, body), 0)
    header += [""] * (width - len(header))
    values, symbols = _cells(body, width)
    numbers = tuple(str(at) for at in range(1, len(body) + 1))
    names = tuple(name or f"column {at}" for at, name in enumerate(header, start=1))
    return Table(
        format=form, encoding=encoding, values=values, symbols=symbols, findings=tuple(findings),
        title=above[0] if above else None,
        source=next((note for note in notes if SOURCE.match(note)), None),
        dimensions=(Dimension("row", "row", numbers, numbers),
                    Dimension("column", "column", names, names)),
    )  # fmt: skip


def _cells(body: list[list[str]], width: int) -> tuple[array, dict[int, str]]:
    values, symbols = array("d", [NAN]) * (len(body) * width), {}
    for at, row in enumerate(body):
        for column in range(width):
            cell = row[column].strip() if column < len(row) else ""
            parsed = parse_number(cell)
            if parsed is None:
                symbols[at * width + column] = cell
            else:
                values[at * width + column] = parsed
    return values, symbols


def _framed(rows: list[list[str]]) -> tuple[list[str], list[str], list[list[str]]]:
    """Texts above the table, texts below it, and the table: what has its first cell only,
    while most rows have more, is no row of it."""
    extents = [_extent(row) for row in rows]
    usual = max(set(extents), key=lambda extent: (extents.count(extent), extent))
    start, end = 0, len(rows)
    if usual > 1:
        while start < end - 1 and extents[start] <= 1:
            start += 1
        while end > start + 1 and extents[end - 1] <= 1 and not _numeric(rows[end - 1]):
            end -= 1
    texts = [row[0].strip() if row else "" for row in rows]
    return [t for t in texts[:start] if t], [t for t in texts[end:] if t], rows[start:end]


def _numeric(row: list[str]) -> bool:
    return any(parse_number(cell.strip()) is not None for cell in row)


def _extent(row: list[str]) -> int:
    """How many columns a row has, up to its last cell that is not empty."""
    return max((at for at, cell in enumerate(row, start=1) if cell.strip()), default=0)


def parse_number(text: str) -> float | None:
    """A number written in a Nordic or an English way: 1 234,5; −3; 12.4. Codes with a leading
    zero ("0180") are no numbers."""
    if not NUMBER.fullmatch(text) or re.fullmatch(r"0\d+", text):
        return None
    plain = re.sub(r"[\s\u00a0\u202f]", "", text).replace(",", ".").replace("−", "-")
    return float(plain)

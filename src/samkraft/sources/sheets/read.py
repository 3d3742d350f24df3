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
TIME = re.compile(r"(år|year|vuosi|tid|time|period|datum|dato|date|aar)$", re.IGNORECASE)
GEO = re.compile(r"(region|kommun\w*|kunta|alue|län|fylke\w*|geo|municipality|area)", re.IGNORECASE)


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
    lines = [line for line in text.splitlines()[:50] if line.strip()]
    delimiter = max(";\t,|", key=lambda sign: (_evenly(lines, sign), -";\t,|".index(sign)))
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise BrokenData(f"The table cannot be parted into columns: {error}.") from error
    return [row for row in rows if any(cell.strip() for cell in row)]


def _evenly(lines: list[str], sign: str) -> int:
    """How many columns a separator makes, when it makes the same number in most lines."""
    counts = [len(next(csv.reader([line], delimiter=sign))) for line in lines]
    usual = max(set(counts), key=counts.count)
    return usual if counts.count(usual) * 2 > len(counts) else 1


def _table(form: str, rows: list[list[str]], encoding: str | None) -> Table:
    header, body = [cell.strip() for cell in rows[0]], rows[1:]
    findings = []
    ragged = [at for at, row in enumerate(body, start=2) if len(row) != len(header)]
    if ragged:
        findings.append(
            f"{len(ragged)} rows have another number of columns, first row {ragged[0]}."
        )
    twice = {name for name in header if name and header.count(name) > 1}
    if twice:
        findings.append(f"Columns with the same name: {', '.join(sorted(twice))}.")
    width = len(header)
    values, symbols = array("d", [NAN]) * (len(body) * width), {}
    for at, row in enumerate(body):
        for column in range(width):
            cell = row[column].strip() if column < len(row) else ""
            parsed = parse_number(cell)
            if parsed is None:
                symbols[at * width + column] = cell
            else:
                values[at * width + column] = parsed
    numbers = tuple(str(at) for at in range(1, len(body) + 1))
    names = tuple(name or f"column {at}" for at, name in enumerate(header, start=1))
    return Table(
        format=form, encoding=encoding, values=values, symbols=symbols, findings=tuple(findings),
        dimensions=(Dimension("row", "row", numbers, numbers),
                    Dimension("column", "column", names, names)),
    )  # fmt: skip


def parse_number(text: str) -> float | None:
    """A number written in a Nordic or an English way: 1 234,5; −3; 12.4. Codes with a leading
    zero ("0180") are no numbers."""
    if not NUMBER.fullmatch(text) or re.fullmatch(r"0\d+", text):
        return None
    plain = re.sub(r"[\s\u00a0\u202f]", "", text).replace(",", ".").replace("−", "-")
    return float(plain)

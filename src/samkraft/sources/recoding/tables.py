"""Tables of any columns: CSV, XLSX or Parquet in, CSV out."""

from __future__ import annotations

import csv
import os
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from samkraft.calc.observations import Column
from samkraft.sources.sheets.mapping import SheetMapping
from samkraft.sources.sheets.rows import lines_of
from samkraft.sources.tables import BrokenData


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table by their heads, as texts; "" is an empty cell."""

    heads: tuple[str, ...]
    columns: tuple[Column, ...]

    def __getitem__(self, head: str) -> Column:
        return self.columns[self.heads.index(head)]

    def __len__(self) -> int:
        return len(self.columns[0]) if self.columns else 0


def read_columns(path: Path) -> Columns:
    """The table of a file. Raises BrokenData or OSError."""
    content = path.read_bytes()
    if content[:4] == b"PAR1":
        return _parquet(path)
    lines = lines_of(content, SheetMapping())
    heads = tuple(lines[0][1])
    if len(set(heads)) < len(heads) or not all(heads):
        raise BrokenData("The columns need heads, each another.")
    short = next((line for line, cells in lines[1:] if len(cells) < len(heads)), None)
    if short:
        raise BrokenData(f"Line {short} has fewer cells than there are columns.")
    cells = [Column.of([cells[at] for _, cells in lines[1:]]) for at in range(len(heads))]
    return Columns(heads, tuple(cells))


def _parquet(path: Path) -> Columns:
    import duckdb

    name = str(path).replace("'", "''")
    try:
        with duckdb.connect() as session:
            heads = [row[0] for row in session.sql(f"describe from '{name}'").fetchall()]
            texts = ", ".join(
                f"coalesce(cast({_quoted(head)} as varchar), '') as {_quoted(head)}"
                for head in heads
            )
            found = session.sql(f"select {texts} from read_parquet('{name}')").fetchnumpy()
    except duckdb.Error as error:
        raise BrokenData(f"The Parquet file cannot be read: {error}") from error
    return Columns(tuple(heads), tuple(Column.of(found[head].tolist()) for head in heads))


def _quoted(head: str) -> str:
    return '"' + head.replace('"', '""') + '"'


def numbers(column: Column) -> np.ndarray:
    """The cells as float64; what is no number, such as ".." or ":", is NaN."""
    return np.array([_number(text) for text in column.categories], np.float64)[column.codes]


def _number(text: str) -> float:
    plain = text.replace("\xa0", "").replace(" ", "")
    if "," in plain and "." not in plain:
        plain = plain.replace(",", ".")
    try:
        return float(plain) if plain.lower() not in ("nan", "inf", "-inf") else np.nan
    except ValueError:
        return np.nan


def write_csv(path: Path, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Write a CSV beside its place and put it there when it is whole."""
    handle, made = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(heads)
            writer.writerows(rows)
        os.chmod(made, 0o644)
        os.replace(made, path)
    except BaseException:
        os.unlink(made)
        raise


def written(value: float) -> str:
    """A number as text: 12, 50.5, and "" for what is not known."""
    if np.isnan(value):
        return ""
    return str(int(value)) if float(value).is_integer() else repr(float(value))

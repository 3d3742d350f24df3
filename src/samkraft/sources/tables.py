"""A table of official statistics as a file gives it, whatever the format.

Values and symbols are kept apart: `values` holds a number or NaN for every cell, row-major with the
last dimension fastest; `symbols` says for every cell without a number what the file wrote there,
`flags` what it wrote beside a number (Eurostat's "p", "e" …).
"""

from __future__ import annotations

import math
from array import array
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

Role = Literal["time", "geo", "metric"]
MOST_CELLS = 100_000_000
NAN = float("nan")


class BrokenData(Exception):
    """The file cannot be trusted; the message names the line, key or cell at fault."""


@dataclass(frozen=True, slots=True)
class Dimension:
    """`codes` and `labels` have one entry for each category, in the file's order."""

    code: str
    label: str
    codes: tuple[str, ...]
    labels: tuple[str, ...]
    role: Role | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table that was read."""

    format: str
    dimensions: tuple[Dimension, ...]
    values: array = field(repr=False)
    symbols: dict[int, str] = field(default_factory=dict, repr=False)
    flags: dict[int, str] = field(default_factory=dict, repr=False)
    title: str | None = None
    source: str | None = None
    updated: str | None = None
    unit: str | None = None
    languages: tuple[str, ...] = ()
    encoding: str | None = None
    findings: tuple[str, ...] = ()

    @property
    def cells(self) -> int:
        """The product of the dimensions' sizes."""
        return math.prod(len(each.codes) for each in self.dimensions)

    def summary(self) -> dict[str, Any]:
        """The value `samkraft data read --json` prints."""
        numbers = [value for value in self.values if not math.isnan(value)]
        return {
            "format": self.format,
            "encoding": self.encoding,
            "title": self.title,
            "source": self.source,
            "updated": self.updated,
            "unit": self.unit,
            "languages": list(self.languages),
            "dimensions": [
                {
                    "code": each.code,
                    "label": each.label,
                    "role": each.role,
                    "size": len(each.codes),
                    "first": each.codes[0] if each.codes else "",
                    "last": each.codes[-1] if each.codes else "",
                }
                for each in self.dimensions
            ],
            "cells": self.cells,
            "numeric": len(numbers),
            "symbols": dict(Counter(self.symbols.values())),
            "sum": math.fsum(numbers),
            "findings": list(self.findings),
        }


def product(dimensions: Sequence[Dimension]) -> int:
    """Number of cells; raises BrokenData when it is more than a machine can hold."""
    cells = math.prod(len(each.codes) for each in dimensions)
    if cells > MOST_CELLS:
        raise BrokenData(f"The table claims {cells} cells; at most {MOST_CELLS} are read.")
    return cells


def number(text: str) -> float | None:
    """A finite number as statistics files write it, else None ("1 234", "1,5" are none)."""
    try:
        value = float(text)
    except ValueError:
        return None
    if "_" in text or not text.isascii():  # Python's own ways of writing a number
        return None
    return value if math.isfinite(value) else None


def from_cells(cells: Sequence[str]) -> tuple[array, dict[int, str]]:
    """Numbers and symbols of cells given as text."""
    values = array("d", [NAN]) * len(cells)
    symbols: dict[int, str] = {}
    for index, text in enumerate(cells):
        value = number(text)
        if value is None:
            symbols[index] = text
        else:
            values[index] = value
    return values, symbols

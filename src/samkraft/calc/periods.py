"""Periods of statistics: a year, half-year, quarter, month or week, in order and as numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass

# How services write the parts of a year: Sweden and Norway K and U, Eurostat S for half-years.
_PARTS = {"H": "H", "S": "H", "Q": "Q", "K": "Q", "M": "M", "W": "W", "U": "W", "A": "A"}
_OF_A_YEAR = {"A": 1, "H": 2, "Q": 4, "M": 12, "W": 53}
_WRITTEN = re.compile(r"(\d{4})(?:-?([HSQKMWUA])(\d{1,2})?|-(\d{2}))?")


class NotAPeriod(ValueError):
    """The text is not a period such as 2024, 2024Q1 or 2024M01."""


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """`part` is one of A (year), H, Q, M, W; `index` counts from 1 within the year."""

    year: int
    index: int = 1
    part: str = "A"

    def __str__(self) -> str:
        if self.part == "A":
            return f"{self.year:04d}"
        width = 1 if self.part in "HQ" else 2
        return f"{self.year:04d}{self.part}{self.index:0{width}d}"

    @property
    def years(self) -> float:
        """The period's start in years, so that slopes are per year."""
        return self.year + (self.index - 1) / _OF_A_YEAR[self.part]


def parse_period(text: str) -> Period:
    """A period as a service writes it (2024, 2024K1, 2024M01, 2024-01, 2024-Q1, 2024S1).

    Raises NotAPeriod.
    """
    found = _WRITTEN.fullmatch(text.strip().upper())
    if found is None:
        raise NotAPeriod(f"“{text}” is not a period such as 2024, 2024Q1 or 2024M01.")
    year, letter, number, month = found.groups()
    part = "M" if month else _PARTS[letter or "A"]
    index = int(month or number or 1)
    if not 1 <= index <= _OF_A_YEAR[part] or (letter and part != "A" and not number):
        raise NotAPeriod(f"“{text}” is not a period of a year.")
    return Period(int(year), index, part)

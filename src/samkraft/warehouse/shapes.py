"""Which series a packed block holds and which periods each has; many blocks have the same shape.

Written as JSON: a list of `sexes`, of `ages`, and one of periods for each run of series that have
the same ones. Consecutive periods are written as the first and how many follow: "2010+14".
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from samkraft.calc.periods import NotAPeriod, Period, parse_period

_LAST = {"A": 1, "H": 2, "Q": 4, "M": 12}


@dataclass(frozen=True, slots=True)
class Shape:
    """Per cell its period; per series sex, age, and from and to which cell it goes."""

    periods: tuple[str, ...]
    series: tuple[tuple[str, str, int, int], ...]

    @property
    def cells(self) -> int:
        """How many cells there are."""
        return len(self.periods)

    @classmethod
    def of(cls, rows: list[tuple[str, str, str]]) -> Shape:
        """The shape of rows (sex, age, period), series by series."""
        series, start = [], 0
        for (sex, age), run in groupby(rows, key=lambda row: row[:2]):
            end = start + sum(1 for _ in run)
            series.append((sex, age, start, end))
            start = end
        return cls(tuple(row[2] for row in rows), tuple(series))


def write_shape(shape: Shape) -> bytes:
    """The shape as text; one of the total alone is only its periods."""
    lists: list[list[str]] = []
    series: list[list] = []
    for sex, age, start, end in shape.series:
        periods = _shortened(shape.periods[start:end])
        if periods not in lists:
            lists.append(periods)
        series.append([sex, age, lists.index(periods)])
    if series == [["T", "T", 0]]:
        return json.dumps(lists[0], ensure_ascii=False, separators=(",", ":")).encode()
    by_sex = [
        [sex, [[age, which] if which else age for _, age, which in run]]
        for sex, run in groupby(series, key=lambda one: one[0])
    ]
    if all(ages == by_sex[0][1] for _, ages in by_sex):
        by_sex = [[sex for sex, _ in by_sex], by_sex[0][1], 0]
    return json.dumps([by_sex, lists], ensure_ascii=False, separators=(",", ":")).encode()


@lru_cache(maxsize=4096)
def read_shape(text: bytes) -> Shape:
    """The shape written."""
    found = json.loads(text)
    if isinstance(found[0], str):
        periods = _lengthened(found)
        return Shape(periods, (("T", "T", 0, len(periods)),))
    by_sex, lists = found
    lists = [_lengthened(periods) for periods in lists]
    if by_sex[-1] == 0:
        by_sex = [[sex, by_sex[1]] for sex in by_sex[0]]
    cells: list[str] = []
    series = []
    for sex, ages in by_sex:
        for age in ages:
            name, which = (age, 0) if isinstance(age, str) else age
            start = len(cells)
            cells += lists[which]
            series.append((sex, name, start, len(cells)))
    return Shape(tuple(cells), tuple(series))


def _shortened(periods: tuple[str, ...]) -> list[str]:
    short: list[str] = []
    place = 0
    while place < len(periods):
        length = 1
        following = _next(periods[place])
        while place + length < len(periods) and periods[place + length] == following:
            length += 1
            following = _next(following)
        text = periods[place]
        short.append(f"{text}+{length - 1}" if length > 1 or "+" in text else text)
        place += length
    return short


def _lengthened(short: list[str]) -> tuple[str, ...]:
    periods: list[str] = []
    for text in short:
        first, _, more = text.rpartition("+")
        periods.append(first or text)
        for _ in range(int(more) if first else 0):
            periods.append(_next(periods[-1]) or "")
    return tuple(periods)


@lru_cache(maxsize=4096)
def _next(text: str | None) -> str | None:
    """The period after one that is written as we write it; None when there is no telling."""
    try:
        period = parse_period(text or "")
    except NotAPeriod:
        return None
    if str(period) != text or period.part not in _LAST or period.year >= 9999:
        return None
    if period.index < _LAST[period.part]:
        return str(Period(period.year, period.index + 1, period.part))
    return str(Period(period.year + 1, 1, period.part))

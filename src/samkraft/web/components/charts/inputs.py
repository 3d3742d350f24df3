"""What the caller hands to the charts of series."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from samkraft.calc.periods import parse_period
from samkraft.calc.series import Point, Series

# Periods in a year, for the distance between neighbours.
_OF_A_YEAR = {"A": 1, "H": 2, "Q": 4, "M": 12, "W": 52}


class Role(StrEnum):
    """How strongly a line stands out. `SECOND` is the other tone of the accent (men)."""

    MAIN = "main"
    SECOND = "second"
    NAMED = "named"
    REST = "rest"


@dataclass(frozen=True, slots=True)
class Range:
    """An interval around a period's value."""

    period: str
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Line:
    """A series with the name written at its end.

    `every` is the usual number of periods between points (2: every second year). `breaks` are
    periods that begin something new, besides those that the points themselves tell of.
    """

    name: str
    series: Series
    role: Role = Role.NAMED
    every: int = 1
    breaks: tuple[str, ...] = ()
    ranges: tuple[Range, ...] = ()


@dataclass(frozen=True, slots=True)
class Milestone:
    """One value of a planned path; `text` names it ("Mål", "Delmål 2027"), empty for the start."""

    period: str
    value: float
    text: str = ""


@dataclass(frozen=True, slots=True)
class TargetPath:
    """The planned way from the baseline over milestones to the target, which is the last."""

    points: tuple[Milestone, ...]


def years(period: str) -> float:
    """Where a period stands on the axis of years."""
    return round(parse_period(period).years, 4)


def segments(line: Line) -> tuple[tuple[Point, ...], ...]:
    """The known points in runs without a gap or a break: only within a run is a line drawn."""
    runs: list[list[Point]] = []
    for point in line.series.known:
        before = runs[-1][-1] if runs else None
        if before is not None and _adjoining(before, point, line):
            runs[-1].append(point)
        else:
            runs.append([point])
    return tuple(tuple(run) for run in runs)


def series_breaks(line: Line) -> tuple[float, ...]:
    """Where breaks in the series lie, halfway between the last old and the first new value."""
    known = line.series.known
    return tuple(
        (years(old.period) + years(new.period)) / 2
        for old, new in pairwise(known)
        if _broken(old, new, line)
    )


def _adjoining(old: Point, new: Point, line: Line) -> bool:
    return not _broken(old, new, line) and _distance(old.period, new.period) <= line.every


def _broken(old: Point, new: Point, line: Line) -> bool:
    """A run of values that are not comparable with what follows breaks where it ends."""
    told = any(years(old.period) < years(period) <= years(new.period) for period in line.breaks)
    return told or (new.comparable and not old.comparable)


def _distance(old: str, new: str) -> float:
    first, second = parse_period(old), parse_period(new)
    if first.part != second.part:
        return float("inf")
    count = _OF_A_YEAR[first.part]
    if first.part == "W" and second.year == first.year + 1 and first.index >= 52:
        return second.index
    return (second.year - first.year) * count + second.index - first.index

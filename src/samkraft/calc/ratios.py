"""Indicators computed from population by age and sex, and the change from a base period.

Age groups are written as in `calc.series`: a single age "42", an interval "16-24" with both ends
in it, an open group "65+", all ages "T". Groups may be single ages, intervals or both; a range of
ages is put together from groups that fill it exactly, the fewest of those that have values.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import inf

from samkraft.calc.figures import UNDEFINED, Figure, Given, ratio, total
from samkraft.calc.series import ALL, Point, Series

Ages = Mapping[str, Given]

WORKING = (20, 64)
_WRITTEN = re.compile(r"(\d+)(?:-(\d+)|(\+))?")


class NotAnAge(ValueError):
    """The text is not an age group such as 42, 16-24 or 65+."""


class NoSuchAges(ValueError):
    """The range does not fall on the edges of the groups there are."""

    def __init__(self, low: int, high: int | None, groups: tuple[str, ...]) -> None:
        wanted = f"{low}+" if high is None else f"{low}-{high}"
        super().__init__(f"Ages {wanted} cannot be put together from: {', '.join(groups)}.")
        self.groups = groups


@dataclass(frozen=True, slots=True, order=True)
class AgeRange:
    """Ages from `low` up to, but not with, `end` (infinite for an open group), in years."""

    low: float
    end: float


def parse_age(text: str) -> AgeRange:
    """The range of an age group; raises NotAnAge."""
    found = _WRITTEN.fullmatch(text.strip())
    if found is None:
        raise NotAnAge(f"“{text}” is not an age group such as 42, 16-24 or 65+.")
    low, high, is_open = found.groups()
    end = inf if is_open else int(high or low) + 1
    if end <= int(low):
        raise NotAnAge(f"“{text}” ends before it begins.")
    return AgeRange(int(low), end)


def people(ages: Ages, low: int = 0, high: int | None = None) -> Figure:
    """How many are from `low` to `high` years old, both in it (None: and older).

    All ages are taken from "T" where it is given: it also counts those of unknown age. Without a
    value when a needed group has none. Raises NoSuchAges and NotAnAge.
    """
    if low == 0 and high is None and ALL in ages:
        return Figure.of(ages[ALL])
    groups = {text: parse_age(text) for text in ages if text != ALL}
    figures = {text: Figure.of(ages[text]) for text in groups}
    end = inf if high is None else high + 1
    filling = _filling(groups, figures, low, end)
    if filling is None:
        raise NoSuchAges(low, high, tuple(sorted(groups, key=groups.get)))
    return total([figures[text] for text in filling])


def _filling(
    groups: Mapping[str, AgeRange], figures: Mapping[str, Figure], low: float, end: float
) -> tuple[str, ...] | None:
    """Groups that fill the range: first with values, then few; None where the edges do not fit."""
    # Going up the ages, the best way to every edge reached: (without value, groups, which).
    best: dict[float, tuple[int, int, tuple[str, ...]]] = {low: (0, 0, ())}
    for text in sorted(groups, key=groups.get):
        ages = groups[text]
        if ages.low not in best or ages.end > end:
            continue
        lacking, count, held = best[ages.low]
        way = (lacking + (figures[text].value is None), count + 1, (*held, text))
        if ages.end not in best or way < best[ages.end]:
            best[ages.end] = way
    return best[end][2] if end in best else None


def share_of_ages(ages: Ages, low: int, high: int | None = None) -> Figure:
    """Percent of all people who are from `low` to `high` years old (None: and older)."""
    return ratio(people(ages, low, high), people(ages), per=100)


def working_age_share(ages: Ages, working: tuple[int, int] = WORKING) -> Figure:
    """Percent of all people who are of working age, by default 20–64."""
    return share_of_ages(ages, *working)


def dependency_ratio(ages: Ages, working: tuple[int, int] = WORKING) -> Figure:
    """Younger and older people for every 100 of working age, by default (0–19 + 65+) / 20–64.

    The total age dependency ratio of the United Nations and Eurostat, with the Nordic bounds.
    """
    young = people(ages, 0, working[0] - 1)
    old = people(ages, working[1] + 1)
    return ratio(total([young, old]), people(ages, *working), per=100)


def sex_ratio(men: Ages, women: Ages, low: int = 0, high: int | None = None) -> Figure:
    """Men for every 100 women from `low` to `high` years old (None: and older)."""
    return ratio(people(men, low, high), people(women, low, high), per=100)


def ages_at(series: Mapping[str, Series], period: str) -> dict[str, Point | None]:
    """One period's value of each age group, out of a series for each."""
    return {age: one.at(period) for age, one in series.items()}


def change(series: Series, base: str) -> tuple[Point, ...]:
    """Percent by which every period differs from the period `base`.

    Without a value where the point or the base has none (the base's status, if it is the worse),
    not applicable for a base of zero. `comparable` is False across a break in the series.
    """
    start = series.at(base)
    return tuple(_changed(series, start, point) for point in series.points)


def _changed(series: Series, start: Point | None, point: Point) -> Point:
    figure, base = Figure.of(point), Figure.of(start)
    moved = ratio(figure, base, per=100)
    if moved.value is not None:
        moved = Figure(moved.value - 100, moved.status)
    elif figure.value is not None and base.value == 0:
        moved = UNDEFINED
    comparable = start is not None and _unbroken(series, start, point)
    return replace(point, value=moved.value, status=moved.status, comparable=comparable)


def _unbroken(series: Series, one: Point, other: Point) -> bool:
    """Whether nothing between two points, the earlier one counted, stops the comparison."""
    first, last = sorted((series.points.index(one), series.points.index(other)))
    return all(point.comparable for point in series.points[first:last])

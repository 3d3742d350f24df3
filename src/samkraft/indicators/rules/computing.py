"""Indicators worked out of another one's figures, as the catalogue's `query` says.

{computed: change, of: population, years: 10}              percent over so many years
{computed: share, of: population, ages: "65-"}             percent of all who are that old
{computed: dependency, of: population, working: "16-64"}   others per 100 of working age
{computed: sex_ratio, of: population, ages: "20-39"}       men per 100 women of that age
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from samkraft.calc.figures import Figure
from samkraft.calc.periods import parse_period
from samkraft.calc.ratios import NoSuchAges, dependency_ratio, sex_ratio, share_of_ages
from samkraft.calc.series import ALL, MEN, WOMEN, Point, Series
from samkraft.calc.status import Status


class UnknownComputation(ValueError):
    """The query names no computation, or lacks what it needs."""


def compute(query: Mapping[str, Any], area: str, base: Iterable[Series]) -> tuple[Series, ...]:
    """The indicator's series in one area, out of all series of its base there.

    Periods in which the age groups at hand do not allow it are left out. Raises
    UnknownComputation.
    """
    series = {(each.sex, each.age): each for each in base}
    kind = query.get("computed", "")
    if kind == "change":
        return _changes(area, series, int(query.get("years", 1)))
    if kind not in _BY_AGE:
        raise UnknownComputation(f"“{kind}” is no computation.")
    made = []
    for sex in _BY_AGE[kind][1]:
        points = [
            Point(period, found.value, found.status, _compares(kind, series, sex, period))
            for period in _periods(series)
            if (found := _figure(kind, query, series, sex, period)) is not None
        ]
        if points:
            made.append(Series(area, tuple(points), sex))
    return tuple(made)


def ages_of(text: str) -> tuple[int, int | None]:
    """The bounds of an age range written "16-64" or "65-". Raises UnknownComputation."""
    low, _, high = str(text).partition("-")
    try:
        return int(low), int(high) if high else None
    except ValueError:
        raise UnknownComputation(f"“{text}” is no range of ages such as 16-64 or 65-.") from None


def _changes(area: str, series: Mapping, years: int) -> tuple[Series, ...]:
    """Percent since the same period so many years before; periods without a base are left out."""
    made = []
    for (sex, age), one in series.items():
        if age != ALL:
            continue
        known = {point.period: point for point in one.points}
        points = [
            _changed(known[before], point)
            for point in one.points
            if (before := _before(point.period, years)) in known
        ]
        if points:
            made.append(Series(area, tuple(points), sex, age))
    return tuple(sorted(made, key=lambda each: each.sex != ALL))


def _changed(base: Point, point: Point) -> Point:
    comparable = base.comparable and point.comparable
    if base.value is None or point.value is None:
        worse = point.status if point.value is None else base.status
        return Point(point.period, None, worse, comparable)
    if base.value == 0:
        return Point(point.period, None, Status.NOT_APPLICABLE, comparable)
    worst = max(base.status, point.status, key=lambda status: status.number)
    return Point(point.period, 100 * (point.value / base.value - 1), worst, comparable)


def _before(period: str, years: int) -> str:
    found = parse_period(period)
    return str(type(found)(found.year - years, found.index, found.part))


def _periods(series: Mapping) -> list[str]:
    found = {point.period for one in series.values() for point in one.points}
    return sorted(found, key=parse_period)


def _figure(kind: str, query, series: Mapping, sex: str, period: str) -> Figure | None:
    """None where the groups of the period cannot make the range."""
    try:
        return _BY_AGE[kind][0](query, lambda of: _ages(series, of, period), sex)
    except NoSuchAges:
        return None


def _compares(kind: str, series: Mapping, sex: str, period: str) -> bool:
    """Whether every figure it may be worked out of compares with later periods."""
    sexes = (WOMEN, MEN) if kind == "sex_ratio" else (sex,)
    return all(
        point.comparable
        for (of, _), one in series.items()
        if of in sexes and (point := one.at(period)) is not None
    )


def _ages(series: Mapping, sex: str, period: str) -> dict[str, Point]:
    return {
        age: point
        for (of, age), one in series.items()
        if of == sex and (point := one.at(period)) is not None
    }


def _share(query, ages: Callable, sex: str) -> Figure:
    return share_of_ages(ages(sex), *ages_of(query["ages"]))


def _dependency(query, ages: Callable, sex: str) -> Figure:
    low, high = ages_of(query["working"])
    return dependency_ratio(ages(sex), (low, high))


def _sex_ratio(query, ages: Callable, sex: str) -> Figure:
    return sex_ratio(ages(MEN), ages(WOMEN), *ages_of(query["ages"]))


_BY_AGE: dict[str, tuple[Callable, tuple[str, ...]]] = {
    "share": (_share, (ALL, WOMEN, MEN)),
    "dependency": (_dependency, (ALL, WOMEN, MEN)),
    "sex_ratio": (_sex_ratio, (ALL,)),
}

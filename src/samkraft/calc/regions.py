"""A region as the sum of its members, beside what is published for it.

Counts add up. Shares, means and rates are averaged by their denominator (percentages are never
added). Medians and indices are not put together at all. Without every member there is no value.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from samkraft.calc.figures import Figure, ratio, total
from samkraft.calc.kinds import MeasureKind, NotAdditive
from samkraft.calc.observations import Column, Observations
from samkraft.calc.recoding import Recoded, recode
from samkraft.calc.series import ALL, Point, Series
from samkraft.calc.shares import Share
from samkraft.calc.status import Status

# One set for all periods, or the members of each period's own date.
Members = Collection[str] | Mapping[str, Collection[str]]


@dataclass(frozen=True, slots=True)
class RegionPoint:
    """One period of a region.

    `value` is None when any member has none, the reason is in `status`. `counted` and `missing`
    are the members with and without a value; `partial` is the figure of those counted, for those
    who want to show how far the sum came. `comparable` as in `series.Point`.
    """

    period: str
    value: float | None
    status: Status
    counted: tuple[str, ...]
    missing: tuple[str, ...]
    partial: float | None
    comparable: bool = True

    @property
    def point(self) -> Point:
        """The same without the account of members."""
        return Point(self.period, self.value, self.status, self.comparable)


def region(
    series: Iterable[Series],
    members: Members,
    kind: MeasureKind,
    *,
    denominators: Iterable[Series] | None = None,
) -> tuple[RegionPoint, ...]:
    """The region's points, one for every period that any series has.

    `series` are of one measure, sex and age, one for each area; others than `members` are left
    out. Members by the date: a mapping from period to the members then; periods it does not name
    are left out, and a period with other members than the last is not comparable. `denominators`
    are what shares, means and rates are of (people for a share of people), in any unit.

    Raises NotAdditive for medians and indices, and for shares, means and rates without
    denominators.
    """
    _check(kind, denominators is not None)
    values = {one.area: one for one in series}
    weights = None if kind.adds else {one.area: one for one in denominators}
    periods = sorted({point.period for one in values.values() for point in one.points})
    if isinstance(members, Mapping):
        periods = [period for period in periods if period in members]
    of = {p: frozenset(members[p] if isinstance(members, Mapping) else members) for p in periods}
    points = []
    for period in periods:
        same = of[period] == of[periods[-1]]
        points.append(_point(period, sorted(of[period]), values, weights, same))
    return tuple(points)


def _check(kind: MeasureKind, weighted: bool) -> None:
    if not kind.adds and not kind.weighs:
        raise NotAdditive(f"A region's {kind.value} cannot be made of its members'.")
    if kind.weighs and not weighted:
        raise NotAdditive(f"Members' {kind.value}s need a denominator; they cannot be added.")


def _point(
    period: str,
    members: list[str],
    values: Mapping[str, Series],
    weights: Mapping[str, Series] | None,
    same: bool,
) -> RegionPoint:
    figures, below, comparable = {}, {}, same
    for member in members:
        point = _at(values, member, period)
        comparable = comparable and point.comparable
        figures[member] = Figure.of(point)
        if weights is not None:
            below[member] = Figure.of(_at(weights, member, period))
            figures[member] = _product(figures[member], below[member])
    counted = tuple(member for member in members if figures[member].value is not None)
    whole = _together(members, figures, below)
    return RegionPoint(
        period=period,
        value=whole.value,
        status=whole.status,
        counted=counted,
        missing=tuple(member for member in members if figures[member].value is None),
        partial=_together(counted, figures, below).value,
        comparable=comparable,
    )


def _at(values: Mapping[str, Series], member: str, period: str) -> Point:
    held = values.get(member)
    point = held.at(period) if held else None
    return point or Point(period, None, Status.MISSING)


def _product(one: Figure, other: Figure) -> Figure:
    if one.value is None or other.value is None:
        return total([one, other])
    return Figure(one.value * other.value, total([one, other]).status)


def _together(
    members: Collection[str], figures: Mapping[str, Figure], below: Mapping[str, Figure]
) -> Figure:
    """The sum, or with denominators `below` the weighted mean."""
    if not members:
        return Figure(None, Status.MISSING)
    above = total([figures[member] for member in members])
    return ratio(above, total([below[member] for member in members])) if below else above


def sum_regions(observations: Observations, regions: Mapping[str, Members]) -> Recoded:
    """The mass path for counts: every region's rows for every measure, period, sex and age.

    `regions` maps a region's code to its members; an area may belong to several.
    """
    shares = {
        period: [
            Share(member, code)
            for code, members in regions.items()
            for member in _members(members, period)
        ]
        for period in observations.period.categories
    }
    return recode(_only(observations, shares), shares)


def _members(members: Members, period: str) -> Collection[str]:
    return sorted(set(members.get(period, ()) if isinstance(members, Mapping) else members))


def _only(observations: Observations, shares: Mapping[str, list[Share]]) -> Observations:
    """The rows of areas that are members then: others would stand for themselves."""
    member = np.zeros(
        (len(observations.period.categories), len(observations.area.categories)), bool
    )
    area_of = {area: at for at, area in enumerate(observations.area.categories)}
    for at, period in enumerate(observations.period.categories):
        for share in shares[period]:
            if share.old in area_of:
                member[at, area_of[share.old]] = True
    rows = member[observations.period.codes, observations.area.codes]
    columns = (
        Column(column.categories, column.codes[rows])
        for column in (
            observations.measure,
            observations.area,
            observations.period,
            observations.sex,
            observations.age,
        )
    )
    return Observations(*columns, observations.value[rows], observations.status[rows])


@dataclass(frozen=True, slots=True)
class Beside:
    """A published figure and our own sum, neither replaced; `difference` is published − own."""

    published: Figure
    own: Figure
    difference: float | None


def beside(published: Figure | Point | None, own: Figure | Point | RegionPoint) -> Beside:
    """Keep a published total beside the own sum."""
    own = own.point if isinstance(own, RegionPoint) else own
    published, own = Figure.of(published), Figure.of(own)
    known = published.value is not None and own.value is not None
    return Beside(published, own, published.value - own.value if known else None)


def as_series(area: str, points: Iterable[RegionPoint], sex: str = ALL, age: str = ALL) -> Series:
    """The region as a series."""
    return Series(area, tuple(one.point for one in points), sex, age)

"""The figures of an indicator: in one place, in many, as they are known now or were known then."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

import numpy as np

from samkraft.calc.kinds import MeasureKind, NotAdditive
from samkraft.calc.observations import Observations
from samkraft.calc.recoding import Recoded
from samkraft.calc.regions import Members, RegionPoint, as_series, region
from samkraft.calc.series import ALL, Series
from samkraft.indicators.models import Indicator, Latest, Nature
from samkraft.indicators.queries.asked import Asked
from samkraft.indicators.queries.geography import Geography, code_of, geography, start_of
from samkraft.indicators.queries.store import warehouse
from samkraft.indicators.rules.computing import compute
from samkraft.indicators.rules.folding import in_order
from samkraft.indicators.rules.packed import unpack, unpack_whole
from samkraft.indicators.rules.preparation import to_today
from samkraft.indicators.rules.unfolding import series_by_area as unfold
from samkraft.indicators.rules.withholding import protected
from samkraft.places.models import Region
from samkraft.places.queries import region_members

KIND = {
    Nature.COUNT: MeasureKind.COUNT,
    Nature.AMOUNT: MeasureKind.COUNT,
    Nature.SHARE: MeasureKind.SHARE,
    Nature.RATE: MeasureKind.RATE,
    Nature.MEAN: MeasureKind.MEAN,
    Nature.INDEX: MeasureKind.INDEX,
    Nature.RATIO: MeasureKind.INDEX,
}
BySeries = dict[str, tuple[Series, ...]]


@dataclass(frozen=True, slots=True)
class Figures:
    """All figures of an indicator in one place.

    `series` hold the whole first (sex and age T). For a region, `own` is our sum of the members
    where a published total stands in `series`; `parts` tells, for a sum, who was counted.
    `summed` is True when `series` is such a sum; `why_none` says why a region has no value.
    """

    place: Asked
    series: tuple[Series, ...]
    own: Series | None = None
    parts: tuple[RegionPoint, ...] = ()
    summed: bool = False
    why_none: str = ""

    @property
    def whole(self) -> Series:
        """All sexes and ages together (without points when there is none)."""
        return self.group(ALL, ALL)

    def group(self, sex: str, age: str) -> Series:
        """The series of one sex and age; without points when there is none."""
        for series in self.series:
            if series.sex == sex and series.age == age:
                return series
        return Series(self.place.key, (), sex, age)


class Shelf:
    """The figures a page needs, asked for together: one query however many indicators.

    `as_of` reads the warehouse as it was known then, one indicator at a time.
    """

    def __init__(self, today: date, as_of: datetime | None = None) -> None:
        self.today, self.as_of = today, as_of
        self._bases: dict[str, Indicator] = {}
        self._packed: dict[int, dict[str, bytes]] = {}
        self._asked: dict[int, set[str]] = {}
        self._then: dict[int, BySeries] = {}

    def load(self, indicators: Iterable[Indicator], codes: Collection[str]) -> None:
        """Fetch the figures of these indicators (and of what they are computed from) in these
        areas, where they have not been fetched yet."""
        if self.as_of is not None:
            return
        wanted = self._with_bases(list(indicators))
        lacking = [pk for pk in wanted if not set(codes) <= self._asked.get(pk, set())]
        if not lacking or not codes:
            return
        rows = Latest.objects.filter(indicator__in=lacking, area__in=set(codes))
        for pk, area, packed in rows.values_list("indicator_id", "area", "packed"):
            self._packed.setdefault(pk, {})[area] = bytes(packed)
        for pk in lacking:
            self._asked.setdefault(pk, set()).update(codes)

    def series(
        self, indicator: Indicator, codes: Collection[str], *, whole: bool = False
    ) -> BySeries:
        """The series of an indicator in some areas; `whole` leaves out the sexes and ages."""
        if self.as_of is not None:
            return {a: s for a, s in self._known_then(indicator).items() if a in codes}
        self.load([indicator], codes)
        packed = self._packed.get(indicator.pk, {})
        found = {area: packed[area] for area in codes if area in packed}
        if whole:
            return {area: (unpack_whole(data, area),) for area, data in found.items()}
        return {area: unpack(data, area) for area, data in found.items()}

    def figures(self, indicator: Indicator, place: Asked, *, whole: bool = False) -> Figures:
        """The figures of one place, whatever kind of place it is."""
        self.load([indicator], place.codes)
        if place.region is None:
            found = self.series(indicator, place.codes, whole=whole)
            return Figures(place, found.get(place.key, ()))
        own = [code for code in (place.key, place.official) if code]
        published = self.series(indicator, own, whole=whole)
        # beside a published total the members' sum is told as a whole only: no need for their groups
        parts = self.series(indicator, place.members, whole=whole or bool(published))
        return of_members(indicator, place, {**parts, **published}, self)

    def of_then(self, indicator: Indicator, place: Asked) -> Figures:
        """A region's figures with the members it had in each period, not those of today.

        Asks for the members once for each period. A place that is no region is as it is.
        """
        today = self.figures(indicator, place)
        if place.region is None or not today.parts:
            return today
        then = members_then(place.region, [point.period for point in today.parts])
        every = sorted({code for codes in then.values() for code in codes})
        try:
            own, parts = summed(indicator, place, self.series(indicator, every), self, members=then)
        except NotAdditive:
            return today
        return Figures(place, own, parts=parts, summed=True)

    def base(self, indicator: Indicator) -> Indicator:
        """The indicator that a computed one is worked out of."""
        slug = indicator.query["of"]
        if slug not in self._bases:
            self._bases[slug] = Indicator.objects.get(slug=slug)
        return self._bases[slug]

    def _with_bases(self, indicators: list[Indicator]) -> set[int]:
        slugs = {each.query["of"] for each in indicators if each.source == "computed"}
        if lacking := slugs - self._bases.keys():
            found = Indicator.objects.filter(slug__in=lacking)
            self._bases |= {each.slug: each for each in found}
        wanted = {each.pk for each in indicators} | {self._bases[slug].pk for slug in slugs}
        return wanted | {each.denominator_id for each in indicators if each.denominator_id}

    def _known_then(self, indicator: Indicator) -> BySeries:
        if indicator.pk not in self._then:
            self._then[indicator.pk] = self._read_then(indicator)
        return self._then[indicator.pk]

    def _read_then(self, indicator: Indicator) -> BySeries:
        if indicator.source == "computed":
            base = self._known_then(self.base(indicator))
            return {area: compute(indicator.query, area, series) for area, series in base.items()}
        observations = warehouse().read([indicator.slug], as_of=self.as_of)
        return unfold(prepared(indicator, observations, geography(self.today)))


def of_members(indicator: Indicator, place: Asked, found: BySeries, shelf: Shelf) -> Figures:
    """A region's figures out of those of its areas."""
    published = found.get(place.key) or found.get(place.official, ())
    own, parts, why = (), (), ""
    try:
        own, parts = summed(indicator, place, found, shelf)
    except NotAdditive:
        why = "not-additive"
    if published:
        whole = next((each for each in own if (each.sex, each.age) == (ALL, ALL)), None)
        return Figures(place, published, own=whole, parts=parts)
    return Figures(place, own, parts=parts, summed=True, why_none=why)


def summed(
    indicator: Indicator,
    place: Asked,
    found: BySeries,
    shelf: Shelf,
    members: Members | None = None,
) -> tuple[tuple[Series, ...], tuple[RegionPoint, ...]]:
    """The members (of today, or by period) put together. Raises NotAdditive."""
    members = place.members if members is None else members
    every = _every(members)
    if indicator.source == "computed":
        base = shelf.base(indicator)
        series, parts = summed(base, place, shelf.series(base, every), shelf, members)
        return compute(indicator.query, place.key, series), parts
    weights = None
    if indicator.denominator_id:
        weights = shelf.series(indicator.denominator, every)
    made, parts = [], ()
    for sex, age in _groups(found, every):
        points = region(
            _of_group(found, every, sex, age), members, KIND[indicator.nature],
            denominators=None if weights is None else _of_group(weights, every, sex, age),
        )  # fmt: skip
        if any(point.counted for point in points):
            made.append(as_series(place.key, points, sex, age))
            parts = points if (sex, age) == (ALL, ALL) else parts
    return tuple(made), parts


def figures_of(
    indicator: Indicator, place: Asked, *, today: date, as_of: datetime | None = None
) -> Figures:
    """The figures of one indicator in one place."""
    return Shelf(today, as_of).figures(indicator, place)


def members_then(region: Region, periods: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The codes of a region's members at the start of each period."""
    return {
        period: tuple(code_of(area) for area in region_members(region, start_of(period)).members)
        for period in periods
    }


def _every(members: Members) -> tuple[str, ...]:
    if not isinstance(members, Mapping):
        return tuple(members)
    return tuple(sorted({code for codes in members.values() for code in codes}))


def prepared(indicator: Indicator, observations: Observations, places: Geography) -> Recoded:
    """Observations as they were delivered, by today's codes and with few people withheld."""
    recoded = to_today(observations, places.shares_of, additive=indicator.additive)
    if indicator.small_below is None or not indicator.additive or not len(observations):
        return in_order(recoded)
    order = in_order(recoded)
    safe = protected(order.observations, indicator.small_below, places.parents)
    return in_order(Recoded(safe, _same_marks(order, safe)))


def _same_marks(order: Recoded, safe: Observations) -> np.ndarray:
    """What compares, for rows that stand in another order."""
    if order.comparable.all():
        return np.ones(len(safe), bool)
    names = ("area", "period", "sex", "age")
    keys = zip(*(getattr(order.observations, name).texts() for name in names), strict=True)
    marks = dict(zip(keys, order.comparable, strict=True))
    found = zip(*(getattr(safe, name).texts() for name in names), strict=True)
    return np.fromiter((marks[key] for key in found), bool, len(safe))


def _groups(found: Mapping[str, Iterable[Series]], members: Iterable[str]) -> list[tuple]:
    groups = dict.fromkeys(
        (series.sex, series.age) for member in members for series in found.get(member, ())
    )
    return sorted(groups, key=lambda group: group != (ALL, ALL))


def _of_group(found: BySeries, members: Iterable[str], sex: str, age: str) -> list[Series]:
    return [
        series
        for member in members
        for series in found.get(member, ())
        if (series.sex, series.age) == (sex, age)
    ]

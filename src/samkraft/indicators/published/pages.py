"""The page of one indicator in one place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from samkraft.calc.periods import parse_period
from samkraft.calc.series import ALL, Series
from samkraft.calc.trend import Trend, trend
from samkraft.indicators.models import Indicator, Latest
from samkraft.indicators.published.catalogue import IndicatorEntry, entry
from samkraft.indicators.published.revisions import (
    RevisedFigure,
    VintageRow,
    revisions_of,
    vintages_of,
)
from samkraft.indicators.queries.asked import Asked, place_asked
from samkraft.indicators.queries.figures import BySeries, Figures, Shelf
from samkraft.indicators.queries.geography import areas_named
from samkraft.indicators.queries.similar import similar_places
from samkraft.lib.texts import Shown, Texts
from samkraft.places.models import Region


class NoSuchIndicator(LookupError):
    """There is no indicator with this name."""


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A place and what it is called. `country` and `code` address its page, for an area."""

    key: str
    name: Shown
    is_region: bool = False

    @property
    def country(self) -> str:
        return self.key[:2]

    @property
    def code(self) -> str:
        return self.key[3:] or self.key


@dataclass(frozen=True, slots=True)
class PlaceSeries:
    """One place's series beside the page's own."""

    place: PlaceName
    series: Series


@dataclass(frozen=True, slots=True)
class Compared:
    """What the place is compared with: its county, country, or a similar municipality.

    `differences` (standard deviations by dimension) explain why a similar one was chosen.
    """

    why: str
    place: PlaceName
    series: Series
    differences: Mapping[str, float] | None = None


@dataclass(frozen=True, slots=True)
class IndicatorPage:
    """Everything the indicator page shows.

    `series` is what was asked for (place, sex, age), `sexes` and `ages` the groups beside it,
    `members` the places within, in the order of their codes. `own_sum` stands where a region's
    published total is shown; `summed` is True when the figure is our sum, of `counted` members.
    `why_none` says why a region has no figure as a whole. `regions` can be chosen.
    """

    indicator: IndicatorEntry
    explanation: Shown
    limits: Shown
    evidence: str
    place: PlaceName | None
    sex: str
    age: str
    series: Series
    trend: Trend | None
    sexes: tuple[Series, ...]
    ages: tuple[Series, ...]
    members: tuple[PlaceSeries, ...]
    compared: tuple[Compared, ...]
    own_sum: Series | None
    summed: bool
    counted: tuple[str, ...]
    missing: tuple[str, ...]
    why_none: str
    vintages: tuple[VintageRow, ...]
    revisions: tuple[RevisedFigure, ...]
    provenance: Mapping[str, Any]
    as_of: datetime | None
    regions: tuple[PlaceName, ...]
    members_of: str = "today"


def published_indicator(
    slug: str,
    lang: str,
    *,
    place: str = "",
    today: date,
    sex: str = ALL,
    age: str = ALL,
    as_of: datetime | None = None,
    members: str = "today",
) -> IndicatorPage:
    """The page of an indicator; without `place`, for the first region that has figures.

    `members` "then" adds up the members a region had in each period, not those of today.

    Raises NoSuchIndicator, UnknownPlace.
    """
    found = indicator_named(slug)
    asked = place_asked(place, today) if place else _first_place(found, today)
    regions = _regions(lang)
    if asked is None:
        return _empty(found, lang, sex, age, as_of, regions)
    names = _Names(lang)
    codes = [*_codes(asked)]
    similar = similar_places(asked, today) if not asked.region else ()
    codes += [each.place.area for each in similar]
    shelf = Shelf(today, as_of)
    shelf.load([found], codes)
    by_area = shelf.series(found, codes, whole=(sex, age) == (ALL, ALL))
    figures = (shelf.of_then if members == "then" else shelf.figures)(found, asked)
    names.read(codes)
    series = figures.group(sex, age)
    vintages = vintages_of(_measure(found))
    return IndicatorPage(
        indicator=entry(found, lang, places=len(by_area)),
        explanation=Texts.read(found.explanation).shown(lang),
        limits=Texts.read(found.limits).shown(lang),
        evidence=found.evidence,
        place=PlaceName(asked.key, asked.named(lang), asked.region is not None),
        sex=sex,
        age=age,
        series=series,
        trend=trend_of(series),
        sexes=_sexes(figures, age),
        ages=_ages(figures, sex),
        members=_members(asked, by_area, names, sex, age),
        compared=_compared(asked, by_area, names, similar, sex, age),
        own_sum=figures.own if (sex, age) == (ALL, ALL) else None,
        summed=figures.summed,
        counted=figures.parts[-1].counted if figures.parts else (),
        missing=figures.parts[-1].missing if figures.parts else (),
        why_none=figures.why_none,
        vintages=vintages,
        revisions=_revisions(found, asked, sex, age, vintages),
        provenance=_provenance(vintages, asked),
        as_of=as_of,
        regions=regions,
        members_of=members,
    )


def _provenance(vintages: tuple[VintageRow, ...], asked: Asked) -> dict[str, Any]:
    """Of the newest delivery; of the tables it names only those of the place's country."""
    if not vintages:
        return {}
    found = dict(vintages[0].provenance)
    if isinstance(found.get("tables"), dict):
        found["tables"] = found["tables"].get(asked.country, [])
    return found


def indicator_named(name: str) -> Indicator:
    """The indicator of a slug, or of the source's own id where only one has it.

    Raises NoSuchIndicator.
    """
    rows = Indicator.objects.select_related("refresh", "region", "denominator")
    found = rows.filter(slug=name.lower()).first()
    if found is None:
        coded = list(rows.filter(code__iexact=name).exclude(code="")[:2])
        found = coded[0] if len(coded) == 1 else None
    if found is None:
        raise NoSuchIndicator(f"There is no indicator “{name}”.")
    return found


def trend_of(series: Series) -> Trend | None:
    """The trend of a series' comparable part; None without any value."""
    points = series.comparable
    if not points:
        return None
    years = [parse_period(point.period).years for point in points]
    return trend([point.value for point in points], years)


class _Names:
    """Names of places by code."""

    def __init__(self, lang: str) -> None:
        self.lang, self.areas = lang, {}

    def read(self, codes) -> None:
        self.areas = areas_named(codes)

    def of(self, code: str) -> PlaceName:
        area = self.areas.get(code)
        name = area.named(self.lang) if area else Shown(code, self.lang, self.lang)
        return PlaceName(code, name)


def _codes(asked: Asked) -> list[str]:
    codes = [*asked.codes, *asked.members, asked.county, asked.country]
    return list(dict.fromkeys(code for code in codes if code))


def _first_place(indicator: Indicator, today: date) -> Asked | None:
    """The region of an own indicator, else the first region with figures."""
    if indicator.region_id:
        return place_asked(indicator.region.slug, today)
    areas = set(Latest.objects.filter(indicator=indicator).values_list("area", flat=True))
    if not areas:
        return None
    for slug in Region.objects.filter(valid_until=None).values_list("slug", flat=True):
        asked = place_asked(slug, today)
        if areas & {*asked.codes, *asked.members}:
            return asked
    return place_asked(sorted(areas)[0], today)


def _regions(lang: str) -> tuple[PlaceName, ...]:
    rows = Region.objects.filter(valid_until=None)
    names = [PlaceName(row.slug, row.named(lang), True) for row in rows]
    return tuple(sorted(names, key=lambda each: each.name.text.casefold()))


def _measure(indicator: Indicator) -> str:
    return indicator.query["of"] if indicator.source == "computed" else indicator.slug


def _revisions(indicator: Indicator, asked: Asked, sex: str, age: str, vintages):
    """Those of the indicator's own figures; a computed one has none, its base has."""
    if indicator.source == "computed":
        return ()
    return revisions_of(indicator.slug, asked, sex, age, vintages)


def _sexes(figures: Figures, age: str) -> tuple[Series, ...]:
    found = [figures.group(sex, age) for sex in ("F", "M")]
    return tuple(series for series in found if series.known)


def _ages(figures: Figures, sex: str) -> tuple[Series, ...]:
    return tuple(each for each in figures.series if each.sex == sex and each.age != ALL)


def _members(asked, by_area, names, sex, age) -> tuple[PlaceSeries, ...]:
    return tuple(
        PlaceSeries(names.of(code), _group(by_area, code, sex, age)) for code in asked.members
    )


def _group(by_area: BySeries, code: str, sex: str, age: str) -> Series:
    for series in by_area.get(code, ()):
        if (series.sex, series.age) == (sex, age):
            return series
    return Series(code, (), sex, age)


def _compared(asked, by_area, names, similar, sex, age) -> tuple[Compared, ...]:
    rows = [
        Compared(why, names.of(code), _group(by_area, code, sex, age))
        for why, code in (("county", asked.county), ("country", asked.country))
        if code and code != asked.key
    ]
    rows += [
        Compared("similar", names.of(each.place.area),
                 _group(by_area, each.place.area, sex, age), each.differences)
        for each in similar
    ]  # fmt: skip
    return tuple(row for row in rows if row.series.known)


def _empty(found: Indicator, lang: str, sex, age, as_of, regions) -> IndicatorPage:
    return IndicatorPage(
        indicator=entry(found, lang, places=0),
        explanation=Texts.read(found.explanation).shown(lang),
        limits=Texts.read(found.limits).shown(lang),
        evidence=found.evidence, place=None, sex=sex, age=age, series=Series("", ()), trend=None,
        sexes=(), ages=(), members=(), compared=(), own_sum=None, summed=False, counted=(),
        missing=(), why_none="", vintages=(), revisions=(), provenance={}, as_of=as_of,
        regions=regions,
    )  # fmt: skip

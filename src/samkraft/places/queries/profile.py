"""Everything stated about one place, under all codes of the same territory."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from samkraft.lib.texts import Texts
from samkraft.places.models import Area, AreaSize, Boundary, LanguageArea, Membership, Population
from samkraft.places.queries.areas import areas_with_code, code_changes, original_name
from samkraft.places.succession import Change, same_area


@dataclass(frozen=True, slots=True)
class StatedPopulation:
    """People on a day; `code` is the code the place had then."""

    code: str
    date: date
    population: int
    source: str
    status: str


@dataclass(frozen=True, slots=True)
class StatedLanguage:
    language: str
    name: str
    basis: str
    since: date | None
    source: str
    status: str


@dataclass(frozen=True, slots=True)
class StatedSize:
    """Square kilometres and what was measured."""

    km2: float
    measure: str
    reference_date: str
    source: str


@dataclass(frozen=True, slots=True)
class RegionMembership:
    """The place belonged to a region; `until` is the first day after, None while it lasts."""

    region: str
    code: str
    since: date | None
    until: date | None


@dataclass(frozen=True, slots=True)
class StatedOutline:
    """An outline for maps is loaded; `year` is the year of the borders, when it is known."""

    year: int | None
    source: str


@dataclass(frozen=True, slots=True)
class AreaProfile:
    """`county` is code and name of what the place lies in; `valid_until` the first day after."""

    country: str
    kind: str
    code: str
    names: dict[str, str]
    official: str
    county: tuple[str, str] | None
    valid_from: date | None
    valid_until: date | None
    populations: tuple[StatedPopulation, ...]
    languages: tuple[StatedLanguage, ...]
    sizes: tuple[StatedSize, ...]
    regions: tuple[RegionMembership, ...]
    outline: StatedOutline | None
    note: str
    source: str


def area_profile(code: str, country: str = "", kind: str = "") -> AreaProfile:
    """What is stated about the newest period of a code and the same place's other codes."""
    periods = areas_with_code(code, country, kind)
    area, texts = periods[-1], Texts.read(periods[-1].name)
    same = _same(code_changes(), area) | {period.pk for period in periods}
    here = Q(area__in=same)
    return AreaProfile(
        country=area.country,
        kind=area.kind,
        code=area.code,
        names=_names(texts),
        official=area.official,
        county=(area.parent.code, original_name(area.parent)) if area.parent else None,
        valid_from=area.valid_from,
        valid_until=area.valid_until,
        populations=_populations(here),
        languages=_languages(here),
        sizes=tuple(
            StatedSize(float(row.km2), row.measure, row.reference_date, row.source)
            for row in AreaSize.objects.filter(here).order_by("reference_date")
        ),
        regions=tuple(
            RegionMembership(row.region.slug, row.area.code, row.valid_from, row.valid_until)
            for row in Membership.objects.filter(here)
            .select_related("region", "area")
            .order_by("valid_from", "region__slug")
        ),
        outline=_outline(area),
        note=area.note,
        source=area.source,
    )


def _names(texts: Texts) -> dict[str, str]:
    """Name by language, the original first (PostgreSQL does not keep the order of JSON keys)."""
    order = sorted(texts.languages, key=lambda lang: (lang != texts.original, lang))
    return {lang: texts.get(lang) or "" for lang in order}


def _same(changes: tuple[Change, ...], area: Area) -> set[int]:
    """The keys of the same territory under other codes."""
    keys = {key for change in changes for key in (change.old, change.new)}
    return {key for key in keys if same_area(changes, key, area.pk)} | {area.pk}


def _outline(area: Area) -> StatedOutline | None:
    row = Boundary.objects.filter(area=area).values_list("year", "source").first()
    return StatedOutline(*row) if row else None


def _populations(here: Q) -> tuple[StatedPopulation, ...]:
    rows = Population.objects.filter(here, measure="total").select_related("area")
    return tuple(
        StatedPopulation(row.area.code, row.date, row.value, row.source, row.status)
        for row in rows.order_by("date", "pk")
    )


def _languages(here: Q) -> tuple[StatedLanguage, ...]:
    return tuple(
        StatedLanguage(row.language, row.name, row.basis, row.valid_from, row.source, row.status)
        for row in LanguageArea.objects.filter(here).order_by("language")
    )

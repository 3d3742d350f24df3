"""The list of indicators."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q
from django.utils import timezone

from samkraft.indicators.models import Indicator, Latest, RefreshState
from samkraft.indicators.queries.asked import UnknownPlace, place_asked
from samkraft.indicators.queries.units import unit_words
from samkraft.lib.texts import Shown, Texts


@dataclass(frozen=True, slots=True)
class IndicatorEntry:
    """An indicator in a list. `places` counts the places it has figures for; `state` is how the
    last fetch went; `region` is the slug of the region whose own it is."""

    slug: str
    title: Shown
    official: str
    unit: str
    decimals: int
    nature: str
    direction: str
    frequency: str
    by_sex: bool
    by_age: bool
    levels: tuple[str, ...]
    source: str
    code: str
    rule: str
    checked: bool
    region: str
    demonstration: bool
    withdrawn_at: datetime | None
    withdrawn_why: str
    state: str
    fetched_at: datetime | None
    changed_at: datetime | None
    places: int


@dataclass(frozen=True, slots=True)
class IndicatorFilter:
    """Which indicators are asked for; empty means all.

    `figures` is "yes" for those with figures, "no" for those without; `place` a region or code
    that there must be figures for; `region` adds a region's own to the shared catalogue.
    """

    words: str = ""
    source: str = ""
    figures: str = ""
    sex: bool = False
    age: bool = False
    place: str = ""
    region: str = ""


def published_indicators(
    lang: str, wanted: IndicatorFilter | None = None
) -> tuple[IndicatorEntry, ...]:
    """Indicators by title; those withdrawn are left out. One query, and a few for a place."""
    wanted = wanted or IndicatorFilter()
    rows = Indicator.objects.filter(withdrawn_at=None).select_related("refresh", "region")
    if wanted.source:
        rows = rows.filter(source=wanted.source)
    if wanted.sex:
        rows = rows.filter(by_sex=True)
    if wanted.age:
        rows = rows.filter(by_age=True)
    if wanted.region:
        rows = rows.filter(Q(region=None) | Q(region__slug=wanted.region))
    if wanted.place:
        codes = _codes_of(wanted.place)
        rows = rows.filter(pk__in=Latest.objects.filter(area__in=codes).values("indicator"))
    entries = [entry(row, lang) for row in rows.annotate(places=Count("latest"))]
    words = wanted.words.casefold().split()
    kept = [
        each
        for each in entries
        if all(word in _said(each) for word in words)
        and (not wanted.figures or (wanted.figures == "yes") == bool(each.places))
    ]
    return tuple(sorted(kept, key=lambda each: (each.title.text.casefold(), each.slug)))


def _codes_of(place: str) -> tuple[str, ...]:
    try:
        return place_asked(place, timezone.localdate()).codes
    except UnknownPlace:
        return ()


def entry(row: Indicator, lang: str, places: int | None = None) -> IndicatorEntry:
    """The frozen value of an indicator."""
    refresh = getattr(row, "refresh", None)
    return IndicatorEntry(
        slug=row.slug,
        title=Texts.read(row.title).shown(lang),
        official=row.official,
        unit=unit_words(row.unit, lang),
        decimals=row.decimals,
        nature=row.nature,
        direction=row.direction,
        frequency=row.frequency,
        by_sex=row.by_sex,
        by_age=row.by_age,
        levels=tuple(row.levels),
        source=row.source,
        code=row.code,
        rule=row.rule,
        checked=row.checked,
        region=row.region.slug if row.region_id else "",
        demonstration=row.demonstration,
        withdrawn_at=row.withdrawn_at,
        withdrawn_why=row.withdrawn_why,
        state=refresh.state if refresh else RefreshState.NEVER,
        fetched_at=refresh.fetched_at if refresh else None,
        changed_at=refresh.changed_at if refresh else None,
        places=getattr(row, "places", 0) if places is None else places,
    )


def _said(each: IndicatorEntry) -> str:
    return f"{each.title} {each.official} {each.code} {each.slug}".casefold()

"""What the public pages may know of places: frozen values, no records."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from samkraft.lib.texts import Shown, Texts
from samkraft.places.models import AreaSize, Boundary, Region
from samkraft.places.queries import (
    AmbiguousCode,
    AreaHistory,
    Note,
    RegionPopulation,
    UnknownArea,
    UnknownRegion,
    area_history,
    languages_by_law,
    population_of_members,
    region_members,
    region_with_slug,
)
from samkraft.places.queries.tiles import tile_positions

__all__ = [
    "AmbiguousCode",
    "PublishedMember",
    "PublishedRegion",
    "RegionEntry",
    "UnknownArea",
    "UnknownRegion",
    "published_area_history",
    "published_region",
    "published_regions",
    "published_shapes",
]


@dataclass(frozen=True, slots=True)
class RegionEntry:
    """A region in a list."""

    slug: str
    name: Shown
    kind: str
    sentence: Shown
    accent: str
    demonstration: bool
    valid_from: date | None
    valid_until: date | None


@dataclass(frozen=True, slots=True)
class PublishedMember:
    """A member as it is called on the day; `official` is its full official name."""

    country: str
    code: str
    name: Shown
    official: str
    county: Shown | None


@dataclass(frozen=True, slots=True)
class SpokenLanguage:
    """A language with a standing by law, and the members where it has it.

    `language` is a code by ISO 639; `members` are pairs of name and basis in law.
    """

    language: str
    name: str
    members: tuple[tuple[Shown, str], ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Size:
    """Square kilometres, what was measured and who says so."""

    km2: Decimal
    measure: str
    reference_date: str
    source: str


@dataclass(frozen=True, slots=True)
class PublishedRegion:
    """A region on a day, in one language."""

    slug: str
    name: Shown
    kind: str
    sentence: Shown
    accent: str
    languages: tuple[str, ...]
    demonstration: bool
    on: date
    members: tuple[PublishedMember, ...]
    same_set: bool
    notes: tuple[Note, ...]
    spoken: tuple[SpokenLanguage, ...]
    population: RegionPopulation
    size: Size | None
    predecessor: tuple[str, Shown] | None


def published_regions(lang: str) -> tuple[RegionEntry, ...]:
    """All regions by name, in the reader's language."""
    entries = [_entry(region, lang) for region in Region.objects.all()]
    return tuple(sorted(entries, key=lambda entry: (entry.name.text.casefold(), entry.slug)))


def published_region(slug: str, on: date, lang: str) -> PublishedRegion:
    """One region as it is on a day. Raises `UnknownRegion`."""
    region = region_with_slug(slug)
    found = region_members(region, on)
    before = region.predecessor
    return PublishedRegion(
        slug=region.slug,
        name=region.named(lang),
        kind=region.kind,
        sentence=Texts.read(region.sentence).shown(lang),
        accent=region.accent,
        languages=tuple(region.languages),
        demonstration=region.demonstration,
        on=on,
        members=tuple(
            PublishedMember(
                country=area.country,
                code=area.code,
                name=area.named(lang),
                official=area.official,
                county=area.parent.named(lang) if area.parent else None,
            )
            for area in found.members
        ),
        same_set=found.same_set,
        notes=found.notes,
        spoken=_spoken(found.members, on, lang),
        population=population_of_members(found),
        size=_size(region),
        predecessor=(before.slug, before.named(lang)) if before else None,
    )


def published_area_history(code: str, country: str = "", kind: str = "") -> AreaHistory:
    """What a code was before and has become since. Raises `UnknownArea` or `AmbiguousCode`."""
    return area_history(code, country, kind)


def published_shapes(
    codes: Iterable[str],
) -> tuple[dict[str, dict], dict[str, tuple[int, int]]]:
    """The outlines of areas (GeoJSON features) and their places on a tile grid, by code.

    Codes as figures write them ("NO-1833"). Areas without an outline, or without a place on the
    grid, are left out. One query.
    """
    wanted = {tuple(code.split("-", 1)): code for code in codes if "-" in code}
    rows = Boundary.objects.filter(
        area__code__in={code for _, code in wanted}, area__valid_until=None
    )
    shapes = {}
    for row in rows.select_related("area"):
        key = wanted.get((row.area.country, row.area.code))
        if key:
            properties = {"code": key}
            shapes[key] = {"type": "Feature", "properties": properties, "geometry": row.geometry}
    known = tile_positions()
    return shapes, {key: known[key] for key in wanted.values() if key in known}


def _entry(region: Region, lang: str) -> RegionEntry:
    return RegionEntry(
        slug=region.slug,
        name=region.named(lang),
        kind=region.kind,
        sentence=Texts.read(region.sentence).shown(lang),
        accent=region.accent,
        demonstration=region.demonstration,
        valid_from=region.valid_from,
        valid_until=region.valid_until,
    )


def _spoken(areas: Iterable, on: date, lang: str) -> tuple[SpokenLanguage, ...]:
    found: dict[str, list] = {}
    for area, row in languages_by_law(areas, on):
        found.setdefault(row.language, []).append((area, row))
    return tuple(
        SpokenLanguage(
            language=language,
            name=rows[0][1].name,
            members=tuple((area.named(lang), row.basis) for area, row in rows),
            sources=tuple(dict.fromkeys(row.source for _, row in rows)),
        )
        for language, rows in sorted(found.items())
    )


def _size(region: Region) -> Size | None:
    """The newest size stated for the region, or for the official area that it is."""
    stated = AreaSize.objects.filter(region=region)
    if region.area_id:
        stated = stated | AreaSize.objects.filter(area=region.area_id)
    newest = stated.order_by("-reference_date", "pk").first()
    if newest is None:
        return None
    return Size(newest.km2, newest.measure, newest.reference_date, newest.source)

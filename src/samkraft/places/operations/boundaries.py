"""Loading the outlines of areas for maps on screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from samkraft.journal.operations import write
from samkraft.lib.texts import Texts
from samkraft.places.models import Area, Boundary
from samkraft.places.outlines.matching import Matched, matched
from samkraft.places.outlines.reading import Layer, OutlinesUnreadable
from samkraft.places.outlines.simplifying import MOST_POINTS, simplified

# Degrees: west, south, east, north, with the islands and the sea around them.
EXTENTS = {"NO": (-10, 54, 38, 82), "SE": (9, 54, 26, 70), "FI": (18, 58, 33, 71)}
POINTS = {Area.Kind.COUNTY: 4 * MOST_POINTS, Area.Kind.COUNTRY: 8 * MOST_POINTS}


class NoAreasMatched(LookupError):
    """No property of the file holds codes of areas that are known here."""


class OutlinesElsewhere(OutlinesUnreadable):
    """The outlines do not lie in the country whose codes they carry."""


@dataclass(frozen=True, slots=True)
class LoadedOutlines:
    """What became of one layer of a file.

    `property` held the codes; `loaded` got an outline, `replaced` of them had one before.
    `unknown` are codes in the file that no area here has, `bare` known areas to which the file
    gives no usable outline, `nameless` the number of shapes without a code. `largest` is the
    bytes of the largest outline as GeoJSON.
    """

    country: str
    kind: str
    property: str
    loaded: tuple[str, ...]
    replaced: int
    unknown: tuple[str, ...]
    bare: tuple[str, ...]
    nameless: int
    largest: int


@dataclass(frozen=True, slots=True)
class _Found:
    country: str
    kind: str
    areas: dict[str, Area]
    match: Matched


def load_boundaries(
    *,
    layers: Sequence[Layer],
    source: str,
    by: Any,
    at: datetime,
    country: str = "",
    year: int | None = None,
    why: str = "",
) -> tuple[LoadedOutlines, ...]:
    """Give areas the outlines of a file that was read, in the place of those they had.

    Country and kind are found by the codes and names, among areas of `country` when it is
    given; a file without names needs it, for countries use the same codes. With a
    `year` (of the borders) the codes are those of 1 January of that year, else the newest.
    `source` says who published the borders and under which licence. All layers are loaded or
    none. Raises NoAreasMatched or OutlinesElsewhere.
    """
    found = [each for layer in layers if (each := _recognised(layer, country, year))]
    if not found:
        place = f" in {country.upper()}" if country else ""
        day = f" of {year}" if year else ""
        raise NoAreasMatched(
            f"No property of the file holds codes{day} of areas known{place}, "
            "or the names beside them are others."
        )
    for each in found:
        _check_extent(each)
    drawn = [(each, _drawn(each)) for each in found]
    with transaction.atomic():
        signed = {"source": source, "year": year, "by": by, "at": at, "why": why}
        return tuple(_stored(each, geometries, **signed) for each, geometries in drawn)


def _recognised(layer: Layer, country: str, year: int | None) -> _Found | None:
    """The country and kind of area with the most codes in the layer."""
    areas = Area.objects.order_by("valid_from")
    if country:
        areas = areas.filter(country=country.upper())
    if year:
        areas = areas.valid_on(date(year, 1, 1))
    known: dict[tuple[str, str], dict[str, Area]] = {}
    # Oldest first, those without a beginning before all: the newest period of a code stays.
    for area in sorted(areas, key=lambda area: area.valid_from or date.min):
        known.setdefault((area.country, area.kind), {})[area.code] = area
    found = []
    for (where, kind), by_code in known.items():
        match = matched(layer.shapes, {code: _names(area) for code, area in by_code.items()})
        if match and (match.credible or (country and not match.told)):
            found.append(_Found(where, kind, by_code, match))
    return max(found, key=lambda each: len(each.match.outlines), default=None)


def _names(area: Area) -> list[str]:
    texts = Texts.read(area.name)
    return [area.official, *(texts.get(lang) or "" for lang in texts.languages)]


def _check_extent(found: _Found) -> None:
    """Refuse outlines with their axes exchanged, or of another country with the same codes."""
    if found.country not in EXTENTS:
        return
    west, south, east, north = EXTENTS[found.country]
    for code, polygons in found.match.outlines.items():
        x, y = polygons[0][0][0]
        if not (west <= x <= east and south <= y <= north):
            hint = "another country's"
            if west <= y <= east and south <= x <= north:
                hint = "latitude before longitude, which the formats do not allow"
            raise OutlinesElsewhere(
                f"The outline of {code} begins at {x:.2f}, {y:.2f}, which is not in "
                f"{found.country}: {hint}."
            )


def _drawn(found: _Found) -> dict[str, dict]:
    """Geometries for the screen by code; what vanished in rounding is left out."""
    outlines = found.match.outlines
    drawn = simplified(list(outlines.values()), POINTS.get(found.kind, MOST_POINTS))
    pairs = zip(outlines, drawn, strict=True)
    return {code: geometry for code, geometry in pairs if geometry["coordinates"]}


def _stored(
    found: _Found,
    geometries: dict[str, dict],
    *,
    source: str,
    year: int | None,
    by: Any,
    at: datetime,
    why: str,
) -> LoadedOutlines:
    areas = [found.areas[code] for code in geometries]
    replaced, _ = Boundary.objects.filter(area__in=areas).delete()
    Boundary.objects.bulk_create(
        Boundary(area=found.areas[code], geometry=geometry, year=year, source=source)
        for code, geometry in geometries.items()
    )
    loaded = LoadedOutlines(
        country=found.country,
        kind=found.kind,
        property=found.match.property,
        loaded=tuple(sorted(geometries)),
        replaced=replaced,
        unknown=found.match.unknown,
        bare=tuple(sorted({*found.match.bare, *(set(found.match.outlines) - set(geometries))})),
        nameless=found.match.nameless,
        largest=max((len(str(geometry)) for geometry in geometries.values()), default=0),
    )
    after = {"country": found.country, "kind": found.kind, "year": year, "source": source}
    after |= {"outlines": len(areas), "codes": list(loaded.loaded)}
    label = f"outlines of {len(areas)} areas in {found.country} ({found.kind})"
    signed = {"by": by, "at": at, "why": why, "before": {"outlines": replaced}}
    if areas:
        write(operation="load_boundaries", subject=areas[0], label=label, after=after, **signed)
    return loaded

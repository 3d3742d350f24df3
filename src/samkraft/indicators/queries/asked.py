"""A place that somebody asks about: an area by its code, or a region by its slug."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from samkraft.indicators.models import Latest
from samkraft.indicators.queries.geography import areas_named, code_of, is_code
from samkraft.lib.texts import Shown
from samkraft.places.models import Area, Region
from samkraft.places.queries import region_members


class UnknownPlace(LookupError):
    """No area and no region is called this."""

    def __init__(self, key: str) -> None:
        super().__init__(f"No place is called “{key}”. Write a code such as NO-1833 or a region.")


@dataclass(frozen=True, slots=True)
class Asked:
    """`key` is the code ("NO-1833") or the region's slug; one of `area` and `region` is set.

    `members` are the codes of the areas a region is made of today, or that lie in an area;
    `official` is the code under which figures of the whole may be published.
    """

    key: str
    area: Area | None
    region: Region | None
    members: tuple[str, ...]
    official: str

    def named(self, lang: str) -> Shown:
        """The place's name for a reader."""
        return (self.region or self.area).named(lang)

    @property
    def codes(self) -> tuple[str, ...]:
        """Every key whose figures are needed to say something of the place. Figures of a region
        itself (entered by hand) stand under its slug."""
        found = (self.key, self.official, *self.members) if self.region else (self.key,)
        return tuple(dict.fromkeys(code for code in found if code))

    @property
    def country(self) -> str:
        """The code of the country, for comparison."""
        if self.area:
            return self.area.country
        return self.members[0][:2] if self.members else ""

    @property
    def county(self) -> str:
        """The code of the county a municipality lies in, or an empty text."""
        if self.area and self.area.kind == Area.Kind.MUNICIPALITY and self.area.parent_id:
            return code_of(self.area.parent)
        return ""


def place_asked(key: str, today: date) -> Asked:
    """The place of a key. At most four queries. Raises UnknownPlace."""
    if is_code(key):
        area = areas_named([key]).get(key)
        if area is None:
            return _only_in_figures(key)
        return Asked(key, area, None, _within(area), key)
    region = Region.objects.select_related("area").filter(slug=key).first()
    if region is None:
        raise UnknownPlace(key)
    return of_region(region, today)


def _only_in_figures(key: str) -> Asked:
    """A place that the registry of areas does not hold but figures have come for, as a service
    tells of the whole country. It is called by its code. Raises UnknownPlace."""
    if not Latest.objects.filter(area=key).exists():
        raise UnknownPlace(key)
    country, _, code = key.partition("-")
    kind = {0: Area.Kind.COUNTRY, 2: Area.Kind.COUNTY}.get(len(code), Area.Kind.MUNICIPALITY)
    name = {"en": {"text": key}}
    return Asked(key, Area(country=country, code=code, kind=kind, name=name), None, (), key)


def places_asked(keys: Iterable[str], today: date) -> dict[str, Asked | None]:
    """The places of many keys, None for what is no place. Two queries for all areas together,
    and a few for each region."""
    wanted = list(dict.fromkeys(keys))
    areas = areas_named(key for key in wanted if is_code(key))
    inside: dict[int, list[str]] = {}
    above = {area.pk for area in areas.values() if area.kind != Area.Kind.MUNICIPALITY}
    rows = Area.objects.filter(parent__in=above, valid_until=None) if above else ()
    for each in sorted(rows, key=lambda row: row.code):
        inside.setdefault(each.parent_id, []).append(code_of(each))
    found: dict[str, Asked | None] = {
        key: Asked(key, area, None, tuple(inside.get(area.pk, ())), key)
        for key, area in areas.items()
    }
    regions = Region.objects.select_related("area").filter(slug__in=set(wanted) - areas.keys())
    found |= {region.slug: of_region(region, today) for region in regions}
    return {key: found.get(key) for key in wanted}


def of_region(region: Region, today: date) -> Asked:
    """A region with its members of today."""
    members = tuple(code_of(area) for area in region_members(region, today).members)
    official = code_of(region.area) if region.area_id else ""
    return Asked(region.slug, None, region, members, official)


def _within(area: Area) -> tuple[str, ...]:
    if area.kind == Area.Kind.MUNICIPALITY:
        return ()
    inside = Area.objects.filter(parent=area, valid_until=None).order_by("code")
    return tuple(code_of(each) for each in inside)

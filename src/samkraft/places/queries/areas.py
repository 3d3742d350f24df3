"""Finding areas and regions, and the code changes between areas."""

from __future__ import annotations

from datetime import date

from samkraft.lib.texts import Texts
from samkraft.places.models import Area, CodeChange, Region
from samkraft.places.succession import Change


class UnknownArea(LookupError):
    """No area has this code."""


class AmbiguousCode(LookupError):
    """Areas of several countries or kinds have this code."""


class UnknownRegion(LookupError):
    """No region has this name in its address."""


def areas_with_code(code: str, country: str = "", kind: str = "") -> list[Area]:
    """All periods of one code, oldest first. Refuses a code that two countries use."""
    found = Area.objects.filter(code=code).select_related("parent")
    if country:
        found = found.filter(country=country.upper())
    if kind:
        found = found.filter(kind=kind)
    areas = sorted(found, key=lambda area: area.valid_from or date.min)
    if not areas:
        place = f" in {country.upper()}" if country else ""
        raise UnknownArea(f"No area{place} has the code {code}.")
    if len({(area.country, area.kind) for area in areas}) > 1:
        several = " and ".join(f"{area.country} {label(area)} ({area.kind})" for area in areas)
        raise AmbiguousCode(f"Several areas have the code {code}: {several}. Name the country.")
    return areas


def area_with_code(code: str, country: str = "", kind: str = "") -> Area:
    """The newest period of a code."""
    return areas_with_code(code, country, kind)[-1]


def region_with_slug(slug: str) -> Region:
    region = Region.objects.select_related("area", "predecessor").filter(slug=slug).first()
    if region is None:
        known = ", ".join(Region.objects.values_list("slug", flat=True))
        raise UnknownRegion(f"No region is called “{slug}”. Known: {known or 'none'}.")
    return region


def code_changes() -> tuple[Change, ...]:
    """Every code change, keyed by the areas' primary keys."""
    rows = CodeChange.objects.order_by("on", "old__code", "new__code")
    return tuple(
        Change(*row) for row in rows.values_list("old_id", "new_id", "on", "weight", "convention")
    )


def original_name(area: Area | Region) -> str:
    """The name in the language it was given in."""
    texts = Texts.read(area.name)
    return texts.get(texts.original or "") or ""


def label(area: Area) -> str:
    """Code and name, such as "5412 Tjeldsund"."""
    return f"{area.code} {original_name(area)}"


def county(area: Area) -> str:
    """The name of what the area lies in, or an empty text."""
    return original_name(area.parent) if area.parent else ""

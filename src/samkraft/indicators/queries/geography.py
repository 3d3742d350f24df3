"""Places as figures name them ("NO-1833", "SE-25", "NO") and the areas they are."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import F

from samkraft.calc.periods import parse_period
from samkraft.calc.shares import Share
from samkraft.places.models import Area
from samkraft.places.queries.areas import code_changes
from samkraft.places.succession import Part, successors

# Without a first day: since ever. The databases sort what is empty differently.
OLDEST_FIRST = F("valid_from").asc(nulls_first=True)
_CODE = re.compile(r"([A-Z]{2})(?:-(\w+))?")


def code_of(area: Area) -> str:
    """How figures name an area."""
    return area.country if area.kind == Area.Kind.COUNTRY else f"{area.country}-{area.code}"


def is_code(text: str) -> bool:
    """Whether a text names an area as figures do (and not a region by its slug)."""
    return _CODE.fullmatch(text) is not None


@dataclass(frozen=True, slots=True)
class Geography:
    """All areas and code changes, read once; `today` decides which codes hold."""

    today: date
    areas: dict[int, Area]
    by_code: dict[str, tuple[Area, ...]]
    changes: tuple
    _shares: dict[date, tuple[Share, ...]] = field(default_factory=dict, repr=False)

    def at(self, code: str, day: date) -> Area | None:
        """The area that had this code on a day."""
        return next((area for area in self.by_code.get(code, ()) if _valid(area, day)), None)

    def now(self, code: str) -> Area | None:
        """The area that has this code today, else the last that had it."""
        found = self.by_code.get(code, ())
        return self.at(code, self.today) or (found[-1] if found else None)

    def ended(self, area: Area) -> bool:
        """Whether the area exists no more under this code."""
        return area.valid_until is not None and area.valid_until <= self.today

    def parts_today(self, area: Area) -> tuple[Part, ...]:
        """The areas of today that an area of an earlier day lies in, with its share in each."""
        return successors(self.changes, area.pk, self.today)

    @property
    def parents(self) -> dict[str, str]:
        """Which county each municipality of today lies in, by code."""
        return {
            code_of(area): code_of(self.areas[area.parent_id])
            for area in self.areas.values()
            if area.kind == Area.Kind.MUNICIPALITY
            and area.parent_id in self.areas
            and area.valid_until is None
        }

    def shares_of(self, period: str) -> tuple[Share, ...]:
        """What became, by today, of every area there was at the start of a period."""
        day = start_of(period)
        if day not in self._shares:
            self._shares[day] = self._shares_on(day)
        return self._shares[day]

    def _shares_on(self, day: date) -> tuple[Share, ...]:
        found = []
        for area in self.areas.values():
            if not _valid(area, day):
                continue
            if area.valid_until is None:
                found.append(Share(code_of(area), code_of(area)))
                continue
            for part in self.parts_today(area):
                new = code_of(self.areas[part.area])
                found.append(Share(code_of(area), new, part.weight, part.convention))
        return tuple(found)

    def municipalities(self, country: str, kind: str = Area.Kind.MUNICIPALITY) -> list[Area]:
        """The areas of one kind that exist today, by code."""
        return [
            area
            for area in self.areas.values()
            if area.country == country and area.kind == kind and _valid(area, self.today)
        ]


def geography(today: date) -> Geography:
    """Everything known of areas. Two queries."""
    areas = {area.pk: area for area in Area.objects.order_by("country", "code", OLDEST_FIRST)}
    by_code: dict[str, list[Area]] = {}
    for area in areas.values():
        by_code.setdefault(code_of(area), []).append(area)
    return Geography(
        today, areas, {code: tuple(rows) for code, rows in by_code.items()}, code_changes()
    )


def fetched_areas(source: str, today: date) -> list[str]:
    """The places whose figures a source is asked for, where it wants them named (Kolada):
    every Swedish municipality and county there is, and the country."""
    if source != "kolada":
        return []
    return [
        code
        for code, rows in geography(today).by_code.items()
        if rows[-1].country == "SE" and not (rows[-1].valid_until)
    ]


def start_of(period: str) -> date:
    """The first day of a period's year, half-year, quarter or month (weeks: of the year)."""
    found = parse_period(period)
    months = {"H": 6, "Q": 3, "M": 1}.get(found.part)
    return date(found.year, 1 + (found.index - 1) * months, 1) if months else date(found.year, 1, 1)


def areas_named(codes: Iterable[str]) -> dict[str, Area]:
    """The newest area of each code. One query."""
    wanted = set(codes)
    pairs = [found.groups() for code in wanted if (found := _CODE.fullmatch(code))]
    numbers = {code or country for country, code in pairs}
    rows = Area.objects.filter(code__in=numbers).select_related("parent").order_by(OLDEST_FIRST)
    return {code_of(row): row for row in rows if code_of(row) in wanted}


def _valid(area: Area, day: date) -> bool:
    return (area.valid_from is None or area.valid_from <= day) and (
        area.valid_until is None or area.valid_until > day
    )

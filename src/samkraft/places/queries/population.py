"""How many people live in a region on a day, from its members or by a published total.

The rules, in order: a count of the very day; 31 December and the following 1 January are one
midnight; else the newest day before on which every member was counted, at most `YEARS` back, and
the answer says which. An area's count under an earlier code serves when it is the whole area.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from samkraft.lib.periods import counting_moment
from samkraft.places.models import Area, Population, Region
from samkraft.places.queries import notes as say
from samkraft.places.queries.areas import code_changes, label, original_name
from samkraft.places.queries.members import RegionMembers, area_on, region_members
from samkraft.places.queries.notes import Note
from samkraft.places.succession import Change

YEARS = 10


@dataclass(frozen=True, slots=True)
class MemberPopulation:
    """People in one member; None when nobody stated it for the day counted."""

    code: str
    country: str
    name: str
    population: int | None


@dataclass(frozen=True, slots=True)
class RegionPopulation:
    """People in a region on a day. `population` is None when it could not be told.

    `stated` is a published total, `sum_of_members` the members' figures added up; `as_counted`
    is the day of the count. `same_set` is False when the areas counted are not the members.
    """

    region: str
    on: date
    population: int | None
    source: str
    as_counted: date | None
    members: tuple[MemberPopulation, ...]
    notes: tuple[Note, ...]
    stated: int | None = None
    sum_of_members: int | None = None
    same_set: bool = True


class _Counts:
    """The figures of a region's members and of what they were before."""

    def __init__(self, members: tuple[Area, ...], changes: tuple[Change, ...]) -> None:
        self.members, self.changes = members, changes
        earlier = _earlier(changes, {member.pk for member in members})
        self.rows = _best(Population.objects.filter(area__in=earlier, measure="total"))

    def days(self) -> set[date]:
        return {moment for _, moment in self.rows}

    def rows_of(self, member: Area, moment: date) -> list[Population] | None:
        """The figures that together are `member` at `moment`; None when one is missing."""
        if member.valid_until and member.valid_until <= moment:
            return None
        parts = area_on(self.changes, member, moment)
        found = [self.rows.get((part.area, moment)) for part in parts if part.whole]
        return found if len(found) == len(parts) and all(found) else None

    def at(self, moment: date) -> dict[int, list[Population] | None]:
        return {member.pk: self.rows_of(member, moment) for member in self.members}


def population_of_region(region: Region | str, on: date) -> RegionPopulation:
    """The population of a region on a day, with the members counted and remarks in words."""
    return population_of_members(region_members(region, on))


def population_of_members(found: RegionMembers) -> RegionPopulation:
    """The same for members already found."""
    counts = _Counts(found.members, code_changes())
    whole = Q(region=found.region)
    if found.region.area_id:
        whole |= Q(area=found.region.area_id)
    totals = {
        moment: row
        for (_, moment), row in _best(Population.objects.filter(whole, measure="total")).items()
    }
    if found.region.area_id:
        return _by_total(found, counts, totals)
    return _by_members(found, counts, totals)


def _by_members(
    found: RegionMembers, counts: _Counts, totals: dict[date, Population]
) -> RegionPopulation:
    moment = counting_moment(found.on)
    for day in _candidates(counts.days(), moment):
        rows = counts.at(day)
        if all(rows.values()) and rows:
            break
    else:
        return _untold(found, counts, moment)
    used = [row for member in rows.values() for row in member]
    total = sum(row.value for row in used)
    stated = totals.get(day) or totals.get(moment)
    remarks = _when(say.COUNTED_EARLIER, found.on, used[0].date)
    if stated and counting_moment(stated.date) != day:
        remarks.append(_elsewhere(stated, used[0].date))
    elif stated and stated.value != total:
        remarks.append(Note(say.DIFFERS, {"stated": stated.value, "sum": total}))
    return _answer(found, rows, total, used, remarks, stated, total)


def _by_total(
    found: RegionMembers, counts: _Counts, totals: dict[date, Population]
) -> RegionPopulation:
    """An official area's own total comes first; the sum of its parts stands beside it."""
    moment = counting_moment(found.on)
    day = next(iter(_candidates(totals, moment)), None)
    if day is None:
        return _by_members(found, counts, totals)
    stated, rows = totals[day], counts.at(day)
    used = [row for member in rows.values() if member for row in member]
    complete = bool(rows) and all(rows.values())
    total = sum(row.value for row in used) if complete else None
    remarks = _when(say.TOTAL_EARLIER, found.on, stated.date)
    if complete and total != stated.value:
        remarks.append(Note(say.DIFFERS, {"stated": stated.value, "sum": total}))
    if not complete:
        missing = _names(member for member in found.members if not rows[member.pk])
        values = {"counted": stated.date, "members": missing}
        remarks.append(Note(say.MEMBERS_UNCOUNTED, values))
    return _answer(found, rows, stated.value, [stated, *used], remarks, stated, total)


def _answer(
    found: RegionMembers,
    rows: dict[int, list[Population] | None],
    population: int | None,
    used: list[Population],
    remarks: list[Note],
    stated: Population | None,
    total: int | None,
) -> RegionPopulation:
    return RegionPopulation(
        region=found.region.slug,
        on=found.on,
        population=population,
        source="; ".join(dict.fromkeys(row.source for row in used)),
        as_counted=used[0].date if used else None,
        members=tuple(
            MemberPopulation(
                member.code,
                member.country,
                original_name(member),
                sum(row.value for row in rows[member.pk]) if rows.get(member.pk) else None,
            )
            for member in found.members
        ),
        notes=(*found.notes, *remarks),
        stated=stated.value if stated else None,
        sum_of_members=total,
        same_set=found.same_set,
    )


def _untold(found: RegionMembers, counts: _Counts, moment: date) -> RegionPopulation:
    days = _candidates(counts.days(), moment)
    never = [
        member for member in found.members if not any(counts.rows_of(member, day) for day in days)
    ]
    values = {"years": YEARS, "on": found.on}
    if never:
        reason = Note(say.NO_COUNT, values | {"members": _names(never)})
    else:
        reason = Note(say.NO_COMMON_COUNT, values)
    return _answer(found, {}, None, [], [reason], None, None)


def _when(earlier: str, on: date, counted: date) -> list[Note]:
    if counted == on:
        return []
    same = counting_moment(counted) == counting_moment(on)
    return [Note(say.SAME_MIDNIGHT if same else earlier, {"on": on, "counted": counted})]


def _elsewhere(stated: Population, counted: date) -> Note:
    values = {"stated": stated.value, "on": stated.date, "source": stated.source}
    return Note(say.STATED_ELSEWHERE, values | {"counted": counted})


def _candidates(days: Iterable[date], moment: date) -> list[date]:
    """Days of counting at or before the moment, newest first, at most `YEARS` years back."""
    oldest = date(moment.year - YEARS, moment.month, min(moment.day, 28))
    return sorted((day for day in days if oldest <= day <= moment), reverse=True)


def _best(rows: Iterable[Population]) -> dict[tuple[int | None, date], Population]:
    """One figure per area and moment: a verified one before others, a newer before an older."""
    ranked = sorted(
        rows, key=lambda row: (row.status.startswith("verified"), row.source_date, row.pk)
    )
    return {(row.area_id, counting_moment(row.date)): row for row in ranked}


def _earlier(changes: tuple[Change, ...], areas: set[int]) -> set[int]:
    """The areas and everything they came from."""
    known, ahead = set(areas), list(areas)
    while ahead:
        area = ahead.pop()
        fresh = {change.old for change in changes if change.new == area} - known
        known |= fresh
        ahead += fresh
    return known


def _names(areas: Iterable[Area]) -> str:
    return ", ".join(label(area) for area in areas)

"""Which areas make up a region on a day, over mergers, splits and new codes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from samkraft.places.models import Area, Membership, Region
from samkraft.places.queries import notes as say
from samkraft.places.queries.areas import code_changes, original_name, region_with_slug
from samkraft.places.queries.notes import Note
from samkraft.places.queries.wording import changes_in_words
from samkraft.places.succession import Change, Part, predecessors, successors

DAY = timedelta(days=1)
UNCHANGED = {say.ENDED: say.ENDED_UNCHANGED}


@dataclass(frozen=True, slots=True)
class RegionMembers:
    """The areas of a region on a day, by code. `same_set` is False when they cover more or
    less than the members they stand for."""

    region: Region
    on: date
    members: tuple[Area, ...]
    same_set: bool = True
    notes: tuple[Note, ...] = ()


@dataclass(slots=True)
class _Walk:
    """Members on the way to the day asked for: which area stands for which members."""

    changes: tuple[Change, ...]
    base: list[Area]
    on: date
    reached: dict[int, list[tuple[Area, Part]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for area in self.base:
            for part in area_on(self.changes, area, self.on):
                self.reached.setdefault(part.area, []).append((area, part))

    def forward(self, member: Area) -> bool:
        """Whether the member had ended by the day, so that its successors stand for it."""
        return _ended(member, self.on)

    def strangers(self, pk: int, member: Area) -> list[Part]:
        """What else lies in the area reached (going forward) or beside it (going back)."""
        if self.forward(member):
            day = member.valid_until - DAY
            parts = predecessors(self.changes, pk, day)
        else:
            day = member.valid_from
            parts = successors(self.changes, pk, day)
        ours = {part.area for area in self.base for part in area_on(self.changes, area, day)}
        return [part for part in parts if part.area not in ours]


def area_on(changes: Iterable[Change], area: Area, day: date) -> tuple[Part, ...]:
    """The areas that stand for `area` on `day`: itself, its successors or its predecessors."""
    if _ended(area, day):
        return successors(changes, area.pk, day)
    if area.valid_from and area.valid_from > day:
        return predecessors(changes, area.pk, day)
    return (Part(area.pk),)


def areas_standing_for(area: Area, on: date) -> tuple[Area, ...]:
    """The areas that are, contain or made up `area` on a day: so a council finds its part of a
    plan under whatever code it has then."""
    found = [part.area for part in area_on(code_changes(), area, on)]
    areas = Area.objects.select_related("parent").in_bulk(found)
    return tuple(areas[pk] for pk in found)


def region_members(region: Region | str, on: date) -> RegionMembers:
    """The areas of a region on a day.

    A set that has ended is carried on by the successors of its last members, one that has not
    begun is carried back; the notes say so, and say when the areas are no longer the same.
    """
    if isinstance(region, str):
        region = region_with_slug(region)
    memberships = list(region.memberships.select_related("area__parent").order_by("area__code"))
    held, remarks = _held(region, memberships, on)
    walk = _Walk(code_changes(), [membership.area for membership in held], on)
    wanted = set(walk.reached)
    others = {
        pk: [part.area for member, _ in found for part in _strangers(walk, pk, member)]
        for pk, found in walk.reached.items()
    }
    for pks in others.values():
        wanted.update(pks)
    areas = Area.objects.select_related("parent").in_bulk(wanted)
    members = sorted((areas[pk] for pk in walk.reached), key=lambda area: (area.country, area.code))
    if set(walk.reached) == {area.pk for area in walk.base}:
        remarks = [replace(n, message=UNCHANGED.get(n.message, n.message)) for n in remarks]
    strangers = {pk: [areas[other] for other in dict.fromkeys(others[pk])] for pk in others}
    changed = changes_in_words(walk.reached, strangers, areas, forward=walk.forward)
    same = not any(note.message in (say.LARGER, say.DIVIDED) for note in changed)
    return RegionMembers(region, on, tuple(members), same, (*remarks, *changed))


def _held(region: Region, memberships: list[Membership], on: date) -> tuple[list, list[Note]]:
    """The memberships that hold on the day, or the last before or the first after it."""
    held = [membership for membership in memberships if _holds(membership, on)]
    if held:
        return held, _imprecise(held, on)
    ends = [m.valid_until for m in memberships if m.valid_until and m.valid_until <= on]
    if ends:
        held = [membership for membership in memberships if _holds(membership, max(ends) - DAY)]
        last = next(membership for membership in held if membership.valid_until == max(ends))
        first = min(held, key=lambda membership: membership.valid_from or date.min)
        values = {
            "first": _written(first.valid_from, first.from_precision),
            "last": _written(last.valid_until - DAY, last.until_precision),
        }
        return held, [Note(say.ENDED, values)]
    starts = [m for m in memberships if m.valid_from]
    if not starts:
        return [], []
    first = min(starts, key=lambda membership: membership.valid_from)
    held = [membership for membership in memberships if _holds(membership, first.valid_from)]
    remarks = [Note(say.NOT_BEGUN, {"first": _written(first.valid_from, first.from_precision)})]
    if earlier := region.predecessor:
        values = {"name": original_name(earlier), "slug": earlier.slug}
        remarks.append(Note(say.PREDECESSOR, values))
    return held, remarks


def _imprecise(held: list[Membership], on: date) -> list[Note]:
    """A remark when the day lies in the very year or month a membership began or ended."""
    for membership in held:
        ends = [(membership.valid_from, membership.from_precision)]
        if membership.valid_until:
            ends.append((membership.valid_until - DAY, membership.until_precision))
        for day, precision in ends:
            near = day and day.year == on.year and (precision == "year" or day.month == on.month)
            if near and precision in ("year", "month"):
                return [Note(say.IMPRECISE, {"precision": precision})]
    return []


def _strangers(walk: _Walk, pk: int, member: Area) -> list[Part]:
    return [] if pk == member.pk else walk.strangers(pk, member)


def _holds(membership: Membership, day: date) -> bool:
    starts, ends = membership.valid_from, membership.valid_until
    return (starts is None or starts <= day) and (ends is None or ends > day)


def _ended(area: Area, day: date) -> bool:
    return area.valid_until is not None and area.valid_until <= day


def _written(day: date | None, precision: str) -> str:
    if day is None:
        return "…"
    if precision == "year":
        return str(day.year)
    return f"{day:%B} {day.year}" if precision == "month" else say.in_words(day)

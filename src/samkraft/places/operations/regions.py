"""Defining regions and changing who belongs to them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from samkraft.journal.operations import write
from samkraft.lib.periods import Span, parse_span
from samkraft.lib.texts import Texts
from samkraft.places.models import Area, Membership, Region
from samkraft.places.queries.areas import label


class RegionExists(ValueError):
    """A region of this address exists."""


class OverlappingMembership(ValueError):
    """The area is already a member for a part of the period."""


class NotAMember(ValueError):
    """The area is not a member, so it cannot leave."""


# Words that are addresses of their own beside the regions; a test holds them against those.
BESIDE_REGIONS = frozenset(
    {
        "about", "accessibility", "accounts", "actions", "compare", "indicators", "method",
        "organisations", "places", "search", "sources", "workspace",
    }
)  # fmt: skip


@transaction.atomic
def define_region(
    *,
    slug: str,
    name: Texts,
    kind: str,
    by: Any,
    at: datetime,
    languages: Iterable[str] = (),
    area: Area | None = None,
    valid_from: date | None = None,
    valid_until: date | None = None,
    predecessor: Region | None = None,
    sentence: Texts | None = None,
    accent: str = "",
    demonstration: bool = False,
    source: str = "",
    why: str = "",
) -> Region:
    """A new region without members. `area`: the official area it is, when it is one."""
    if slug in BESIDE_REGIONS:
        raise RegionExists(f"“{slug}” is an address of its own; choose another.")
    if Region.objects.filter(slug=slug).exists():
        raise RegionExists(f"There is already a region “{slug}”.")
    region = Region.objects.create(
        slug=slug,
        name=name.value(),
        kind=kind,
        languages=list(languages),
        area=area,
        valid_from=valid_from,
        valid_until=valid_until,
        predecessor=predecessor,
        sentence=sentence.value() if sentence else {},
        accent=accent,
        demonstration=demonstration,
        source=source,
    )
    after = {"name": region.name, "kind": kind}
    signed = {"by": by, "at": at, "why": why, "region": slug}
    write(operation="define_region", subject=region, after=after, **signed)
    return region


@transaction.atomic
def describe_region(
    *, region: Region, by: Any, at: datetime, why: str = "", **words: Any
) -> Region:
    """Change what a region says of itself: name, sentence (`Texts`), accent, languages,
    demonstration."""
    unknown = set(words) - {"name", "sentence", "accent", "languages", "demonstration"}
    if unknown:
        raise TypeError(f"A region has no {', '.join(sorted(unknown))} to describe.")
    locked = Region.objects.select_for_update().get(pk=region.pk)
    new = {key: word.value() if isinstance(word, Texts) else word for key, word in words.items()}
    before = {key: getattr(locked, key) for key in new}
    for key, value in new.items():
        setattr(locked, key, value)
    locked.save(update_fields=list(new))
    write(
        operation="describe_region",
        subject=locked,
        region=locked.slug,
        by=by,
        at=at,
        before=before,
        after=new,
        why=why,
    )
    return locked


@transaction.atomic
def change_members(
    *,
    region: Region,
    by: Any,
    at: datetime,
    add: Mapping[Area, str] | None = None,
    remove: Mapping[Area, str] | None = None,
    source: str = "",
    status: str = "",
    why: str = "",
) -> list[Membership]:
    """Areas join or leave; nothing of the past is rewritten.

    `add` gives each area its first and `remove` its last day as a member, written as precisely
    as it is known: "2014", "2017-11" or "2023-12-01"; an empty text for an unknown first day.
    Returns the memberships touched.
    """
    locked = Region.objects.select_for_update().get(pk=region.pk)
    before = _members(locked)
    touched = [_leave(locked, area, parse_span(text)) for area, text in (remove or {}).items()]
    touched += [
        _join(locked, area, parse_span(text) if text else None, source, status)
        for area, text in (add or {}).items()
    ]
    write(
        operation="change_members",
        subject=locked,
        region=locked.slug,
        by=by,
        at=at,
        before={"members": before},
        after={"members": _members(locked)},
        why=why,
    )
    return touched


def _join(region: Region, area: Area, start: Span | None, source: str, status: str) -> Membership:
    clash = Membership.objects.filter(region=region, area=area)
    if start:
        clash = clash.filter(Q(valid_until=None) | Q(valid_until__gt=start.first))
    if clash.exists():
        raise OverlappingMembership(f"{label(area)} is already a member of {region.slug}.")
    return Membership.objects.create(
        region=region,
        area=area,
        valid_from=start.first if start else None,
        from_precision=start.precision if start else "unknown",
        source=source,
        status=status,
    )


def _leave(region: Region, area: Area, end: Span) -> Membership:
    began = Q(valid_from=None) | Q(valid_from__lt=end.after)
    row = Membership.objects.filter(began, region=region, area=area, valid_until=None).first()
    if row is None:
        raise NotAMember(f"{label(area)} is not a member of {region.slug} on {end.last}.")
    row.valid_until, row.until_precision = end.after, end.precision
    row.save(update_fields=["valid_until", "until_precision"])
    return row


def _members(region: Region) -> list[str]:
    """Memberships in words, for the journal."""
    rows = region.memberships.select_related("area").order_by("area__code", "valid_from")
    return [f"{label(row.area)}: {row.valid_from or '?'} – {row.valid_until or ''}" for row in rows]

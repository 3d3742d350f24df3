"""Recording areas, what becomes of their codes, and their population."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction

from samkraft.journal.operations import write
from samkraft.lib.texts import Texts
from samkraft.places.models import Area, CodeChange, Population, Region
from samkraft.places.queries.areas import label


class AreaExists(ValueError):
    """The code is already taken for a part of the period."""


class ConflictingChange(ValueError):
    """The change does not fit the periods of its areas, or the shares of a split."""


class AreaNotValid(ValueError):
    """The area does not exist on the day."""


@transaction.atomic
def record_area(
    *,
    country: str,
    kind: str,
    code: str,
    name: Texts,
    by: Any,
    at: datetime,
    source: str,
    valid_from: date | None = None,
    parent: Area | None = None,
    official: str = "",
    why: str = "",
) -> Area:
    """A new code from `valid_from` on (None: as far back as is known)."""
    taken = Area.objects.filter(country=country, kind=kind, code=code)
    for other in taken:
        if other.valid_until is None or valid_from is None or other.valid_until > valid_from:
            raise AreaExists(f"{label(other)} is in use until {other.valid_until or 'today'}.")
    area = Area.objects.create(
        country=country,
        kind=kind,
        code=code,
        name=name.value(),
        official=official,
        parent=parent,
        valid_from=valid_from,
        source=source,
    )
    after = {"country": country, "code": code, "valid_from": _text(valid_from)}
    write(operation="record_area", subject=area, by=by, at=at, after=after, why=why)
    return area


@transaction.atomic
def record_code_change(
    *,
    old: Area,
    new: Area,
    on: date,
    kind: str,
    by: Any,
    at: datetime,
    source: str,
    weight: float | None = 1.0,
    convention: bool = False,
    note: str = "",
    why: str = "",
) -> CodeChange:
    """From `on`, `old` is (a part of) `new`; `old` ends that day if it had no end yet.

    `weight` is the share of `old` in `new`, 0 to 1; None when nobody has stated it.
    """
    old = Area.objects.select_for_update().get(pk=old.pk)
    _check_change(old, new, on, kind, weight)
    before = {"valid_until": _text(old.valid_until)}
    if old.valid_until is None:
        old.valid_until = on
        old.save(update_fields=["valid_until"])
    change = CodeChange.objects.create(
        old=old,
        new=new,
        on=on,
        kind=kind,
        weight=weight,
        convention=convention,
        note=note,
        source=source,
    )
    after = {"valid_until": _text(on), "kind": kind, "weight": weight, "new": label(new)}
    signed = {"by": by, "at": at, "why": why}
    write(operation="record_code_change", subject=change, before=before, after=after, **signed)
    return change


def _check_change(old: Area, new: Area, on: date, kind: str, weight: float | None) -> None:
    if old.pk == new.pk or (old.country, old.kind) != (new.country, new.kind):
        raise ConflictingChange(f"{label(old)} cannot become {label(new)}.")
    if old.valid_until not in (None, on):
        raise ConflictingChange(f"{label(old)} ends on {old.valid_until}, not on {on}.")
    if new.valid_from != on:
        raise ConflictingChange(f"{label(new)} begins on {new.valid_from}, not on {on}.")
    if kind not in CodeChange.Kind.values:
        raise ConflictingChange(f"A change is one of {', '.join(CodeChange.Kind.values)}.")
    if weight is not None and not 0 <= weight <= 1:
        raise ConflictingChange(f"A weight is a share from 0 to 1, not {weight}.")
    if kind != "split" and weight != 1:
        raise ConflictingChange(f"A {kind} takes the whole area; only a split has a share.")
    given = [change.weight or 0 for change in old.changes_out.all()]
    if sum(given) + (weight or 0) > 1 + 1e-9:
        raise ConflictingChange(f"The shares of {label(old)} would add up to more than 1.")


@transaction.atomic
def record_population(
    *,
    on: date,
    value: int,
    source: str,
    by: Any,
    at: datetime,
    area: Area | None = None,
    region: Region | None = None,
    measure: str = "total",
    source_date: str = "",
    status: str = "",
    why: str = "",
) -> Population:
    """People in an area or a region on a day, as a source states it.

    A second source for the same day is kept beside the first; the same source corrects itself.
    """
    if (area is None) == (region is None):
        raise ValueError("Name either an area or a region.")
    if value < 0:
        raise ValueError("A population cannot be negative.")
    if area is not None and not Area.objects.valid_on(on).filter(pk=area.pk).exists():
        raise AreaNotValid(f"{label(area)} does not exist on {on}.")
    key = {"area": area, "region": region, "date": on, "measure": measure, "source": source}
    known = Population.objects.filter(**key).first()
    before = {"value": known.value, "status": known.status} if known else None
    values = {"value": value, "source_date": source_date, "status": status}
    row, _ = Population.objects.update_or_create(**key, defaults=values)
    after = {"value": value, "status": status, "on": _text(on), "source": source}
    signed = {"by": by, "at": at, "why": why, "region": region.slug if region else ""}
    write(operation="record_population", subject=row, before=before, after=after, **signed)
    return row


def _text(day: date | None) -> str | None:
    return day.isoformat() if day else None

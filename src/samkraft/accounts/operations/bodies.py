"""Changes to bodies and to who sits in them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction

from samkraft.accounts.models import Body, BodyKind, Organisation, Person, Seat, SeatRole
from samkraft.accounts.rules import require
from samkraft.journal import operations as journal
from samkraft.lib import slugs
from samkraft.lib.texts import Texts
from samkraft.places.models import Area, Region


class BadBody(Exception):
    """The body or seat makes no sense; `code` says why: no-name, unknown-kind, no-reason (a new
    structure), nobody, unknown-role, dates-out-of-order, already-ended, body-ended."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class BodyChanged(Exception):
    """Somebody else changed the body meanwhile; `current` is how it stands now."""

    def __init__(self, current: Any) -> None:
        super().__init__("Changed by somebody else meanwhile.")
        self.current = current


@transaction.atomic
def form_body(
    *,
    region: Region,
    kind: str,
    name: Texts,
    by: Person | None,
    at: datetime,
    mandate: Texts | None = None,
    organisation: Organisation | None = None,
    area: Area | None = None,
    existing: bool = True,
    new_reason: str = "",
    valid_from: date | None = None,
    slug: str | None = None,
) -> Body:
    """Register a body; one that is not `existing` says why a new structure is needed.

    Raises NotAllowed, BadBody.
    """
    require(by, "edit", region)
    if kind not in BodyKind.values:
        raise BadBody("unknown-kind")
    if not name.shown("en").text.strip():
        raise BadBody("no-name")
    if not existing and not new_reason.strip():
        raise BadBody("no-reason")
    body = Body.objects.create(
        region=region, slug=_free_slug(region, slug or name.shown("en").text), kind=kind,
        name=name.value(), mandate=mandate.value() if mandate else {}, organisation=organisation,
        area=area, existing=existing, new_reason=new_reason.strip(), valid_from=valid_from,
    )  # fmt: skip
    _journal("form-body", body, body, by, at, after=_said(body), why=new_reason)
    return body


@transaction.atomic
def describe_body(
    *,
    body: Body,
    revision: int,
    kind: str,
    name: Texts,
    by: Person | None,
    at: datetime,
    mandate: Texts | None = None,
    organisation: Organisation | None = None,
    area: Area | None = None,
) -> Body:
    """Change what is said of a body. Raises NotAllowed, BadBody, BodyChanged."""
    require(by, "edit", body.region)
    found = Body.objects.select_for_update().get(pk=body.pk)
    if found.revision != revision:
        raise BodyChanged(found)
    if kind not in BodyKind.values:
        raise BadBody("unknown-kind")
    if not name.shown("en").text.strip():
        raise BadBody("no-name")
    before = _said(found)
    found.kind, found.name = kind, name.value()
    found.mandate = mandate.value() if mandate else {}
    found.organisation, found.area = organisation, area
    if _said(found) != before:
        found.revision += 1
        found.save()
        _journal("describe-body", found, found, by, at, before=before, after=_said(found))
    return found


@transaction.atomic
def end_body(*, body: Body, on: date, why: str, by: Person | None, at: datetime) -> Body:
    """From `on` the body does not exist; its open seats end with it. Its past stays.

    Raises NotAllowed, BadBody.
    """
    require(by, "edit", body.region)
    found = Body.objects.select_for_update().get(pk=body.pk)
    if found.valid_until is not None:
        raise BadBody("already-ended")
    if not why.strip():
        raise BadBody("no-reason")
    if found.valid_from and on < found.valid_from:
        raise BadBody("dates-out-of-order")
    found.valid_until, found.ended_why = on, why.strip()
    found.revision += 1
    found.save(update_fields=["valid_until", "ended_why", "revision"])
    for seat in found.seats.filter(active_until=None):
        seat.active_until = max(on, seat.active_from)
        seat.save(update_fields=["active_until"])
    _journal("end-body", found, found, by, at, after={"until": on.isoformat()}, why=why)
    return found


@transaction.atomic
def give_seat(
    *,
    body: Body,
    role: str,
    active_from: date,
    by: Person | None,
    at: datetime,
    person: Person | None = None,
    organisation: Organisation | None = None,
    name: str = "",
    published_name: bool = False,
    active_until: date | None = None,
) -> Seat:
    """Give a seat in a body to a person, an organisation or a name. Raises NotAllowed, BadBody."""
    require(by, "edit", body.region)
    if role not in SeatRole.values:
        raise BadBody("unknown-role")
    if person is None and organisation is None and not name.strip():
        raise BadBody("nobody")
    if active_until is not None and active_until < active_from:
        raise BadBody("dates-out-of-order")
    if body.valid_until is not None and body.valid_until <= active_from:
        raise BadBody("body-ended")
    seat = Seat.objects.create(
        body=body, person=person, organisation=organisation, name=name.strip(), role=role,
        active_from=active_from, active_until=active_until, published_name=published_name,
    )  # fmt: skip
    _journal("give-seat", seat, body, by, at, after=_seat(seat))
    return seat


@transaction.atomic
def end_seat(*, seat: Seat, on: date, by: Person | None, at: datetime, why: str = "") -> Seat:
    """From `on` the seat is left. Raises NotAllowed, BadBody."""
    body = seat.body
    require(by, "edit", body.region)
    found = Seat.objects.select_for_update().get(pk=seat.pk)
    if found.active_until is not None and found.active_until <= at.date():
        raise BadBody("already-ended")
    if on < found.active_from:
        raise BadBody("dates-out-of-order")
    before = _seat(found)
    found.active_until = on
    found.save(update_fields=["active_until"])
    _journal("end-seat", found, body, by, at, before=before, after=_seat(found), why=why)
    return found


@transaction.atomic
def agree_to_name(*, seat: Seat, agreed: bool, by: Person | None, at: datetime) -> Seat:
    """The person of a seat agrees, or no longer agrees, that the name is shown.

    The person, or whoever may edit in the region. Raises NotAllowed.
    """
    if by is None or by.pk != seat.person_id:
        require(by, "edit", seat.body.region)
    found = Seat.objects.select_for_update().get(pk=seat.pk)
    found.published_name = agreed
    found.save(update_fields=["published_name"])
    _journal("agree-to-name", found, seat.body, by, at, after={"published_name": agreed})
    return found


def end_seats_of(person: Person, day: date) -> None:
    """End every seat of somebody whose record ends; called by `end_person`."""
    for seat in Seat.objects.select_for_update().filter(person=person, active_until=None):
        seat.active_until = max(day, seat.active_from)
        seat.published_name = False
        seat.save(update_fields=["active_until", "published_name"])


def _said(body: Body) -> dict:
    return {
        "kind": body.kind, "name": body.name, "mandate": body.mandate, "existing": body.existing,
        "organisation": body.organisation_id, "area": body.area_id,
        "from": body.valid_from.isoformat() if body.valid_from else None,
    }  # fmt: skip


def _seat(seat: Seat) -> dict:
    """People stand in the journal by their number; names in words are left out."""
    until = seat.active_until
    return {
        "person": seat.person_id, "organisation": seat.organisation_id, "role": seat.role,
        "from": seat.active_from.isoformat(), "until": until.isoformat() if until else None,
    }  # fmt: skip


def _journal(operation, subject, body: Body, by, at, *, before=None, after=None, why="") -> None:
    journal.write(
        operation=operation, subject=subject, by=by, at=at, label=body.named("en").text,
        region=body.region.slug, before=before, after=after, why=why,
    )  # fmt: skip


def _free_slug(region: Region, text: str) -> str:
    base = slugs.slug(text, longest=60) or "body"
    taken = set(
        Body.objects.filter(region=region, slug__startswith=base).values_list("slug", flat=True)
    )
    slug, number = base, 2
    while slug in taken:
        slug, number = f"{base}-{number}", number + 1
    return slug

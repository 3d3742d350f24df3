"""Who leads, steers and supports: roles of organisations and bodies in a plan and its areas."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from samkraft.accounts.models import Body, Organisation
from samkraft.accounts.rules import require
from samkraft.actions.models import Involvement, InvolvementRole
from samkraft.actions.operations.errors import BadInvolvement
from samkraft.actions.operations.held import iso
from samkraft.journal import operations as journal
from samkraft.plans.models import Element, Plan


@transaction.atomic
def involve(
    *,
    plan: Plan,
    role: str,
    active_from: date,
    by,
    at: datetime,
    organisation: Organisation | None = None,
    body: Body | None = None,
    key: str = "",
    active_until: date | None = None,
    note: str = "",
) -> Involvement:
    """Give an organisation or a body a role in the plan, or in one element of it, from–until.

    Raises NotAllowed, BadInvolvement.
    """
    require(by, "edit", plan.region)
    if (organisation is None) == (body is None):
        raise BadInvolvement("one-actor")
    if role not in InvolvementRole.values:
        raise BadInvolvement("unknown-role")
    if body is not None and body.region_id != plan.region_id:
        raise BadInvolvement("other-region")
    if key and not Element.objects.filter(version__plan=plan, key=key).exists():
        raise BadInvolvement("unknown-element")
    if active_until is not None and active_until < active_from:
        raise BadInvolvement("dates-out-of-order")
    made = Involvement.objects.create(
        plan=plan, element_key=key, organisation=organisation, body=body, role=role,
        note=note.strip(), active_from=active_from, active_until=active_until,
    )  # fmt: skip
    _journal("involve", made, by, at, after=_said(made))
    return made


@transaction.atomic
def end_involvement(
    *, involvement: Involvement, on: date, by, at: datetime, why: str = ""
) -> Involvement:
    """From `on` the role is held no longer; it stays in the history.

    Raises NotAllowed, BadInvolvement.
    """
    require(by, "edit", involvement.plan.region)
    found = Involvement.objects.select_for_update(of=("self",)).select_related(
        "plan__region", "organisation", "body"
    ).get(pk=involvement.pk)  # fmt: skip
    if found.active_until is not None and found.active_until <= on:
        raise BadInvolvement("already-ended")
    if on < found.active_from:
        raise BadInvolvement("dates-out-of-order")
    before = _said(found)
    found.active_until = on
    found.save(update_fields=["active_until"])
    _journal("end-involvement", found, by, at, before=before, after=_said(found), why=why)
    return found


def _said(each: Involvement) -> dict:
    actor = each.organisation or each.body
    return {
        "actor": actor.slug, "role": each.role, "key": each.element_key,
        "from": iso(each.active_from), "until": iso(each.active_until),
    }  # fmt: skip


def _journal(operation, each: Involvement, by, at, *, before=None, after=None, why="") -> None:
    journal.write(
        operation=operation, subject=each, by=by, at=at, region=each.plan.region.slug,
        label=f"{each.plan.slug}/{each.element_key}", before=before, after=after, why=why,
    )  # fmt: skip

"""The change log of a living plan."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from samkraft.accounts.rules import require
from samkraft.journal import operations as journal
from samkraft.plans.models import ChangeNote, Plan, PlanVersion


@transaction.atomic
def record_change(
    *,
    plan: Plan,
    on: date,
    what: str,
    reason: str,
    approved_by: str,
    by,
    at: datetime,
    effect: str = "",
    version: PlanVersion | None = None,
) -> ChangeNote:
    """Record a change with its reason, who approved it and what it means.

    Raises NotAllowed, ValueError when what, reason or approver is missing.
    """
    require(by, "edit", plan.region)
    if not (what.strip() and reason.strip() and approved_by.strip()):
        raise ValueError("Say what changed, why, and who approved it.")
    note = ChangeNote.objects.create(
        plan=plan,
        version=version,
        on=on,
        what=what.strip(),
        reason=reason.strip(),
        effect=effect.strip(),
        approved_by=approved_by.strip(),
        written_by=by,
        written_at=at,
    )
    journal.write(
        operation="record-change",
        subject=note,
        by=by,
        at=at,
        label=what[:120],
        region=plan.region.slug,
        after={"what": what, "approved_by": approved_by},
        why=reason,
    )
    return note

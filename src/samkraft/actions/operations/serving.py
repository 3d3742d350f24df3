"""Tying measures of an adopted plan to the goals and sub-goals they serve."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from samkraft.accounts.rules import require
from samkraft.actions.models import Serving
from samkraft.actions.operations.errors import BadPart, NotAdopted
from samkraft.actions.operations.held import require_adopted
from samkraft.actions.queries.elements import adopted_elements
from samkraft.journal import operations as journal
from samkraft.plans.models import Plan

GOALS = ("goal", "subgoal", "path")


@transaction.atomic
def tie_measure(
    *, plan: Plan, measure_key: str, goal_key: str, by, at: datetime, note: str = ""
) -> Serving:
    """The measure serves the goal, sub-goal or path; twice changes nothing.

    Raises NotAllowed, NotAdopted, BadPart("unknown-value") when the keys are of other kinds.
    """
    require(by, "edit", plan.region)
    require_adopted(plan)
    roles = {row.key: row.role for row in adopted_elements(plan)}
    if lacking := {measure_key, goal_key} - set(roles):
        raise NotAdopted("element-not-adopted", tuple(sorted(lacking)))
    if roles[measure_key] != "measure" or roles[goal_key] not in GOALS:
        raise BadPart("unknown-value")
    made, new = Serving.objects.get_or_create(
        plan=plan, measure_key=measure_key, goal_key=goal_key, ended_at=None,
        defaults={"note": note.strip(), "made_by": by, "made_at": at},
    )  # fmt: skip
    if new:
        _journal("tie-measure", made, by, at)
    return made


@transaction.atomic
def untie_measure(*, serving: Serving, why: str, by, at: datetime) -> Serving:
    """The measure does not serve the goal after all. Raises NotAllowed, BadPart."""
    require(by, "edit", serving.plan.region)
    found = Serving.objects.select_for_update().get(pk=serving.pk)
    if not why.strip():
        raise BadPart("no-reason")
    if found.ended_at:
        raise BadPart("ended")
    found.ended_at, found.ended_why = at, why.strip()
    found.save(update_fields=["ended_at", "ended_why"])
    _journal("untie-measure", found, by, at, why)
    return found


def _journal(operation: str, tie: Serving, by, at, why: str = "") -> None:
    journal.write(
        operation=operation, subject=tie, by=by, at=at, region=tie.plan.region.slug,
        label=f"{tie.plan.slug}/{tie.measure_key}", after={"goal": tie.goal_key}, why=why,
    )  # fmt: skip

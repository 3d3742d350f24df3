"""Prioritising: criteria, what each member thinks, what was chosen or dropped and why."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from samkraft.accounts.models import Organisation
from samkraft.accounts.rules import require
from samkraft.actions.models import Action, ActionPlan, Choice, Criterion, Opinion
from samkraft.actions.operations.errors import BadPriority
from samkraft.actions.operations.held import iso, require_act
from samkraft.journal import operations as journal
from samkraft.lib.texts import Texts
from samkraft.plans.models import Element, Plan
from samkraft.plans.operations.errors import ChangedMeanwhile


@transaction.atomic
def add_criterion(
    *, plan: Plan, name: Texts, by, at: datetime, weight: Decimal = Decimal(1),
    action_plan: ActionPlan | None = None,
) -> Criterion:  # fmt: skip
    """Add a criterion, last. Raises NotAllowed, BadPriority."""
    require(by, "edit", plan.region)
    _check(name, weight)
    if action_plan is not None and action_plan.plan_id != plan.pk:
        raise BadPriority("unknown-candidate")
    made = Criterion.objects.create(
        plan=plan, action_plan=action_plan, name=name.value(), weight=weight,
        order=Criterion.objects.filter(plan=plan, action_plan=action_plan).count(),
    )  # fmt: skip
    _journal("add-criterion", made, plan, by, at, after=_said(made))
    return made


@transaction.atomic
def change_criterion(
    *, criterion: Criterion, revision: int, name: Texts, weight: Decimal, by, at: datetime
) -> Criterion:
    """Change name and weight. Raises NotAllowed, ChangedMeanwhile, BadPriority."""
    found = _locked(criterion, by)
    if found.revision != revision:
        raise ChangedMeanwhile(found)
    _check(name, weight)
    before = _said(found)
    found.name, found.weight = name.value(), weight
    if _said(found) != before:
        found.revision += 1
        found.save()
        _journal("change-criterion", found, found.plan, by, at, before=before, after=_said(found))
    return found


@transaction.atomic
def end_criterion(*, criterion: Criterion, by, at: datetime, why: str = "") -> Criterion:
    """Weigh by this criterion no longer; the opinions stay. Raises NotAllowed, BadPriority."""
    found = _locked(criterion, by)
    found.ended_at = at
    found.save(update_fields=["ended_at"])
    _journal("end-criterion", found, found.plan, by, at, before=_said(found), why=why)
    return found


@transaction.atomic
def give_opinion(
    *,
    criterion: Criterion,
    score: int,
    by,
    at: datetime,
    element_key: str = "",
    action: Action | None = None,
    organisation: Organisation | None = None,
    note: str = "",
) -> Opinion:
    """A member's view of a candidate, 1 to 5: the person's organisation's, or the person's own.

    Editors may record it for any organisation. A changed view replaces the former, which stays
    in the journal. Raises NotAllowed, BadPriority.
    """
    plan = criterion.plan
    require_act(by, "give_opinion", plan.region, at)
    if organisation is not None and by is not None and by.organisation_id != organisation.pk:
        require_act(by, "edit", plan.region, at)
    if criterion.ended_at:
        raise BadPriority("ended")
    if score not in range(1, 6):
        raise BadPriority("score")
    _candidate(plan, element_key, action)
    person = by if organisation is None else None
    there = Opinion.objects.select_for_update().filter(
        criterion=criterion, element_key=element_key, action=action, organisation=organisation,
        person=person,
    ).first()  # fmt: skip
    before = {"score": there.score, "note": there.note} if there else None
    made = there or Opinion(
        criterion=criterion, element_key=element_key, action=action, organisation=organisation,
        person=person,
    )  # fmt: skip
    made.score, made.note, made.given_at = score, note.strip(), at
    after = {"score": score, "note": made.note}
    if before != after:
        made.save()
        _journal("give-opinion", made, plan, by, at, before=before,
                 after=after | {"candidate": element_key or action.slug, "criterion": criterion.pk,
                                "member": organisation.slug if organisation else None})  # fmt: skip
    return made


@transaction.atomic
def record_choice(
    *,
    plan: Plan,
    chosen: bool,
    phase: str,
    why: str,
    on: date,
    by,
    at: datetime,
    element_key: str = "",
    action: Action | None = None,
    decided_by: str = "",
) -> Choice:
    """A candidate was chosen or dropped in a phase, and why; a later record may say otherwise.

    Raises NotAllowed, BadPriority.
    """
    require(by, "edit", plan.region)
    if not why.strip():
        raise BadPriority("no-reason")
    if not phase.strip():
        raise BadPriority("no-phase")
    _candidate(plan, element_key, action)
    made = Choice.objects.create(
        plan=plan, element_key=element_key, action=action, chosen=chosen, phase=phase.strip(),
        why=why.strip(), decided_by=decided_by.strip(), on=on, recorded_at=at,
    )  # fmt: skip
    _journal("record-choice", made, plan, by, at, why=why,
             after={"candidate": element_key or action.slug, "chosen": chosen, "phase": phase,
                    "on": iso(on)})  # fmt: skip
    return made


def _candidate(plan: Plan, key: str, action: Action | None) -> None:
    """A key of the plan – earlier versions count, what was dropped is there only – or an action."""
    if bool(key) == (action is not None):
        raise BadPriority("one-candidate")
    if action is not None and action.plan_id != plan.pk:
        raise BadPriority("unknown-candidate")
    if key and not Element.objects.filter(version__plan=plan, key=key).exists():
        raise BadPriority("unknown-candidate")


def _check(name: Texts, weight: Decimal) -> None:
    if not name.shown("en").text.strip():
        raise BadPriority("no-name")
    if not Decimal(weight).is_finite() or not 0 < weight < 1000:
        raise BadPriority("weight")


def _locked(criterion: Criterion, by) -> Criterion:
    require(by, "edit", criterion.plan.region)
    found = Criterion.objects.select_for_update(of=("self",)).select_related("plan__region").get(
        pk=criterion.pk
    )  # fmt: skip
    if found.ended_at:
        raise BadPriority("ended")
    return found


def _said(criterion: Criterion) -> dict:
    return {"name": criterion.name, "weight": f"{criterion.weight:.2f}"}


def _journal(operation, subject, plan: Plan, by, at, *, before=None, after=None, why="") -> None:
    journal.write(
        operation=operation, subject=subject, by=by, at=at, region=plan.region.slug,
        label=plan.slug, before=before, after=after, why=why,
    )  # fmt: skip

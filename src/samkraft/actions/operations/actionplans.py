"""Action plans: initiated by any actor, coordinated, treated, agreed, run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction

from samkraft.accounts.models import Body, Organisation, Person
from samkraft.accounts.rules import NotAllowed
from samkraft.actions.models import ActionPlan, Outcome, Treatment
from samkraft.actions.operations.errors import BadActionPlan
from samkraft.actions.operations.finding import index_action_plan, index_actions_of
from samkraft.actions.operations.held import NO_WORDS, iso, require_act, require_adopted
from samkraft.actions.queries.elements import adopted_elements
from samkraft.actions.rules.stages import require_plan_passage
from samkraft.journal import operations as journal
from samkraft.lib import slugs
from samkraft.lib.texts import Texts
from samkraft.plans.models import Plan
from samkraft.plans.operations.errors import ChangedMeanwhile

TEXTS = (
    "what", "how", "who", "resources", "networks", "children_and_young", "national_minorities",
    "sami",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ActionPlanValues:
    """What an action plan says. `answers`: by the key of a principle, how it was considered."""

    title: Texts
    elements: Sequence[str] = ()
    first_day: date | None = None
    last_day: date | None = None
    what: Texts = NO_WORDS
    how: Texts = NO_WORDS
    who: Texts = NO_WORDS
    resources: Texts = NO_WORDS
    networks: Texts = NO_WORDS
    children_and_young: Texts = NO_WORDS
    national_minorities: Texts = NO_WORDS
    sami: Texts = NO_WORDS
    answers: Mapping[str, Texts] = field(default_factory=dict)


@transaction.atomic
def initiate_action_plan(
    *,
    plan: Plan,
    values: ActionPlanValues,
    by,
    at: datetime,
    initiated_by: Organisation | None = None,
    demonstration: bool = False,
) -> ActionPlan:
    """Start an action plan that serves an adopted plan. Whoever may comment in the region, or
    belongs to an organisation that takes part there, may do so; for an organisation its own
    people and the region's editors.

    Raises NotAllowed, NotAdopted, BadActionPlan.
    """
    require_act(by, "initiate", plan.region, at)
    if initiated_by is not None and by is not None and by.organisation_id != initiated_by.pk:
        require_act(by, "edit", plan.region, at)
    require_adopted(plan, values.elements)
    made = ActionPlan(
        plan=plan, region=plan.region, initiator=by, made_at=at, demonstration=demonstration,
        initiated_by=initiated_by or (by.organisation if by is not None else None),
        slug=_free_slug(plan, values.title.shown(plan.language).text),
    )  # fmt: skip
    _put(made, values)
    made.save()
    _journal("initiate-action-plan", made, by, at, after=_said(made))
    return made


@transaction.atomic
def write_action_plan(
    *, action_plan: ActionPlan, revision: int, values: ActionPlanValues, by, at: datetime,
    why: str = "",
) -> ActionPlan:  # fmt: skip
    """Change what the action plan says: who initiated it while it is a draft, and editors.

    Raises NotAllowed, ChangedMeanwhile, NotAdopted, BadActionPlan.
    """
    found = _locked(action_plan, by, at, "write", revision)
    if found.state in ("ended", "withdrawn"):
        raise BadActionPlan("ended")
    require_adopted(found.plan, values.elements, held=frozenset(found.element_keys))
    before = _said(found)
    _put(found, values)
    return _saved("write-action-plan", found, before, by, at, why)


@transaction.atomic
def set_coordinator(
    *,
    action_plan: ActionPlan,
    by,
    at: datetime,
    organisation: Organisation | None,
    person: Person | None = None,
) -> ActionPlan:
    """Say which organisation, and who in it, coordinates the action plan: a coordinator of the
    region does. Raises NotAllowed."""
    found = _locked(action_plan, by, at, "coordinate")
    before = _said(found)
    found.coordinator_organisation, found.coordinator = organisation, person
    return _saved("set-coordinator", found, before, by, at)


@transaction.atomic
def record_treatment(
    *,
    action_plan: ActionPlan,
    on: date,
    outcome: str,
    by,
    at: datetime,
    body: Body | None = None,
    organisation: Organisation | None = None,
    reference: str = "",
    note: str = "",
) -> Treatment:
    """Record that a body or an organisation has treated the action plan.

    Raises NotAllowed, BadActionPlan.
    """
    found = _locked(action_plan, by, at, "treat")
    if (body is None) == (organisation is None):
        raise BadActionPlan("one-actor")
    if outcome not in Outcome.values:
        raise BadActionPlan("unknown-outcome")
    if found.state in ("draft", "withdrawn"):
        raise BadActionPlan("not-in-treatment")
    made = Treatment.objects.create(
        action_plan=found, body=body, organisation=organisation, on=on, outcome=outcome,
        reference=reference.strip(), note=note.strip(), recorded_at=at,
    )  # fmt: skip
    _journal("record-treatment", found, by, at, subject=made,
             after={"by": (body or organisation).slug, "on": iso(on), "outcome": outcome})  # fmt: skip
    return made


@transaction.atomic
def move_action_plan(
    *, action_plan: ActionPlan, state: str, by, at: datetime, revision: int | None = None,
    why: str = "",
) -> ActionPlan:  # fmt: skip
    """Send it to treatment, agree on it, run, end or withdraw it. What is missing is told by
    `quality` and blocks nothing; but the strategy it serves must be adopted.

    Who initiated it may send the draft to treatment; the rest is for those who decide.
    Raises NotAllowed, ChangedMeanwhile, WrongStage, NotAdopted.
    """
    act = "write" if state == "in_treatment" else "edit"
    found = _locked(action_plan, by, at, act, revision)
    if state in ("agreed", "running"):
        require_act(by, "coordinate", found.region, at)
    require_plan_passage(found.state, state, why=why)
    if state in ("in_treatment", "agreed", "running"):
        require_adopted(found.plan)
    before = _said(found)
    found.state, found.state_why = state, why.strip()
    hidden = found.published_at is None
    if hidden and state != "withdrawn":
        found.published_at = at
    _saved("move-action-plan", found, before, by, at, why)
    if hidden:
        index_actions_of(found)
    return found


def _locked(plan: ActionPlan, by, at: datetime, act: str, revision: int | None = None):
    found = (
        ActionPlan.objects.select_for_update(of=("self",))
        .select_related("plan__region", "region", "coordinator_organisation")
        .get(pk=plan.pk)
    )
    if by is not None and not by.is_active:
        raise NotAllowed(act, found.region)
    require_act(by, act, found.region, at, action_plan=found)
    if revision is not None and found.revision != revision:
        raise ChangedMeanwhile(found)
    return found


def _put(plan: ActionPlan, values: ActionPlanValues) -> None:
    if not values.title.shown(plan.plan.language).text.strip():
        raise BadActionPlan("no-title")
    if values.first_day and values.last_day and values.last_day < values.first_day:
        raise BadActionPlan("days-out-of-order")
    known = {row.key for row in adopted_elements(plan.plan, "principle")} | set(plan.answers)
    if set(values.answers) - known:
        raise BadActionPlan("unknown-principle")
    plan.title, plan.element_keys = values.title.value(), list(dict.fromkeys(values.elements))
    plan.first_day, plan.last_day = values.first_day, values.last_day
    for name in TEXTS:
        setattr(plan, name, getattr(values, name).value())
    plan.answers = {key: text.value() for key, text in values.answers.items() if text.value()}


def _saved(operation: str, found: ActionPlan, before: dict, by, at, why: str = "") -> ActionPlan:
    if _said(found) != before:
        found.revision += 1
        found.save()
        _journal(operation, found, by, at, before=before, after=_said(found), why=why)
        index_action_plan(found)
    return found


def _said(plan: ActionPlan) -> dict:
    return {name: getattr(plan, name) for name in ("title", *TEXTS, "answers", "state")} | {
        "elements": plan.element_keys, "first_day": iso(plan.first_day),
        "last_day": iso(plan.last_day), "coordinator": plan.coordinator_id,
        "coordinator_organisation": plan.coordinator_organisation.slug
        if plan.coordinator_organisation_id else None,
    }  # fmt: skip


def _journal(operation, plan: ActionPlan, by, at, *, subject=None, before=None, after=None, why=""):
    journal.write(
        operation=operation, subject=subject or plan, by=by, at=at, region=plan.region.slug,
        label=f"{plan.plan.slug}/{plan.slug}", before=before, after=after, why=why,
    )  # fmt: skip


def _free_slug(plan: Plan, title: str) -> str:
    base = slugs.slug(title, longest=60) or "action-plan"
    taken = set(
        ActionPlan.objects.filter(plan=plan, slug__startswith=base).values_list("slug", flat=True)
    )
    slug, number = base, 2
    while slug in taken:
        slug, number = f"{base}-{number}", number + 1
    return slug

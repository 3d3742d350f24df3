"""One action plan: what it lacks, its coordinator, who has treated it, its way through the states."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samkraft.accounts.queries import bodies_of, organisations_of
from samkraft.actions import operations
from samkraft.actions.models import ActionPlan, Treatment
from samkraft.actions.operations.actionplans import TEXTS
from samkraft.actions.queries.elements import adopted_elements
from samkraft.actions.queries.quality import lacking, quality
from samkraft.actions.rules.stages import ACTION_PLAN
from samkraft.lib.texts import Shown, Texts
from samkraft.plans.operations import ChangedMeanwhile
from samkraft.web.workspace.following.access import action_plan_page, acts
from samkraft.web.workspace.following.actionplans import titled, writes
from samkraft.web.workspace.following.forms.plans import (
    CoordinatorForm,
    MoveForm,
    TreatmentForm,
)
from samkraft.web.workspace.following.frame import (
    actor,
    back_to,
    bodies_now,
    organisations_now,
    people_around,
    person_choices,
    plan_frame,
)
from samkraft.web.workspace.pages import acted, doing

# What a person must be allowed to do to pass an action plan into a state.
ACT_FOR = {
    "in_treatment": "write", "draft": "edit", "agreed": "coordinate", "running": "coordinate",
    "ended": "edit", "withdrawn": "edit",
}  # fmt: skip
FORWARD = ("in_treatment", "agreed", "running", "draft", "ended", "withdrawn")


@action_plan_page()
def action_plan(request, action_plan):
    """What it says and lacks, why it does not count yet, and who has treated it."""
    a, lang = action_plan, get_language()
    rows = a.actions.filter(withdrawn_at=None).order_by("number")
    return plan_frame(
        request, a.plan, "action_plan.html", part="action_plans", a=a, name=titled(a, lang),
        texts=[(name, Texts.read(getattr(a, name)).shown(lang)) for name in TEXTS],
        served=_served(a), answers=_answers(a),
        missing=quality(a, lang), needed=lacking(a, lang), treatments=_treatments(a, lang),
        actions=[(row, row.titled(lang)) for row in rows], passages=passages(request.user, a),
        initiated_by=a.initiated_by and a.initiated_by.named(lang),
        coordinated_by=a.coordinator_organisation and a.coordinator_organisation.named(lang),
        writes=writes(request.user, a), treats=treatable(a) and _may(request, a, "treat"),
        coordinates=_may(request, a, "coordinate"),
    )  # fmt: skip


def _may(request, a: ActionPlan, act: str) -> bool:
    return acts(request.user, act, a.region, action_plan=a)


def _served(a: ActionPlan) -> list[Shown]:
    """In the plan's language, as everywhere where one works on the plan."""
    lang = a.plan.language
    words = {row.key: row.worded(lang) for row in adopted_elements(a.plan)}
    return [words.get(key) or Shown(key, lang, lang) for key in a.element_keys]


def _answers(a: ActionPlan) -> list[tuple[Shown, Shown]]:
    """Each principle of the plan, and how it was considered."""
    lang = a.plan.language
    return [
        (row.worded(lang), Texts.read(a.answers.get(row.key)).shown(lang))
        for row in adopted_elements(a.plan, "principle")
    ]


def _treatments(a: ActionPlan, lang: str) -> list[tuple[Treatment, Shown]]:
    rows = a.treatments.select_related("body", "organisation").order_by("on", "pk")
    return [(row, (row.body or row.organisation).named(lang)) for row in rows]


def treatable(a: ActionPlan) -> bool:
    """A draft is not treated yet, and what was withdrawn not any more."""
    return a.state not in ("draft", "withdrawn")


def passages(person, a: ActionPlan) -> list[str]:
    """The states a person may pass the action plan into, the way forward first."""
    return [
        state for state in FORWARD
        if state in ACTION_PLAN[a.state]
        and acts(person, ACT_FOR[state], a.region, action_plan=a)
    ]  # fmt: skip


@action_plan_page("coordinate")
def coordinator(request, action_plan):
    """Say which organisation, and who in it, coordinates the action plan."""
    plan, people = action_plan.plan, people_around(action_plan.region)
    form = _coordinator_form(request, action_plan, people)
    act = _("The coordinator is set.")
    if acted(request, form, lambda data: _coordinate(request, action_plan, people, data), act):
        return back_to(plan, "action_plan", action_plan.slug)
    return plan_frame(
        request, plan, "coordinator.html", part="action_plans", form=form, a=action_plan,
        name=titled(action_plan, get_language()),
    )  # fmt: skip


def _coordinator_form(request, a: ActionPlan, people) -> CoordinatorForm:
    lang = get_language()
    rows = {str(row.pk): row for row in organisations_of(a.region) if not row.active_until}
    if a.coordinator_organisation:
        rows[str(a.coordinator_organisation_id)] = a.coordinator_organisation
    if a.coordinator and a.coordinator not in people:
        people.append(a.coordinator)
    named = [(pk, row.named(lang).text) for pk, row in rows.items()]
    return CoordinatorForm(
        request.POST or None, people=person_choices(people),
        organisations=sorted(named, key=lambda each: each[1].casefold()),
        initial={"organisation": str(a.coordinator_organisation_id or ""),
                 "person": str(a.coordinator_id or "")},
    )  # fmt: skip


def _coordinate(request, a: ActionPlan, people, data: dict) -> ActionPlan:
    rows = {str(row.pk): row for row in organisations_of(a.region)}
    if a.coordinator_organisation:
        rows[str(a.coordinator_organisation_id)] = a.coordinator_organisation
    return operations.set_coordinator(
        action_plan=a, organisation=rows.get(data["organisation"]),
        person=next((row for row in people if str(row.pk) == data["person"]), None),
        **doing(request),
    )  # fmt: skip


@action_plan_page("treat")
def treatment(request, action_plan):
    """Record that a committee or a partner has treated it."""
    plan, form = action_plan.plan, _treatment_form(request, action_plan)
    done = _("The treatment is recorded.")
    if acted(request, form, lambda data: _treat(request, action_plan, data), done):
        return back_to(plan, "action_plan", action_plan.slug, at="treated")
    return plan_frame(
        request, plan, "treatment.html", part="action_plans", form=form, a=action_plan,
        name=titled(action_plan, get_language()), treatable=treatable(action_plan),
    )  # fmt: skip


def _treatment_form(request, a: ActionPlan) -> TreatmentForm:
    today = timezone.localdate()
    committees = {f"body:{row.pk}" for row in bodies_of(a.region, on=today)
                  if row.kind == "committee"}  # fmt: skip
    bodies = bodies_now(a.region, today=today)
    return TreatmentForm(
        request.POST or None, initial={"on": today},
        committees=[each for each in bodies if each[0] in committees],
        bodies=[each for each in bodies if each[0] not in committees],
        organisations=organisations_now(a.region),
    )  # fmt: skip


def _treat(request, a: ActionPlan, data: dict) -> Treatment:
    chosen = actor(a.region, data.pop("actor"))
    return operations.record_treatment(action_plan=a, **chosen, **data, **doing(request))


@action_plan_page()
def move(request, action_plan, state: str):
    """Pass the action plan into another state, with the reason where one is needed."""
    a, plan = action_plan, action_plan.plan
    if state not in ACT_FOR:
        raise Http404
    if not _may(request, a, ACT_FOR[state]):
        raise PermissionDenied
    needs = state == "withdrawn" or (a.state, state) == ("ended", "running")
    form = MoveForm(request.POST or None, initial={"revision": a.revision}, needs_reason=needs)
    try:
        if acted(request, form, lambda data: _move(request, a, state, data),
                 _("The action plan has passed on."), passing=(ChangedMeanwhile,)):  # fmt: skip
            return back_to(plan, "action_plan", a.slug)
    except ChangedMeanwhile as error:
        form = _anew(request, form, error.current, needs)
    return plan_frame(
        request, plan, "move_action_plan.html", part="action_plans", form=form, a=a, state=state,
        name=titled(a, get_language()), missing=quality(a, get_language()),
    )  # fmt: skip


def _move(request, a: ActionPlan, state: str, data: dict) -> ActionPlan:
    return operations.move_action_plan(
        action_plan=a, state=state, revision=data["revision"], why=data["why"], **doing(request)
    )


def _anew(request, form: MoveForm, now: ActionPlan, needs: bool) -> MoveForm:
    """The form once more: somebody has changed the action plan, and nothing was overwritten."""
    typed = request.POST.copy()
    typed["revision"] = str(now.revision)
    again = MoveForm(typed, needs_reason=needs)
    again.full_clean()
    again.add_error(None, _(
        "Somebody else changed this while you worked. Nothing was overwritten. "
        "Look at how it stands now, and try again."
    ))  # fmt: skip
    return again

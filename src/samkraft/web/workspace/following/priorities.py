"""A plan › Priorities: criteria, the members' views of each candidate, what was chosen and why."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samkraft.actions import operations
from samkraft.actions.models import Criterion
from samkraft.actions.queries.priorities import criteria_of
from samkraft.lib.texts import Texts
from samkraft.plans.models import Plan
from samkraft.plans.operations import ChangedMeanwhile
from samkraft.web.workspace.access import plan_page
from samkraft.web.workspace.following.access import actor_page, acts, criterion_page, reads
from samkraft.web.workspace.following.forms.priorities import (
    CandidateForm,
    ChoiceForm,
    CriterionForm,
    EndCriterionForm,
    ViewForm,
)
from samkraft.web.workspace.following.forms.texts import languages_of
from samkraft.web.workspace.following.frame import back_to, conflict_frame, plan_frame
from samkraft.web.workspace.following.weighed import (
    about,
    as_choices,
    candidates_of,
    choices_of,
    criterion_words,
    element_words,
    member_of,
    members_for,
    present_views,
    results,
)
from samkraft.web.workspace.pages import acted, doing


@actor_page("give_opinion", readers=True)
def priorities(request, plan):
    """Criteria, results with their spread, and what was decided. A choice leads to weighing."""
    criteria, inside = criteria_of(plan), reads(request.user, plan.region)
    may_weigh = acts(request.user, "give_opinion", plan.region)
    form = _candidate_form(request, plan) if may_weigh else None
    if form is not None and form.is_valid():
        return _to_weighing(plan, form.cleaned_data)
    return plan_frame(
        request, plan, "priorities.html", part="priorities", form=form,
        criteria=criterion_words(criteria), results=results(plan, request.user, criteria),
        choices=choices_of(plan, public=not inside),
    )  # fmt: skip


def _candidate_form(request, plan: Plan) -> CandidateForm:
    return CandidateForm(
        request.GET if "candidate" in request.GET else None,
        candidates=as_choices(candidates_of(plan, request.user)),
        members=members_for(request.user, plan),
    )  # fmt: skip


def _to_weighing(plan: Plan, data: dict):
    response = redirect("workspace:following_weigh", plan.region.slug, plan.slug)
    response["Location"] += "?" + urlencode(data)
    return response


@actor_page("give_opinion")
def weigh(request, plan):
    """A member's view of one candidate: a number and a note for each criterion."""
    name, code = request.GET.get("candidate", ""), request.GET.get("member", "")
    text, member = _asked(request, plan, name, code)
    criteria = criterion_words(criteria_of(plan))
    organisation = member_of(plan, request.user, code)
    form = _view_form(request, criteria, name, organisation)
    if acted(request, form, lambda data: _give(request, plan, form, name, organisation)):
        messages.success(request, _("The view is kept."))
        return back_to(plan, "priorities", at="results")
    return plan_frame(
        request, plan, "weigh.html", part="priorities", form=form, text=text, member=member,
        criteria=criteria,
    )  # fmt: skip


def _asked(request, plan: Plan, name: str, code: str):
    """The candidate's words and the member's name. What cannot be weighed is not there."""
    words = candidates_of(plan, request.user)
    members = dict(members_for(request.user, plan))
    if name not in words or code not in members:
        raise Http404
    return words[name], members[code]


def _view_form(request, criteria, name: str, organisation) -> ViewForm:
    rows = [row for row, _words in criteria]
    initial = {}
    for number, row in present_views(rows, name, organisation, request.user).items():
        initial |= {f"score_{number}": str(row.score), f"note_{number}": row.note}
    return ViewForm(
        request.POST or None, initial=initial,
        criteria=[(row.pk, words) for row, words in criteria],
    )  # fmt: skip


@transaction.atomic
def _give(request, plan: Plan, form: ViewForm, name: str, organisation) -> bool | None:
    given = form.given()
    if not given:
        form.add_error(None, _("Choose a number for at least one criterion."))
        return None
    rows = {row.pk: row for row in criteria_of(plan)}
    for number, score, note in given:
        operations.give_opinion(
            criterion=rows[number], score=score, note=note, organisation=organisation,
            **about(plan, name), **doing(request),
        )  # fmt: skip
    return True


@plan_page("edit")
def new_criterion(request, plan):
    """Add a criterion."""
    form = CriterionForm(request.POST or None, languages=languages_of([plan.language]))
    if acted(
        request, form,
        lambda data: operations.add_criterion(
            plan=plan, name=form.texts("name"), weight=data["weight"], **doing(request)
        ),
        _("The criterion is added."),
    ):  # fmt: skip
        return back_to(plan, "priorities")
    return plan_frame(request, plan, "criterion.html", part="priorities", form=form)


@criterion_page
def criterion(request, criterion):
    """Change a criterion's name and weight."""
    plan, form = criterion.plan, _criterion_form(request, criterion)
    try:
        if acted(request, form, lambda data: _change(request, criterion, form, data),
                 _("The criterion is changed."), passing=(ChangedMeanwhile,)):  # fmt: skip
            return back_to(plan, "priorities")
    except ChangedMeanwhile as error:
        now = error.current
        typed = request.POST.copy()
        typed["revision"] = str(now.revision)
        mine = _criterion_form(request, now, typed)
        return conflict_frame(
            request, plan, mine, _stands(now, mine.languages), subject=now,
            back=("workspace:following_priorities", plan.region.slug, plan.slug),
        )  # fmt: skip
    return plan_frame(
        request, plan, "criterion.html", part="priorities", form=form,
        name=Texts.read(criterion.name).shown(get_language()),
    )  # fmt: skip


def _criterion_form(request, found: Criterion, data=None) -> CriterionForm:
    codes = languages_of([found.plan.language, *found.plan.region.languages], found.name)
    return CriterionForm(
        data or request.POST or None, initial=_stands(found, codes), languages=codes
    )


def _stands(found: Criterion, codes: list[str]) -> dict:
    return {
        **CriterionForm.of(codes, name=found.name), "weight": found.weight,
        "revision": found.revision,
    }  # fmt: skip


def _change(request, found: Criterion, form: CriterionForm, data: dict) -> Criterion:
    return operations.change_criterion(
        criterion=found, revision=data["revision"] or 0, weight=data["weight"],
        name=form.texts("name", found.name), **doing(request),
    )  # fmt: skip


@criterion_page
def end_criterion(request, criterion):
    """Weigh by it no longer; the views stay."""
    plan, form = criterion.plan, EndCriterionForm(request.POST or None)
    if acted(
        request, form,
        lambda data: operations.end_criterion(criterion=criterion, **data, **doing(request)),
        _("Nobody weighs by it any more. The views stay in the history."),
    ):  # fmt: skip
        return back_to(plan, "priorities")
    return plan_frame(
        request, plan, "end_criterion.html", part="priorities", form=form,
        name=Texts.read(criterion.name).shown(get_language()),
    )  # fmt: skip


@plan_page("edit")
def choose(request, plan):
    """Record that a candidate was chosen or dropped in a phase, and why."""
    form = _choice_form(request, plan)
    done = _("The choice is recorded.")
    if acted(request, form, lambda data: _choose(request, plan, data), done):
        return back_to(plan, "priorities", at="choices")
    return plan_frame(request, plan, "choose.html", part="priorities", form=form)


def _choice_form(request, plan: Plan) -> ChoiceForm:
    """Parts of earlier versions can be named too: what was dropped is there only."""
    found = candidates_of(plan, request.user)
    gone = {
        key: words for key, words in element_words(plan, public=False).items() if key not in found
    }
    phases = dict.fromkeys(row.phase for row, _words in choices_of(plan, public=False))
    return ChoiceForm(
        request.POST or None, phases=list(phases),
        initial={"on": timezone.localdate(), "candidate": request.GET.get("candidate", "")},
        candidates=[*as_choices(found), *as_choices(gone)],
    )  # fmt: skip


def _choose(request, plan: Plan, data: dict):
    return operations.record_choice(
        plan=plan, chosen=data.pop("chosen") == "yes", **about(plan, data.pop("candidate")),
        **data, **doing(request),
    )  # fmt: skip

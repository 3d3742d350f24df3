"""A plan › Linking: measures that serve no goal yet, and the ties that hold."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samkraft.actions import operations
from samkraft.actions.models import Serving
from samkraft.actions.queries.elements import adopted_elements, ties, untied_measures
from samkraft.lib.texts import Shown
from samkraft.plans.models import Element, Plan
from samkraft.web.workspace.access import plan_page
from samkraft.web.workspace.following.access import tie_page
from samkraft.web.workspace.following.actionplans import in_order
from samkraft.web.workspace.following.forms.linking import LinkingForm, UntieForm
from samkraft.web.workspace.following.frame import back_to, is_adopted, plan_frame, short
from samkraft.web.workspace.pages import acted, doing
from samkraft.web.workspace.refusals import REFUSALS, said

GOALS = ("goal", "subgoal", "path")
AT_ONCE = 40


@dataclass(frozen=True, slots=True)
class Tie:
    """A tie that holds, in words."""

    serving: Serving
    measure: Shown
    goal: Shown


@dataclass(frozen=True, slots=True)
class Desk:
    """The measures of a plan: which are tied, by what, and which are not."""

    untied: list[Element]
    ties: list[Tie]
    measures: int
    goals: list

    @property
    def tied(self) -> int:
        return self.measures - len(self.untied)


@plan_page()
def linking(request, plan):
    """Each measure without a goal, with a choice; then the ties that hold."""
    return _page(request, plan, None)


def desk_of(plan: Plan) -> Desk:
    """Three queries, however many measures."""
    elements = adopted_elements(plan)
    words = {row.key: row.worded(plan.language) for row in elements}

    def said_of(key: str) -> Shown:
        return words.get(key) or Shown(key, plan.language, plan.language)

    held = [Tie(row, said_of(row.measure_key), said_of(row.goal_key)) for row in ties(plan)]
    order = {key: at for at, key in enumerate(words)}
    held.sort(key=lambda tie: (order.get(tie.serving.goal_key, 0), tie.serving.pk))
    return Desk(
        untied_measures(plan, elements), held, sum(row.role == "measure" for row in elements),
        goal_choices(elements, plan.language),
    )  # fmt: skip


def goal_choices(elements: list[Element], lang: str) -> list:
    """Goals, sub-goals and paths as choices, under the areas they belong to."""
    rows = in_order([row for row in elements if row.role in (*GOALS, "priority_area")])
    there = {row.pk for row in rows}
    found: list = [(_("In no area"), [])]
    depth: dict[int, int] = {}
    at = 0
    for row in rows:
        if row.role == "priority_area":
            found.append((short(row.worded(lang).text), []))
            at = len(found) - 1
            continue
        at = at if row.parent_id in there else 0
        depth[row.pk] = depth.get(row.parent_id, -1) + 1
        text = f"{'– ' * depth[row.pk]}{short(row.worded(lang).text)}"
        found[at][1].append((row.key, text))
    return [(name, rows) for name, rows in found if rows]


def _page(request, plan: Plan, form: LinkingForm | None):
    desk = desk_of(plan)
    shown = desk.untied[:AT_ONCE]
    form = form or _form(plan, desk, None)
    return plan_frame(
        request, plan, "linking.html", part="linking", desk=desk, form=form,
        rows=[(row, row.worded(plan.language), form[f"m_{row.key}"]) for row in shown],
        more=len(desk.untied) - len(shown), adopted=is_adopted(plan),
    )  # fmt: skip


def _form(plan: Plan, desk: Desk, data) -> LinkingForm:
    measures = [(row.key, row.worded(plan.language).text) for row in desk.untied[:AT_ONCE]]
    return LinkingForm(data, measures=measures, goals=desk.goals)


@plan_page("edit")
def tie(request, plan):
    """Tie every measure that a goal was chosen for; one alone by its own button."""
    if request.method != "POST":
        return back_to(plan, "linking")
    desk = desk_of(plan)
    form = _form(plan, desk, request.POST)
    if not form.is_valid():
        return _page(request, plan, form)
    only = request.POST.get("only", "")
    _tie_each(request, plan, form.chosen(only))
    left = [row.key for row in desk.untied if row.key not in dict(form.chosen(only))]
    return back_to(plan, "linking", at=f"m-{left[0]}" if left else "ties")


def _tie_each(request, plan: Plan, chosen: list[tuple[str, str]]) -> None:
    done = 0
    for measure, goal in chosen:
        try:
            operations.tie_measure(plan=plan, measure_key=measure, goal_key=goal, **doing(request))
            done += 1
        except REFUSALS as error:
            messages.error(request, f"{measure}: {said(error)}")
    if done:
        text = ngettext("%(count)s measure is tied.", "%(count)s measures are tied.", done)
        messages.success(request, text % {"count": done})
    elif not chosen:
        messages.warning(request, _("No goal was chosen, so nothing was changed."))


@tie_page
def untie(request, serving):
    """Take a tie away, with the reason."""
    plan, form = serving.plan, UntieForm(request.POST or None)
    if acted(
        request, form, lambda data: operations.untie_measure(serving=serving, **data,
                                                            **doing(request)),
        _("The tie is taken away. It stays in the history."),
    ):  # fmt: skip
        return back_to(plan, "linking", at="ties")
    words = {row.key: row.worded(plan.language) for row in adopted_elements(plan)}
    return plan_frame(
        request, plan, "untie.html", part="linking", form=form,
        measure=words.get(serving.measure_key, serving.measure_key),
        goal=words.get(serving.goal_key, serving.goal_key),
    )  # fmt: skip

"""Targets of a plan's goals: set, set anew, ended with a reason."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samkraft.calc.rules import RULES
from samkraft.calc.series import Point
from samkraft.indicators.published.catalogue import entry
from samkraft.indicators.queries.waiting import part_of, period_due
from samkraft.plans import operations
from samkraft.plans.models import GoalIndicator, Target
from samkraft.plans.operations import TargetValues
from samkraft.plans.queries.following import Desk, Judged, baseline_of, targets_of
from samkraft.web.workspace.figures.access import link_page, target_page
from samkraft.web.workspace.figures.followed import part_text
from samkraft.web.workspace.figures.following import back_to
from samkraft.web.workspace.figures.frame import places_of, plan_frame
from samkraft.web.workspace.forms.figures import STEPS, TargetForm, WhyForm
from samkraft.web.workspace.pages import acted, doing, newest_version

RECENT = 12


@dataclass(frozen=True, slots=True)
class Look:
    """How a target would be judged today, before it is set."""

    judged: Judged
    baseline: float | None
    place: str


@link_page
def target(request, link):
    """Set a target, or set one anew (?target=). “Look first” shows the verdict and saves nothing."""
    desk, old = Desk(timezone.localdate()), _former(request, link)
    form = _form(request, link, desk, old)
    look = None
    if request.POST.get("do") == "look":
        look = _look(link, form, desk) if form.is_valid() else None
    elif acted(request, form, lambda data: _set(request, link, form, old)):
        messages.success(request, _("The target is set."))
        return back_to(link.plan, link.element_key)
    return _page(request, link, form, desk, look=look, old=old)


def _former(request, link: GoalIndicator) -> Target | None:
    """The target that is to be set anew."""
    asked = request.GET.get("target", "")
    if not asked:
        return None
    rows = targets_of([link.plan.pk], indicator=link.indicator, key=link.element_key)
    found = next((row for row in rows if str(row.pk) == asked), None)
    if found is None:
        raise Http404
    return found


def _form(request, link: GoalIndicator, desk: Desk, old: Target | None) -> TargetForm:
    indicator = link.indicator
    found = desk.figures(indicator, link.plan.region.slug)
    members = desk.shelf.series(indicator, found.place.members) if found else {}
    series = [*(found.series if found else ()), *(s for of in members.values() for s in of)]
    groups = [sorted({"T", *(getattr(s, name) for s in series)}, key=lambda c: (c != "T", c))
              for name in ("sex", "age")]  # fmt: skip
    places = places_of(link.plan.region, desk.today)
    if old and old.place not in dict(places):
        places.append((old.place, old.place))
    return TargetForm(
        request.POST or None, initial=_initial(link, desk, old), places=places, groups=groups,
        unit=entry(indicator, get_language(), places=0).unit, part=part_of(indicator.frequency),
        rule=indicator.rule if indicator.rule in RULES else "planned_path",
    )  # fmt: skip


def _initial(link: GoalIndicator, desk: Desk, old: Target | None) -> dict:
    if old is None:
        found = desk.figures(link.indicator, link.plan.region.slug)
        latest = found.whole.latest if found else None
        start = latest.period if latest else period_due(link.indicator.frequency, desk.today)
        return {"place": link.plan.region.slug, "baseline_period": start}
    names = ("place", "sex", "age", "baseline_period", "baseline_value", "period", "value", "rule",
             "why")  # fmt: skip
    steps = list(zip(range(1, STEPS + 1), old.milestones, strict=False))
    return {
        **{name: getattr(old, name) for name in names},
        **{f"step_period_{at}": when for at, (when, _value) in steps},
        **{f"step_value_{at}": value for at, (_when, value) in steps},
    }


def _set(request, link: GoalIndicator, form: TargetForm, old: Target | None) -> Target:
    return operations.set_target(
        plan=link.plan, key=link.element_key, indicator=link.indicator, values=form.values(),
        replaces=old, **doing(request),
    )  # fmt: skip


def _look(link: GoalIndicator, form: TargetForm, desk: Desk) -> Look:
    tried = unsaved(link, form.values())
    judged = desk.judged(tried)
    name = dict(form.fields["place"].choices)[tried.place]
    return Look(judged, baseline_of(tried, judged.series), name)


def unsaved(link: GoalIndicator, values: TargetValues) -> Target:
    """The target as it would be."""
    return Target(
        plan=link.plan, element_key=link.element_key, indicator=link.indicator,
        place=values.place, sex=values.sex, age=values.age, rule=values.rule,
        baseline_period=values.baseline_period, baseline_value=values.baseline_value,
        period=values.period, value=values.value,
        milestones=sorted([when, value] for when, value in values.milestones),
    )  # fmt: skip


def _page(request, link: GoalIndicator, form: TargetForm, desk: Desk, *, look, old):
    version = newest_version(link.plan)
    found = desk.figures(link.indicator, link.plan.region.slug)
    if look:
        points: tuple[Point, ...] = look.judged.series.known
    else:
        points = found.whole.known if found else ()
    return plan_frame(
        request, link.plan, "target.html", newest=version, part="followed", form=form, look=look,
        row=part_text(version, link.element_key), link=link, old=old,
        i=entry(link.indicator, get_language(), places=0), points=points[-RECENT:][::-1],
        place=look.place if look else link.plan.region.named(get_language()),
    )  # fmt: skip


@target_page
def end(request, target):
    """Take a target back, with the reason."""
    form = WhyForm(request.POST or None)
    done = _("The target is ended. It stays in the history with your reason.")
    if acted(
        request, form,
        lambda data: operations.end_target(target=target, why=data["why"], **doing(request)), done,
    ):  # fmt: skip
        return back_to(target.plan, target.element_key)
    return plan_frame(
        request, target.plan, "end_target.html", part="followed", form=form, target=target,
        i=entry(target.indicator, get_language(), places=0),
    )  # fmt: skip

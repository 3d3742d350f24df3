"""A plan › Rounds: how it is followed up, and what would be sent next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samkraft.actions import operations
from samkraft.actions.models import FollowUp
from samkraft.actions.operations import HabitValues
from samkraft.actions.operations.letters import sentence
from samkraft.actions.queries.habits import habits, habits_of
from samkraft.actions.queries.reminding import Due, due_reminders
from samkraft.actions.rules.quiet import next_working_day
from samkraft.lib.texts import Shown
from samkraft.plans.models import Plan
from samkraft.plans.operations import ChangedMeanwhile
from samkraft.web.workspace.access import plan_page
from samkraft.web.workspace.following.forms.rounds import HabitsForm
from samkraft.web.workspace.following.frame import back_to, conflict_frame, plan_frame
from samkraft.web.workspace.pages import acted, doing

MOST = 200


@dataclass(frozen=True, slots=True)
class Letters:
    """What one person would be told."""

    name: str
    matters: tuple[tuple[Shown, str], ...]


@plan_page("edit")
def set_habits(request, plan):
    """Say how the plan is followed up: patience, quiet days, currency, last meeting."""
    form = _form(request, plan, FollowUp.objects.filter(plan=plan).first())
    try:
        if acted(request, form, lambda data: _set(request, plan, form, data),
                 _("It is kept."), passing=(ChangedMeanwhile,)):  # fmt: skip
            return back_to(plan, "rounds")
    except ChangedMeanwhile as error:
        return _conflict(request, plan, error.current)
    return plan_frame(request, plan, "habits.html", part="rounds", form=form)


def _form(request, plan: Plan, row: FollowUp | None, data=None) -> HabitsForm:
    now = habits(plan.language, row)
    return HabitsForm(
        data or request.POST or None, periods=len(now.quiet),
        initial=HabitsForm.of(now, row.revision if row else 0),
    )  # fmt: skip


def _set(request, plan: Plan, form: HabitsForm, data: dict) -> FollowUp:
    names = ("currency", "stale_after", "reminders", "last_meeting_on")
    return operations.set_habits(
        plan=plan, values=HabitValues(quiet=form.quiet(), **{n: data[n] for n in names}),
        revision=data["revision"] or 0, **doing(request),
    )  # fmt: skip


def _conflict(request, plan: Plan, now: FollowUp | None):
    typed = request.POST.copy()
    typed["revision"] = str(now.revision if now else 0)
    stands = HabitsForm.of(habits(plan.language, now), 0)
    return conflict_frame(
        request, plan, _form(request, plan, now, typed), stands, subject=now,
        back=("workspace:following_rounds", plan.region.slug, plan.slug),
    )  # fmt: skip


@plan_page("edit")
def next_letters(request, plan):
    """What would be sent on the next working day, and to whom. Nothing is sent by looking."""
    today = timezone.localdate()
    dues, _found = due_reminders(today, plan=plan)
    now = habits_of([plan])[plan.pk]
    return plan_frame(
        request, plan, "next_letters.html", part="rounds", letters=letters_of(dues[:MOST]),
        more=max(0, len(dues) - MOST), habits=now, day=sending_day(today, now.quiet), today=today,
    )  # fmt: skip


def sending_day(today: date, quiet) -> date:
    """The day on which the worker reminds next."""
    return next_working_day(today, quiet)


def letters_of(dues: list[Due]) -> list[Letters]:
    """By person, in the order in which they are told."""
    lang, found = get_language(), {}
    for due in dues:
        found.setdefault((due.person.name, due.person.pk), []).append(due)
    return [
        Letters(name, tuple((due.action.titled(lang), sentence(due, lang)) for due in of))
        for (name, _pk), of in sorted(found.items())
    ]

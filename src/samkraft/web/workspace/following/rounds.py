"""A plan › Rounds: when everybody is asked how it goes, and who has answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samkraft.actions import operations
from samkraft.actions.models import Action, Round
from samkraft.actions.queries.habits import habits_of
from samkraft.actions.queries.workspace import answers_of_round, open_rounds
from samkraft.lib.texts import Shown, Texts
from samkraft.plans.models import Plan
from samkraft.plans.operations import ChangedMeanwhile
from samkraft.web.workspace.access import plan_page
from samkraft.web.workspace.following.access import open_round_page, round_page
from samkraft.web.workspace.following.forms.rounds import EndRoundForm, RoundForm
from samkraft.web.workspace.following.forms.texts import languages_of
from samkraft.web.workspace.following.frame import back_to, conflict_frame, plan_frame
from samkraft.web.workspace.pages import acted, doing

STATES = ("open", "coming", "past", "ended")


@dataclass(frozen=True, slots=True)
class RoundRow:
    """A round with its state: open, coming, past, or ended before its time."""

    round: Round
    title: Shown
    state: str


@plan_page()
def rounds(request, plan):
    """The rounds of a plan, open ones first, and how the plan is followed up."""
    today = timezone.localdate()
    return plan_frame(
        request, plan, "rounds.html", part="rounds", rows=round_rows(plan, today),
        habits=habits_of([plan])[plan.pk], today=today,
    )  # fmt: skip


def round_rows(plan: Plan, today: date) -> list[RoundRow]:
    """Every round, the open ones first, then the newest. One query."""
    rows = Round.objects.filter(plan=plan).order_by("-opens", "-pk")
    found = [RoundRow(row, row.titled(get_language()), state_of(row, today)) for row in rows]
    return sorted(found, key=lambda each: STATES.index(each.state))


def state_of(row: Round, today: date) -> str:
    if row.ended_at:
        return "ended"
    if today < row.opens:
        return "coming"
    return "open" if today <= row.closes else "past"


@round_page
def one_round(request, round):
    """Who has told how it goes in a round, and who has not."""
    told, silent = answers_of_round(round)
    lang = get_language()
    return plan_frame(
        request, round.plan, "round.html", part="rounds", round=round, name=round.titled(lang),
        state=state_of(round, timezone.localdate()), told=_carried(told, lang),
        silent=_carried(silent, lang), asked=len(told) + len(silent),
    )  # fmt: skip


def _carried(actions: list[Action], lang: str) -> list[tuple[Action, Shown, Shown | str]]:
    """Each action with who carries it."""
    return [(each, each.titled(lang), carrier(each, lang)) for each in actions]


def carrier(action: Action, lang: str) -> Shown | str:
    """Who carries an action, for those who work with it: the person by name."""
    where = action.organisation or action.body
    if where is not None and action.person is None:
        return where.named(lang)
    if action.person is not None:
        return f"{action.person.name}, {where.named(lang)}" if where else action.person.name
    return Texts.read(action.role).shown(lang)


@plan_page("edit")
def new_round(request, plan):
    """Open a round now or from a later day."""
    form = RoundForm(
        request.POST or None, languages=_languages(plan), initial={"opens": timezone.localdate()}
    )
    if acted(request, form, lambda data: _open(request, plan, form, data),
             _("The round is set. Those who carry something are asked when it opens.")):  # fmt: skip
        return back_to(plan, "rounds")
    busy = open_rounds([plan.pk], timezone.localdate())
    return plan_frame(request, plan, "round_form.html", part="rounds", form=form, busy=bool(busy))


def _open(request, plan: Plan, form: RoundForm, data: dict) -> Round:
    return operations.open_round(
        plan=plan, title=form.texts("title"), opens=data["opens"], closes=data["closes"],
        **doing(request),
    )  # fmt: skip


def _languages(plan: Plan, *texts) -> list[str]:
    return languages_of([plan.language, *plan.region.languages], *texts)


@open_round_page
def change_round(request, round):
    """Change a round's title or days."""
    plan, form = round.plan, _form(request, round)
    try:
        if acted(request, form, lambda data: _change(request, round, form, data),
                 _("The round is changed."), passing=(ChangedMeanwhile,)):  # fmt: skip
            return back_to(plan, "round", round.pk)
    except ChangedMeanwhile as error:
        now = error.current
        typed = request.POST.copy()
        typed["revision"] = str(now.revision)
        mine = _form(request, now, typed)
        return conflict_frame(
            request, plan, mine, _stands(now, mine.languages), subject=now,
            back=("workspace:following_round", plan.region.slug, plan.slug, now.pk),
        )  # fmt: skip
    return plan_frame(
        request, plan, "round_form.html", part="rounds", form=form, round=round,
        name=round.titled(get_language()),
    )  # fmt: skip


def _form(request, round: Round, data=None) -> RoundForm:
    codes = _languages(round.plan, round.title)
    return RoundForm(data or request.POST or None, initial=_stands(round, codes), languages=codes)


def _stands(round: Round, codes: list[str]) -> dict:
    return {
        **RoundForm.of(codes, title=round.title), "opens": round.opens, "closes": round.closes,
        "revision": round.revision,
    }  # fmt: skip


def _change(request, round: Round, form: RoundForm, data: dict) -> Round:
    return operations.change_round(
        round=round, revision=data["revision"] or 0, title=form.texts("title", round.title),
        opens=data["opens"], closes=data["closes"], **doing(request),
    )  # fmt: skip


@open_round_page
def end_round(request, round):
    """Break off a round, with the reason."""
    plan, form = round.plan, EndRoundForm(request.POST or None)
    if acted(
        request, form, lambda data: operations.end_round(round=round, **data, **doing(request)),
        _("The round has ended. Nobody is reminded of it any more."),
    ):  # fmt: skip
        return back_to(plan, "rounds")
    return plan_frame(
        request, plan, "end_round.html", part="rounds", form=form,
        name=round.titled(get_language()),
    )  # fmt: skip

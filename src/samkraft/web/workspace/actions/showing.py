"""The page of an action: everything beside what is edited."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import get_language

from samkraft.actions.models import Action
from samkraft.actions.published.values import row_of
from samkraft.actions.queries import gather
from samkraft.lib.texts import Texts, mark
from samkraft.web.workspace.actions import rows, telling
from samkraft.web.workspace.actions.access import Desk, action_page
from samkraft.web.workspace.actions.choices import stages
from samkraft.web.workspace.actions.deeds import DEEDS, Deed
from samkraft.web.workspace.forms.plain import PlainForm
from samkraft.web.workspace.pages import page

# On the page stand the newest; all of them are in the history.
REPORTS, ENTRIES = 3, 5


@dataclass(frozen=True, slots=True)
class Panel:
    """The form that is open: which deed, about what, and what it was filled with."""

    deed: Deed
    what: str
    form: PlainForm
    address: str
    keep: str
    seen: str

    @property
    def section(self) -> str:
        return self.deed.section


def fingerprint(form: PlainForm) -> str:
    """What the person saw in the form, so that only a change of just that is a conflict."""
    values = {name: value for name, value in form.initial.items() if name != "revision"}
    return mark(repr(sorted(values.items())))


def panel(desk: Desk, deed: Deed, what: str, thing: Any, form: PlainForm, seen: str = "") -> Panel:
    parts = (*desk.address, deed.name, *((what,) if what else ()))
    address = reverse(f"workspace:action_do{'_to' if what else ''}", args=parts)
    return Panel(deed, what, form, address, deed.keep(desk, thing), seen or fingerprint(form))


def opened(request, desk: Desk) -> Panel | None:
    """What the address asks to be open: ?open=words or ?open=milestone:12."""
    name, _colon, what = request.GET.get("open", "").partition(":")
    deed = DEEDS.get(name)
    if deed is None or not deed.title or bool(deed.thing) != bool(what):
        return None
    try:
        thing = deed.thing(desk, what) if deed.thing else None
    except Http404:
        return None
    if not deed.allowed(desk, thing) or getattr(thing, "gone", False):
        return None
    return panel(desk, deed, what, thing, deed.form(desk, thing))


@action_page
def action(request, desk: Desk):
    """An action for those inside, with the form that is asked for open in its section."""
    return shown(request, desk, opened(request, desk))


def shown(request, desk: Desk, panel: Panel | None):
    """The page, with what is open in it."""
    found = gather(Action.objects.filter(pk=desk.action.pk))
    former = rows.former_of(desk)
    reports, needs = rows.reports_of(desk), rows.neighbours_of(desk)
    return framed(
        request, desk, "action.html", panel=panel,
        passages=rows.passages_of(desk), handed_to=rows.handed_to(desk),
        row=row_of(found.actions[0], found, get_language(), desk.today),
        how=Texts.read(desk.action.how).shown(get_language()),
        places=[area.named(get_language()) for area in desk.action.areas.all()],
        steps=rows.steps_of(desk, found.milestones.get(desk.action.pk, []), former),
        former={field: former.get((None, field), ()) for field in ("start", "due")},
        partners=rows.partners_of(desk), money=rows.money_of(desk), needs=needs[0],
        needed_by=needs[1], documents=desk.action.documents.filter(ended_at=None),
        principles=rows.principles_of(desk), trials=rows.trials_of(desk),
        comments=rows.comments_for(desk), reports=reports[:REPORTS],
        more_reports=reports[REPORTS:], entries=telling.entries(desk, ENTRIES) if desk.involved else (),
        may_move=desk.may("update") and bool(stages(desk.action, desk.may("decide_stage"))),
    )  # fmt: skip


@action_page
def history(request, desk: Desk):
    """Everything that was done to the action: who, when, why, before and after."""
    if not desk.involved:
        raise Http404
    return framed(request, desk, "history.html", entries=telling.entries(desk))


def framed(request, desk: Desk, template: str, *, status: int = 200, **context):
    """A page of an action, with its frame."""
    plan = desk.action.plan
    return page(
        request, f"actions/{template}", region=plan.region, tab="plans", plan=plan,
        plan_title=telling.plan_title(plan, public=not desk.inside), desk=desk, action=desk.action, acts=desk.acts,
        status=status, **{"name": desk.action.titled(get_language()), **context},
    )  # fmt: skip

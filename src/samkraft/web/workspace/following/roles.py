"""A plan › Roles: who leads, steers and supports it and its parts, now and before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import Http404
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samkraft.actions import operations
from samkraft.actions.models import Involvement
from samkraft.actions.queries.workspace import involvements_of
from samkraft.lib.texts import Shown
from samkraft.plans.models import Plan
from samkraft.web.workspace.access import plan_page
from samkraft.web.workspace.following.access import involvement_page
from samkraft.web.workspace.following.forms.plans import EndRoleForm, InvolveForm
from samkraft.web.workspace.following.frame import (
    actor,
    back_to,
    bodies_now,
    organisations_now,
    parts_of,
    plan_frame,
)
from samkraft.web.workspace.pages import acted, doing, newest_version
from samkraft.web.workspace.rows import outline_of

PARTS = ("priority_area", "goal", "subgoal", "path", "measure")
ORDER = ("steering", "lead", "responsible", "working_group", "support", "reference")


@dataclass(frozen=True, slots=True)
class Held:
    """A role that an organisation or a body has; `coming`: from a day that is not there yet."""

    row: Involvement
    name: Shown
    coming: bool


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the plan with who has a role in it; `key` is empty for the plan as a whole."""

    key: str
    kind: str
    text: Shown | None
    held: tuple[Held, ...]
    former: tuple[Held, ...]
    gone: bool = False


@plan_page()
def roles(request, plan):
    """Who has which role in the plan and in each of its areas."""
    version = newest_version(plan)
    sections = sections_of(plan, version, timezone.localdate())
    return plan_frame(
        request, plan, "roles.html", newest=version, part="roles", sections=sections,
        any_role=any(section.held or section.former for section in sections),
    )  # fmt: skip


def sections_of(plan: Plan, version, today: date) -> list[Section]:
    """The plan, its areas, and whatever else somebody has a role in. A constant number of
    queries."""
    by_key: dict[str, list[Involvement]] = {}
    for row in involvements_of(plan):
        by_key.setdefault(row.element_key, []).append(row)
    found = [_section("", "", None, by_key.pop("", []), today)]
    found += [
        _section(row.key, row.kind, row.text, by_key.pop(row.key, []), today)
        for row in outline_of(version).walk()
        if row.role == "priority_area" or row.key in by_key
    ]
    lang = get_language()
    return found + [
        _section(key, "", Shown(key, lang, lang), rows, today, gone=True)
        for key, rows in by_key.items()
    ]


def _section(key: str, kind: str, text, rows: list[Involvement], today: date, *, gone=False):
    rows = sorted(rows, key=lambda row: (ORDER.index(row.role), row.active_from, row.pk))
    held = [_held(row, today) for row in rows]
    return Section(
        key, kind, text,
        tuple(each for each in held if not _over(each.row, today)),
        tuple(each for each in held if _over(each.row, today)), gone,
    )  # fmt: skip


def _held(row: Involvement, today: date) -> Held:
    name = (row.organisation or row.body).named(get_language())
    return Held(row, name, coming=row.active_from > today)


def _over(row: Involvement, today: date) -> bool:
    return row.active_until is not None and row.active_until <= today


@plan_page("edit")
def involve(request, plan):
    """Give an organisation or a body a role in the plan or in one of its parts."""
    version = newest_version(plan)
    form = _form(request, plan, version)
    done = _("The role is given.")
    made = acted(request, form, lambda data: _involve(request, plan, data), done)
    if made:
        return back_to(plan, "roles", at=made.element_key or "whole")
    return plan_frame(request, plan, "involve.html", newest=version, part="roles", form=form)


def _form(request, plan: Plan, version) -> InvolveForm:
    return InvolveForm(
        request.POST or None,
        initial={"active_from": timezone.localdate(), "key": request.GET.get("key", "")},
        organisations=organisations_now(plan.region), bodies=bodies_now(plan.region),
        parts=parts_of(version, *PARTS),
    )  # fmt: skip


def _involve(request, plan: Plan, data: dict) -> Involvement:
    chosen = actor(plan.region, data.pop("actor"))
    return operations.involve(plan=plan, **chosen, **data, **doing(request))


@involvement_page
def end_involvement(request, involvement):
    """End a role from a day, also before the day it was given until; it stays in the history."""
    plan, until = involvement.plan, involvement.active_until
    if until is not None and until <= timezone.localdate():
        raise Http404
    form = EndRoleForm(request.POST or None, initial={"on": timezone.localdate()})
    if acted(
        request, form,
        lambda data: operations.end_involvement(involvement=involvement, **data, **doing(request)),
        _("The role has ended. It stays in the history."),
    ):  # fmt: skip
        return back_to(plan, "roles", at=involvement.element_key or "whole")
    name = (involvement.organisation or involvement.body).named(get_language())
    return plan_frame(
        request, plan, "end_involvement.html", part="roles", form=form, row=involvement, name=name
    )

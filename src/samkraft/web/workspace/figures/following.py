"""A plan › Followed by: the indicators of its goals, in order, and what Samkraft proposes."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samkraft.plans import operations
from samkraft.plans.models import Plan
from samkraft.web.workspace.access import plan_page
from samkraft.web.workspace.figures.access import link_page
from samkraft.web.workspace.figures.followed import followed_parts, links_of, part_text
from samkraft.web.workspace.figures.frame import choice_of, chosen, plan_frame
from samkraft.web.workspace.forms.figures import FollowForm
from samkraft.web.workspace.pages import acted, doing, newest_version
from samkraft.web.workspace.refusals import REFUSALS, said

# What can be shown alone: the gaps, and what waits for a word of the region.
FILTERS = {
    "without": lambda part: not part.rows,
    "untargeted": lambda part: not any(row.targets for row in part.rows),
    "proposed": lambda part: any(row.proposal for row in part.rows),
}


@plan_page()
def followed(request, plan):
    """Each goal and area with its indicators and targets."""
    version = newest_version(plan)
    parts, show = followed_parts(version, timezone.localdate()), request.GET.get("show", "")
    kinds = {name: [part for part in parts if fits(part)] for name, fits in FILTERS.items()}
    return plan_frame(
        request, plan, "followed.html", newest=version, part="followed", parts=parts,
        show=show if show in kinds else "", shown=kinds.get(show, parts), shown_version=version,
        counts={"all": len(parts), **{name: len(found) for name, found in kinds.items()}},
        proposals=len(operations.proposals_for(plan)),
        proposed=sum(row.proposal for part in parts for row in part.rows),
        any_row=any(part.rows for part in parts),
    )  # fmt: skip


@plan_page("edit")
def take_proposals(request, plan):
    """Use everything that Samkraft proposes for the plan. Answers a form only."""
    if request.method == "POST":
        taken = operations.take_proposals(plan=plan, **doing(request))
        text = ngettext(
            "%(count)s proposed indicator is used now. It is marked until somebody confirms it.",
            "%(count)s proposed indicators are used now. Each is marked until somebody confirms it.",
            taken,
        )
        messages.success(request, text % {"count": taken})
    return back_to(plan)


@plan_page("edit")
def follow(request, plan, key: str):
    """Choose an indicator for a goal."""
    version = newest_version(plan)
    row = part_text(version, key)
    if row is None:
        raise Http404
    used = {link.indicator.slug for link in links_of(plan) if link.element_key == key}
    form = FollowForm(request.POST or None)
    if acted(request, form, lambda data: _follow(request, plan, key, form, data)):
        messages.success(request, _("The indicator is added."))
        return back_to(plan, key)
    choice = choice_of(request, plan.region, leave_out=used)
    return plan_frame(
        request, plan, "follow.html", newest=version, part="followed", row=row, form=form,
        choice=choice,
    )  # fmt: skip


def _follow(request, plan: Plan, key: str, form: FollowForm, data: dict):
    indicator = chosen(plan.region, data["indicator"])
    if indicator is None:
        form.add_error("indicator", _("Choose one of the indicators in the list."))
        return None
    return operations.follow(
        plan=plan, key=key, indicator=indicator, note=data["note"], **doing(request)
    )


@link_page
def step(request, link):
    """Move an indicator one place up or down. Answers a form only."""
    rows = [row.pk for row in links_of(link.plan) if row.element_key == link.element_key]
    if request.method == "POST":
        operations.order_indicators(
            plan=link.plan, key=link.element_key,
            order=stepped(rows, link.pk, request.POST.get("do")), **doing(request),
        )  # fmt: skip
    return back_to(link.plan, link.element_key)


def stepped(rows: list[int], moved: int, do: str | None) -> list[int]:
    """The order after one step up or down; the same where there is no room."""
    at = rows.index(moved)
    to = at + {"up": -1, "down": 1}.get(do or "", 0)
    if 0 <= to < len(rows):
        rows[at], rows[to] = rows[to], rows[at]
    return rows


@link_page
def confirm(request, link):
    """The proposal is the region's own choice now. Answers a form only."""
    if request.method == "POST":
        operations.follow(
            plan=link.plan, key=link.element_key, indicator=link.indicator, **doing(request)
        )
        messages.success(request, _("The indicator is confirmed."))
    return back_to(link.plan, link.element_key)


@link_page
def unfollow(request, link):
    """Take an indicator away; its page stays, and it can be added again. Answers a form only."""
    if request.method == "POST":
        try:
            operations.unfollow(goal_indicator=link, **doing(request))
            messages.success(request, _("The indicator is taken away. You can add it again."))
        except REFUSALS as error:
            messages.error(request, said(error))
    return back_to(link.plan, link.element_key)


def back_to(plan: Plan, at: str = ""):
    """Back to the page of everything the plan is followed by, to a place on it."""
    response = redirect("workspace:figures_followed", plan.region.slug, plan.slug)
    response["Location"] += f"#{at}" if at else ""
    return response

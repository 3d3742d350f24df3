"""A region's workspace: its plans and its journal."""

from __future__ import annotations

from itertools import groupby

from django.utils.translation import gettext as _

from samkraft.accounts.queries import organisations_of
from samkraft.lib.texts import Texts
from samkraft.plans.operations import create_plan
from samkraft.plans.queries import workspace_plans
from samkraft.web.workspace.access import region_page
from samkraft.web.workspace.forms.plans import NewPlanForm
from samkraft.web.workspace.pages import acted, address, doing, page, saved, titled
from samkraft.web.workspace.telling import leaf


@region_page()
def plans(request, region):
    """The region's plans with all their versions."""
    rows = groupby(workspace_plans(region), key=lambda row: row.plan)
    by_plan = [(plan, list(versions)) for plan, versions in rows]
    for plan, versions in by_plan:
        plan.title = titled(versions[0])
    return page(request, "region.html", region=region, tab="plans", plans=by_plan)


@region_page("edit")
def new_plan(request, region):
    """Start a plan; its first draft opens."""
    bodies, keep = organisations_of(region), f"new-plan-{region.pk}"
    form = NewPlanForm(request.POST or None, region=region, organisations=bodies)
    made = acted(
        request,
        form,
        lambda data: _create(request, region, bodies, data),
        _("The plan is started. Only those who work in the region can see it."),
    )
    if made:
        return saved("workspace:version", *address(made), keep=keep)
    return page(request, "new_plan.html", region=region, tab="plans", form=form, keep=keep)


def _create(request, region, bodies, data: dict):
    initiator = next((body for body in bodies if str(body.pk) == data["initiated_by"]), None)
    return create_plan(
        region=region,
        title=Texts.of(data["language"], data["title"]),
        language=data["language"],
        kind=data["kind"],
        initiated_by=initiator,
        commission=data["commission"],
        **doing(request),
    )


@region_page()
def journal(request, region):
    """Who did what, when and why, in plain words."""
    found = leaf(region.slug, request.GET.get("before", ""))
    return page(request, "journal.html", region=region, tab="journal", leaf=found)

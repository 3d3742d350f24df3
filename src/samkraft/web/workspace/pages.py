"""What the pages of the workspace have in common: their frame, and a form that acts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language

from samkraft.accounts.rules import RIGHTS, may, may_administer
from samkraft.places.models import Region
from samkraft.plans.models import Plan, PlanVersion
from samkraft.plans.models.plans import PUBLIC_STATES
from samkraft.web.workspace.refusals import REFUSALS, said


def page(
    request: HttpRequest,
    template: str,
    *,
    region: Region | None = None,
    tab: str = "",
    version: PlanVersion | None = None,
    status: int = 200,
    **context: Any,
) -> HttpResponse:
    """A page of the workspace; with a region it carries the region's name, tabs and rights."""
    context |= {"tab": tab, "administers": may_administer(request.user)}
    if version is not None:
        region, tab = version.plan.region, "plans"
        plan = version.plan
        context |= {"version": version, "plan": plan, "tab": tab, "title": titled(version)}
    if region is not None:
        context |= {
            "region": region,
            "region_name": region.named(get_language()),
            "accent": region.accent,
            "can": {right: may(request.user, right, region) for right in RIGHTS},
        }
    return render(request, f"workspace/{template}", context, status=status)


def titled(version: PlanVersion):
    """The version's title as the pages of the workspace show it: in the plan's language."""
    return version.titled(version.plan.language)


def newest_version(plan: Plan, *, public: bool = False) -> PlanVersion:
    """The version people work with: the draft, or the newest that is public. `public`: never a
    draft, for those who may not see one."""
    rows = plan.versions.filter(state__in=PUBLIC_STATES) if public else plan.versions
    found = rows.order_by("-number").first()
    found.plan = plan
    return found


def doing(request: HttpRequest) -> dict[str, Any]:
    """Who acts and when, as every operation wants to know."""
    return {"by": request.user, "at": timezone.now()}


def acted(
    request: HttpRequest,
    form,
    act: Callable[[dict], Any],
    done: str = "",
    *,
    passing: tuple[type[Exception], ...] = (),
) -> Any:
    """Check the form and act on it. Gives what `act` gives (or True), and says `done`.

    None when the form was not sent, has errors, or the operation refused: the refusal then
    stands in the form, so that the page can be shown again with all that was typed. Refusals
    named in `passing` are raised instead.
    """
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        result = act(form.cleaned_data)
    except REFUSALS as error:
        if isinstance(error, passing):
            raise
        form.add_error(None, said(error))
    if form.errors:
        return None
    if done:
        messages.success(request, done)
    return True if result is None else result


def go_to_version(version: PlanVersion, query: str = "", at: str = "") -> HttpResponse:
    """Back to the version's page, to a place on it."""
    response = redirect(
        "workspace:version", version.plan.region.slug, version.plan.slug, version.number
    )
    response["Location"] += (f"?{query}" if query else "") + (f"#{at}" if at else "")
    return response


def saved(to: str, *parts: Any, keep: str) -> HttpResponse:
    """Go on to another page, and let the browser forget the text it kept for the form."""
    response = redirect(to, *parts)
    response["Location"] += f"?saved={keep}"
    return response


def address(version: PlanVersion) -> tuple[str, str, int]:
    """The parts of a version's address, for `redirect` and `reverse`."""
    return version.plan.region.slug, version.plan.slug, version.number

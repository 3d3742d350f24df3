"""Public pages of plans."""

from __future__ import annotations

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language

from samkraft.actions.published import (
    ActionFilter,
    published_goal_actions,
    published_timeline,
)
from samkraft.plans import published

# A goal's page shows so many of its actions and leads to the rest.
MOST_ACTIONS = 10


def plan(request, region: str, plan: str, number: int | None = None):
    """The web edition of a plan, in force or in an earlier version."""
    found = _public(published.published_plan, region, plan, get_language(), number=number)
    if found.region != region:
        return redirect("portal:plan", found.region, plan, permanent=True)
    verdicts = published.known_verdicts(plan, today=timezone.localdate())
    context = {"plan": found, "accent": found.accent, "verdicts": verdicts, "has_state": True}
    if found.current:
        context["done"] = published_goal_actions(plan)
    return render(request, "portal/plan.html", context)


def element(request, region: str, plan: str, key: str, number: int | None = None):
    """One goal, path or other piece, at its permanent address."""
    page = _public(published.published_element, region, plan, key, get_language(), number=number)
    figures = published.rows_of_element(plan, key, get_language(), today=timezone.localdate())
    wanted = ActionFilter(region=region, plan=plan, element=key, order="attention")
    done = published_timeline(
        get_language(), wanted, today=timezone.localdate(), limit=MOST_ACTIONS + 1
    )
    context = {
        "page": page, "plan": page.plan, "accent": page.plan.accent, "figures": figures,
        "done": done[:MOST_ACTIONS], "more_done": len(done) > MOST_ACTIONS,
    }  # fmt: skip
    return render(request, "portal/element.html", context)


def choose_comparison(request, region: str, plan: str):
    """Two versions chosen in a form lead to their comparison's own address."""
    try:
        number, other = int(request.GET["from"]), int(request.GET["to"])
    except (KeyError, ValueError):
        return redirect("portal:changes", region, plan)
    return redirect("portal:comparison", region, plan, number, other)


def comparison(request, region: str, plan: str, number: int, other: int):
    """What changed between two public versions."""
    found = _public(published.published_comparison, region, plan, number, other, get_language())
    return render(
        request,
        "portal/comparison.html",
        {"found": found, "plan": found.after, "accent": found.after.accent},
    )


def coverage(request, region: str, plan: str):
    """How the plan serves other levels, and the gaps both ways."""
    found = _public(published.published_coverage, region, plan, get_language())
    return render(
        request,
        "portal/coverage.html",
        {"coverage": found, "plan": found.plan, "accent": found.plan.accent},
    )


def changes(request, region: str, plan: str):
    """Versions and the change log."""
    found = _public(published.published_plan, region, plan, get_language())
    return render(request, "portal/changes.html", {"plan": found, "accent": found.accent})


def _public(question, region: str, slug: str, *arguments, **options):
    """Ask for something public of a plan of `region`; what is not public is not found."""
    try:
        found = question(slug, *arguments, **options)
    except published.NotPublic as error:
        raise Http404 from error
    plan = next(
        (value for name in ("plan", "after") if (value := getattr(found, name, None))), found
    )
    if plan.region != region:
        raise Http404
    return found

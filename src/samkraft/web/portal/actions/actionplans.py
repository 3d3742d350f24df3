"""The register of action plans, and the page of one."""

from __future__ import annotations

from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language

from samkraft.actions import published
from samkraft.web.portal.actions.asked import public


def register(request, region: str, plan: str = ""):
    """All action plans of a plan, or of a region."""
    lang = get_language()
    if plan:
        scope = public(published.published_head, lang, region=region, plan=plan)
    else:
        scope = public(published.published_scope, lang, region=region)
    context = {
        "scope": scope, "accent": scope.accent,
        "rows": published.published_action_plans(lang, region=region, plan=plan),
        "titles": dict(scope.plans),
    }  # fmt: skip
    return render(request, "portal/actions/action_plans.html", context)


def action_plan(request, region: str, plan: str, action_plan: str):
    """One action plan: its instructions, what is missing, its treatments and actions."""
    lang = get_language()
    scope = public(published.published_head, lang, region=region, plan=plan)
    page = public(
        published.published_action_plan, plan, action_plan, lang, today=timezone.localdate()
    )
    context = {"page": page, "row": page.row, "scope": scope, "accent": scope.accent}
    return render(request, "portal/actions/action_plan.html", context)

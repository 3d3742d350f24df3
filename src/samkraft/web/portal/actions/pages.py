"""The page of one action, the gaps of a plan's follow-up, its money, its priorities."""

from __future__ import annotations

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language

from samkraft.actions import published
from samkraft.web.portal.actions.asked import public, verdicts
from samkraft.web.portal.actions.gaps import gaps_of
from samkraft.web.portal.actions.shares import tables_of


def action(request, region: str, plan: str, action: str):
    """One action: what, why, who, when, with what, how it goes, and its history."""
    lang, today = get_language(), timezone.localdate()
    page = public(
        published.published_action, plan, action, lang, today=today,
        verdicts=verdicts(plan, today),
    )  # fmt: skip
    row = page.row
    if row.region != region:
        raise Http404
    scope = published.Scope(
        region, row.region_name, page.accent, plan=plan, plan_title=row.plan_title
    )
    context = {"page": page, "row": row, "scope": scope, "accent": page.accent}
    return render(request, "portal/actions/action.html", context)


def gaps(request, region: str, plan: str):
    """What the follow-up of a plan lacks."""
    lang, today = get_language(), timezone.localdate()
    scope = public(published.published_head, lang, region=region, plan=plan)
    found = public(published.published_action_coverage, plan, lang, today=today)
    context = {
        "found": found, "sections": gaps_of(found), "scope": scope, "accent": scope.accent,
    }  # fmt: skip
    return render(request, "portal/actions/gaps.html", context)


def funding(request, region: str, plan: str):
    """Promised against spent by level, area, year and funder."""
    lang = get_language()
    scope = public(published.published_head, lang, region=region, plan=plan)
    found = public(published.published_funding, plan, lang, today=timezone.localdate())
    context = {
        "found": found, "tables": tables_of(found), "scope": scope, "accent": scope.accent,
    }  # fmt: skip
    return render(request, "portal/actions/funding.html", context)


def priorities(request, region: str, plan: str):
    """What was weighed, each member's view, what was chosen and dropped."""
    lang = get_language()
    scope = public(published.published_head, lang, region=region, plan=plan)
    found = public(published.published_priorities, plan, lang)
    context = {
        "found": found, "scope": scope, "accent": scope.accent,
        "members": sorted(found.members.items(), key=lambda pair: pair[1].text.casefold()),
        "chosen": [each for each in found.choices if each.chosen],
        "dropped": [each for each in found.choices if not each.chosen],
    }  # fmt: skip
    return render(request, "portal/actions/priorities.html", context)

"""The board page: one sheet for those who decide."""

from __future__ import annotations

from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language

from samkraft.actions import published
from samkraft.web.components import actionwords
from samkraft.web.portal.actions.asked import day_asked, public, verdicts
from samkraft.web.portal.actions.shares import by_level

# A sheet has room for so many of each; the rest is counted and one click away.
MOST = 5


def board(request, region: str, plan: str):
    """Where a plan stands, what slipped, what to decide; `?since=` a day."""
    lang, today = get_language(), timezone.localdate()
    scope = public(published.published_head, lang, region=region, plan=plan)
    found = published.published_board(
        lang, published.ActionFilter(region=region, plan=plan), today=today,
        since=day_asked(request.GET.get("since", "")),
        verdicts=verdicts(plan, today),
    )  # fmt: skip
    context = {
        "board": found, "scope": scope, "accent": scope.accent, "today": today,
        "decisions": by_action(found.to_decide), "changed": (*found.begun, *found.ended),
        "judgements": actionwords.JUDGEMENTS, "most": f":{MOST}", "number": MOST, "minus": -MOST,
        "money": by_level(found.money),
    }  # fmt: skip
    return render(request, "portal/actions/board.html", context)


def by_action(waiting) -> list[tuple[published.ActionRow, list[str]]]:
    """What is to be decided, each action once with all its reasons."""
    found: dict[str, tuple[published.ActionRow, list[str]]] = {}
    for each in waiting:
        found.setdefault(each.action.slug, (each.action, []))[1].append(each.why)
    return sorted(found.values(), key=lambda pair: -len(pair[1]))

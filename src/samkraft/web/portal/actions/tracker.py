"""The tracker: actions everywhere, of a region or of a plan; as a list, by stage, in time."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language

from samkraft.actions import published
from samkraft.web.components.actionwords import STAGES, facts
from samkraft.web.components.charts.timeline import drawn
from samkraft.web.portal.actions import sheets
from samkraft.web.portal.actions.asked import (
    LISTED_SIGNS,
    PAGE,
    Question,
    public,
    question_of,
    rest_of,
)

EACH = 12


def tracker(request, region: str = "", plan: str = ""):
    """The actions of a plan, of a region or of all regions."""
    if chosen := request.GET.get("into", ""):
        return _into(request, region, chosen)
    lang, question = get_language(), question_of(request, region, plan)
    scope = public(published.published_scope, lang, region=region, plan=plan)
    context = {
        "scope": scope, "accent": scope.accent, "asked": question, "signs": LISTED_SIGNS,
        "goals": scope.of("priority_area", "goal", "subgoal"), "principles": scope.of("principle"),
        "choices": published.published_choices(lang, question.wanted), "stages": STAGES,
        **_shown(question, lang),
    }  # fmt: skip
    return render(request, "portal/actions/tracker.html", context | _paging(question, context))


def sheet(request, kind: str, region: str = "", plan: str = ""):
    """Everything that the list shows, as csv or xlsx."""
    if kind not in sheets.FORMATS:
        raise Http404
    question = question_of(request, region, plan)
    if region:
        public(published.published_scope, get_language(), region=region, plan=plan)
    rows = published.published_actions(
        get_language(), question.wanted, today=timezone.localdate(), limit=None
    ).rows
    answer = HttpResponse(sheets.written(rows, kind), content_type=sheets.FORMATS[kind])
    name = "-".join(part for part in (plan or region, "actions") if part)
    answer["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return answer


def _into(request, region: str, chosen: str):
    """A region or plan chosen in the form leads to the tracker at its own address."""
    scope = public(published.published_scope, get_language(), region=region)
    if chosen not in {slug for slug, _ in (*scope.regions, *scope.plans)}:
        raise Http404
    where = (region, chosen) if region else (chosen,)
    name = "portal:actions" if region else "portal:region_actions"
    answer = redirect(name, *where)
    answer["Location"] += rest_of(request, "into")
    return answer


def _paging(question: Question, context: dict) -> dict:
    """The line of facts, and the pages of the list."""
    counts = context["counts"]
    return {
        "facts": facts(counts, question.query), "last_page": max(-(-counts.total // PAGE), 1),
        "previous_page": question.page - 1, "next_page": question.page + 1,
    }  # fmt: skip


def _shown(question: Question, lang: str) -> dict:
    """The page asked for: rows of a list, columns by stage, or bars in time."""
    today, wanted = timezone.localdate(), question.wanted
    if question.view == "timeline":
        counts, rows = published.published_timeline_page(
            lang, wanted, today=today, limit=PAGE, offset=question.offset
        )
        return {"counts": counts, "rows": rows, "drawing": drawn(rows, today)}
    each = EACH if question.view == "board" else None
    found = published.published_listing(
        lang, wanted, today=today, limit=PAGE, offset=question.offset, each=each
    )
    columns = [
        (stage, number, [row for row in found.rows if row.stage == stage])
        for stage in STAGES if (number := found.counts.by_stage.get(stage, 0))
    ]  # fmt: skip
    return {"counts": found.counts, "rows": found.rows, "columns": columns}

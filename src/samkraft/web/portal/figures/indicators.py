"""The list of indicators, and the page of one."""

from __future__ import annotations

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from samkraft.indicators import published
from samkraft.places.published import published_regions
from samkraft.plans.published import indicators_serving, published_plans, serving_choices
from samkraft.web.components import charting
from samkraft.web.portal.figures.asked import page_of, question_of, scene_of, targets_of
from samkraft.web.portal.figures.table import table_of


def indicators(request):
    """All indicators, filtered in the address."""
    lang = get_language()
    asked = published.IndicatorFilter(
        words=request.GET.get("q", "").strip()[:100],
        source=request.GET.get("source", ""),
        figures=request.GET.get("figures", ""),
        sex=bool(request.GET.get("sex")),
        age=bool(request.GET.get("age")),
        place=request.GET.get("place", "")[:80],
    )
    found = published.published_indicators(lang, asked)
    plan, part = request.GET.get("plan", ""), request.GET.get("part", "")
    if plan:
        serving = indicators_serving(plan, part)
        found = tuple(each for each in found if each.slug in serving)
    context = {
        "found": found,
        "fetched": [each for each in found if each.places],
        "waiting": [each for each in found if not each.places],
        "asked": asked,
        "plan": plan,
        "part": part,
        "plans": published_plans(lang),
        "regions": published_regions(lang),
        "parts": serving_choices(plan, lang) if plan else (),
        "sources": sorted({each.source for each in published.published_indicators(lang)}),
    }
    return render(request, "portal/indicators.html", context)


def indicator(request, slug: str):
    """One indicator in one place: sentence, charts, verdict, table, where it comes from."""
    question = question_of(request, slug)
    page = page_of(question)
    targets = targets_of(page)
    scene = scene_of(page, targets)
    context = {
        "page": page, "targets": targets, "question": question,
        "views": charting.views_of(scene) if page.place else (),
        "charts": [
            (view, charting.title_of(scene, view), charting.describe(scene, view))
            for view in (charting.views_of(scene) if page.place else ())
        ],
        "table": table_of(page), "today": timezone.localdate(),
        "source": published.source_named(page.indicator.source),
    }  # fmt: skip
    return render(request, "portal/indicator.html", context)


def profile(request, country: str, code: str):
    """All figures of one place."""
    key = country.upper() if code.upper() == country.upper() else f"{country.upper()}-{code}"
    try:
        rows = published.published_profile(key, get_language(), today=timezone.localdate())
    except published.UnknownPlace as error:
        raise Http404 from error
    name = published.place_called(key, get_language())
    back = reverse("portal:place", args=[country, code])
    context = {"rows": rows, "key": key, "name": name, "back": back}
    return render(request, "portal/profile.html", context)

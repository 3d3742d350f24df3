"""Public pages of regions and places."""

from __future__ import annotations

from datetime import date

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language

from samkraft.actions.published import ActionFilter, published_actions
from samkraft.indicators.published import published_profile
from samkraft.places import published
from samkraft.plans.published import published_plans, rows_of_region

MOST_FIGURES = 6
MOST_ACTIONS = 5


def home(request):
    """All regions and the newest plans."""
    lang = get_language()
    plans = published_plans(lang)
    by_region: dict[str, list] = {}
    for row in plans:
        by_region.setdefault(row.region, []).append(row)
    regions = [
        (region, by_region.get(region.slug, []))
        for region in published.published_regions(lang)
        if region.slug in by_region or region.valid_until is None
    ]
    return render(request, "portal/home.html", {"regions": regions})


def region(request, region: str):
    """A region: who it is, how many, its plans."""
    lang, today = get_language(), timezone.localdate()
    try:
        found = published.published_region(region, today, lang)
    except published.UnknownRegion as error:
        raise Http404 from error
    return render(
        request,
        "portal/region.html",
        {
            "region": found,
            "plans": published_plans(lang, region=region),
            "standing": rows_of_region(region, lang, today=today),
            "due": _due_soon(region, lang, today),
            "accent": found.accent,
        },
    )


def _due_soon(region: str, lang: str, today: date):
    """The open actions of a region that are due next."""
    wanted = ActionFilter(region=region, stage="open", due_from=today, order="due")
    return published_actions(lang, wanted, today=today, limit=MOST_ACTIONS).rows


def place(request, country: str, code: str):
    """A place's codes through time."""
    try:
        history = published.published_area_history(code, country.upper())
    except (published.UnknownArea, published.AmbiguousCode) as error:
        raise Http404 from error
    country = history.country
    key = country if country == history.asked.code else f"{country}-{history.asked.code}"
    figures = [
        row
        for row in published_profile(key, get_language(), today=timezone.localdate())
        if row.value is not None
    ][:MOST_FIGURES]
    context = {"history": history, "figures": figures, "key": key}
    return render(request, "portal/place.html", context)

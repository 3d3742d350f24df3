"""Public pages of regions and places."""

from __future__ import annotations

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language

from samkraft.indicators.published import published_profile
from samkraft.places import published
from samkraft.plans.published import published_plans, rows_of_region

MOST_FIGURES = 6


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
    lang = get_language()
    try:
        found = published.published_region(region, timezone.localdate(), lang)
    except published.UnknownRegion as error:
        raise Http404 from error
    return render(
        request,
        "portal/region.html",
        {
            "region": found,
            "plans": published_plans(lang, region=region),
            "standing": rows_of_region(region, lang, today=timezone.localdate()),
            "accent": found.accent,
        },
    )


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

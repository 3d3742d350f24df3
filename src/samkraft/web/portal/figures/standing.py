"""Where a region stands, and regions side by side."""

from __future__ import annotations

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language

from samkraft.indicators.published import published_indicators
from samkraft.places.published import UnknownRegion, published_region, published_regions
from samkraft.plans.published import compared_regions, published_state

MOST_REGIONS = 8


def state(request, region: str):
    """State and development: topics behind the strategy, each with charts and a reading."""
    lang, today = get_language(), timezone.localdate()
    try:
        found = published_region(region, today, lang)
    except UnknownRegion as error:
        raise Http404 from error
    pages = published_state(region, lang, today=today, period=request.GET.get("period", "")[:8])
    return render(
        request,
        "portal/state.html",
        {"region": found, "pages": pages, "accent": found.accent, "today": today},
    )


def compare(request):
    """Chosen indicators of chosen regions, side by side."""
    lang = get_language()
    regions = published_regions(lang)
    indicators = [each for each in published_indicators(lang) if each.places and not each.region]
    known = {each.slug for each in regions}
    chosen = [slug for slug in request.GET.getlist("region") if slug in known][:MOST_REGIONS]
    slugs = {each.slug for each in indicators}
    wanted = [slug for slug in request.GET.getlist("indicator") if slug in slugs]
    context = {
        "regions": regions, "indicators": indicators,
        "chosen": chosen or [each.slug for each in regions if each.valid_until is None][:MOST_REGIONS],
        "wanted": wanted or [each.slug for each in indicators][:8],
    }  # fmt: skip
    context["rows"] = compared_regions(
        context["wanted"], context["chosen"], lang, today=timezone.localdate()
    )
    return render(request, "portal/compare.html", context)

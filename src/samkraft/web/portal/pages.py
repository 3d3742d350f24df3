"""Public pages that belong to no region: search, about, accessibility."""

from __future__ import annotations

from django.shortcuts import render
from django.utils.translation import get_language

from samkraft.places.published import published_regions
from samkraft.search.published import find


def search(request):
    """Search over all regions and languages."""
    asked = request.GET.get("q", "").strip()[:200]
    region = request.GET.get("region", "")
    regions = published_regions(get_language())
    return render(
        request,
        "portal/search.html",
        {
            "asked": asked,
            "chosen": region,
            "hits": find(asked, lang=get_language(), region=region) if asked else [],
            "regions": regions,
            "names": {each.slug: each.name for each in regions},
        },
    )


def about(request):
    """What this is, what it does not do, and where the figures come from."""
    return render(request, "portal/about.html")


def accessibility(request):
    """The accessibility statement by Swedish and Norwegian law."""
    return render(request, "portal/accessibility.html")

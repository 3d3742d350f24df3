"""Charts as files of their own: an image, and the specification for the script."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponseNotModified, JsonResponse
from django.utils.translation import get_language

from samkraft.web.components import charting, charts
from samkraft.web.components.charts import CHART_CSP, ChartCache
from samkraft.web.portal.figures.asked import page_of, question_of, scene_of, targets_of

FRESH = "public, max-age=300"


@cache
def drawings() -> ChartCache:
    """Rendered charts, kept so that each is drawn once."""
    return ChartCache(Path(settings.DATA_DIR) / "drawings")


def chart(request, slug: str, view: str):
    """One chart of an indicator page as SVG."""
    drawn = _drawn(request, slug, view)
    words = {"lang": get_language(), "title": drawn.title, "description": drawn.description}
    return svg_answer(request, drawn.spec, words)


def chart_data(request, slug: str, view: str):
    """The same chart for the script."""
    answer = JsonResponse(charts.live(_drawn(request, slug, view).spec))
    answer["Cache-Control"] = FRESH
    return answer


def spark(request, slug: str):
    """A small line for a row."""
    question = question_of(request, slug)
    page = page_of(question)
    if not page.series.known:
        raise Http404
    spec = charts.sparkline(page.series, accent=_accent(request))
    sentence = charting.describe(scene_of(page), "time")
    words = {"lang": get_language(), "title": str(page.indicator.title), "description": sentence}
    return svg_answer(request, spec, words)


def svg_answer(request, spec: dict, words: dict) -> HttpResponse:
    """An image that caches may keep; it may style itself and fetch nothing."""
    tag = f'"{drawings().key(spec, **words)}"'
    if request.headers.get("If-None-Match") == tag:
        answer = HttpResponseNotModified()
    else:
        answer = HttpResponse(drawings().svg(spec, **words), content_type="image/svg+xml")
        answer["Content-Security-Policy"] = CHART_CSP
    answer["ETag"] = tag
    answer["Cache-Control"] = FRESH
    return answer


def _drawn(request, slug: str, view: str) -> charting.Drawn:
    page = page_of(question_of(request, slug))
    if page.place is None:
        raise Http404
    scene = scene_of(page, targets_of(page), _accent(request))
    drawn = charting.draw(scene, view, phone="phone" in request.GET)
    if drawn is None:
        raise Http404
    return drawn


def _accent(request) -> str:
    found = request.GET.get("accent", "")
    return f"#{found}" if len(found) == 6 and found.isalnum() else "#1b5566"

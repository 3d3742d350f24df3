"""Downloads: exactly what the page shows."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.utils.translation import get_language

from samkraft.indicators.published import FORMATS, published_file
from samkraft.web.portal.figures.asked import page_of, question_of


def figures(request, slug: str, kind: str):
    """The figures of an indicator page as csv, xlsx or json (JSON-stat 2)."""
    if kind not in FORMATS:
        raise Http404
    page = page_of(question_of(request, slug))
    answer = HttpResponse(published_file(page, get_language(), kind), content_type=FORMATS[kind])
    where = f"-{page.place.key}" if page.place else ""
    name = f"{page.indicator.slug}{where}.{kind}".lower()
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer

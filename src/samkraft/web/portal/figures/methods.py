"""How figures are judged, and where they come from."""

from __future__ import annotations

from django.shortcuts import render

from samkraft.calc.nearest import DIMENSIONS
from samkraft.calc.quality import LOST_ROWS, LOST_SHARE
from samkraft.calc.rules import RULES
from samkraft.calc.status import Status
from samkraft.calc.trend import ALPHA, FEWEST, LATEST
from samkraft.indicators import published


def method(request):
    """The rules for verdicts and trends, made from the rules the code itself uses."""
    context = {
        "rules": RULES.values(), "fewest": FEWEST, "latest": LATEST, "alpha": ALPHA * 100,
        "lost_share": LOST_SHARE * 100, "lost_rows": LOST_ROWS, "dimensions": DIMENSIONS,
        "statuses": list(Status),
    }  # fmt: skip
    return render(request, "portal/method.html", context)


def sources(request):
    """Every source: how old its figures are, what changed there, what to do."""
    rows = published.published_sources()
    missing = [row for row in rows if row.fetched < row.indicators]
    return render(request, "portal/sources.html", {"rows": rows, "missing": missing})

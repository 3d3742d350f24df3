"""Figures of a manual indicator, entered one at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samkraft.calc.periods import parse_period
from samkraft.calc.series import Point
from samkraft.indicators import operations
from samkraft.indicators.models import Indicator
from samkraft.indicators.published.catalogue import entry
from samkraft.indicators.queries.figures import Shelf
from samkraft.indicators.queries.waiting import period_due
from samkraft.web.workspace.figures.access import values_page
from samkraft.web.workspace.figures.frame import places_to_enter
from samkraft.web.workspace.forms.indicators import ValueForm
from samkraft.web.workspace.pages import acted, doing, page


@dataclass(frozen=True, slots=True)
class Entered:
    """A figure that was entered, and the question that opens it for correction."""

    place: str
    sex: str
    age: str
    point: Point
    correct: str


@values_page
def values(request, indicator):
    """Enter a figure; those entered so far stand below, each with a way to correct it."""
    places = places_to_enter(indicator.region, timezone.localdate())
    i = entry(indicator, get_language(), places=0)
    rows = list(entered(indicator, places))
    form = ValueForm(
        request.POST or None, initial=_initial(request, indicator, rows), indicator=indicator,
        places=places, unit=i.unit,
    )  # fmt: skip
    if done := acted(request, form, lambda data: _enter(request, indicator, form)):
        messages.success(request, _said(done))
        return redirect("workspace:figures_values", indicator.region.slug, indicator.slug)
    return page(
        request, "figures/values.html", region=indicator.region, tab="figures", form=form, i=i,
        rows=Paginator(rows, 50).get_page(request.GET.get("page")), places=places,
        correcting=bool(request.GET.get("period")),
    )  # fmt: skip


def _enter(request, indicator: Indicator, form: ValueForm):
    return operations.enter_value(indicator=indicator, **form.values(), **doing(request))


def _said(done) -> str:
    if not done.changed:
        return _("The figure stood there already; nothing was changed.")
    if done.vintage.revised:
        return _("The figure is corrected. The former one stays in the history.")
    return _("The figure is entered.")


def entered(indicator: Indicator, places: list[tuple[str, str]]) -> Iterator[Entered]:
    """All figures of an indicator in the places where they can be entered, newest first."""
    names = dict(places)
    found = Shelf(timezone.localdate()).series(indicator, tuple(names))
    rows = [(series, point) for of in found.values() for series in of for point in series.points]
    order = {code: at for at, code in enumerate(names)}
    rows.sort(key=lambda row: (order[row[0].area], row[0].age, row[0].sex))
    rows.sort(key=lambda row: parse_period(row[1].period), reverse=True)
    for series, point in rows:
        asked = {"place": series.area, "period": point.period, "sex": series.sex, "age": series.age}
        yield Entered(names[series.area], series.sex, series.age, point, urlencode(asked))


def _initial(request, indicator: Indicator, rows: list[Entered]) -> dict:
    """The figure that is to be corrected, else an empty form for the period that is due."""
    asked = {name: request.GET.get(name, "") for name in ("place", "period", "sex", "age")}
    if not asked["period"]:
        return {"period": period_due(indicator.frequency, timezone.localdate()), "sex": "T"}
    found = next((row.point for row in rows if row.correct == urlencode(asked)), None)
    age = "" if asked["age"] == "T" else asked["age"]
    if found is None:
        return {**asked, "age": age}
    has = found.status.has_value
    return {
        **asked, "age": age, "value": found.value,
        "reason": "" if has else found.status, "sure": found.status if has else "",
    }  # fmt: skip

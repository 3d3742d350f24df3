"""Figures from services: how the last fetches went, fetching now, and deliveries held back."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from samkraft.accounts.rules import may, may_administer
from samkraft.indicators import operations
from samkraft.indicators.models import HeldDelivery, Indicator, Refresh
from samkraft.indicators.operations.refreshing import NOT_FETCHED
from samkraft.indicators.published.catalogue import entry
from samkraft.indicators.published.sources import published_sources
from samkraft.indicators.queries.holding import sample_of
from samkraft.indicators.queries.waiting import held_for
from samkraft.indicators.tasks import ask_for, in_line
from samkraft.sources.registry import sources
from samkraft.web.workspace.access import administrator_page, member_page
from samkraft.web.workspace.figures.access import indicator_page
from samkraft.web.workspace.pages import doing, page
from samkraft.web.workspace.refusals import REFUSALS, said


@administrator_page
def services(request):
    """All sources: state, last fetch, what changed there, what is held back."""
    waiting = in_line()
    of = dict(Indicator.objects.filter(slug__in=waiting).values_list("slug", "source"))
    unanswered = Refresh.objects.filter(state="waiting")
    late = dict(unanswered.values_list("indicator__source", "message"))
    rows = [
        (row, row.name in sources() and row.name not in NOT_FETCHED,
         sum(source == row.name for source in of.values()), late.get(row.name, ""))
        for row in published_sources()
    ]  # fmt: skip
    held = [(each, each.indicator.titled(get_language())) for each in held_for(request.user)]
    return page(
        request, "figures/services.html", tab="installation", rows=rows, held=held,
        waiting=len(waiting), nothing=_nothing_came(),
    )  # fmt: skip


def _nothing_came() -> bool:
    """Whether fetches were tried and none has ever brought anything."""
    tried = Refresh.objects.exclude(indicator__source__in=NOT_FETCHED).exclude(tried_at=None)
    return tried.exists() and not tried.exclude(fetched_at=None).exists()


@administrator_page
def fetch_source(request, source: str):
    """Ask the worker for every indicator of a source. Answers a form only."""
    if source not in sources() or source in NOT_FETCHED:
        raise Http404
    if request.method == "POST":
        found = Indicator.objects.filter(source=source, withdrawn_at=None)
        _say_asked(request, ask_for(found, by=request.user, today=timezone.localdate()))
    response = redirect("workspace:figures_services")
    response["Location"] += f"#{source}"
    return response


@indicator_page
def fetch_one(request, indicator):
    """Ask the worker for one of the region's own indicators. Answers a form only."""
    if indicator.source in NOT_FETCHED or indicator.withdrawn_at:
        raise Http404
    if request.method == "POST":
        _say_asked(request, ask_for([indicator], by=request.user, today=timezone.localdate()))
    return redirect("workspace:figures_region", indicator.region.slug)


def _say_asked(request, count: int) -> None:
    text = ngettext(
        "%(count)s indicator is asked for. Nothing has come yet; look here again in a while.",
        "%(count)s indicators are asked for. Nothing has come yet; look here again in a while.",
        count,
    )
    messages.success(
        request, text % {"count": count} if count else _("Everything was asked for already.")
    )


@member_page
def held(request, held: int):
    """A delivery held back: why, and how figures would change. Two buttons decide."""
    found = held_delivery(request.user, held)
    if request.method == "POST" and found.accepted is None:
        return _decide(request, found)
    return page(
        request, "figures/held.html", held=found, sample=sample_of(found, get_language()),
        i=entry(found.indicator, get_language(), places=0), region=found.indicator.region,
        tab="figures" if found.indicator.region_id else "installation", back=reverse(_back(found)[0], args=_back(found)[1:]),
    )  # fmt: skip


def held_delivery(person, number: int) -> HeldDelivery:
    """The delivery, for whoever decides about it."""
    rows = HeldDelivery.objects.select_related("indicator__region", "indicator__refresh")
    found = get_object_or_404(rows, pk=number)
    region = found.indicator.region
    if region is None and not may_administer(person):
        raise PermissionDenied
    if region is not None and not may(person, "edit", region):
        if not may(person, "read_unpublished", region):
            raise Http404
        raise PermissionDenied
    return found


def _decide(request, found: HeldDelivery):
    accept = request.POST.get("do") == "take"
    try:
        operations.decide_held(held=found, accept=accept, **doing(request))
        done = _("The figures are taken in.") if accept else _("The former figures stay.")
        messages.success(request, done)
    except REFUSALS as error:
        messages.error(request, said(error))
    return redirect(*_back(found))


def _back(found: HeldDelivery) -> tuple[str, ...]:
    region = found.indicator.region
    if region is None:
        return ("workspace:figures_services",)
    return ("workspace:figures_region", region.slug)

"""Who comes in where among the pages of figures."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404

from samkraft.accounts.rules import may
from samkraft.indicators.models import Indicator
from samkraft.indicators.operations import may_enter
from samkraft.plans.models import GoalIndicator, Target, Topic
from samkraft.web.workspace.access import READ, plan_page, region_page


def link_page(view: Callable) -> Callable:
    """A change of what a part of a plan is followed by: view(request, link)."""

    @plan_page("edit")
    @wraps(view)
    def page(request, plan, link: int, **parts):
        rows = GoalIndicator.objects.select_related("indicator__denominator", "indicator__region")
        found = get_object_or_404(rows, pk=link, plan=plan, ended_at=None)
        found.plan = plan
        return view(request, found, **parts)

    return page


def target_page(view: Callable) -> Callable:
    """A change of a target that holds: view(request, target)."""

    @plan_page("edit")
    @wraps(view)
    def page(request, plan, target: int, **parts):
        rows = Target.objects.select_related("indicator")
        found = get_object_or_404(rows, pk=target, plan=plan, ended_at=None)
        found.plan = plan
        return view(request, found, **parts)

    return page


def topic_page(right: str = "edit") -> Callable:
    """A page of a topic: view(request, topic)."""

    def wrapped(view: Callable) -> Callable:
        @plan_page(right)
        @wraps(view)
        def page(request, plan, topic: int, **parts):
            found = get_object_or_404(Topic, pk=topic, plan=plan, ended_at=None)
            found.plan = plan
            return view(request, found, **parts)

        return page

    return wrapped


def indicator_page(view: Callable) -> Callable:
    """A change of one of a region's own indicators: view(request, indicator)."""

    @region_page("edit")
    @wraps(view)
    def page(request, region, indicator: str, **parts):
        rows = Indicator.objects.select_related("responsible", "refresh", "denominator")
        found = get_object_or_404(rows, slug=indicator, region=region)
        found.region = region
        return view(request, found, **parts)

    return page


def values_page(view: Callable) -> Callable:
    """Entering figures: also for who is responsible without any role in the region."""

    @login_required
    @wraps(view)
    def page(request, region: str, indicator: str, **parts):
        rows = Indicator.objects.select_related("region__area", "responsible")
        found = rows.filter(
            slug=indicator, region__slug=region, source="manual", withdrawn_at=None
        ).first()
        if found is None:
            raise Http404
        if not may_enter(request.user, found):
            if not may(request.user, READ, found.region):
                raise Http404
            raise PermissionDenied
        return view(request, found, **parts)

    return page

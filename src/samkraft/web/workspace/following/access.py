"""Who comes in where among the pages of organising.

Some of them are also for people without a role in the region: those of an organisation that takes
part there, and those who sit in a body. They see what is public, and what is their own.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from samkraft.accounts.models import Body, Seat
from samkraft.accounts.rules import NotAllowed, may
from samkraft.actions.models import ActionPlan, Criterion, Involvement, Round, Serving
from samkraft.actions.queries.standing import may_act
from samkraft.plans.models import Plan
from samkraft.plans.models.plans import PUBLIC_STATES
from samkraft.web.workspace.access import READ, plan_page, region_page
from samkraft.web.workspace.refusals import said


def acts(person, act: str, region, **about) -> bool:
    """Whether the person may do this today."""
    return may_act(person, act, region, on=timezone.localdate(), **about)


def reads(person, region) -> bool:
    """Whether the person sees what is not public in the region."""
    return may(person, READ, region)


def actor_page(act: str, *, readers: bool = False) -> Callable:
    """A page of a plan for whoever may do `act`, also without a role in the region; with
    `readers` also for those who only read there: view(request, plan)."""

    def wrapped(view: Callable) -> Callable:
        @login_required
        @wraps(view)
        def page(request, region: str, plan: str, **parts):
            found = _plan(region, plan)
            reader = reads(request.user, found.region)
            if not (readers and reader) and not acts(request.user, act, found.region):
                raise PermissionDenied if reader else Http404
            if not reader and not found.versions.filter(state__in=PUBLIC_STATES).exists():
                raise Http404
            return _answered(view, request, found, **parts)

        return page

    return wrapped


def action_plan_page(act: str = "") -> Callable:
    """A page of an action plan, or (with `act`) a change of it: view(request, action_plan)."""

    def wrapped(view: Callable) -> Callable:
        @login_required
        @wraps(view)
        def page(request, region: str, plan: str, action_plan: str, **parts):
            about = _plan(region, plan)
            rows = ActionPlan.objects.select_related(
                "initiated_by", "initiator", "coordinator_organisation", "coordinator"
            )
            found = get_object_or_404(rows, plan=about, slug=action_plan)
            found.plan, found.region = about, about.region
            if not _sees(request.user, found):
                raise Http404
            if act and not acts(request.user, act, found.region, action_plan=found):
                raise PermissionDenied
            return _answered(view, request, found, **parts)

        return page

    return wrapped


def body_page(right: str = READ, *, seated: bool = False) -> Callable:
    """A page of a body: view(request, body). `seated`: also for those who sit in it."""

    def wrapped(view: Callable) -> Callable:
        @login_required
        @wraps(view)
        def page(request, region: str, body: str, **parts):
            rows = Body.objects.select_related("region", "organisation", "area")
            found = rows.filter(slug=body, region__slug=region).first()
            if found is None or not (
                reads(request.user, found.region) or (seated and sits_in(request.user, found))
            ):
                raise Http404
            if not may(request.user, right, found.region) and not seated:
                raise PermissionDenied
            return _answered(view, request, found, **parts)

        return page

    return wrapped


def sits_in(person, body: Body) -> bool:
    """Whether the person has a seat in the body today."""
    return Seat.objects.held_on(timezone.localdate()).filter(body=body, person=person).exists()


def seat_page(*, own: bool = False) -> Callable:
    """A change of a seat: view(request, seat). `own`: also by whoever sits there."""

    def wrapped(view: Callable) -> Callable:
        @body_page("edit", seated=own)
        @wraps(view)
        def page(request, body: Body, seat: int, **parts):
            rows = Seat.objects.select_related("person", "organisation")
            found = get_object_or_404(rows, pk=seat, body=body)
            found.body = body
            if not may(request.user, "edit", body.region) and found.person_id != request.user.pk:
                raise PermissionDenied if reads(request.user, body.region) else Http404
            return view(request, found, **parts)

        return page

    return wrapped


def part_of_plan(model, name: str, right: str = "edit", **wanted) -> Callable:
    """A page of something that belongs to a plan: view(request, found)."""

    def wrapped(view: Callable) -> Callable:
        @plan_page(right)
        @wraps(view)
        def page(request, plan: Plan, **parts):
            found = get_object_or_404(model, pk=parts.pop(name), plan=plan, **wanted)
            found.plan = plan
            return view(request, found, **parts)

        return page

    return wrapped


involvement_page = part_of_plan(Involvement, "involvement")
tie_page = part_of_plan(Serving, "serving", ended_at=None)
criterion_page = part_of_plan(Criterion, "criterion", ended_at=None)
round_page = part_of_plan(Round, "round", READ)
open_round_page = part_of_plan(Round, "round", ended_at=None)
new_body_page = region_page("edit")


def _plan(region: str, plan: str) -> Plan:
    rows = Plan.objects.select_related("region", "initiated_by")
    return get_object_or_404(rows, slug=plan, region__slug=region)


def _sees(person, found: ActionPlan) -> bool:
    """Whoever works in the region sees every action plan; others the public ones and their own."""
    if reads(person, found.region):
        return True
    own = found.initiator_id == person.pk or (
        found.initiated_by_id is not None and found.initiated_by_id == person.organisation_id
    )
    return own or (found.published_at is not None and acts(person, "initiate", found.region))


def _answered(view: Callable, *arguments, **parts):
    """Run the view; what an operation refuses for want of a right becomes the 403 page."""
    try:
        return view(*arguments, **parts)
    except NotAllowed as error:
        raise PermissionDenied(said(error)) from error

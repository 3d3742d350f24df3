"""Who comes in where: every page of the workspace is behind one of these.

Somebody without any right to a region is told that nothing is there; somebody with too small a
right is told so. The operations ask again, by the same table.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from samkraft.accounts.rules import NotAllowed, may, require_administrator
from samkraft.places.models import Region
from samkraft.plans.models import Element, Plan, PlanVersion
from samkraft.web.workspace.refusals import said

READ = "read_unpublished"


def member_page(view: Callable) -> Callable:
    """A page for everybody who is logged in."""

    @login_required
    @wraps(view)
    def page(request, **parts):
        return _refusing(view, request, **parts)

    return page


def administrator_page(view: Callable) -> Callable:
    """A page for those who look after the installation."""

    @login_required
    @wraps(view)
    def page(request, **parts):
        return _refusing(_for_administrators(view), request, **parts)

    return page


def region_page(right: str = READ) -> Callable:
    """A page of a region: view(request, region)."""

    def wrapped(view: Callable) -> Callable:
        @login_required
        @wraps(view)
        def page(request, region: str, **parts):
            found = Region.objects.filter(slug=region).first()
            _let_in(request.user, right, found)
            return _refusing(view, request, found, **parts)

        return page

    return wrapped


def plan_page(right: str = READ) -> Callable:
    """A page of a plan: view(request, plan)."""

    def wrapped(view: Callable) -> Callable:
        @login_required
        @wraps(view)
        def page(request, region: str, plan: str, **parts):
            found = (
                Plan.objects.select_related("region", "initiated_by")
                .filter(slug=plan, region__slug=region)
                .first()
            )
            _let_in(request.user, right, found and found.region)
            return _refusing(view, request, found, **parts)

        return page

    return wrapped


def version_page(right: str = READ, states: tuple[str, ...] = ()) -> Callable:
    """A page of one version: view(request, version). `states` are those it can be used in."""

    def wrapped(view: Callable) -> Callable:
        @login_required
        @wraps(view)
        def page(request, region: str, plan: str, number: int, **parts):
            version = (
                PlanVersion.objects.select_related("plan__region", "plan__initiated_by", "based_on")
                .filter(plan__slug=plan, plan__region__slug=region, number=number)
                .first()
            )
            _let_in(request.user, right, version and version.plan.region)
            if states and version.state not in states:
                messages.warning(request, _not_now(version))
                return redirect("workspace:version", region, plan, number)
            return _refusing(view, request, version, **parts)

        return page

    return wrapped


def part_page(right: str = "edit") -> Callable:
    """A change to one part of a draft: view(request, element)."""

    def wrapped(view: Callable) -> Callable:
        @version_page(right, states=("draft",))
        @wraps(view)
        def page(request, version: PlanVersion, pk: int, **parts):
            element = Element.objects.filter(pk=pk, version=version).first()
            if element is None:
                raise Http404
            element.version = version
            return view(request, element, **parts)

        return page

    return wrapped


def _for_administrators(view: Callable) -> Callable:
    def page(request, **parts):
        require_administrator(request.user)
        return view(request, **parts)

    return page


def _let_in(person, right: str, region: Region | None) -> None:
    if region is None or not may(person, READ, region):
        raise Http404
    if not may(person, right, region):
        raise PermissionDenied


def _not_now(version: PlanVersion) -> str:
    if version.is_public:
        return _(
            "This version has been public, so it cannot be changed. Start a new draft from it."
        )
    return _("This version is a draft; that can only be done with a public version.")


def _refusing(view: Callable, *arguments, **parts):
    """Run the view; what an operation refuses for want of a right becomes the 403 page."""
    try:
        return view(*arguments, **parts)
    except NotAllowed as error:
        raise PermissionDenied(said(error)) from error

"""Who does what: the organisations and bodies of a region, and the page of one."""

from __future__ import annotations

from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language

from samkraft.actions import published
from samkraft.web.portal.actions.asked import public


def who(request, region: str):
    """The organisations by kind and the bodies of a region, and how much each carries."""
    lang, today = get_language(), timezone.localdate()
    scope = public(published.published_scope, lang, region=region)
    found = published.published_actors(region, lang, today=today)
    context = {"scope": scope, "accent": scope.accent, "found": found}
    return render(request, "portal/actions/who.html", context)


def body(request, region: str, body: str):
    """A body of a region: roles, seats, what it carries."""
    lang, today = get_language(), timezone.localdate()
    scope = public(published.published_scope, lang, region=region)
    page = public(published.published_body, region, body, lang, today=today)
    context = {"scope": scope, "accent": scope.accent, "page": page}
    return render(request, "portal/actions/actor.html", context)


def organisation(request, organisation: str):
    """An organisation: roles, what it carries, where it is a partner."""
    page = public(
        published.published_organisation, organisation, get_language(), today=timezone.localdate()
    )
    return render(request, "portal/actions/actor.html", {"page": page})

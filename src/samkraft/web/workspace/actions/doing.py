"""Doing something to an action: one address for every deed, posted from the action's page."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect

from samkraft.accounts.queries import names_of
from samkraft.actions.operations import ChangedMeanwhile
from samkraft.journal.queries import entries_about
from samkraft.web.workspace.actions import refusals
from samkraft.web.workspace.actions.access import Desk, action_page, desk_of
from samkraft.web.workspace.actions.deeds import DEEDS, Deed
from samkraft.web.workspace.actions.showing import fingerprint, framed, panel, shown
from samkraft.web.workspace.conflicts import side_of, words_of
from samkraft.web.workspace.pages import doing


@action_page
def do(request, desk: Desk, do: str, what: str = ""):
    """Do what was posted. A refusal shows the page again with all that was typed."""
    deed, thing = _found(desk, do, what)
    if not desk.open or getattr(thing, "gone", False):
        return gone(request, desk, deed, thing)
    if not deed.allowed(desk, thing):
        raise PermissionDenied
    if request.method != "POST":
        opens = f"?open={do}:{what}" if what else f"?open={do}"
        return _back(desk, deed, opens if deed.title else "")
    form = deed.form(desk, thing, request.POST)
    answer = _tried(request, desk, deed, what, thing, form) if form.is_valid() else None
    return answer or _again(request, desk, deed, what, thing, form)


def _tried(request, desk: Desk, deed: Deed, what: str, thing, form):
    """Where it goes on when it was done, or the page of a conflict; None when it was refused."""
    try:
        _done(request, desk, deed, thing, form)
    except ChangedMeanwhile:
        return conflict(request, desk, deed, what)
    except refusals.KINDS as error:
        refusals.place(form, error)
        return None
    if deed.done:
        messages.success(request, deed.done)
    return _onward(request, desk, deed, thing)


def _found(desk: Desk, name: str, what: str):
    """The deed and what it is about; 404 for what is not there."""
    deed = DEEDS.get(name)
    if deed is None or bool(deed.thing) != bool(what):
        raise Http404
    thing = deed.thing(desk, what) if deed.thing else None
    return deed, thing


@transaction.atomic
def _done(request, desk: Desk, deed: Deed, thing, form) -> None:
    """Act. When the record was changed meanwhile, but not what this form shows, act anyway: an
    update or another section's change is no conflict."""
    try:
        deed.do(desk, thing, form, doing(request))
    except ChangedMeanwhile:
        fresh = deed.form(*_afresh(desk, deed, thing))
        if request.POST.get("seen") != fingerprint(fresh):
            raise
        data = request.POST.copy()
        data["revision"] = fresh.initial["revision"]
        desk, thing = _afresh(desk, deed, thing)
        again = deed.form(desk, thing, data)
        if not again.is_valid():
            raise
        deed.do(desk, thing, again, doing(request))


def _afresh(desk: Desk, deed: Deed, thing) -> tuple[Desk, object]:
    """The action and the thing as they stand now."""
    action = type(desk.action).objects.select_related(
        "plan__region", "organisation", "body", "person", "action_plan"
    ).get(pk=desk.action.pk)  # fmt: skip
    now = desk_of(desk.person, action) or desk
    what = getattr(thing, "pk", "") if deed.name != "principle" else thing.key
    return now, deed.thing(now, str(what)) if deed.thing else None


def _again(request, desk: Desk, deed: Deed, what: str, thing, form):
    """The page with the form still open; a button that was refused says so above."""
    if not deed.title:
        for error in (error for errors in form.errors.values() for error in errors):
            messages.error(request, error)
        return _back(desk, deed)
    seen = request.POST.get("seen", "")
    return shown(request, desk, panel(desk, deed, what, thing, form, seen))


def _back(desk: Desk, deed: Deed, query: str = ""):
    response = redirect("workspace:action_page", *desk.address)
    response["Location"] += f"{query}#{deed.section}"
    return response


def _onward(request, desk: Desk, deed: Deed, thing):
    """Back to where it was done; to “My work” for those who came from there or left the action."""
    keep = f"?saved={deed.keep(desk, thing)}"
    if request.POST.get("from") == "home" or not desk_of(desk.person, desk.action):
        response = redirect("workspace:home")
        response["Location"] += keep
        return response
    return _back(desk, deed, keep)


def gone(request, desk: Desk, deed: Deed, thing):
    """What it is about was withdrawn or ended meanwhile: nothing is changed, and what was typed is
    shown so that it can be used elsewhere."""
    typed = []
    if request.method == "POST" and deed.title:
        form = deed.form(desk, thing, request.POST)
        typed = [(field.label, words) for field in form.visible_fields()
                 if (words := words_of(field, field.value()))]  # fmt: skip
    return framed(request, desk, "gone.html", status=409, deed=deed, typed=typed)


def conflict(request, desk: Desk, deed: Deed, what: str):
    """Two people changed the same: both side by side, nothing lost, the person chooses."""
    thing = deed.thing(desk, what) if deed.thing else None
    desk, thing = _afresh(desk, deed, thing)
    fresh = deed.form(desk, thing)
    typed = request.POST.copy()
    typed["revision"] = str(fresh.initial["revision"])
    form = deed.form(desk, thing, typed)
    last = next(iter(entries_about(thing or desk.action)), None)
    sides = [side_of(field, fresh.initial) for field in form.visible_fields()]
    return framed(
        request, desk, "conflict.html", status=409, deed=deed, form=form, last=last,
        sides=[side for side in sides if side.theirs or side.words],
        panel=panel(desk, deed, what, thing, form, fingerprint(fresh)),
        who=names_of({last.by}).get(last.by) if last and last.by else None,
    )  # fmt: skip

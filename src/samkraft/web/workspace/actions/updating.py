"""The one-screen update: for those who are logged in, and for whoever has the link of an e-mail."""

from __future__ import annotations

import re
from functools import wraps
from hashlib import sha256

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from samkraft.actions import operations as acting
from samkraft.actions.models import Action, Milestone
from samkraft.actions.published.values import responsible_of, when_of
from samkraft.actions.queries.workspace import open_rounds
from samkraft.lib.texts import Texts
from samkraft.web.workspace.actions import refusals, telling
from samkraft.web.workspace.actions.access import Desk, action_page
from samkraft.web.workspace.actions.showing import framed
from samkraft.web.workspace.actions.updateform import UpdateForm
from samkraft.web.workspace.pages import doing

# What a link that does not work says: one sentence, and what to do.
REFUSED = {
    "broken": _l(
        "This link is not whole. Copy the whole address from the e-mail, or log in and write the "
        "update there."
    ),
    "expired": _l("This link is too old. Log in and write the update there."),
    "used": _l(
        "This link was used before: the update is saved. To write another one, log in."
    ),
    "ended": _l(
        "This link works no longer, because somebody else carries the action now. If that is "
        "wrong, write to the coordinator of your region."
    ),
    "closed": _l("The action has ended, so there is nothing more to tell. Thank you."),
}  # fmt: skip


@action_page
def update(request, desk: Desk):
    """How it goes, on one screen; nothing is compulsory but the judgement."""
    if desk.open and not desk.may("update"):
        raise PermissionDenied
    if not desk.open:
        return withdrawn(request, desk)
    form = form_for(desk.action, request.POST or None)
    if request.method == "POST":
        report = _saved(
            form, lambda **said: acting.update_action(action=desk.action, **said, **doing(request))
        )
        if report:
            messages.success(request, _("Thank you. The update is saved."))
            response = redirect("workspace:action_page", *desk.address)
            response["Location"] += f"?saved={_keep(desk.action)}#reports"
            return response
    return framed(request, desk, "update.html", form=form, keep=_keep(desk.action),
                  asked=_asked(next(iter(open_rounds([desk.action.plan_id], desk.today)), None)),
                  **facts(desk.action))  # fmt: skip


def withdrawn(request, desk: Desk):
    """Nothing is told of an action that was withdrawn; what was typed is shown once more."""
    form = form_for(desk.action, request.POST or None)
    typed = [(field.label, field.value()) for field in (*form.main[1:], *form.troubles)
             if form.is_bound and field.value()]  # fmt: skip
    return framed(request, desk, "gone.html", status=409, typed=typed)


def unkept(view):
    """No copy of the page is kept, and its address is told to no other site.

    Not “no-referrer”: then browsers hide from us too where a form comes from, and it is refused.
    """

    @wraps(view)
    def answer(request, **parts):
        response = view(request, **parts)
        response.headers["Cache-Control"] = "no-store, private"
        response.headers["Referrer-Policy"] = "same-origin"
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return answer


@unkept
def by_link(request, token: str):
    """The one update that the link of an e-mail allows; to look at it changes nothing."""
    try:
        link = acting.read_update_token(token, at=timezone.now())
        form = form_for(link.action, request.POST or None)
        report = request.method == "POST" and _saved(
            form, lambda **said: acting.update_by_link(token=token, at=timezone.now(), **said)
        )
    except acting.LinkRefused as error:
        return _link_refused(request, error.code)
    if report:
        return _link_page(request, "link_saved.html", token, link, **_told(report))
    return _link_page(
        request, "link.html", token, link, form=form, asked=_asked(link.round), until=link.until
    )


def _link_refused(request, code: str):
    """One sentence with what to do; nothing of the action."""
    status = 404 if code == "broken" else 410
    said = {"reason": REFUSED[code], "code": code}
    return render(request, "workspace/actions/link_refused.html", said, status=status)


def _link_page(request, template: str, token: str, link: acting.UpdateLink, **context):
    """A page for whoever has the link. `who` keeps apart the texts of several people who use one
    browser, without naming anybody."""
    region = link.action.plan.region
    common = {
        "action": link.action, "region": region, "accent": region.accent,
        "who": sha256(token.encode()).hexdigest()[:12], "keep": _keep(link.action),
        "plan_title": telling.plan_title(link.action.plan, public=True), **facts(link.action),
    }  # fmt: skip
    return render(request, f"workspace/actions/{template}", common | context)


def form_for(action: Action, data=None) -> UpdateForm:
    """Its milestones are those that are open, and those that were when the form was made."""
    sent = [int(name[1:-9]) for name in data or () if re.fullmatch(r"m\d{1,18}_revision", name)]
    rows = action.milestones.filter(Q(withdrawn_at=None, done_on=None) | Q(pk__in=sent))
    return UpdateForm(data, action=action, milestones=list(rows), today=timezone.localdate())


def facts(action: Action) -> dict:
    """What is shown of the action while one writes: what everybody may see."""
    lang = get_language()
    return {
        "name": action.titled(lang),
        "due": when_of(action),
        "carried": responsible_of(action, lang),
    }


def _saved(form: UpdateForm, act):
    """The report; None when the form is wrong or the update was refused, which then stands in it."""
    if not form.is_valid():
        return None
    try:
        with transaction.atomic():
            form.check_unmoved()
            return None if form.errors else act(**form.said())
    except acting.ChangedMeanwhile as error:
        form.tell_changed(error.current)
    except refusals.KINDS as error:
        refusals.place(form, error)
    return None


def _keep(action: Action) -> str:
    return f"update-{action.pk}"


def _asked(round) -> dict | None:
    """The round that the update will answer, for the page."""
    return {"title": round.titled(get_language()), "closes": round.closes} if round else None


def _told(report) -> dict:
    """What was saved, for the page that says thanks."""
    lang, action = get_language(), report.action
    names = ("text", "deviation", "cause", "correction")
    texts = [(name, Texts.read(getattr(report, name)).shown(lang)) for name in names]
    rows = Milestone.objects.filter(action=action, withdrawn_at=None).order_by("order", "pk")
    action.refresh_from_db(fields=["due_text", "due_first", "due_last"])
    return {
        "report": report, "said": [(name, text) for name, text in texts if text],
        "steps": [(row.titled(lang), when_of(row), row.done_on) for row in rows],
        "due": when_of(action),
    }  # fmt: skip

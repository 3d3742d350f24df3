"""Two people changed the same thing: both texts side by side, nothing lost, the person chooses."""

from __future__ import annotations

from django.http import HttpResponse

from samkraft.accounts.queries import names_of
from samkraft.journal.queries import entries_about
from samkraft.plans.models import Element, PlanVersion
from samkraft.plans.rules.comparison import compare_words
from samkraft.web.workspace.pages import page


def conflict(
    request,
    version: PlanVersion,
    form_class,
    now: dict,
    revision: int,
    *,
    element: Element | None = None,
) -> HttpResponse:
    """The page of a conflict. `now` holds the texts as they stand; what was typed stays in the
    form, which is saved over them when the person says so."""
    typed = request.POST.copy()
    typed["revision"] = str(revision)
    form = form_class(typed)
    sides = [
        (field, str(now.get(field.name) or ""), _difference(now, typed, field.name))
        for field in form.visible_fields()
    ]
    last = next(iter(entries_about(element or version)), None)
    return page(
        request,
        "conflict.html",
        version=version,
        form=form,
        sides=sides,
        element=element,
        last=last,
        who=names_of({last.by}).get(last.by) if last and last.by else None,
        status=409,
    )


def _difference(now: dict, typed, name: str):
    theirs, mine = str(now.get(name) or ""), typed.get(name, "").replace("\r\n", "\n").strip()
    return compare_words(theirs, mine) if theirs != mine else ()

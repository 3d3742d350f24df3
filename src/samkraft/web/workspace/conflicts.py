"""Two people changed the same thing: both texts side by side, nothing lost, the person chooses."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.urls import reverse

from samkraft.accounts.queries import names_of
from samkraft.journal.queries import entries_about
from samkraft.plans.models import Element, PlanVersion
from samkraft.plans.rules.comparison import Words, compare_words
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


@dataclass(frozen=True, slots=True)
class Side:
    """A field as it stands now, and how it differs from what was typed."""

    label: str
    theirs: str
    words: tuple[Words, ...]


def both_versions(
    request, form, now: dict, *, subject, lang: str, back: tuple, **frame
) -> HttpResponse:
    """The page of a conflict. `now` holds the values as they stand; `form` what was typed, and
    saves over them when the person says so. `back` is where “Keep theirs” leads."""
    last = next(iter(entries_about(subject)), None) if subject is not None else None
    sides = [side_of(field, now) for field in form.visible_fields()]
    return page(
        request,
        "both_versions.html",
        form=form,
        sides=[side for side in sides if side.theirs or side.words],
        lang=lang,
        last=last,
        who=names_of({last.by}).get(last.by) if last and last.by else None,
        back=reverse(back[0], args=back[1:]),
        status=409,
        **frame,
    )


def side_of(field, now: dict) -> Side:
    """A field of a form: what stands now beside what was typed."""
    theirs, mine = words_of(field, now.get(field.name)), words_of(field, field.value())
    return Side(str(field.label), theirs, compare_words(theirs, mine) if theirs != mine else ())


def words_of(field, value) -> str:
    """A value as a person reads it: the words of what was chosen, yes and no as they stand."""
    if field.widget_type == "checkbox":
        return "✓" if value else "–"
    if hasattr(field.field, "choices"):
        named: dict[str, str] = {}
        for code, label in field.field.choices:  # a group of choices holds its own
            named |= dict(label) if isinstance(label, list | tuple) else {str(code): label}
        several = value if isinstance(value, list | tuple) else [value]
        codes = ("" if each is None else str(each) for each in several)
        return "\n".join(str(named.get(code, code)) for code in codes)
    text = field.field.prepare_value(value)
    return "" if text is None else str(text).replace("\r\n", "\n").strip()

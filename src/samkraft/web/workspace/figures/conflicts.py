"""Two people changed the same figure, topic or reading: both side by side, nothing lost."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.urls import reverse

from samkraft.accounts.queries import names_of
from samkraft.journal.queries import entries_about
from samkraft.plans.rules.comparison import Words, compare_words
from samkraft.web.workspace.pages import page


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
    sides = [_side(field, now) for field in form.visible_fields()]
    return page(
        request,
        "figures/conflict.html",
        form=form,
        sides=[side for side in sides if side.theirs or side.words],
        lang=lang,
        last=last,
        who=names_of({last.by}).get(last.by) if last and last.by else None,
        back=reverse(back[0], args=back[1:]),
        status=409,
        **frame,
    )


def _side(field, now: dict) -> Side:
    theirs = _words(field, now.get(field.name))
    mine = _words(field, field.value())
    return Side(str(field.label), theirs, compare_words(theirs, mine) if theirs != mine else ())


def _words(field, value) -> str:
    """A value as a person reads it: the words of a choice, yes and no as they stand."""
    if field.widget_type == "checkbox":
        return "✓" if value else "–"
    if field.widget_type == "select":
        return str(dict(field.field.choices).get("" if value is None else str(value), value or ""))
    if field.widget_type == "checkboxselectmultiple":
        return "\n".join(str(name) for code, name in field.field.choices if code in (value or ()))
    text = field.field.prepare_value(value)
    return "" if text is None else str(text).replace("\r\n", "\n").strip()

"""Actions in time as HTML: dates in words, and the bar beside them."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, ngettext

from samkraft.web.components import actionwords
from samkraft.web.components.actionrows import address, bar, judgement, place
from samkraft.web.components.charts.timeline import Timeline
from samkraft.web.components.templatetags.parts import day, plain


def timeline(rows: Iterable, drawing: Timeline, where: str = "plan") -> SafeString:
    """A list of actions with their bars. `where`: what is said of the place, as in lists."""
    found = zip(rows, drawing.rows, strict=True)
    return mark_safe("".join(_row(row, bar(bars, drawing), where) for row, bars in found))


def _row(row, drawn: str, where: str) -> str:
    action = row.action
    link = f'<a href="{address(action.region, action.plan, action.slug)}">{plain(action.title)}</a>'
    return (
        f'<li><div class="what">{place(action, where)}<h3>{link}</h3><p class="small soft">'
        f"{dates(action.start, action.due, (*row.former_start, *row.former_due))} · "
        f"{judgement(action.judgement)} · {escape(actionwords.named(action.stage, 'stage'))}</p>"
        f"{_steps(row.milestones)}</div>{drawn}</li>"
    )


def dates(start, due, former: Iterable = ()) -> SafeString:
    """From when to when, in words, with the dates that were given up struck through."""
    if start and due:
        told = f"{actionwords.when(start)} – {actionwords.when(due)}"
    elif due:
        told = gettext("by %(when)s") % {"when": actionwords.when(due)}
    elif start:
        told = gettext("from %(when)s") % {"when": actionwords.when(start)}
    else:
        told = gettext("no date")
    return mark_safe(escape(told) + struck(former))


def struck(times: Iterable) -> SafeString:
    """Dates that were given up, struck through and said to be former."""
    former = [escape(actionwords.when(time)) for time in times if time]
    if not former:
        return mark_safe("")
    return mark_safe(
        f'<span class="given-up"><span class="unseen">{escape(gettext("formerly"))}</span> '
        f"<s>{', '.join(former)}</s></span>"
    )


def _steps(milestones) -> str:
    if not milestones:
        return ""
    count = len(milestones)
    head = ngettext("%(count)s milestone", "%(count)s milestones", count) % {"count": count}
    items = "".join(f"<li>{plain(step.title)}: {_step(step)}</li>" for step in milestones)
    return f'<details class="small"><summary>{escape(head)}</summary><ul>{items}</ul></details>'


def _step(step) -> str:
    if step.done_on:
        return escape(gettext("reached on %(day)s") % {"day": day(step.done_on)})
    due = actionwords.when(step.due) or gettext("no date")
    return escape(due) + struck(step.former)

"""Rows of actions as HTML. Lists are long: made here, not step by step in a template."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from django.urls import reverse
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext

from samkraft.web.components import actionwords
from samkraft.web.components.charts.timeline import Drawing, Timeline
from samkraft.web.components.templatetags.parts import day, plain

HEIGHT = 30
MIDDLE = HEIGHT // 2


def address(region: str, plan: str, slug: str) -> str:
    """The address of an action's page; the plan's is looked up once."""
    return f"{_plan(get_language(), region, plan)}actions/{slug}/"


@lru_cache(maxsize=512)
def _plan(lang: str, region: str, plan: str) -> str:
    return reverse("portal:plan", args=[region, plan])


def rows(found: Iterable, *, level: int = 2, where: str = "plan") -> SafeString:
    """A list of actions. `where`: what is said of the place: all, region (its plan), plan."""
    return mark_safe(
        f'<ul class="actionrows">{"".join(_row(row, level, where) for row in found)}</ul>'
    )


def _row(row, level: int, where: str) -> str:
    """One action; every text that is put in is escaped where it is made."""
    link = f'<a href="{address(row.region, row.plan, row.slug)}">{plain(row.title)}</a>'
    return (
        f'<li><div class="what">{place(row, where)}<h{level}>{link}</h{level}>'
        f"{_who_and_when(row)}{signs(actionwords.serious(row.signs))}</div>"
        f'<p class="judged">{judgement(row.judgement)}{_reported(row)}</p>'
        f'<p class="staged">{stage(row.stage)}</p></li>'
    )


def place(row, where: str) -> str:
    """The region and plan of an action, as far as the page does not say them."""
    if where == "plan":
        return ""
    parts = [row.plan_title] if where == "region" else [row.region_name, row.plan_title]
    return f'<p class="label">{" · ".join(plain(part) for part in parts)}</p>'


def _who_and_when(row) -> str:
    parts = [carrier(row.responsible) or escape(gettext("Nobody yet"))]
    if due := actionwords.when(row.due):
        parts.append(escape(gettext("by %(when)s") % {"when": due}))
    if row.milestones:
        told = gettext("%(done)s of %(all)s milestones reached")
        parts.append(escape(told % {"done": row.milestones_done, "all": row.milestones}))
    return f'<p class="small soft">{" · ".join(parts)}</p>'


def _reported(row) -> str:
    if row.last_report_on is None:
        return ""
    return f' <span class="small soft">{_day(get_language(), row.last_report_on)}</span>'


@lru_cache(maxsize=4096)
def _day(lang: str, value: date) -> str:
    return escape(day(value))


def carrier(responsible) -> SafeString:
    """Who carries an action, each name with its language; "" for nobody."""
    parts = (responsible.organisation, responsible.body, responsible.role, responsible.person)
    return mark_safe(", ".join(plain(part) for part in parts if part))


def stage(code: str) -> str:
    """A stage as a small label."""
    return _stage(get_language(), code)


@lru_cache(maxsize=256)
def _stage(lang: str, code: str) -> str:
    ended = " ended" if code in actionwords.ENDED else ""
    word = actionwords.named(code, "stage")
    return format_html('<span class="state stage{}">{}</span>', ended, word)


def judgement(code: str) -> str:
    """What somebody said, as sign and word; "": not reported."""
    return _judgement(get_language(), code)


@lru_cache(maxsize=256)
def _judgement(lang: str, code: str) -> str:
    return format_html(
        '<span class="verdict {}"><span aria-hidden="true">{}</span> {}</span>',
        code.replace("_", "-") or "not-reported", actionwords.JUDGEMENT_MARKS.get(code, "–"),
        actionwords.named(code, "judgement"),
    )  # fmt: skip


def signs(codes: Iterable[str]) -> str:
    """Computed signs as a short list of words; nothing when there are none."""
    return _signs(get_language(), tuple(codes))


@lru_cache(maxsize=1024)
def _signs(lang: str, codes: tuple[str, ...]) -> str:
    if not codes:
        return ""
    items = (
        ("serious" if code in actionwords.SERIOUS else "mild", actionwords.named(code, "sign"))
        for code in codes
    )
    return format_html(
        '<ul class="signs">{}</ul>', format_html_join("", '<li class="{}">{}</li>', items)
    )


def axis(timeline: Timeline) -> SafeString:
    """The years above the bars, and today."""
    names = "".join(
        f'<text x="{x}%" y="18" dx="4">{year}</text>' for x, year in timeline.ticks if year
    )
    return mark_safe(_svg("axis", _lines(timeline) + names))


def bar(drawing: Drawing, timeline: Timeline) -> SafeString:
    """One action in time. The same is said in words beside it."""
    pieces = "".join(
        f'<rect class="{each.kind}" x="{each.x}%" y="9" width="{each.width}%" height="12" rx="2"/>'
        for each in drawing.pieces
    )
    marks = "".join(_mark(each.kind, each.x) for each in drawing.marks)
    body = (
        f'{_lines(timeline)}<g class="bars{" ended" if drawing.ended else ""}">{pieces}</g>{marks}'
    )
    return mark_safe(_svg("timebar", body))


def _lines(timeline: Timeline) -> str:
    years = "".join(_line("year", x) for x, _ in timeline.ticks)
    return years + _line("today", timeline.today)


def _line(kind: str, x: str) -> str:
    return f'<line class="{kind}" x1="{x}%" x2="{x}%" y1="0" y2="{HEIGHT}"/>'


SHAPES = {
    "milestone": '<circle r="5"/>',
    "reached": '<circle r="5"/>',
    "late": '<path d="M0-7 7 5-7 5Z"/>',
    "former": '<circle r="5"/><line x1="-7" y1="7" x2="7" y2="-7"/>',
}


def _mark(kind: str, x: str) -> str:
    """Circles; a triangle for what is late; one that was given up is struck through."""
    return (
        f'<svg class="point {kind}" x="{x}%" y="{MIDDLE}" overflow="visible" '
        f'width="1" height="1">{SHAPES[kind]}</svg>'
    )


def key(kind: str) -> SafeString:
    """A small sample of a part of the drawings, for the line that explains them."""
    if kind in SHAPES:
        body = f'<g class="point {kind}" transform="translate(9 9)">{SHAPES[kind]}</g>'
        width = 18
    else:
        group = "sharebar" if kind in ("promised", "spent") else "bars"
        body = f'<g class="{group}"><rect class="{kind}" x="1" y="4" width="24" height="10" rx="2"/></g>'
        width = 26
    return mark_safe(
        f'<svg class="key" width="{width}" height="18" aria-hidden="true" focusable="false">'
        f"{body}</svg>"
    )


def _svg(kind: str, body: str) -> str:
    return (
        f'<svg class="{kind}" width="100%" height="{HEIGHT}" aria-hidden="true" '
        f'focusable="false">{body}</svg>'
    )


def share(promised, spent, most) -> SafeString:
    """Promised as a pale bar and spent within it, as parts of the largest of the table."""
    if not most:
        return mark_safe("")
    rects = "".join(
        f'<rect class="{kind}" x="0" y="{y}" width="{float(amount / most * 100):.2f}%" '
        f'height="{height}"/>'
        for kind, amount, y, height in (("promised", promised, 0, 10), ("spent", spent, 3, 4))
        if amount
    )
    return mark_safe(
        '<svg class="sharebar" width="100%" height="10" aria-hidden="true" focusable="false">'
        f"{rects}</svg>"
    )

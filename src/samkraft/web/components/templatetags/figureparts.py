"""Tags and filters of figures; built into every template."""

from __future__ import annotations

from django import template
from django.utils.html import format_html

from samkraft.calc.rules import RULES
from samkraft.calc.series import Point
from samkraft.web.components import figurewords

register = template.Library()


@register.filter
def said(code: str, table: str) -> str:
    """The word for a code of a table: `{{ row.state|said:"refresh" }}`."""
    return figurewords.said(table, code)


@register.filter
def verdict(kind) -> str:
    """A verdict as sign and word; None: no figures yet."""
    code = str(kind) if kind else "not_reported"
    return format_html(
        '<span class="verdict {}"><span aria-hidden="true">{}</span> {}</span>',
        code.replace("_", "-"), figurewords.SIGNS.get(code, "–"), figurewords.VERDICTS[code],
    )  # fmt: skip


@register.filter
def decimals(value: float | None, places: int) -> str:
    """A number with so many decimals."""
    return figurewords.number(value, places)


@register.simple_tag
def amount(value: float | None, indicator) -> str:
    """A number in the indicator's unit."""
    return figurewords.amount(value, indicator.decimals, indicator.unit)


@register.simple_tag
def figure(point: Point | None, indicator) -> str:
    """A point's value, or in words why there is none; provisional ones say so."""
    if point is None:
        return format_html('<span class="soft">{}</span>', figurewords.said("status", "missing"))
    if point.value is None:
        return format_html(
            '<span class="soft missing {}">{}</span>', point.status,
            figurewords.said("status", point.status),
        )  # fmt: skip
    text = figurewords.number(point.value, indicator.decimals)
    marks = [figurewords.said("status", point.status)] if point.status != "valid" else []
    if not point.comparable:
        marks.append(figurewords.gettext("not comparable with later years"))
    if not marks:
        return text
    return format_html('{} <span class="soft small">({})</span>', text, ", ".join(marks))


@register.filter
def in_period(text: str) -> str:
    """A period in words."""
    return figurewords.period(text)


@register.filter
def age_words(code: str) -> str:
    """An age group in words."""
    return figurewords.age(code)


@register.simple_tag
def sentence(series, place, indicator, trend=None) -> str:
    """The sentences that say a series: newest, movement, direction."""
    parts = [
        figurewords.newest(series, str(place.name), indicator.decimals, indicator.unit),
        figurewords.movement(series, indicator.decimals, indicator.unit),
    ]
    if trend is not None:
        parts.append(figurewords.direction(trend))
    return " ".join(part for part in parts if part)


@register.simple_tag
def newest(series, place, indicator) -> str:
    """The sentence that says the newest figure."""
    return figurewords.newest(series, str(place.name), indicator.decimals, indicator.unit)


@register.simple_tag
def movement(series, indicator, trend=None) -> str:
    """The sentences on how it has moved, and where it is going."""
    parts = [
        figurewords.movement(series, indicator.decimals, indicator.unit),
        figurewords.direction(trend),
    ]
    return " ".join(part for part in parts if part)


@register.filter
def rule_title(rule: str) -> str:
    """The name of a rule for verdicts."""
    found = RULES.get(rule)
    return found.title if found else rule


@register.filter
def with_figures(rows) -> list:
    """The rows that have a figure."""
    return [row for row in rows if row.series.known]


@register.filter
def without_figures(rows) -> list:
    """The rows that have none yet."""
    return [row for row in rows if not row.series.known]


@register.filter
def place_name(code: str, page) -> str:
    """What a place of the page is called."""
    for each in (*page.members, *page.compared):
        if each.place.key == code:
            return str(each.place.name)
    return code


@register.filter
def words(text: str) -> list[str]:
    """The words of a text, to go through in a template."""
    return text.split()

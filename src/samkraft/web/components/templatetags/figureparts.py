"""Tags and filters of figures; built into every template."""

from __future__ import annotations

from urllib.parse import urlencode

from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext

from samkraft.calc.rules import RULES
from samkraft.calc.series import Point
from samkraft.web.components import figurewords
from samkraft.web.components.templatetags.parts import plain

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
    """A point's value with signs for what is to be known of it, or in words why it has none."""
    if point is None:
        return format_html('<span class="soft">{}</span>', figurewords.said("status", "missing"))
    if point.value is None:
        return format_html(
            '<span class="soft missing {}">{}</span>', point.status,
            figurewords.said("status", point.status),
        )  # fmt: skip
    text = figurewords.number(point.value, indicator.decimals)
    marks = []
    if point.status != "valid":
        marks.append((figurewords.MARKS[point.status], figurewords.said("status", point.status)))
    if not point.comparable:
        marks.append(("≠", gettext("not comparable with later years")))
    if not marks:
        return text
    abbreviations = format_html_join("", '<abbr title="{1}">{0}</abbr>', marks)
    return format_html('{} <span class="soft small marks">{}</span>', text, abbreviations)


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


@register.simple_tag
def profile_rows(rows, key: str) -> str:
    """The rows of a place's profile. Hundreds of rows: made here, not step by step in a template."""
    address = reverse("portal:indicator", args=["SLUG"])
    row = '<tr><th scope="row"><a href="{}?place={}">{}</a></th><td class="number">{}</td><td>{}</td><td class="number">{}</td><td>{}</td></tr>'
    return format_html_join(
        "", row,
        (
            (address.replace("SLUG", each.slug), key, plain(each.title), _value(each),
             figurewords.period(each.period), figurewords.number(each.before, each.decimals),
             figurewords.said("trend", each.trend))
            for each in rows
        ),
    )  # fmt: skip


def _value(row) -> str:
    if row.value is None:
        return format_html('<span class="soft">{}</span>', figurewords.said("status", row.status))
    return figurewords.amount(row.value, row.decimals, row.unit)


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


@register.simple_tag
def standing_name(standing, page) -> str:
    """The place or group of people that a verdict is about, as a link to its own page."""
    if (standing.sex, standing.age) == (page.sex, page.age):
        address = {"place": standing.area, "sex": page.sex, "age": page.age}
        name = _place_name(standing.area, page)
    else:
        address = {"place": page.place.key, "sex": standing.sex, "age": standing.age}
        parts = [] if standing.sex == "T" else [figurewords.said("sex", standing.sex)]
        parts += [] if standing.age == "T" else [figurewords.age(standing.age)]
        name = ", ".join(parts)
    query = urlencode({key: value for key, value in address.items() if value != "T"})
    return format_html('<a href="?{}">{}</a>', query, name)


def _place_name(code: str, page) -> str:
    for each in (*page.members, *page.compared):
        if each.place.key == code:
            return str(each.place.name)
    return code


@register.filter
def words(text: str) -> list[str]:
    """The words of a text, to go through in a template."""
    return text.split()

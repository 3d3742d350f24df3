"""Template tags and filters of the parts; built into every template."""

from __future__ import annotations

import re
from datetime import date, datetime

from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal
from django import template
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.timezone import localtime
from django.utils.translation import get_language

from samkraft.lib.texts import LANGUAGES, Shown
from samkraft.web.components import words

register = template.Library()


@register.filter
def shown(text: Shown | str | None) -> str:
    """A text with its `lang` when that is not the page's, and a word saying so."""
    if not isinstance(text, Shown):
        return conditional_escape(text or "")
    if not text.substitute or not text.text:
        return conditional_escape(text.text)
    note = LANGUAGES.get(text.lang, text.lang)
    return format_html(
        '<span lang="{}">{}</span> <span class="foreign">({})</span>', text.lang, text.text, note
    )


@register.filter
def plain(text: Shown | str | None) -> str:
    """The words with their `lang` when that is not the page's, without the word saying so."""
    if not isinstance(text, Shown) or text.lang == get_language() or not text.text:
        return conditional_escape(str(text or ""))
    return format_html('<span lang="{}">{}</span>', text.lang, text.text)


@register.filter
def prose(text: Shown | str | None) -> str:
    """Paragraphs and bullet lists of a longer text, with its `lang` when needed."""
    words_ = str(text or "").strip()
    if not words_:
        return ""
    body = mark_safe("".join(_block(block) for block in re.split(r"\n\s*\n", words_)))
    if isinstance(text, Shown) and text.lang != get_language():
        note = LANGUAGES.get(text.lang, text.lang)
        return format_html(
            '<div lang="{}">{}</div><p class="foreign">({})</p>', text.lang, body, note
        )
    return body


def _block(block: str) -> str:
    lines = [line.strip() for line in block.splitlines() if line.strip()]
    if lines and all(re.match(r"[•*–-]\s", line) for line in lines):
        items = format_html_join("", "<li>{}</li>", ((line[1:].strip(),) for line in lines))
        return format_html("<ul>{}</ul>", items)
    return format_html("<p>{}</p>", " ".join(lines))


@register.filter
def diff(runs) -> str:
    """Words that came as <ins>, words that went as <del>."""
    tags = {"added": "<ins>{}</ins>", "removed": "<del>{}</del>", "same": "{}"}
    return mark_safe("".join(format_html(tags[run.change], run.text) for run in runs))


@register.filter
def hits(runs) -> str:
    """A found text with the hits marked."""
    return mark_safe(
        "".join(format_html("<mark>{}</mark>" if run.hit else "{}", run.text) for run in runs)
    )


@register.filter
def day(value: date | datetime | None) -> str:
    """A date in words: 21. november 2026."""
    if isinstance(value, datetime):
        value = localtime(value).date()
    return format_date(value, format="long", locale=_locale()) if value else ""


@register.filter
def moment(value: datetime | None) -> str:
    """A date with the time of day."""
    return format_datetime(localtime(value), "d MMM y HH:mm", locale=_locale()) if value else ""


@register.filter
def number(value: float | int | None) -> str:
    """A number by the rules of the page's language: 2 553; 12,4."""
    return "" if value is None else format_decimal(value, locale=_locale())


def _locale() -> str:
    return (get_language() or "nb").replace("-", "_")


@register.filter
def word(code: str) -> str:
    """The word for a code of ours: a state, a role, a kind, a tier."""
    return words.word(code)


@register.filter
def plural_word(code: str) -> str:
    """The plural of a role's name where the plan itself has not named it."""
    return words.plural(code)


@register.filter
def spoken(code: str) -> str:
    """A language by its own name."""
    return LANGUAGES.get(code, code)


@register.filter
def get(mapping, key):
    """A value of a mapping by a key that is only known in the template; no mapping has none."""
    return mapping.get(key) if mapping else None


@register.filter
def finding(found) -> str:
    """A finding of the checks in the page's language."""
    values = dict(found.values)
    if "language" in values:
        values["language"] = spoken(values["language"])
    return words.finding(found.code) % values


@register.simple_tag(takes_context=True)
def in_language(context, code: str) -> str:
    """The address of this page in another language of the interface.

    Every page's address begins with its language, so only that part is exchanged: looking the
    address up twelve times would cost more than the rest of a short page.
    """
    request = context.get("request")
    address = request.get_full_path() if request else "/"
    head, _, rest = address.lstrip("/").partition("/")
    return f"/{code}/{rest}" if head == get_language() else f"/{code}/"

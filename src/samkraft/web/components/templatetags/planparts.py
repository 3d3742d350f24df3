"""Tags and filters for showing plans; built into every template."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django import template
from django.urls import reverse
from django.utils.translation import get_language, gettext

from samkraft.lib.texts import Shown
from samkraft.plans.published import PublishedElement, PublishedPlan
from samkraft.web.components import placewords, words
from samkraft.web.components.templatetags.parts import day, number

register = template.Library()

# The order in which the parts of a plan are read, whatever order they were stored in.
ORDER = (
    "challenge",
    "principle",
    "priority_area",
    "goal",
    "subgoal",
    "path",
    "measure",
    "result",
    "advice",
    "fact",
)


@dataclass(frozen=True, slots=True)
class Group:
    """Neighbouring elements of one kind with their common heading."""

    role: str
    title: Shown | str
    elements: tuple[PublishedElement, ...]


@register.filter
def sections(plan: PublishedPlan) -> list[Group]:
    """The top of a plan by kind, in reading order."""
    return _grouped(plan.top, plan)


@register.filter
def groups(element: PublishedElement, plan: PublishedPlan) -> list[Group]:
    """What stands under an element, by kind, in reading order."""
    return _grouped(element.children, plan)


def _grouped(elements: Iterable[PublishedElement], plan: PublishedPlan) -> list[Group]:
    by_role: dict[str, list[PublishedElement]] = {}
    for element in elements:
        by_role.setdefault(element.role, []).append(element)
    return [
        Group(role, plan.plurals.get(role) or words.plural(role), tuple(by_role[role]))
        for role in ORDER
        if role in by_role
    ]


@register.simple_tag
def element_address(plan: PublishedPlan, element: PublishedElement) -> str:
    """The element's address: the permanent one, or within an older version."""
    if not plan.version.published_at:
        return f"#{element.key}"
    base = _plan_address(get_language(), plan.region, plan.slug)
    version = "" if plan.current else f"v/{plan.version.number}/"
    return f"{base}{version}{element.key}/"


@lru_cache(maxsize=512)
def _plan_address(lang: str, region: str, slug: str) -> str:
    """A plan's address, looked up once: a long plan page has more than a hundred links."""
    return reverse("portal:plan", args=[region, slug])


@register.filter
def local(path: str) -> str:
    """An address without language, in the page's language."""
    return f"/{get_language()}{path}"


@register.filter
def document_address(document: str) -> str:
    """The address of a decision's document: elsewhere, or a file kept here."""
    return document if "://" in document else f"/files/{document}"


@register.filter
def step_told(step: Any) -> str:
    """What happened to a place's code, in the page's language."""
    return placewords.step_told(step)


@register.filter
def remark(note: Any) -> str:
    """A remark on how something was counted, in the page's language."""
    return gettext(note.message) % {key: _told(value) for key, value in note.values.items()}


def _told(value: Any) -> str:
    if isinstance(value, date):
        return day(value)
    if isinstance(value, int):
        return number(value) if value > 9999 else str(value)
    return words.word(value) if value in ("year", "month", "day") else str(value)

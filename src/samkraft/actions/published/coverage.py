"""The gaps: elements without actions, actions without what they need, what was not considered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from samkraft.actions.models import ActionPlan, PrincipleAnswer
from samkraft.actions.published.values import ActionRow, Served, rows_of, served
from samkraft.actions.queries.elements import (
    adopted_elements,
    elements_without_actions,
    untied_measures,
)
from samkraft.actions.queries.filtering import ActionFilter, filtered, public_actions
from samkraft.actions.queries.gathering import gather
from samkraft.actions.rules.stages import OPEN
from samkraft.lib.texts import Shown
from samkraft.plans.models import Plan
from samkraft.plans.models.plans import PUBLIC_STATES
from samkraft.plans.published.pages import NotPublic

PERSPECTIVES = ("children_and_young", "national_minorities", "sami")


@dataclass(frozen=True, slots=True)
class PrincipleGap:
    """A principle, and the open actions that say nothing of it, say no, or yes."""

    principle: Served
    unanswered: tuple[ActionRow, ...]
    yes: int
    no: int
    not_relevant: int


@dataclass(frozen=True, slots=True)
class PerspectiveGap:
    """A public action plan and the perspectives it says nothing of."""

    slug: str
    title: Shown
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ActionCoverage:
    """The gaps of one plan's follow-up; `without` has a list for each of element, owner, date,
    money and update (open actions only)."""

    plan: str
    actions: int
    elements: int
    elements_without_actions: tuple[Served, ...]
    untied_measures: tuple[Served, ...]
    without: Mapping[str, tuple[ActionRow, ...]]
    principles: tuple[PrincipleGap, ...]
    perspectives: tuple[PerspectiveGap, ...]


def published_action_coverage(slug: str, lang: str, *, today: date) -> ActionCoverage:
    """The coverage of a public plan's adopted version. Thirteen queries. Raises NotPublic."""
    plan = Plan.objects.filter(slug=slug, versions__state__in=PUBLIC_STATES).distinct().first()
    if plan is None:
        raise NotPublic(slug)
    found = gather(
        filtered(public_actions().filter(withdrawn_at=None), ActionFilter(plan=slug), today),
        brief=True,
    )
    rows = [row for row in rows_of(found, lang, today) if row.stage in OPEN]
    with_sign = {
        name: tuple(row for row in rows if sign in row.signs)
        for name, sign in (
            ("element", "no-element"), ("owner", "unowned"), ("date", "no-date"),
            ("money", "no-money"),
        )
    }  # fmt: skip
    with_sign["update"] = tuple(
        row for row in rows if "stale" in row.signs or row.last_report_on is None
    )
    elements = adopted_elements(plan)
    uncovered = elements_without_actions(plan, elements, public_actions().filter(plan=plan))
    untied = untied_measures(plan, elements)
    return ActionCoverage(
        plan=slug, actions=len(found.actions), elements=len(elements),
        elements_without_actions=tuple(served(row, lang) for row in uncovered),
        untied_measures=tuple(served(row, lang) for row in untied),
        without=with_sign, principles=_principles(plan, elements, found.actions, rows, lang),
        perspectives=_perspectives(plan, lang),
    )  # fmt: skip


def _principles(plan: Plan, elements, actions, rows, lang: str) -> tuple[PrincipleGap, ...]:
    numbers = {action.pk: action.slug for action in actions if action.stage in OPEN}
    answers: dict[str, dict[str, str]] = {}
    given = PrincipleAnswer.objects.filter(action__plan=plan, action__withdrawn_at=None)
    for action, key, considered in given.values_list("action", "element_key", "considered"):
        if action in numbers:
            answers.setdefault(key, {})[numbers[action]] = considered
    gaps = []
    for element in [each for each in elements if each.role == "principle"]:
        told = answers.get(element.key, {})
        words = list(told.values())
        gaps.append(
            PrincipleGap(
                served(element, lang), tuple(row for row in rows if row.slug not in told),
                words.count("yes"), words.count("no"), words.count("not_relevant"),
            )
        )  # fmt: skip
    return tuple(gaps)


def _perspectives(plan: Plan, lang: str) -> tuple[PerspectiveGap, ...]:
    rows = ActionPlan.objects.filter(plan=plan, published_at__isnull=False)
    gaps = []
    for row in rows.exclude(state="withdrawn").order_by("slug"):
        missing = tuple(name for name in PERSPECTIVES if not getattr(row, name))
        if missing:
            gaps.append(PerspectiveGap(row.slug, row.titled(lang), missing))
    return tuple(gaps)

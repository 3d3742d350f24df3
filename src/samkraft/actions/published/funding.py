"""The funding picture: by level, funder, year and area, promised against spent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from samkraft.actions.models import ActionElement, FollowUp, Money, Rate
from samkraft.actions.queries.elements import adopted_elements
from samkraft.actions.queries.filtering import public_actions
from samkraft.actions.queries.habits import habits
from samkraft.actions.queries.moneylines import line_of, rates_of
from samkraft.actions.rules.money import Line, Sum, Totals, total, totals
from samkraft.lib.texts import Shown
from samkraft.plans.models import Element, Plan
from samkraft.plans.models.plans import PUBLIC_STATES
from samkraft.plans.published.pages import NotPublic

NO_AREA = ""


@dataclass(frozen=True, slots=True)
class FundingPage:
    """Promised against spent of a plan, in its currency where rates are stated.

    `by_area` is by the key of a priority area ("" for actions in none; `areas` has the words).
    An action in several areas counts in each, so the areas may add up to more than the whole:
    `overlapping` says whether any does.
    """

    plan: str
    currency: str
    actions: int
    by_level: tuple[Totals, ...]
    by_funder: tuple[Totals, ...]
    by_year: tuple[Totals, ...]
    by_area: tuple[Totals, ...]
    areas: Mapping[str, Shown]
    overlapping: bool
    promised: Sum
    spent: Sum


def published_funding(slug: str, lang: str, *, today: date) -> FundingPage:
    """The money of a public plan's actions. Six queries. Raises NotPublic."""
    plan = Plan.objects.filter(slug=slug, versions__state__in=PUBLIC_STATES).distinct().first()
    if plan is None:
        raise NotPublic(slug)
    shown = public_actions().filter(plan=plan, withdrawn_at=None)
    rows = list(
        Money.objects.filter(action__in=shown, withdrawn_at=None)
        .select_related("organisation")
        .order_by("year", "level", "pk")
    )
    lines = [(row.action_id, line_of(row, lang)) for row in rows]
    elements = adopted_elements(plan)
    areas = _areas_of_actions(plan, elements)
    by_area = [
        (area, line) for action, line in lines for area in areas.get(action, {NO_AREA})
    ]  # fmt: skip
    currency = habits(plan.language, FollowUp.objects.filter(plan=plan).first()).currency
    rates = rates_of(Rate.objects.all())

    def told(keyed: list[tuple[str, Line]]) -> tuple[Totals, ...]:
        return totals(keyed, currency, rates, today)

    only = [line for _, line in lines]
    return FundingPage(
        plan=slug, currency=currency, actions=len({action for action, _ in lines}),
        by_level=told([(line.level, line) for line in only]),
        by_funder=told([(line.funder, line) for line in only]),
        by_year=told([(str(line.year), line) for line in only]), by_area=told(by_area),
        areas={row.key: row.worded(lang) for row in elements if row.role == "priority_area"},
        overlapping=len(by_area) > len(lines),
        promised=total(((m.currency, m.promised) for m in only), currency, rates, today),
        spent=total(((m.currency, m.spent) for m in only), currency, rates, today),
    )  # fmt: skip


def _areas_of_actions(plan: Plan, elements: list[Element]) -> dict[int, set[str]]:
    """The topmost priority areas above what each action serves. One query."""
    by_pk = {row.pk: row for row in elements}
    area_of: dict[str, str] = {}
    for row in elements:
        above = row
        while above is not None:
            if above.role == "priority_area":
                area_of[row.key] = above.key
            above = by_pk.get(above.parent_id)
    found: dict[int, set[str]] = {}
    served = ActionElement.objects.filter(action__plan=plan)
    for action, key in served.values_list("action", "element_key"):
        if key in area_of:
            found.setdefault(action, set()).add(area_of[key])
    return found

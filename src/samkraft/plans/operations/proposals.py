"""Indicators that ship as proposals for the goals of plans."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

import yaml
from django.db import transaction

from samkraft.accounts.rules import require
from samkraft.indicators.models import Indicator
from samkraft.plans.models import Element, GoalIndicator, Plan
from samkraft.plans.operations.following import follow

PROPOSALS = Path(__file__).resolve().parent.parent / "proposals" / "indicators.yml"


@dataclass(frozen=True, slots=True)
class Proposal:
    """An indicator proposed for an element of a plan, and why."""

    element: str
    indicator: str
    note: str


@cache
def _shipped() -> dict[str, tuple[Proposal, ...]]:
    by_plan: dict[str, list[Proposal]] = {}
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # in C where it was built
    rows = yaml.load(PROPOSALS.read_text(encoding="utf-8"), Loader=loader) or []
    for row in sorted(rows, key=lambda row: (row["plan"], row["element"], row["order"])):
        proposal = Proposal(row["element"], row["indicator"], row.get("note", ""))
        by_plan.setdefault(row["plan"], []).append(proposal)
    return {plan: tuple(found) for plan, found in by_plan.items()}


def proposals_for(plan: Plan) -> tuple[Proposal, ...]:
    """The proposals for a plan that have not been taken up, for elements it has."""
    found = _shipped().get(plan.slug, ())
    if not found:
        return ()
    keys = set(Element.objects.filter(version__plan=plan).values_list("key", flat=True))
    ever = set(
        GoalIndicator.objects.filter(plan=plan).values_list("element_key", "indicator__slug")
    )
    return tuple(
        each
        for each in found
        if each.element in keys and (each.element, each.indicator) not in ever
    )


@transaction.atomic
def take_proposals(*, plan: Plan, by, at: datetime) -> int:
    """Follow the plan's elements by all proposed indicators, marked as proposals. Returns how
    many were new; what was taken away once is not proposed again. Raises NotAllowed."""
    require(by, "edit", plan.region)
    proposals = proposals_for(plan)
    known = Indicator.objects.in_bulk({each.indicator for each in proposals}, field_name="slug")
    taken = 0
    for each in proposals:
        if each.indicator in known:
            follow(plan=plan, key=each.element, indicator=known[each.indicator], by=by, at=at,
                   note=each.note, proposal=True)  # fmt: skip
            taken += 1
    return taken

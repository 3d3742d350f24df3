"""How plans are followed up: currency, patience, quiet days."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from samkraft.actions.models import FollowUp
from samkraft.actions.rules.quiet import periods_of
from samkraft.actions.rules.signs import STALE_AFTER
from samkraft.plans.models import Plan

CURRENCIES = {"sv": "SEK", "nb": "NOK", "nn": "NOK", "fi": "EUR"}


@dataclass(frozen=True, slots=True)
class Habits:
    """How one plan is followed up."""

    currency: str
    stale_after: int
    quiet: tuple[tuple[date, date], ...]
    reminders: bool
    last_meeting_on: date | None


def habits_of(plans: Iterable[Plan]) -> dict[int, Habits]:
    """The habits of plans by number; what nobody has set follows from the language. One query."""
    plans = {plan.pk: plan for plan in plans}
    rows = {row.plan_id: row for row in FollowUp.objects.filter(plan__in=plans)}
    return {pk: habits(plan.language, rows.get(pk)) for pk, plan in plans.items()}


def habits(language: str, row: FollowUp | None) -> Habits:
    """The habits of a plan in a language, from its row if it has one."""
    if row is None:
        return Habits(CURRENCIES.get(language, "EUR"), STALE_AFTER, (), True, None)
    return Habits(
        row.currency, row.stale_after, periods_of(row.quiet), row.reminders, row.last_meeting_on
    )

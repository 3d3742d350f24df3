"""The members' views put together."""

from __future__ import annotations

from collections.abc import Sequence

from samkraft.actions.models import Action, ActionPlan, Choice, Criterion, Opinion
from samkraft.actions.rules.weighing import View, Weighed, weigh
from samkraft.plans.models import Plan


def criteria_of(plan: Plan, action_plan: ActionPlan | None = None) -> list[Criterion]:
    """The criteria of a plan itself, or of one action plan, in order. One query."""
    rows = Criterion.objects.filter(plan=plan, action_plan=action_plan, ended_at=None)
    return list(rows.order_by("order", "pk"))


def weighed(
    criteria: Sequence[Criterion], *, public: bool = False
) -> tuple[tuple[Weighed, ...], dict[str, Action]]:
    """The candidates by their weighted mean, and the actions among them by "action:{slug}".

    Members are organisations by slug; a person for none is "#{number}". One query.
    """
    rows = opinions_of(criteria)
    if public:
        rows = [row for row in rows if row.action is None or row.action.published_at]
    views = [View(candidate(row), row.criterion_id, member(row), row.score) for row in rows]
    actions = {candidate(row): row.action for row in rows if row.action_id}
    return weigh(views, {row.pk: float(row.weight) for row in criteria}), actions


def opinions_of(criteria: Sequence[Criterion]) -> list[Opinion]:
    """Every view as it was given. One query."""
    rows = Opinion.objects.filter(criterion__in=[row.pk for row in criteria])
    return list(rows.select_related("organisation", "action"))


def candidate(row: Opinion | Choice) -> str:
    """A candidate's name: an element's key, or "action:{slug}"."""
    return f"action:{row.action.slug}" if row.action_id else row.element_key


def member(row: Opinion) -> str:
    return row.organisation.slug if row.organisation_id else f"#{row.person_id}"

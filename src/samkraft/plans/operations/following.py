"""By what a plan is followed: indicators of its elements, and targets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from math import isfinite

from django.db import transaction
from django.db.models import Q

from samkraft.accounts.rules import require
from samkraft.calc.periods import NotAPeriod, parse_period
from samkraft.calc.rules import RULES
from samkraft.indicators.models import Indicator
from samkraft.journal import operations as journal
from samkraft.plans.models import Element, GoalIndicator, Plan, Target
from samkraft.plans.operations.errors import AlreadyEnded, BadTarget
from samkraft.plans.operations.links import NoSuchElement


@dataclass(frozen=True, slots=True)
class TargetValues:
    """What a target says. Values are in the indicator's unit; `place` is a code or a region's
    slug; without `baseline_value` the figure of the baseline period is used."""

    place: str
    baseline_period: str
    period: str
    value: float
    baseline_value: float | None = None
    sex: str = "T"
    age: str = "T"
    milestones: Sequence[tuple[str, float]] = ()
    rule: str = ""
    why: str = ""


@transaction.atomic
def follow(
    *,
    plan: Plan,
    key: str,
    indicator: Indicator,
    by,
    at: datetime,
    note: str = "",
    proposal: bool = False,
) -> GoalIndicator:
    """Follow an element by an indicator; doing so twice confirms a proposal and changes nothing
    else. Raises NotAllowed, NoSuchElement."""
    require(by, "edit", plan.region)
    _element(plan, key)
    found = GoalIndicator.objects.filter(
        plan=plan, element_key=key, indicator=indicator, ended_at=None
    ).first()
    if found and (proposal or not found.proposal):
        return found
    if found:
        found.proposal = False
        found.save(update_fields=["proposal"])
    else:
        last = plan.goal_indicators.filter(element_key=key, ended_at=None).count()
        found = GoalIndicator.objects.create(
            plan=plan, element_key=key, indicator=indicator, order=last, note=note.strip(),
            proposal=proposal, made_at=at,
        )  # fmt: skip
    _journal("follow-element", found, plan, key, by, at, {"indicator": indicator.slug})
    return found


@transaction.atomic
def unfollow(*, goal_indicator: GoalIndicator, by, at: datetime, why: str = "") -> None:
    """Follow the element by this indicator no longer. Its targets must be ended first.

    Raises NotAllowed, AlreadyEnded, BadTarget.
    """
    plan = goal_indicator.plan
    require(by, "edit", plan.region)
    locked = GoalIndicator.objects.select_for_update().get(pk=goal_indicator.pk)
    if locked.ended_at:
        raise AlreadyEnded
    if Target.objects.filter(
        plan=plan, element_key=locked.element_key, indicator=locked.indicator_id, ended_at=None
    ).exists():
        raise BadTarget("indicator-has-targets")
    locked.ended_at = at
    locked.save(update_fields=["ended_at"])
    _journal("unfollow-element", locked, plan, locked.element_key, by, at,
             {"indicator": goal_indicator.indicator.slug}, why)  # fmt: skip


@transaction.atomic
def order_indicators(*, plan: Plan, key: str, order: Iterable[int], by, at: datetime) -> None:
    """Put the indicators of an element in this order (primary keys). Raises NotAllowed."""
    require(by, "edit", plan.region)
    places = {pk: place for place, pk in enumerate(order)}
    rows = list(plan.goal_indicators.filter(element_key=key, ended_at=None))
    rows.sort(key=lambda row: places.get(row.pk, len(places) + row.order))
    for place, row in enumerate(rows):
        row.order = place
    GoalIndicator.objects.bulk_update(rows, ["order"])
    if rows:
        _journal("order-indicators", rows[0], plan, key, by, at, {"order": [r.pk for r in rows]})


@transaction.atomic
def set_target(
    *,
    plan: Plan,
    key: str,
    indicator: Indicator,
    values: TargetValues,
    by,
    at: datetime,
    demonstration: bool = False,
    replaces: Target | None = None,
) -> Target:
    """Set a target for an element; one that holds for the same place, group and period is ended,
    and the one it `replaces`.

    Raises NotAllowed, NoSuchElement, BadTarget with the reason's code.
    """
    require(by, "edit", plan.region)
    _element(plan, key)
    milestones = check_target(values)
    values = replace(
        values,
        baseline_period=str(parse_period(values.baseline_period)),
        period=str(parse_period(values.period)),
    )
    same = Q(place=values.place, sex=values.sex, age=values.age, period=values.period)
    if replaces is not None:
        same |= Q(pk=replaces.pk)
    same = Target.objects.filter(
        same, plan=plan, element_key=key, indicator=indicator, ended_at=None
    )
    before = [_told(each) for each in same]
    same.update(ended_at=at, ended_why="set anew")
    follow(plan=plan, key=key, indicator=indicator, by=by, at=at)
    target = Target.objects.create(
        plan=plan, element_key=key, indicator=indicator, place=values.place, sex=values.sex,
        age=values.age, baseline_period=values.baseline_period,
        baseline_value=values.baseline_value, period=values.period, value=values.value,
        milestones=milestones, rule=values.rule, why=values.why.strip(),
        demonstration=demonstration, set_by=by, set_at=at,
    )  # fmt: skip
    journal.write(
        operation="set-target", subject=target, by=by, at=at, region=plan.region.slug,
        label=f"{plan.slug}/{key}", before={"targets": before} if before else None,
        after=_told(target), why=values.why,
    )  # fmt: skip
    return target


@transaction.atomic
def end_target(*, target: Target, why: str, by, at: datetime) -> Target:
    """Take a target back, with the reason; it stays in the history.

    Raises NotAllowed, AlreadyEnded, BadTarget("no-reason").
    """
    require(by, "edit", target.plan.region)
    if not why.strip():
        raise BadTarget("no-reason")
    locked = Target.objects.select_for_update().get(pk=target.pk)
    if locked.ended_at:
        raise AlreadyEnded
    locked.ended_at, locked.ended_why = at, why.strip()
    locked.save(update_fields=["ended_at", "ended_why"])
    _journal("end-target", locked, target.plan, locked.element_key, by, at, _told(locked), why)
    return locked


def _element(plan: Plan, key: str) -> None:
    if not Element.objects.filter(version__plan=plan, key=key).exists():
        raise NoSuchElement(key)


def check_target(values: TargetValues) -> list[list]:
    """The milestones in order, once the whole target makes sense. Raises BadTarget."""
    try:
        start, end = parse_period(values.baseline_period), parse_period(values.period)
        on_the_way = sorted((parse_period(when), value) for when, value in values.milestones)
    except NotAPeriod as error:
        raise BadTarget("not-a-period") from error
    if start.part != end.part or any(when.part != end.part for when, _ in on_the_way):
        raise BadTarget("mixed-periods")
    if not start < end or any(not start < when < end for when, _ in on_the_way):
        raise BadTarget("periods-out-of-order")
    if len({when for when, _ in on_the_way}) < len(on_the_way):
        raise BadTarget("milestone-twice")
    numbers = [values.value, *(value for _, value in on_the_way)]
    if values.baseline_value is not None:
        numbers.append(values.baseline_value)
    if not all(isfinite(number) for number in numbers):
        raise BadTarget("not-a-number")
    if values.sex not in ("T", "F", "M"):
        raise BadTarget("unknown-sex")
    if values.rule and values.rule not in RULES:
        raise BadTarget("unknown-rule")
    return [[str(when), value] for when, value in on_the_way]


def _told(target: Target) -> dict:
    return {
        "indicator": target.indicator.slug, "place": target.place, "sex": target.sex,
        "age": target.age, "baseline": [target.baseline_period, target.baseline_value],
        "period": target.period, "value": target.value, "milestones": target.milestones,
    }  # fmt: skip


def _journal(operation, subject, plan, key, by, at, after, why="") -> None:
    journal.write(
        operation=operation, subject=subject, by=by, at=at, region=plan.region.slug,
        label=f"{plan.slug}/{key}", after=after, why=why,
    )  # fmt: skip

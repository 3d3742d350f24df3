"""What the workspace asks: my work, load, who has not answered, standing bodies."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from samkraft.accounts.models import Body, Person
from samkraft.accounts.queries import body_numbers_of
from samkraft.actions.models import (
    Action,
    Comment,
    Involvement,
    Milestone,
    Partner,
    Round,
    StatusReport,
)
from samkraft.actions.queries.filtering import BY_DUE
from samkraft.actions.queries.gathering import Gathered, gather
from samkraft.actions.rules.stages import OPEN
from samkraft.places.models import Region
from samkraft.plans.models import Plan

REPORTING = ("decided", "under_way", "paused")
AHEAD = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class MyWork:
    """What waits for a person. `actions` are all open ones the person carries; `late` those with
    something overdue, `soon` due within two weeks, `silent` not heard of for too long;
    `to_report` pairs an action with an open round that it has not answered."""

    actions: Gathered
    invitations: tuple[Partner, ...]
    to_accept: tuple[Action, ...]
    to_report: tuple[tuple[Action, Round], ...]
    late: tuple[Action, ...]
    soon: tuple[Action, ...]
    silent: tuple[Action, ...]


@dataclass(frozen=True, slots=True)
class BodyLoad:
    """What a body carries: open actions, and how many of them or their milestones are late."""

    body: Body
    open_actions: int
    late: int


def my_work(person: Person, *, today: date) -> MyWork:
    """What waits for a person today. Ten queries."""
    found = gather(carried_by(person, today).filter(stage__in=OPEN).order_by(BY_DUE, "pk"))
    signs = {action.pk: found.signs(action, today) for action in found.actions}
    rounds = open_rounds({action.plan_id for action in found.actions}, today)
    answered = answered_pairs(rounds)
    return MyWork(
        actions=found, invitations=tuple(_invitations(person)),
        to_accept=tuple(each for each in found.actions if each.consent == "asked"),
        to_report=tuple(
            (action, each) for action in found.actions for each in rounds
            if each.plan_id == action.plan_id and action.stage in REPORTING
            and (action.pk, each.pk) not in answered
        ),
        late=tuple(
            each for each in found.actions if {"overdue", "late-milestone"} & set(signs[each.pk])
        ),
        soon=tuple(each for each in found.actions if _soon(found, each, today)),
        silent=tuple(each for each in found.actions if "stale" in signs[each.pk]),
    )  # fmt: skip


def to_decide(regions: Iterable[Region], today: date) -> list[tuple[Action, str]]:
    """What waits for those who decide in these regions, and why: proposals, actions whose
    responsible has declined, and those handed over whose day to look again has come. One query."""
    rows = Action.objects.filter(plan__region__in=list(regions), withdrawn_at=None)
    over = Q(stage="handed_over", follow_up_on__lte=today)
    rows = rows.filter(Q(stage="proposed") | Q(stage__in=OPEN, consent="declined") | over)
    rows = rows.select_related("plan__region").order_by("plan__slug", "number")
    whys = {"proposed": "proposed", "handed_over": "follow_up"}
    return [(row, whys.get(row.stage, "declined")) for row in rows]


def carried_by(person: Person, on: date) -> QuerySet[Action]:
    """The actions a person may update as the responsible; withdrawn ones left out."""
    mine = Q(person=person) | Q(body__in=body_numbers_of(person, on))
    if person.organisation_id:
        mine |= Q(organisation=person.organisation_id)
    return Action.objects.filter(mine, withdrawn_at=None)


def open_rounds(plans: Iterable[int], today: date) -> list[Round]:
    """Rounds that are open today. One query."""
    rows = Round.objects.filter(
        plan__in=list(plans), ended_at=None, opens__lte=today, closes__gte=today
    )
    return list(rows.select_related("plan").order_by("closes", "pk"))


def answered_pairs(rounds: Iterable[Round]) -> set[tuple[int, int]]:
    """(action, round) that were answered. One query."""
    rows = StatusReport.objects.filter(round__in=[each.pk for each in rounds])
    return set(rows.values_list("action_id", "round_id"))


def asked_in(round: Round) -> QuerySet[Action]:
    """The actions that a round asks about: taken up, not ended, there before it closed."""
    rows = Action.objects.filter(
        plan=round.plan_id, withdrawn_at=None, published_at__isnull=False,
        made_on__lte=round.closes,
    )  # fmt: skip
    answered = StatusReport.objects.filter(action=OuterRef("pk"), round=round)
    return rows.filter(Q(stage__in=REPORTING) | Exists(answered))


def answers_of_round(round: Round) -> tuple[list[Action], list[Action]]:
    """Actions that were told of in a round, and those that were not. Two queries."""
    told = set(StatusReport.objects.filter(round=round).values_list("action_id", flat=True))
    rows = asked_in(round).select_related("organisation", "body", "person", "plan__region")
    rows = list(rows.order_by("number"))
    return ([row for row in rows if row.pk in told], [row for row in rows if row.pk not in told])


def load_of_bodies(region: Region, *, today: date) -> list[BodyLoad]:
    """The bodies of a region that exist today, the most loaded first. One query."""
    open_ = Q(withdrawn_at=None, stage__in=OPEN)
    late = Milestone.objects.filter(
        action=OuterRef("pk"), done_on=None, withdrawn_at=None, due_last__lt=today
    )
    rows = Action.objects.filter(open_, body__region=region).values("body").annotate(
        open=Count("pk"), late=Count("pk", filter=Q(due_last__lt=today) | Exists(late))
    )  # fmt: skip
    counts = {row["body"]: row for row in rows}
    bodies = Body.objects.filter(region=region).valid_on(today).select_related("organisation")
    loads = [
        BodyLoad(body, counts.get(body.pk, {}).get("open", 0), counts.get(body.pk, {}).get("late", 0))
        for body in bodies
    ]  # fmt: skip
    return sorted(loads, key=lambda each: (-each.open_actions, each.body.slug))


def parallel_bodies(region: Region, kind: str, *, today: date, area=None) -> list[Body]:
    """Standing bodies of the same kind (and place): instead of them a new one would be made."""
    rows = Body.objects.filter(region=region, kind=kind, existing=True).valid_on(today)
    return list(rows.filter(area=area) if area is not None else rows)


def involvements_of(plan: Plan, *, on: date | None = None) -> list[Involvement]:
    """Who has which role in a plan: ever, or on a day. One query."""
    rows = Involvement.objects.filter(plan=plan).select_related("organisation", "body__area")
    return list(rows.held_on(on) if on else rows)


def comments_of(action: Action) -> list[Comment]:
    """What was said among those involved; callers check the right `read_comments`. One query."""
    rows = action.comments.filter(withdrawn_at=None).select_related("person__organisation")
    return list(rows.order_by("pk"))


def actions_of(plan: Plan) -> Gathered:
    """Every action of a plan for the workspace, proposals and withdrawn ones too. Six queries."""
    return gather(Action.objects.filter(plan=plan).order_by("number"))


def _invitations(person: Person) -> list[Partner]:
    if not person.organisation_id:
        return []
    rows = Partner.objects.filter(
        organisation=person.organisation_id, answer="invited", ended_at=None,
        action__withdrawn_at=None,
    )  # fmt: skip
    return list(rows.select_related("action__plan__region").order_by("invited_on", "pk"))


def _soon(found: Gathered, action: Action, today: date) -> bool:
    days = [row.due_last for row in found.milestones.get(action.pk, ()) if not row.done_on]
    return any(day and today <= day <= today + AHEAD for day in (*days, action.due_last))

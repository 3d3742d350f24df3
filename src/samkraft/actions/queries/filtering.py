"""Which actions are asked for: one filter, answered by the database, for lists and pages of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When

from samkraft.actions.models import (
    Action,
    ActionElement,
    ActionTag,
    FollowUp,
    Milestone,
    Money,
    PrincipleAnswer,
    Serving,
)
from samkraft.actions.queries.elements import keys_below
from samkraft.actions.rules.signs import STALE_AFTER
from samkraft.actions.rules.stages import OPEN, RUNNING
from samkraft.plans.models import PlanVersion
from samkraft.plans.models.plans import PUBLIC_STATES

# Without a date comes last, in both databases.
BY_DUE = F("due_last").asc(nulls_last=True)
ORDERS = {
    "number": ("plan_id", "number"),
    "due": (BY_DUE, "plan_id", "number"),
    "silent": ("silent_since", "plan_id", "number"),
}
UNOWNED = Q(organisation=None, body=None, person=None) & Q(role={})


@dataclass(frozen=True, slots=True)
class ActionFilter:
    """What a list of actions is narrowed to; "" is everything.

    `element` (with `plan`): a key, those below it count; `responsible`: an organisation's slug or
    "body:slug"; `place`: a code such as "NO-1860"; `principle`: a key considered with yes; `sign`:
    one of `rules.signs.SIGNS` that lists can be asked for. `stage` may be "open". `due_from`: not due before that day. `order` is
    number, due, silent or attention (without owner, silent for long, late, then by date).
    """

    region: str = ""
    plan: str = ""
    action_plan: str = ""
    element: str = ""
    responsible: str = ""
    place: str = ""
    stage: str = ""
    tag: str = ""
    principle: str = ""
    judgement: str = ""
    sign: str = ""
    due_from: date | None = None
    order: str = "number"


EVERYTHING = ActionFilter()


def public_actions() -> QuerySet[Action]:
    """Actions that everybody may see, withdrawn ones included: of public plans, taken up."""
    public = PlanVersion.objects.filter(state__in=PUBLIC_STATES).values("plan")
    return Action.objects.filter(
        Q(action_plan=None) | Q(action_plan__published_at__isnull=False),
        published_at__isnull=False, plan__in=public,
    )  # fmt: skip


def filtered(
    rows: QuerySet[Action], wanted: ActionFilter, today: date, silent: Q | None = None
) -> QuerySet[Action]:
    """The rows that fit, in the order asked for. At most two small queries beside; `silent` is
    `silent_for_long(today)` where the caller has asked for it already."""
    if wanted.region:
        rows = rows.filter(plan__region__slug=wanted.region)
    if wanted.plan:
        rows = rows.filter(plan__slug=wanted.plan)
    if wanted.action_plan:
        rows = rows.filter(action_plan__slug=wanted.action_plan)
    if wanted.element:
        rows = rows.filter(_serves(wanted))
    if wanted.responsible:
        rows = rows.filter(_carried_by(wanted.responsible))
    if wanted.place:
        rows = rows.filter(_in_place(wanted.place))
    if wanted.stage:
        rows = rows.filter(stage__in=OPEN if wanted.stage == "open" else [wanted.stage])
    if wanted.tag:
        rows = rows.filter(Exists(ActionTag.objects.filter(action=OuterRef("pk"), tag=wanted.tag)))
    if wanted.principle:
        answers = PrincipleAnswer.objects.filter(
            action=OuterRef("pk"), element_key=wanted.principle, considered="yes"
        )
        rows = rows.filter(Exists(answers))
    if wanted.judgement:
        rows = rows.filter(judgement=wanted.judgement)
    if wanted.due_from:
        rows = rows.filter(due_last__gte=wanted.due_from)
    if wanted.sign:
        rows = rows.filter(with_sign(wanted.sign, today, silent))
    if wanted.order == "attention":
        return rows.order_by(*by_attention(today, silent))
    return rows.order_by(*ORDERS.get(wanted.order, ORDERS["number"]))


def by_attention(today: date, silent: Q | None = None) -> tuple:
    """Without owner first, then silent for long, then late; what has ended comes last."""
    first = Case(
        When(with_sign("unowned", today), then=Value(0)),
        When(with_sign("stale", today, silent), then=Value(1)),
        When(with_sign("overdue", today), then=Value(2)),
        When(stage__in=OPEN, then=Value(3)),
        default=Value(4),
    )
    return first, *ORDERS["due"]


def with_sign(sign: str, today: date, silent: Q | None = None) -> Q:
    """The same as `rules.signs`, asked of the database. Raises ValueError for other signs."""
    open_ = Q(stage__in=OPEN)
    if sign == "overdue":
        return open_ & Q(due_last__lt=today)
    if sign == "late-milestone":
        late = Milestone.objects.filter(
            action=OuterRef("pk"), done_on=None, withdrawn_at=None, due_last__lt=today
        )
        return open_ & Exists(late)
    if sign == "stale":
        return Q(stage__in=RUNNING) & (silent_for_long(today) if silent is None else silent)
    if sign == "unowned":
        return open_ & UNOWNED
    if sign == "no-element":
        return open_ & ~Exists(ActionElement.objects.filter(action=OuterRef("pk")))
    if sign == "no-date":
        return open_ & Q(due_last=None)
    if sign == "no-money":
        return open_ & ~Exists(has_money())
    if sign == "responsible-declined":
        return open_ & Q(consent="declined")
    raise ValueError(f"Actions cannot be listed by the sign “{sign}”.")


def has_money() -> QuerySet[Money]:
    return Money.objects.filter(action=OuterRef("pk"), withdrawn_at=None)


def silent_for_long(today: date) -> Q:
    """Silent for longer than the plan has patience; few plans have set theirs. One query."""
    own = dict(FollowUp.objects.exclude(stale_after=STALE_AFTER).values_list("plan", "stale_after"))
    found = Q(silent_since__lt=today - timedelta(days=STALE_AFTER)) & ~Q(plan__in=list(own))
    for days in set(own.values()):
        plans = [plan for plan, each in own.items() if each == days]
        found |= Q(plan__in=plans, silent_since__lt=today - timedelta(days=days))
    return found


def _serves(wanted: ActionFilter) -> Q:
    """Of the element, of what stands below it, or of a measure tied to one of these. One query."""
    keys = {wanted.element}
    if wanted.plan:
        keys |= keys_below(wanted.plan, wanted.element)
    tied = Serving.objects.filter(plan__slug=wanted.plan, goal_key__in=keys, ended_at=None)
    served = ActionElement.objects.filter(
        Q(element_key__in=keys) | Q(element_key__in=tied.values("measure_key"))
    )
    return Q(pk__in=Subquery(served.values("action")))


def _carried_by(text: str) -> Q:
    kind, _, slug = text.rpartition(":")
    return Q(body__slug=slug) if kind == "body" else Q(organisation__slug=slug)


def _in_place(text: str) -> Q:
    """Where it happens, else where its responsible organisation or working group is."""
    country, _, code = text.partition("-")
    through = Action.areas.through.objects.filter(area__country=country, area__code=code)
    return (
        Q(pk__in=Subquery(through.values("action")))
        | Q(organisation__area__country=country, organisation__area__code=code)
        | Q(body__area__country=country, body__area__code=code)
    )

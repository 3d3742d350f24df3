"""Actions with what hangs on them, in six queries however many there are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Exists, IntegerField, OuterRef, QuerySet, Subquery, Value, When

from samkraft.accounts.models import Organisation
from samkraft.actions.models import Action, ActionElement, FollowUp, Milestone
from samkraft.actions.queries.filtering import has_money
from samkraft.actions.queries.habits import Habits, habits
from samkraft.actions.rules.signs import Facts, signs
from samkraft.plans.models import Element, Plan, PlanVersion
from samkraft.plans.models.plans import PUBLIC_STATES

HABITS = ("currency", "stale_after", "quiet", "reminders", "last_meeting_on")
LONG = (
    "how", "stages", "stage_why", "consent_why", "consent_at", "new_structure_reason",
    "handed_to_name", "withdrawn_why", "body__mandate",
    "body__new_reason", "person__password", "action_plan__what", "action_plan__how",
    "action_plan__who", "action_plan__resources", "action_plan__networks",
    "action_plan__children_and_young", "action_plan__national_minorities", "action_plan__sami",
    "action_plan__answers", "action_plan__title",
)  # fmt: skip
Verdicts = Mapping[tuple[str, str], str]


@dataclass(frozen=True, slots=True)
class Step:
    """A milestone in brief: when it is due, and whether it was reached."""

    due_last: date | None
    done_on: date | None


@dataclass
class Gathered:
    """Actions with their elements, milestones (in brief: a `Step` each) and the habits of their
    plans."""

    actions: list[Action]
    keys: dict[int, list[str]]
    elements: dict[tuple[int, str], Element]
    milestones: dict[int, list[Milestone | Step]]
    habits: dict[int, Habits]

    def signs(self, action: Action, today: date, verdicts: Verdicts | None = None):
        """The signs of one of the actions; `verdicts` by plan's address and element's key."""
        served = self.keys.get(action.pk, ())
        found = [
            verdict for key in served
            if (verdict := (verdicts or {}).get((action.plan.slug, key)))
        ]  # fmt: skip
        return signs(
            facts_of(action, len(served), self.milestones.get(action.pk, ()), found), today,
            stale_after=self.habits[action.plan_id].stale_after,
        )  # fmt: skip


def gather(rows: QuerySet[Action], *, brief: bool = False) -> Gathered:
    """Everything a row of a list needs. Six queries.

    `brief`: long texts are not read and milestones are `Step`s; for public lists.
    """
    rows = rows.select_related("body", "person", "action_plan")
    rows = rows.annotate(has_money=Exists(has_money()))
    actions = list(rows.defer(*LONG) if brief else rows)
    numbers = [action.pk for action in actions]
    plans = _plans({action.plan_id for action in actions})
    for action in actions:  # one plan is one object, not one for each action
        action.plan = plans[action.plan_id]
        action.plan_title = action.plan.public_title
    organisations = _organisations({each.organisation_id for each in actions} - {None})
    for action in actions:
        action.organisation = organisations.get(action.organisation_id)
    keys: dict[int, list[str]] = {}
    for action, key in _in_parts(
        ActionElement.objects.order_by("pk").values_list("action", "element_key"), numbers
    ):
        keys.setdefault(action, []).append(key)
    milestones: dict[int, list] = {}
    steps = _in_parts(Milestone.objects.filter(withdrawn_at=None).order_by("order", "pk"), numbers)
    if brief:
        for number, *days in steps.values_list("action_id", "due_last", "done_on"):
            milestones.setdefault(number, []).append(Step(*days))
    else:
        for row in steps:
            milestones.setdefault(row.action_id, []).append(row)
    wanted = {(a.plan_id, key) for a in actions for key in keys.get(a.pk, ())}
    return Gathered(
        actions, keys, public_words(wanted), milestones,
        {pk: habits(plan.language, _own(plan)) for pk, plan in plans.items()},
    )  # fmt: skip


def annotated(rows: QuerySet[Action]) -> QuerySet[Action]:
    """With plan, region, who carries it, the plan's title and whether there is money."""
    return rows.select_related(
        "plan__region", "organisation", "body", "person", "action_plan", "handed_to"
    ).annotate(has_money=Exists(has_money()), plan_title=Subquery(_title()))  # fmt: skip


def facts_of(
    action: Action,
    elements: int,
    milestones: Iterable[Milestone | Step],
    verdicts: Iterable[str] = (),
) -> Facts:
    """What the signs look at."""
    return Facts(
        stage=action.stage, due_last=action.due_last, silent_since=action.silent_since,
        owned=owned(action), elements=elements, money=int(action.has_money),
        consent=action.consent, verdicts=tuple(verdicts),
        open_milestones=[row.due_last for row in milestones if row.done_on is None],
    )  # fmt: skip


def owned(action: Action) -> bool:
    """Whether anybody is said to carry the action."""
    return bool(action.organisation_id or action.body_id or action.person_id or action.role)


def public_words(wanted: set[tuple[int, str]]) -> dict[tuple[int, str], Element]:
    """Elements by plan and key, in the newest public version that has them. One query."""
    rows = Element.objects.filter(
        version__plan__in={plan for plan, _ in wanted}, key__in={key for _, key in wanted},
        version__state__in=PUBLIC_STATES, removed_at=None,
    )  # fmt: skip
    found = {}
    for row in rows.select_related("version").order_by("version__number"):
        if (row.version.plan_id, row.key) in wanted:
            found[row.version.plan_id, row.key] = row
    return found


def _plans(numbers: set[int]) -> dict[int, Plan]:
    """Plans with their regions, public titles and habits. One query."""
    own = FollowUp.objects.filter(plan=OuterRef("pk"))
    rows = Plan.objects.filter(pk__in=numbers).select_related("region")
    rows = rows.annotate(
        public_title=Subquery(_title("pk")),
        **{f"own_{name}": Subquery(own.values(name)[:1]) for name in HABITS},
    )
    return {row.pk: row for row in rows}


def _own(plan: Plan) -> FollowUp | None:
    """The row of the plan's habits, if it has one."""
    values = {name: getattr(plan, f"own_{name}") for name in HABITS}
    return FollowUp(plan_id=plan.pk, **values) if values["currency"] else None


def _organisations(numbers: set[int]) -> dict[int, Organisation]:
    """One query, and one object for each, not one for each action."""
    return {row.pk: row for row in Organisation.objects.filter(pk__in=numbers)}


def _title(plan: str = "plan") -> QuerySet:
    """The title of the version in force, else in consultation, else the newest public one."""
    rank = Case(
        When(state="adopted", then=Value(0)), When(state="consultation", then=Value(1)),
        default=Value(2), output_field=IntegerField(),
    )  # fmt: skip
    found = PlanVersion.objects.filter(plan=OuterRef(plan), state__in=PUBLIC_STATES)
    return found.order_by(rank, "-number").values("title")[:1]


def _in_parts(rows: QuerySet, numbers: list[int]) -> QuerySet:
    """Rows of these actions; a very long list is asked as a range and cut afterwards."""
    if len(numbers) <= 2000:
        return rows.filter(action__in=numbers)
    return rows.filter(action__gte=min(numbers), action__lte=max(numbers))

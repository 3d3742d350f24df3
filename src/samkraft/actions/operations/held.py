"""Getting hold of an action before changing it, and writing down what happened."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone

from samkraft.accounts.rules import NotAllowed
from samkraft.actions.models import Action
from samkraft.actions.operations.errors import BadAction, NotAdopted
from samkraft.actions.queries.elements import adopted_elements
from samkraft.actions.queries.standing import may_act
from samkraft.journal import operations as journal
from samkraft.lib.texts import Texts
from samkraft.places.models import Region
from samkraft.plans.models import Plan, PlanVersion
from samkraft.plans.operations.errors import ChangedMeanwhile

NO_WORDS = Texts()


def day_of(at: datetime) -> date:
    """The day of a moment where the installation is."""
    return timezone.localdate(at)


def require_act(by, act: str, region: Region, at: datetime, **about) -> None:
    """Raise NotAllowed unless `by` may do this."""
    if not may_act(by, act, region, on=day_of(at), **about):
        raise NotAllowed(act, region)


def locked_action(
    action: Action, by, at: datetime, act: str, revision: int | None = None
) -> Action:
    """The action, locked until the transaction ends.

    Raises NotAllowed, ChangedMeanwhile, BadAction("withdrawn").
    """
    found = (
        Action.objects.select_for_update(of=("self",))
        .select_related("plan__region", "person", "organisation", "body", "action_plan")
        .get(pk=action.pk)
    )
    require_act(by, act, found.plan.region, at, action=found)
    if found.withdrawn_at:
        raise BadAction("withdrawn")
    if revision is not None and found.revision != revision:
        raise ChangedMeanwhile(found)
    return found


def require_adopted(plan: Plan, keys=(), *, held: frozenset[str] = frozenset()) -> None:
    """Raise NotAdopted unless a version is in force and has these keys (or they were `held`)."""
    if not PlanVersion.objects.filter(plan=plan, state="adopted").exists():
        raise NotAdopted("plan-not-adopted")
    wanted = set(keys) - held
    if wanted and (lacking := wanted - {row.key for row in adopted_elements(plan)}):
        raise NotAdopted("element-not-adopted", tuple(sorted(lacking)))


def journal_action(
    operation: str, action: Action, by, at: datetime, *, subject=None, before=None, after=None,
    why: str = "",
) -> None:  # fmt: skip
    """Write what happened to an action, or to something of it."""
    plan = action.plan
    journal.write(
        operation=operation, subject=subject or action, by=by, at=at, region=plan.region.slug,
        label=f"{plan.slug}/{action.slug}", before=before, after=after, why=why,
    )  # fmt: skip


def iso(day: date | None) -> str | None:
    return day.isoformat() if day else None

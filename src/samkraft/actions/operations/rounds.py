"""Update rounds, and how a plan is followed up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction

from samkraft.accounts.rules import require
from samkraft.actions.models import Currency, FollowUp, Round
from samkraft.actions.operations.errors import BadRound
from samkraft.actions.operations.held import iso
from samkraft.actions.queries.habits import habits_of
from samkraft.actions.rules.quiet import periods_of
from samkraft.journal import operations as journal
from samkraft.lib.texts import Texts
from samkraft.plans.models import Plan
from samkraft.plans.operations.errors import ChangedMeanwhile


@dataclass(frozen=True, slots=True)
class HabitValues:
    """How a plan is followed up. `quiet`: first and last days without reminders."""

    currency: str
    stale_after: int = 120
    quiet: Sequence[tuple[date, date]] = ()
    reminders: bool = True
    last_meeting_on: date | None = None


@transaction.atomic
def open_round(*, plan: Plan, title: Texts, opens: date, closes: date, by, at: datetime) -> Round:
    """Ask everybody who carries something in the plan to tell how it goes, from–until.

    Raises NotAllowed, BadRound.
    """
    require(by, "edit", plan.region)
    _check(title, opens, closes)
    made = Round.objects.create(
        plan=plan, title=title.value(), opens=opens, closes=closes, made_at=at
    )
    _journal("open-round", made, by, at, after=_said(made))
    return made


@transaction.atomic
def change_round(
    *, round: Round, revision: int, title: Texts, opens: date, closes: date, by, at: datetime
) -> Round:
    """Change title or dates. Raises NotAllowed, ChangedMeanwhile, BadRound."""
    found = _locked(round, by)
    if found.revision != revision:
        raise ChangedMeanwhile(found)
    _check(title, opens, closes)
    before = _said(found)
    found.title, found.opens, found.closes = title.value(), opens, closes
    if _said(found) != before:
        found.revision += 1
        found.save()
        _journal("change-round", found, by, at, before=before, after=_said(found))
    return found


@transaction.atomic
def end_round(*, round: Round, why: str, by, at: datetime) -> Round:
    """Break off a round; nobody is reminded of it any more. Raises NotAllowed, BadRound."""
    found = _locked(round, by)
    if not why.strip():
        raise BadRound("no-reason")
    found.ended_at, found.ended_why = at, why.strip()
    found.revision += 1
    found.save()
    _journal("end-round", found, by, at, why=why)
    return found


@transaction.atomic
def set_habits(
    *, plan: Plan, values: HabitValues, by, at: datetime, revision: int | None = None
) -> FollowUp:
    """Say how the plan is followed up; `revision` 0 is that nobody has said it yet.

    Raises NotAllowed, ChangedMeanwhile, BadRound.
    """
    require(by, "edit", plan.region)
    there = FollowUp.objects.select_for_update().filter(plan=plan).first()
    if revision is not None and revision != (there.revision if there else 0):
        raise ChangedMeanwhile(there)
    if values.currency not in Currency.values:
        raise BadRound("unknown-currency")
    if not 1 <= values.stale_after <= 3650:
        raise BadRound("stale-after")
    quiet = [[first.isoformat(), last.isoformat()] for first, last in values.quiet]
    try:
        periods_of(quiet)
    except ValueError:
        raise BadRound("quiet") from None
    before = asdict(habits_of([plan])[plan.pk])
    made, _ = FollowUp.objects.update_or_create(
        plan=plan,
        defaults={
            "currency": values.currency, "stale_after": values.stale_after, "quiet": quiet,
            "reminders": values.reminders, "last_meeting_on": values.last_meeting_on,
            "revision": there.revision + 1 if there else 1,
        },
    )  # fmt: skip
    journal.write(
        operation="set-habits", subject=made, by=by, at=at, region=plan.region.slug,
        label=plan.slug, before=_plain(before), after=_plain(asdict(habits_of([plan])[plan.pk])),
    )  # fmt: skip
    return made


def _check(title: Texts, opens: date, closes: date) -> None:
    if not title.shown("en").text.strip():
        raise BadRound("no-title")
    if closes < opens:
        raise BadRound("days-out-of-order")


def _locked(round: Round, by) -> Round:
    require(by, "edit", round.plan.region)
    found = Round.objects.select_for_update(of=("self",)).select_related("plan__region").get(
        pk=round.pk
    )  # fmt: skip
    if found.ended_at:
        raise BadRound("ended")
    return found


def _said(round: Round) -> dict:
    return {"title": round.title, "opens": iso(round.opens), "closes": iso(round.closes)}


def _plain(value):
    """Days as text, all the way down."""
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return iso(value) if isinstance(value, date) else value


def _journal(operation: str, round: Round, by, at, *, before=None, after=None, why="") -> None:
    journal.write(
        operation=operation, subject=round, by=by, at=at, region=round.plan.region.slug,
        label=f"{round.plan.slug}: {round}", before=before, after=after, why=why,
    )  # fmt: skip

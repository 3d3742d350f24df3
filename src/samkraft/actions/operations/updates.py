"""The one-screen update: judgement, words, milestones and dates in one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction

from samkraft.actions.models import Action, Judgement, Milestone, Round, StatusReport
from samkraft.actions.operations.errors import BadMilestone, BadReport, LinkRefused
from samkraft.actions.operations.held import NO_WORDS, day_of, journal_action, locked_action
from samkraft.actions.operations.links import UpdateLink, read_update_token
from samkraft.actions.operations.milestones import move_milestone, reach_milestone
from samkraft.actions.operations.moving import place_dates
from samkraft.actions.operations.stages import change_stage
from samkraft.actions.rules.signs import silent_since
from samkraft.lib.texts import Texts


@dataclass(frozen=True, slots=True)
class Said:
    """What a person says in an update. An empty text is not said."""

    judgement: str
    text: Texts = NO_WORDS
    deviation: Texts = NO_WORDS
    cause: Texts = NO_WORDS
    correction: Texts = NO_WORDS


@dataclass(frozen=True, slots=True)
class MilestoneChange:
    """A milestone reached on a day (`done_on`), or moved to another time (`due`, with `why`)."""

    milestone: Milestone
    done_on: date | None = None
    due: str | None = None
    why: str = ""
    revision: int | None = None


@transaction.atomic
def update_action(
    *,
    action: Action,
    said: Said,
    by,
    at: datetime,
    milestones: Sequence[MilestoneChange] = (),
    start: str | None = None,
    due: str | None = None,
    moved_why: str = "",
    stage: str | None = None,
    stage_why: str = "",
    on: date | None = None,
    round: Round | None = None,
    link: UpdateLink | None = None,
    revision: int | None = None,
) -> StatusReport:
    """Say how an action goes. Everything or nothing is kept; former reports stay as they are.

    `round`: the update answers it; without, it answers the plan's open round. `link`: it came by
    an e-mail's link, which works once. Raises NotAllowed, ChangedMeanwhile, BadReport, BadMilestone,
    BadAction, WrongStage, NotATime, LinkRefused.
    """
    if link is not None and (link.action.pk != action.pk or by is None or by.pk != link.person.pk):
        raise LinkRefused("broken")
    found = locked_action(action, by, at, "update", revision)
    day = on or day_of(at)
    _check(found, said, day, round, at)
    if start is not None or due is not None:
        place_dates(
            found, found.start_text if start is None else start,
            found.due_text if due is None else due, moved_why, by, at,
        )  # fmt: skip
    for change in milestones:
        _milestone(found, change, by, at)
    if stage is not None and stage != found.stage:
        change_stage(found, stage, by=by, at=at, why=stage_why)
    report = _report(found, said, day, round, link, by, at)
    # a report of an earlier day does not take the place of a newer one
    if found.last_report_on is None or day >= found.last_report_on:
        found.judgement, found.last_report_on = said.judgement, day
    found.silent_since = silent_since(found.last_report_on, found.start_first, found.made_on)
    found.revision += 1
    found.save()
    journal_action("update-action", found, by, at, subject=report,
                   after={"judgement": said.judgement, "on": day.isoformat(),
                          "start": found.start_text, "due": found.due_text}, why=moved_why)  # fmt: skip
    return report


def update_by_link(*, token: str, said: Said, at: datetime, **changes) -> StatusReport:
    """The one update that an e-mail's link allows; `changes` as for `update_action`.

    Raises LinkRefused, and what `update_action` raises.
    """
    link = read_update_token(token, at=at)
    return update_action(action=link.action, said=said, by=link.person, at=at, link=link, **changes)


def _check(action: Action, said: Said, day: date, round: Round | None, at: datetime) -> None:
    if said.judgement not in Judgement.values:
        raise BadReport("unknown-judgement")
    if day > day_of(at):
        raise BadReport("in-the-future")
    if round is not None and round.plan_id != action.plan_id:
        raise BadReport("other-round")


def _milestone(action: Action, change: MilestoneChange, by, at: datetime) -> None:
    if change.milestone.action_id != action.pk:
        raise BadMilestone("not-the-action's")
    revision = change.revision
    if change.due is not None:
        moved = move_milestone(
            milestone=change.milestone, due=change.due, why=change.why, by=by, at=at,
            revision=revision,
        )  # fmt: skip
        revision = moved.revision
    if change.done_on is not None:
        reach_milestone(
            milestone=change.milestone, on=change.done_on, by=by, at=at, revision=revision
        )


def _report(action, said: Said, day, round, link: UpdateLink | None, by, at) -> StatusReport:
    if round is None and link is not None:
        round = link.round
    if round is None:
        open_now = Round.objects.filter(
            plan=action.plan_id, ended_at=None, opens__lte=day_of(at), closes__gte=day_of(at)
        )
        round = open_now.order_by("opens").first()
    try:
        with transaction.atomic():
            return StatusReport.objects.create(
                action=action, on=day, judgement=said.judgement, text=said.text.value(),
                deviation=said.deviation.value(), cause=said.cause.value(),
                correction=said.correction.value(), round=round, reported_by=by, reported_at=at,
                link=link.mark if link else "",
            )  # fmt: skip
    except IntegrityError:
        raise LinkRefused("used") from None

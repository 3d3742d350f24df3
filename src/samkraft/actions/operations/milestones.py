"""Milestones: set, described, reached, moved, taken back."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from samkraft.actions.models import Action, Milestone
from samkraft.actions.operations.errors import BadMilestone
from samkraft.actions.operations.held import day_of, iso, journal_action, locked_action
from samkraft.actions.operations.moving import parsed, place_due
from samkraft.lib.texts import Texts
from samkraft.plans.operations.errors import ChangedMeanwhile


@transaction.atomic
def add_milestone(
    *, action: Action, title: Texts, due: str, by, at: datetime, criterion: Texts | None = None
) -> Milestone:
    """Add a milestone, last. Raises NotAllowed, BadMilestone, NotATime."""
    found = locked_action(action, by, at, "update")
    if not title.shown("en").text.strip():
        raise BadMilestone("no-title")
    when = parsed(due)
    made = Milestone.objects.create(
        action=found, title=title.value(), criterion=criterion.value() if criterion else {},
        due_text=when.text, due_first=when.first, due_last=when.last,
        order=found.milestones.count(),
    )  # fmt: skip
    journal_action("add-milestone", found, by, at, subject=made, after=_said(made))
    return made


@transaction.atomic
def describe_milestone(
    *,
    milestone: Milestone,
    revision: int,
    title: Texts,
    criterion: Texts,
    due: str,
    by,
    at: datetime,
    why: str = "",
) -> Milestone:
    """Change words and date; a date that was set keeps its former value and needs `why`.

    Raises NotAllowed, ChangedMeanwhile, BadMilestone, NotATime.
    """
    found = locked_milestone(milestone, by, at, revision)
    if not title.shown("en").text.strip():
        raise BadMilestone("no-title")
    before = _said(found)
    found.title, found.criterion = title.value(), criterion.value()
    place_due(found, due, why, by, at)
    return _saved("describe-milestone", found, before, by, at, why)


@transaction.atomic
def move_milestone(
    *, milestone: Milestone, due: str, why: str, by, at: datetime, revision: int | None = None
) -> Milestone:
    """Give a milestone another date. Raises NotAllowed, ChangedMeanwhile, BadMilestone, NotATime."""
    found = locked_milestone(milestone, by, at, revision)
    before = _said(found)
    place_due(found, due, why, by, at)
    return _saved("move-milestone", found, before, by, at, why)


@transaction.atomic
def reach_milestone(
    *, milestone: Milestone, on: date | None, by, at: datetime, revision: int | None = None
) -> Milestone:
    """The milestone was reached on a day; None: it was not after all.

    Raises NotAllowed, ChangedMeanwhile, BadMilestone.
    """
    found = locked_milestone(milestone, by, at, revision)
    if on is not None and on > day_of(at):
        raise BadMilestone("in-the-future")
    before = _said(found)
    found.done_on = on
    return _saved("reach-milestone", found, before, by, at)


@transaction.atomic
def withdraw_milestone(*, milestone: Milestone, why: str, by, at: datetime) -> Milestone:
    """Take a milestone back, with the reason. Raises NotAllowed, BadMilestone."""
    found = locked_milestone(milestone, by, at)
    if not why.strip():
        raise BadMilestone("no-reason")
    found.withdrawn_at, found.withdrawn_why = at, why.strip()
    found.revision += 1
    found.save()
    journal_action(
        "withdraw-milestone", found.action, by, at, subject=found, before=_said(found), why=why
    )
    return found


@transaction.atomic
def order_milestones(*, action: Action, order: list[int], by, at: datetime) -> None:
    """Put the milestones in this order (primary keys). Raises NotAllowed."""
    found = locked_action(action, by, at, "update")
    places = {pk: place for place, pk in enumerate(order)}
    rows = list(found.milestones.all())
    rows.sort(key=lambda row: places.get(row.pk, len(places) + row.order))
    for place, row in enumerate(rows):
        row.order = place
    Milestone.objects.bulk_update(rows, ["order"])
    journal_action("order-milestones", found, by, at, after={"order": [row.pk for row in rows]})


def locked_milestone(
    milestone: Milestone, by, at: datetime, revision: int | None = None
) -> Milestone:
    """The milestone, locked with its action. Raises NotAllowed, ChangedMeanwhile, BadMilestone."""
    action = locked_action(milestone.action, by, at, "update")
    found = Milestone.objects.select_for_update().get(pk=milestone.pk)
    found.action = action
    if found.withdrawn_at:
        raise BadMilestone("withdrawn")
    if revision is not None and found.revision != revision:
        raise ChangedMeanwhile(found)
    return found


def _saved(operation: str, found: Milestone, before: dict, by, at, why: str = "") -> Milestone:
    after = _said(found)
    if after != before:
        found.revision += 1
        found.save()
        journal_action(operation, found.action, by, at, subject=found, before=before, after=after,
                       why=why)  # fmt: skip
    return found


def _said(milestone: Milestone) -> dict:
    return {
        "title": milestone.title, "criterion": milestone.criterion, "due": milestone.due_text,
        "done": iso(milestone.done_on),
    }  # fmt: skip

"""Moving the dates of an action; the former ones stay, with the reason."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from samkraft.actions.models import Action, FormerDate, Milestone
from samkraft.actions.operations.errors import BadAction, BadMilestone
from samkraft.actions.operations.held import journal_action, locked_action
from samkraft.actions.rules.dates import When, parse_when
from samkraft.actions.rules.signs import silent_since


@transaction.atomic
def move_dates(
    *, action: Action, start: str, due: str, why: str, by, at: datetime, revision: int | None = None
) -> Action:
    """Set start and due anew. Raises NotAllowed, ChangedMeanwhile, BadAction, NotATime."""
    found = locked_action(action, by, at, "update", revision)
    before = {"start": found.start_text, "due": found.due_text}
    if place_dates(found, start, due, why, by, at):
        found.revision += 1
        found.save()
        journal_action("move-dates", found, by, at, before=before, why=why,
                       after={"start": found.start_text, "due": found.due_text})  # fmt: skip
    return found


def place_dates(action: Action, start: str, due: str, why: str, by, at: datetime) -> bool:
    """Put new dates on an action that is saved afterwards; whether any changed.

    A date that was set before needs the reason. Raises BadAction, NotATime.
    """
    changed = False
    new = {"start": parsed(start), "due": parsed(due)}
    if new["start"].first and new["due"].last and new["due"].last < new["start"].first:
        raise BadAction("dates-out-of-order")
    for field, when in new.items():
        old = When(*(getattr(action, f"{field}_{part}") for part in ("text", "first", "last")))
        if old == when:
            continue
        if old:
            if not why.strip():
                raise BadAction("no-reason")
            keep_former(action, None, field, old, when, why, by, at)
        for part in ("text", "first", "last"):
            setattr(action, f"{field}_{part}", getattr(when, part))
        changed = True
    action.silent_since = silent_since(action.last_report_on, action.start_first, action.made_on)
    return changed


def place_due(milestone: Milestone, due: str, why: str, by, at: datetime) -> bool:
    """Put a new date on a milestone that is saved afterwards; whether it changed."""
    old = When(milestone.due_text, milestone.due_first, milestone.due_last)
    when = parsed(due)
    if old == when:
        return False
    if old:
        if not why.strip():
            raise BadMilestone("no-reason")
        keep_former(milestone.action, milestone, "due", old, when, why, by, at)
    milestone.due_text, milestone.due_first, milestone.due_last = when.text, when.first, when.last
    return True


def keep_former(
    action: Action, milestone: Milestone | None, field: str, old: When, new: When, why, by, at
) -> None:
    """Keep the date that is given up."""
    FormerDate.objects.create(
        action=action, milestone=milestone, field=field, text=old.text, first=old.first,
        last=old.last, moved_to=new.text, moved_to_last=new.last, why=why.strip(), moved_by=by,
        moved_at=at,
    )  # fmt: skip


def parsed(text: str) -> When:
    """The time a text names. Raises NotATime."""
    return parse_when(text)

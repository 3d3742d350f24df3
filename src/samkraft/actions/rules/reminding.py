"""What somebody is to be reminded of on a day. Each matter is told once, and not after an answer.

A matter holds from its first day until it is answered or overtaken, so that a day on which nobody
is reminded shifts it and loses nothing: what was “due soon” is then told as “late”.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from samkraft.actions.rules.stages import RUNNING

SOON = timedelta(days=14)
CLOSING = timedelta(days=3)
AFTER_CLOSING = timedelta(days=30)
KINDS = (
    "overdue", "milestone-late", "due", "milestone-due", "round-closing", "round-open", "stale",
    "asked", "invited", "unowned", "declined", "follow-up",
)  # fmt: skip
TO_COORDINATORS = frozenset({"unowned", "declined", "follow-up"})


@dataclass(frozen=True, slots=True)
class Step:
    """A milestone that is not reached."""

    number: int
    due_last: date | None


@dataclass(frozen=True, slots=True)
class Asking:
    """A round, and whether it was answered for the action."""

    number: int
    opens: date
    closes: date
    answered: bool


@dataclass(frozen=True, slots=True)
class Followed:
    """An action as reminding sees it. `invited`: partners that have not answered, with the day."""

    number: int
    stage: str
    due_last: date | None
    steps: Sequence[Step]
    last_report_on: date | None
    silent_since: date
    stale_after: int
    owned: bool
    owned_since: date
    consent: str
    follow_up_on: date | None
    rounds: Sequence[Asking] = ()
    invited: Sequence[tuple[int, date]] = ()


@dataclass(frozen=True, slots=True)
class Matter:
    """`about` names the thing and `period` the time of it; both together are told once."""

    kind: str
    about: str
    period: str
    day: date


def matters(action: Followed, today: date) -> tuple[Matter, ...]:
    """What is to be told of an action on a day, the most urgent first."""
    found = [*_endings(action, today), *_rounds(action, today), *_people(action, today)]
    return tuple(sorted(found, key=lambda each: (KINDS.index(each.kind), each.day, each.about)))


def _endings(action: Followed, today: date) -> Iterator[Matter]:
    if action.stage in RUNNING:
        yield from _deadline(action, f"action:{action.number}", action.due_last, today, "")
        for step in action.steps:
            yield from _deadline(action, f"milestone:{step.number}", step.due_last, today,
                                 "milestone-")  # fmt: skip
        late = today - action.silent_since > timedelta(days=action.stale_after)
        if late:
            day = action.silent_since
            yield Matter("stale", f"action:{action.number}", day.isoformat(), day)
    if action.stage == "handed_over" and action.follow_up_on and today >= action.follow_up_on:
        day = action.follow_up_on
        if not _answered(action, day):
            yield Matter("follow-up", f"action:{action.number}", day.isoformat(), day)


def _deadline(
    action: Followed, about: str, due: date | None, today: date, prefix: str
) -> Iterator[Matter]:
    if due is None:
        return
    if today > due:
        if not _answered(action, due + timedelta(days=1)):
            kind = "milestone-late" if prefix else "overdue"
            yield Matter(kind, about, due.isoformat(), due)
    elif today >= due - SOON and not _answered(action, due - SOON):
        yield Matter(f"{prefix}due", about, due.isoformat(), due)


def _rounds(action: Followed, today: date) -> Iterator[Matter]:
    if action.stage not in (*RUNNING, "paused"):
        return
    for each in action.rounds:
        if each.answered or today < each.opens:
            continue
        about, period = f"round:{each.number}/action:{action.number}", each.closes.isoformat()
        if each.closes - CLOSING <= today <= each.closes + AFTER_CLOSING:
            yield Matter("round-closing", about, period, each.closes)
        elif today < each.closes:
            yield Matter("round-open", about, each.opens.isoformat(), each.closes)


def _people(action: Followed, today: date) -> Iterator[Matter]:
    about, since = f"action:{action.number}", action.owned_since
    if action.stage in RUNNING and not action.owned and today > since:
        yield Matter("unowned", about, since.isoformat(), since)
    if action.stage in RUNNING and action.consent == "declined":
        yield Matter("declined", about, since.isoformat(), since)
    if action.stage in (*RUNNING, "proposed") and action.consent == "asked":
        yield Matter("asked", about, since.isoformat(), since)
    for partner, day in action.invited:
        yield Matter("invited", f"partner:{partner}", day.isoformat(), day)


def _answered(action: Followed, since: date) -> bool:
    return action.last_report_on is not None and action.last_report_on >= since

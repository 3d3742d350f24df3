"""Signs that something needs a look, computed from values; they stand beside what people say.

The signs of a list are also asked of the database; a test holds both against each other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from samkraft.actions.rules.stages import OPEN, RUNNING

STALE_AFTER = 120
SIGNS = (
    "overdue", "late-milestone", "stale", "unowned", "no-element", "no-date", "no-money",
    "responsible-declined", "indicator-off-track", "indicator-behind",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Facts:
    """What the signs look at. `open_milestones`: last days of those not reached (None: no date);
    `verdicts`: those of the targets of the elements served."""

    stage: str
    due_last: date | None
    silent_since: date
    owned: bool
    elements: int
    money: int
    consent: str = "none"
    open_milestones: Sequence[date | None] = ()
    verdicts: Sequence[str] = ()


def signs(facts: Facts, today: date, *, stale_after: int = STALE_AFTER) -> tuple[str, ...]:
    """The signs of an action on a day, in the order of `SIGNS`."""
    if facts.stage not in OPEN:
        return ()
    found = {
        "overdue": facts.due_last is not None and facts.due_last < today,
        "late-milestone": any(day is not None and day < today for day in facts.open_milestones),
        "stale": facts.stage in RUNNING
        and facts.silent_since < today - timedelta(days=stale_after),
        "unowned": not facts.owned,
        "no-element": not facts.elements,
        "no-date": facts.due_last is None,
        "no-money": not facts.money,
        "responsible-declined": facts.consent == "declined",
        "indicator-off-track": "off_track" in facts.verdicts,
        "indicator-behind": "behind" in facts.verdicts,
    }
    return tuple(sign for sign in SIGNS if found[sign])


def silent_since(last_report: date | None, start_first: date | None, made: date) -> date:
    """The day from which nobody has been heard: the last report, else the start, at the earliest
    the day the action was written down."""
    if last_report is not None:
        return last_report
    return max(made, start_first) if start_first else made

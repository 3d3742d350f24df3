"""The tracker: actions of a plan, a region or everywhere, filtered and in pages; the timeline."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from samkraft.actions.models import Action, FormerDate
from samkraft.actions.published.values import ActionRow, row_of, rows_of, when_of
from samkraft.actions.queries.filtering import EVERYTHING, ActionFilter, filtered, public_actions
from samkraft.actions.queries.gathering import Gathered, Verdicts, gather
from samkraft.actions.rules.dates import When
from samkraft.lib.texts import Shown


@dataclass(frozen=True, slots=True)
class Tracker:
    """One page of a list. `total` counts all that fit, `offset` those before this page."""

    rows: tuple[ActionRow, ...]
    total: int
    offset: int


@dataclass(frozen=True, slots=True)
class TimelineMilestone:
    title: Shown
    due: When
    done_on: date | None
    former: tuple[When, ...]


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """An action with its milestones; `former_start` and `former_due` are dates that were given up,
    oldest first."""

    action: ActionRow
    former_start: tuple[When, ...]
    former_due: tuple[When, ...]
    milestones: tuple[TimelineMilestone, ...]


def published_actions(
    lang: str, wanted: ActionFilter = EVERYTHING, *, today: date, limit: int | None = 100,
    offset: int = 0, verdicts: Verdicts | None = None,
) -> Tracker:  # fmt: skip
    """A page of the list. At most eight queries. Raises ValueError for an unknown sign."""
    rows = filtered(public_actions().filter(withdrawn_at=None), wanted, today)
    page = rows[offset : offset + limit] if limit is not None else rows[offset:]
    found = gather(page, brief=True)
    whole = limit is None or (len(found.actions) < limit and (found.actions or not offset))
    total = offset + len(found.actions) if whole else rows.count()
    return Tracker(rows_of(found, lang, today, verdicts), total, offset)


def published_timeline(
    lang: str, wanted: ActionFilter = EVERYTHING, *, today: date, limit: int | None = 500,
    offset: int = 0,
) -> tuple[TimelineRow, ...]:  # fmt: skip
    """Start, due, milestones and former dates, by due date unless another order is asked for.

    At most eight queries.
    """
    rows = filtered(public_actions().filter(withdrawn_at=None), wanted, today)
    return timeline_of(
        rows[offset : offset + limit] if limit is not None else rows[offset:], lang, today
    )


def timeline_of(rows: QuerySet[Action], lang: str, today: date) -> tuple[TimelineRow, ...]:
    """The timeline of some actions. Seven queries."""
    found = gather(rows)
    former = former_dates(found.actions)
    cache: dict = {}
    return tuple(_timeline(action, found, former, lang, today, cache) for action in found.actions)


def former_dates(actions: Iterable[Action]) -> dict[tuple[int, int | None, str], list[When]]:
    """Dates that were given up, by action, milestone and field. One query."""
    found: dict[tuple[int, int | None, str], list[When]] = {}
    for row in FormerDate.objects.filter(action__in=[each.pk for each in actions]).order_by("pk"):
        key = (row.action_id, row.milestone_id, row.field)
        found.setdefault(key, []).append(When(row.text, row.first, row.last))
    return found


def _timeline(action, found: Gathered, former, lang: str, today: date, cache) -> TimelineRow:
    return TimelineRow(
        action=row_of(action, found, lang, today, None, cache),
        former_start=tuple(former.get((action.pk, None, "start"), ())),
        former_due=tuple(former.get((action.pk, None, "due"), ())),
        milestones=tuple(
            TimelineMilestone(
                row.titled(lang), when_of(row), row.done_on,
                tuple(former.get((action.pk, row.pk, "due"), ())),
            )
            for row in found.milestones.get(action.pk, ())
        ),
    )  # fmt: skip

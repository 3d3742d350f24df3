"""The board page: where things stand, what slipped, what to decide, since the last meeting."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils import timezone

from samkraft.actions.models import FormerDate, Money, Rate
from samkraft.actions.published.values import ActionRow, rows_of
from samkraft.actions.queries.filtering import ActionFilter, filtered, public_actions
from samkraft.actions.queries.gathering import Gathered, Verdicts, gather
from samkraft.actions.queries.moneylines import line_of, rates_of
from samkraft.actions.rules.dates import When
from samkraft.actions.rules.money import Sum, Totals, total, totals
from samkraft.actions.rules.stages import OPEN
from samkraft.lib.texts import Shown


@dataclass(frozen=True, slots=True)
class Slip:
    """A date that was moved to later: of the action, or of the milestone named."""

    action: ActionRow
    milestone: Shown | None
    before: When
    after: str
    days: int
    why: str
    on: date


@dataclass(frozen=True, slots=True)
class ToDecide:
    """An action that waits for a decision. `why`: proposed, declined, unowned, off_track,
    follow_up (handed over, and the day to look again has come)."""

    action: ActionRow
    why: str


@dataclass(frozen=True, slots=True)
class Board:
    """One page for those who decide. `since` is the last meeting (None: from the beginning).

    `judged` counts open actions by what people say ("" nobody has said); `signed` by computed sign.
    """

    since: date | None
    total: int
    by_stage: Mapping[str, int]
    judged: Mapping[str, int]
    signed: Mapping[str, int]
    on_track: tuple[ActionRow, ...]
    troubled: tuple[ActionRow, ...]
    slipped: tuple[Slip, ...]
    to_decide: tuple[ToDecide, ...]
    achieved: tuple[ActionRow, ...]
    ended: tuple[ActionRow, ...]
    begun: tuple[ActionRow, ...]
    money: tuple[Totals, ...]
    promised: Sum
    spent: Sum


def published_board(
    lang: str, wanted: ActionFilter, *, today: date, since: date | None = None,
    verdicts: Verdicts | None = None,
) -> Board:  # fmt: skip
    """The board of a plan or a region. Nine queries. Without `since`: the plan's last meeting."""
    found = gather(filtered(public_actions().filter(withdrawn_at=None), wanted, today), brief=True)
    rows = rows_of(found, lang, today, verdicts)
    meetings = [h.last_meeting_on for h in found.habits.values() if h.last_meeting_on]
    since = since or max(meetings, default=None)
    after = since or date.min
    recent = [row for row in rows if row.stage_since >= after]
    lines, currency = _money(found, lang)
    rates = rates_of(Rate.objects.all()) if found.actions else []
    open_ = [row for row in rows if row.stage in OPEN]
    return Board(
        since=since, total=len(rows), by_stage=_count(row.stage for row in rows),
        judged=_count(row.judgement for row in open_),
        signed=_count(sign for row in open_ for sign in row.signs),
        on_track=tuple(row for row in open_ if row.judgement == "on_track"),
        troubled=tuple(row for row in open_ if row.judgement in ("behind", "off_track")),
        slipped=_slips(found, rows, since, lang), to_decide=_to_decide(found, rows, today),
        achieved=tuple(
            row for row in rows
            if (row.stage == "done" and row.stage_since >= after)
            or (row.judgement == "achieved" and (row.last_report_on or date.min) >= after)
        ),
        ended=tuple(row for row in recent if row.stage in ("stopped", "handed_over")),
        begun=tuple(row for row in recent if row.stage in ("decided", "under_way")),
        money=totals(((line.level, line) for line in lines), currency, rates, today),
        promised=total(((m.currency, m.promised) for m in lines), currency, rates, today),
        spent=total(((m.currency, m.spent) for m in lines), currency, rates, today),
    )  # fmt: skip


def _count(words) -> dict[str, int]:
    return dict(sorted(Counter(words).items()))


def _slips(found: Gathered, rows, since: date | None, lang: str) -> tuple[Slip, ...]:
    """Dates moved to later, the longest first. One query."""
    moves = FormerDate.objects.filter(action__in=[each.pk for each in found.actions], field="due")
    if since is not None:
        midnight = timezone.make_aware(datetime.combine(since, time.min))
        moves = moves.filter(moved_at__gte=midnight)
    by_number = {action.pk: row for action, row in zip(found.actions, rows, strict=True)}
    slips = [
        Slip(
            by_number[each.action_id],
            each.milestone.titled(lang) if each.milestone_id else None,
            When(each.text, each.first, each.last), each.moved_to,
            (each.moved_to_last - each.last).days, each.why, timezone.localdate(each.moved_at),
        )
        for each in moves.select_related("milestone").order_by("pk")
        if each.last and each.moved_to_last and each.moved_to_last > each.last
    ]  # fmt: skip
    return tuple(sorted(slips, key=lambda slip: -slip.days))


def _to_decide(found: Gathered, rows, today: date) -> tuple[ToDecide, ...]:
    waiting = []
    for action, row in zip(found.actions, rows, strict=True):
        if row.stage == "handed_over" and action.follow_up_on <= today:
            waiting.append(ToDecide(row, "follow_up"))
        if row.stage not in OPEN:
            continue
        if row.stage == "proposed":
            waiting.append(ToDecide(row, "proposed"))
        if row.responsible.consent == "declined":
            waiting.append(ToDecide(row, "declined"))
        if "unowned" in row.signs:
            waiting.append(ToDecide(row, "unowned"))
        if row.judgement == "off_track":
            waiting.append(ToDecide(row, "off_track"))
    return tuple(waiting)


def _money(found: Gathered, lang: str):
    """The lines of these actions, and the currency they are shown in. One query."""
    rows = Money.objects.filter(
        action__in=[each.pk for each in found.actions], withdrawn_at=None
    ).select_related("organisation")
    currencies = Counter(habit.currency for habit in found.habits.values())
    currency = currencies.most_common(1)[0][0] if currencies else "EUR"
    return [line_of(row, lang) for row in rows], currency

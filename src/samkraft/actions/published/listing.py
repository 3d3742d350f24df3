"""The list of a page: its rows, and what is said above them of all that fit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, QuerySet, Window
from django.db.models.functions import RowNumber

from samkraft.actions.models import Action
from samkraft.actions.published.tracker import TimelineRow, timeline_of
from samkraft.actions.published.values import ActionRow, rows_of
from samkraft.actions.queries.filtering import (
    ActionFilter,
    filtered,
    public_actions,
    silent_for_long,
    with_sign,
)
from samkraft.actions.queries.gathering import Verdicts, gather
from samkraft.actions.rules.stages import OPEN

COUNTED = ("unowned", "stale", "overdue")


@dataclass(frozen=True, slots=True)
class ActionCounts:
    """All that fit a filter. `judged` counts open ones by what people say ("" nobody has said),
    `signed` those without owner, silent for long and late."""

    total: int
    by_stage: Mapping[str, int]
    judged: Mapping[str, int]
    signed: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of a list; `offset` counts those before it."""

    counts: ActionCounts
    rows: tuple[ActionRow, ...]
    offset: int


def published_listing(
    lang: str, wanted: ActionFilter, *, today: date, limit: int | None = 100, offset: int = 0,
    each: int | None = None, verdicts: Verdicts | None = None,
) -> Listing:  # fmt: skip
    """A page of a list with the counts of all that fit; with `each` so many of every stage.

    Eight queries, nine with an element. Raises ValueError for an unknown sign.
    """
    rows, counts = _asked(wanted, today)
    if each is not None:
        rows, offset = _first_of_each_stage(rows, each), 0
    elif limit is not None:
        rows = rows[offset : offset + limit]
    return Listing(counts, rows_of(gather(rows, brief=True), lang, today, verdicts), offset)


def published_timeline_page(
    lang: str, wanted: ActionFilter, *, today: date, limit: int = 100, offset: int = 0
) -> tuple[ActionCounts, tuple[TimelineRow, ...]]:
    """A page of the timeline with the counts of all that fit. Nine queries, ten with an element."""
    rows, counts = _asked(wanted, today)
    return counts, timeline_of(rows[offset : offset + limit], lang, today)


def _asked(wanted: ActionFilter, today: date) -> tuple[QuerySet[Action], ActionCounts]:
    silent = silent_for_long(today)
    rows = filtered(public_actions().filter(withdrawn_at=None), wanted, today, silent)
    return rows, counts_of(rows, today, silent)


def counts_of(rows: QuerySet[Action], today: date, silent=None) -> ActionCounts:
    """The counts of some actions. One query."""
    signs = {f"with_{sign}": Count("pk", filter=with_sign(sign, today, silent)) for sign in COUNTED}
    groups = list(
        rows.order_by("stage", "judgement").values("stage", "judgement")
        .annotate(number=Count("pk"), **signs)
    )  # fmt: skip
    by_stage: dict[str, int] = {}
    judged: dict[str, int] = {}
    for group in groups:
        by_stage[group["stage"]] = by_stage.get(group["stage"], 0) + group["number"]
        if group["stage"] in OPEN:
            judged[group["judgement"]] = judged.get(group["judgement"], 0) + group["number"]
    signed = {sign: sum(group[f"with_{sign}"] for group in groups) for sign in COUNTED}
    return ActionCounts(sum(by_stage.values()), by_stage, judged, signed)


def _first_of_each_stage(rows: QuerySet[Action], each: int) -> QuerySet[Action]:
    order = rows.query.order_by
    place = Window(RowNumber(), partition_by=F("stage"), order_by=list(order))
    return rows.annotate(place=place).filter(place__lte=each)

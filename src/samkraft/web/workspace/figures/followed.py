"""What each part of a plan is followed by, for those who work on it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language

from samkraft.calc.series import Point
from samkraft.indicators.published.catalogue import IndicatorEntry, entry
from samkraft.lib.texts import Shown
from samkraft.plans.models import GoalIndicator, Plan, PlanVersion, Target
from samkraft.plans.published.following import PublishedTarget, published_target
from samkraft.plans.queries.following import Desk, targets_of
from samkraft.web.workspace.rows import Row, outline_of

FOLLOWED = ("priority_area", "challenge", "goal", "subgoal")


@dataclass(frozen=True, slots=True)
class FollowRow:
    """One indicator of a part: its newest figure for the region, and its targets."""

    pk: int
    indicator: IndicatorEntry
    proposal: bool
    note: str
    latest: Point | None
    why_none: str
    targets: tuple[PublishedTarget, ...]
    first: bool
    last: bool


@dataclass(frozen=True, slots=True)
class FollowedPart:
    """A part of the plan with its indicators; `gone`: it is not in the newest version."""

    key: str
    kind: str
    role: str
    text: Shown
    rows: tuple[FollowRow, ...]
    gone: bool = False


def followed_parts(version: PlanVersion, today: date) -> list[FollowedPart]:
    """The goals and areas of a version, and whatever else is followed by something.

    A constant number of queries, however many parts, indicators and targets.
    """
    plan, lang = version.plan, get_language()
    links = links_of(plan)
    targets = targets_of([plan.pk])
    for target in targets:
        target.plan = plan
    desk = Desk(today)
    asked = [(link.indicator, plan.region.slug) for link in links]
    desk.gather([*asked, *((target.indicator, target.place) for target in targets)])
    outline = list(outline_of(version).walk())
    words = _words(plan, outline, [*links, *targets])
    by_key: dict[str, list[GoalIndicator]] = {}
    for link in links:
        by_key.setdefault(link.element_key, []).append(link)
    made = [
        FollowedPart(row.key, row.kind, row.role, row.text,
                     _rows(by_key.pop(row.key, []), targets, desk, words, lang))
        for row in outline if row.role in FOLLOWED or row.key in by_key
    ]  # fmt: skip
    return made + [
        FollowedPart(
            key, "", "", words[plan.pk, key], _rows(rows, targets, desk, words, lang), True
        )
        for key, rows in by_key.items()
    ]


def links_of(plan: Plan) -> list[GoalIndicator]:
    """The indicators a plan is followed by, in order. One query."""
    rows = plan.goal_indicators.filter(ended_at=None).select_related(
        "indicator__refresh", "indicator__region", "indicator__denominator"
    )
    found = list(rows)
    for row in found:
        row.plan = plan
    return found


def part_text(version: PlanVersion, key: str) -> Row | None:
    """The part of a version with this key."""
    return next((row for row in outline_of(version).walk() if row.key == key), None)


def _words(plan: Plan, outline: list[Row], used: Iterable) -> dict[tuple[int, str], Shown]:
    """The words of every part that is used, by plan and key; a part that has gone has its key."""
    lang = get_language()
    found = {(plan.pk, row.element_key): Shown(row.element_key, lang, lang) for row in used}
    return found | {(plan.pk, row.key): row.text for row in outline}


def _rows(links: list[GoalIndicator], targets: list[Target], desk: Desk, words, lang: str):
    return tuple(
        _row(link, [t for t in targets if _belongs(t, link)], desk, words, lang,
             first=at == 0, last=at == len(links) - 1)
        for at, link in enumerate(links)
    )  # fmt: skip


def _belongs(target: Target, link: GoalIndicator) -> bool:
    return (target.element_key, target.indicator_id) == (link.element_key, link.indicator_id)


def _row(link: GoalIndicator, targets, desk: Desk, words, lang: str, **place) -> FollowRow:
    found = desk.figures(link.indicator, link.plan.region.slug, whole=True)
    return FollowRow(
        pk=link.pk,
        indicator=entry(link.indicator, lang, places=0),
        proposal=link.proposal,
        note=link.note,
        latest=found.whole.latest if found else None,
        why_none=found.why_none if found else "",
        targets=tuple(published_target(target, desk, words, lang) for target in targets),
        **place,
    )

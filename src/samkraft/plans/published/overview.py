"""Across a plan's goals, and across regions: which indicators serve what, side by side."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from samkraft.calc.series import ALL, Series
from samkraft.calc.verdict import Verdict
from samkraft.indicators.models import Indicator
from samkraft.indicators.published.catalogue import IndicatorEntry, entry
from samkraft.indicators.published.pages import PlaceName
from samkraft.lib.texts import Shown
from samkraft.plans.models import Element, GoalIndicator, Target
from samkraft.plans.models.plans import PUBLIC_STATES
from samkraft.plans.published.following import element_words, place_name
from samkraft.plans.published.pages import NotPublic, published_plan
from samkraft.plans.queries.following import Desk


def indicators_serving(plan: str, part: str = "") -> set[str]:
    """The slugs of the indicators that follow a public plan, or one part of it and what lies
    below that part."""
    keys = _below(plan, part) if part else _public_keys(plan)
    links = GoalIndicator.objects.filter(plan__slug=plan, ended_at=None, element_key__in=keys)
    return set(links.values_list("indicator__slug", flat=True))


def serving_choices(plan: str, lang: str) -> tuple[tuple[str, int, Shown], ...]:
    """The parts of a plan one can filter by: key, depth and words, in the plan's order."""
    return tuple(
        (each.key, each.depth, each.text)
        for each in _plan(plan, lang)
        if each.role in ("priority_area", "goal", "principle", "challenge", "subgoal")
    )


def _public_keys(plan: str) -> set[str]:
    """The keys of what any public version of the plan has."""
    rows = Element.objects.filter(
        version__plan__slug=plan, version__state__in=PUBLIC_STATES, removed_at=None
    )
    return set(rows.values_list("key", flat=True))


def _below(plan: str, part: str) -> set[str]:
    for each in _plan(plan, "en"):
        if each.key == part:
            return {child.key for child in each.walk()}
    return set()


def _plan(slug: str, lang: str):
    try:
        return list(published_plan(slug, lang).walk())
    except NotPublic:
        return []


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """One indicator and, for each region in the order asked, its figures and verdict."""

    indicator: IndicatorEntry
    cells: tuple[tuple[PlaceName, Series, Verdict | None], ...]


def compared_regions(
    indicators: Iterable[str], regions: Iterable[str], lang: str, *, today: date
) -> tuple[ComparedRow, ...]:
    """Regions side by side. A constant number of queries for a given number of regions."""
    rows = Indicator.objects.filter(slug__in=list(indicators)).select_related(
        "refresh", "region", "denominator"
    )
    known = {row.slug: row for row in rows}
    chosen = [known[slug] for slug in indicators if slug in known]
    regions = list(regions)
    desk = Desk(today)
    targets = _whole_targets(known.values(), regions)
    desk.gather((row, region) for row in chosen for region in regions)
    return tuple(
        ComparedRow(
            entry(row, lang, places=0),
            tuple(_cell(row, region, desk, targets, lang) for region in regions),
        )
        for row in chosen
    )


def _cell(row: Indicator, region: str, desk: Desk, targets, lang: str) -> tuple:
    found = desk.figures(row, region, whole=True)
    target = targets.get((row.pk, region))
    verdict = desk.judged(target).verdict if target else None
    return place_name(desk, region, lang), found.whole if found else Series(region, ()), verdict


def _whole_targets(indicators, regions) -> dict[tuple[int, str], Target]:
    """The next due target for the whole of each region."""
    rows = Target.objects.filter(
        indicator__in=[row.pk for row in indicators], place__in=regions, sex=ALL, age=ALL,
        ended_at=None, plan__versions__state__in=PUBLIC_STATES,
    ).distinct()  # fmt: skip
    rows = list(rows.select_related("indicator__denominator").order_by("-period"))
    words = element_words({(row.plan_id, row.element_key) for row in rows}, "en")
    return {
        (row.indicator_id, row.place): row
        for row in rows
        if (row.plan_id, row.element_key) in words
    }

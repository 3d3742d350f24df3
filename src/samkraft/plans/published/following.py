"""Where the goals stand: indicators of an element, targets and verdicts, frozen for the pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef

from samkraft.calc.leftbehind import Standing
from samkraft.calc.series import ALL, Series
from samkraft.calc.verdict import Kind, Path, Verdict
from samkraft.indicators.published.catalogue import IndicatorEntry, entry
from samkraft.indicators.published.pages import PlaceName
from samkraft.indicators.queries.geography import areas_named
from samkraft.lib.texts import Shown
from samkraft.plans.models import Element, GoalIndicator, Target
from samkraft.plans.models.plans import PUBLIC_STATES
from samkraft.plans.queries.following import (
    Desk,
    baseline_of,
    standings,
    targets_of,
    worst,
)


@dataclass(frozen=True, slots=True)
class PublishedTarget:
    """A target and how it stands. `place` is where it holds; values in the indicator's unit.

    `path` is the planned way (None without a baseline); `behind` are the groups and places that
    do worst by the same rule.
    """

    pk: int
    plan: str
    region: str
    element: str
    element_text: Shown
    place: PlaceName
    sex: str
    age: str
    baseline_period: str
    baseline: float | None
    period: str
    value: float
    milestones: tuple[tuple[str, float], ...]
    rule: str
    why: str
    demonstration: bool
    set_at: datetime
    series: Series
    path: Path | None
    verdict: Verdict
    behind: tuple[Standing, ...] = ()


@dataclass(frozen=True, slots=True)
class GoalRow:
    """An indicator of an element in a calm row: newest value, sparkline, verdict.

    `place` is the region the plan is for; `series` its figures (without points when none are
    fetched or the whole has none, `why_none` says which); `target` the one that holds, if any.
    """

    element: str
    indicator: IndicatorEntry
    proposal: bool
    note: str
    place: PlaceName
    series: Series
    why_none: str
    target: PublishedTarget | None


def rows_of_element(
    slug: str, key: str, lang: str, *, today: date, as_of: datetime | None = None
) -> tuple[GoalRow, ...]:
    """The indicators of one element of a plan, in their order."""
    return tuple(
        row for rows in _rows(slug, lang, today, as_of, keys=[key]).values() for row in rows
    )


def rows_of_plan(
    slug: str, lang: str, *, today: date, as_of: datetime | None = None
) -> Mapping[str, tuple[GoalRow, ...]]:
    """The indicators of every element that has some, by the element's key."""
    return _rows(slug, lang, today, as_of)


def verdicts_of_plan(slug: str, *, today: date) -> dict[str, Kind]:
    """The verdict of each public element with a target: the worst of its targets."""
    rows = Target.objects.filter(
        plan__slug=slug, ended_at=None, plan__versions__state__in=PUBLIC_STATES
    ).distinct()
    targets = list(rows.select_related("indicator__denominator"))
    words = element_words({(t.plan_id, t.element_key) for t in targets}, "en")
    targets = [target for target in targets if (target.plan_id, target.element_key) in words]
    desk = Desk(today)
    desk.gather((target.indicator, target.place) for target in targets)
    by_key: dict[str, list[Verdict]] = {}
    for target in targets:
        by_key.setdefault(target.element_key, []).append(desk.judged(target).verdict)
    return {key: kind for key, found in by_key.items() if (kind := worst(found))}


def targets_on(
    indicator: str, place: str, lang: str, *, today: date, sex: str = ALL, age: str = ALL,
    as_of: datetime | None = None, groups: Iterable[Series] = (),
) -> tuple[PublishedTarget, ...]:  # fmt: skip
    """The targets of public plans for an indicator in a place, for one sex and age.

    `groups` are the places within, the sexes and the ages, for “who is left behind”.
    """
    desk = Desk(today, as_of)
    rows = Target.objects.filter(
        indicator__slug=indicator, place=place, sex=sex, age=age, ended_at=None,
        plan__versions__state__in=PUBLIC_STATES,
    ).distinct()  # fmt: skip
    targets = list(rows.select_related("indicator__denominator", "plan__region"))
    groups = list(groups)
    words = element_words({(t.plan_id, t.element_key) for t in targets}, lang)
    made = []
    for target in targets:
        if (target.plan_id, target.element_key) in words:
            behind = standings(target, groups)
            made.append(published_target(target, desk, words, lang, behind=behind))
    return tuple(made)


def element_words(wanted: set[tuple[int, str]], lang: str) -> dict[tuple[int, str], Shown]:
    """The words of elements by plan and key, in the newest public version that has them."""
    rows = Element.objects.filter(
        version__plan__in={plan for plan, _ in wanted}, key__in={key for _, key in wanted},
        version__state__in=PUBLIC_STATES, removed_at=None,
    )  # fmt: skip
    found = {}
    for row in rows.select_related("version").order_by("version__number"):
        if (row.version.plan_id, row.key) in wanted:
            found[row.version.plan_id, row.key] = row.worded(lang)
    return found


def rows_of_region(region: str, lang: str, *, today: date, most: int = 5) -> tuple[GoalRow, ...]:
    """Where a region stands: the indicators that its public plans have set targets for."""
    targeted = Target.objects.filter(
        plan=OuterRef("plan"), element_key=OuterRef("element_key"),
        indicator=OuterRef("indicator"), ended_at=None,
    )  # fmt: skip
    links = GoalIndicator.objects.filter(
        Exists(targeted), plan__region__slug=region, ended_at=None,
        plan__versions__state__in=PUBLIC_STATES,
    ).distinct()  # fmt: skip
    rows = [row for found in _rows_of(links, lang, today, None).values() for row in found]
    return tuple({row.indicator.slug: row for row in rows}.values())[:most]


def _rows(slug, lang, today, as_of, keys=None) -> dict[str, tuple[GoalRow, ...]]:
    links = GoalIndicator.objects.filter(
        plan__slug=slug, ended_at=None, plan__versions__state__in=PUBLIC_STATES
    ).distinct()
    if keys is not None:
        links = links.filter(element_key__in=keys)
    return _rows_of(links, lang, today, as_of)


def _rows_of(links, lang, today, as_of) -> dict[str, tuple[GoalRow, ...]]:
    links = list(links.select_related(
        "plan__region__area", "indicator__refresh", "indicator__region", "indicator__denominator"
    ))  # fmt: skip
    if not links:
        return {}
    desk = Desk(today, as_of)
    targets: dict[tuple[int, str, int], list[Target]] = {}
    for target in targets_of(list({link.plan_id for link in links})):
        key = (target.plan_id, target.element_key, target.indicator_id)
        targets.setdefault(key, []).append(target)
    asked = [(link.indicator, link.plan.region.slug) for link in links]
    desk.gather(asked + [(t.indicator, t.place) for of in targets.values() for t in of])
    words = element_words({(link.plan_id, link.element_key) for link in links}, lang)
    made: dict[str, list[GoalRow]] = {}
    for link in links:
        if (link.plan_id, link.element_key) in words:
            of = targets.get((link.plan_id, link.element_key, link.indicator_id), [])
            row = _row(link, of, desk, words, lang)
            made.setdefault(link.element_key, []).append(row)
    return {key: tuple(rows) for key, rows in made.items()}


def _row(link: GoalIndicator, targets: list[Target], desk: Desk, words, lang: str) -> GoalRow:
    key = link.plan.region.slug
    found = desk.figures(link.indicator, key, whole=True)
    chosen = _chosen(targets, key)
    return GoalRow(
        element=link.element_key,
        indicator=entry(link.indicator, lang, places=0),
        proposal=link.proposal,
        note=link.note,
        place=place_name(desk, key, lang),
        series=found.whole if found else Series(key, ()),
        why_none=found.why_none if found else "",
        target=published_target(chosen, desk, words, lang) if chosen else None,
    )


def _chosen(targets: list[Target], region: str) -> Target | None:
    """The target told in a row: the whole region's before a part's, the next due one first."""
    order = sorted(targets, key=lambda t: (t.place != region, t.sex != ALL, t.age != ALL, t.period))
    return order[0] if order else None


def published_target(
    target: Target, desk: Desk, words, lang: str, behind: tuple[Standing, ...] = ()
) -> PublishedTarget:
    """The frozen value of a target; `words` are those of its element."""
    judged = desk.judged(target)
    series = judged.series
    return PublishedTarget(
        pk=target.pk,
        plan=target.plan.slug,
        region=target.plan.region.slug,
        element=target.element_key,
        element_text=words[target.plan_id, target.element_key],
        place=place_name(desk, target.place, lang),
        sex=target.sex,
        age=target.age,
        baseline_period=target.baseline_period,
        baseline=baseline_of(target, series),
        period=target.period,
        value=target.value,
        milestones=tuple((when, value) for when, value in target.milestones),
        rule=judged.verdict.rule,
        why=target.why,
        demonstration=target.demonstration,
        set_at=target.set_at,
        series=series,
        path=judged.path,
        verdict=judged.verdict,
        behind=behind,
    )


def place_name(desk: Desk, key: str, lang: str) -> PlaceName:
    """What a place is called; a code that is no place (any more) stands as it is."""
    found = desk.place(key)
    if found is None:
        return PlaceName(key, Shown(key, lang, lang))
    return PlaceName(key, found.named(lang), found.region is not None)


def names_of_places(codes: Iterable[str], lang: str) -> dict[str, Shown]:
    """The names of areas by code, for a list of groups."""
    return {code: area.named(lang) for code, area in areas_named(codes).items()}

"""State and development: topics under areas and challenges, their charts and readings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from samkraft.calc.series import Series
from samkraft.indicators.published.catalogue import IndicatorEntry, entry
from samkraft.indicators.published.pages import PlaceName, PlaceSeries
from samkraft.indicators.queries.figures import Figures
from samkraft.indicators.queries.geography import areas_named
from samkraft.lib.texts import Shown, Texts
from samkraft.plans.models import Element, Reading, Target, Topic
from samkraft.plans.models.plans import PUBLIC_STATES
from samkraft.plans.published.following import (
    PublishedTarget,
    element_words,
    place_name,
    published_target,
)
from samkraft.plans.queries.following import Desk


@dataclass(frozen=True, slots=True)
class PublishedReading:
    """What somebody read out of the figures, in one period."""

    period: str
    seen: Shown
    why: Shown
    then: Shown
    author: str
    published_at: datetime


@dataclass(frozen=True, slots=True)
class ChangedSince:
    """What is different from when the newest reading was published.

    `kind` is new (a later period), revised (the same period, another value) or verdict.
    """

    kind: str
    period: str
    before: float | str | None
    after: float | str | None


@dataclass(frozen=True, slots=True)
class TopicChart:
    """One indicator of a topic. `view`: time, sexes, ages or places."""

    indicator: IndicatorEntry
    view: str
    series: Series
    sexes: tuple[Series, ...]
    ages: tuple[Series, ...]
    places: tuple[PlaceSeries, ...]
    target: PublishedTarget | None
    changed: tuple[ChangedSince, ...]


@dataclass(frozen=True, slots=True)
class PublishedTopic:
    """A topic with its charts, its newest reading and the former ones."""

    pk: int
    title: Shown
    charts: tuple[TopicChart, ...]
    reading: PublishedReading | None
    earlier: tuple[PublishedReading, ...]


@dataclass(frozen=True, slots=True)
class TopicSection:
    """The topics of one priority area or challenge."""

    key: str
    role: str
    text: Shown
    topics: tuple[PublishedTopic, ...]


@dataclass(frozen=True, slots=True)
class StatePage:
    """Where a region stands, topic by topic, behind one plan.

    `shown` is the reading period asked for, empty for the newest.
    """

    plan: str
    plan_title: Shown
    region: str
    place: PlaceName
    demonstration: bool
    sections: tuple[TopicSection, ...]
    periods: tuple[str, ...]


def published_state(
    region: str, lang: str, *, today: date, period: str = ""
) -> tuple[StatePage, ...]:
    """The follow-up of every public plan of a region that has topics.

    `period` shows the readings of that period as the newest ones.
    """
    topics = list(
        Topic.objects.filter(
            plan__region__slug=region, ended_at=None, plan__versions__state__in=PUBLIC_STATES
        )
        .distinct()
        .select_related("plan__region__area")
        .prefetch_related("charts__indicator__refresh", "charts__indicator__region", "readings")
    )
    desk = Desk(today)
    desk.gather((chart.indicator, region) for topic in topics for chart in topic.charts.all())
    by_plan: dict[int, list[Topic]] = {}
    for topic in topics:
        by_plan.setdefault(topic.plan_id, []).append(topic)
    pages = (_page(rows, desk, lang, period) for rows in by_plan.values())
    return tuple(page for page in pages if page.sections)


def _page(topics: list[Topic], desk: Desk, lang: str, period: str) -> StatePage:
    plan = topics[0].plan
    version = (
        plan.versions.filter(state__in=PUBLIC_STATES).order_by("state", "-number").first()
    )  # adopted comes first by the alphabet
    elements = {
        row.key: row
        for row in Element.objects.filter(
            version=version, key__in={topic.element_key for topic in topics}, removed_at=None
        )
    }
    targets = _targets(plan.pk)
    words = element_words({(plan.pk, t.element_key) for t in targets.values()}, lang)
    made: dict[str, list[PublishedTopic]] = {}
    for topic in topics:
        if topic.element_key in elements:
            made.setdefault(topic.element_key, []).append(
                _topic(topic, desk, targets, words, lang, period)
            )
    sections = [
        TopicSection(key, elements[key].role, elements[key].worded(lang), tuple(rows))
        for key, rows in sorted(made.items(), key=lambda item: elements[item[0]].order)
    ]
    told = {
        reading.period
        for topic in topics
        for reading in topic.readings.all()
        if topic.element_key in elements and reading.published_at
    }
    return StatePage(
        plan=plan.slug, plan_title=version.titled(lang), region=plan.region.slug,
        place=place_name(desk, plan.region.slug, lang), demonstration=plan.demonstration,
        sections=tuple(sections), periods=tuple(sorted(told, reverse=True)),
    )  # fmt: skip


def _targets(plan_id: int) -> dict[int, Target]:
    """One target for each indicator: that of the whole region, the next due one."""
    rows = Target.objects.filter(plan=plan_id, ended_at=None, sex="T", age="T")
    rows = rows.select_related("indicator__denominator", "plan__region").order_by("-period")
    return {row.indicator_id: row for row in rows if row.place == row.plan.region.slug}


def _topic(topic: Topic, desk: Desk, targets, words, lang: str, period: str) -> PublishedTopic:
    readings = [row for row in topic.readings.all() if row.published_at]
    readings.sort(key=lambda row: (row.published_at, row.pk), reverse=True)
    if period:
        readings.sort(key=lambda row: row.period != period)
    newest = readings[0] if readings else None
    kept = {row["indicator"]: row for row in (newest.figures if newest else [])}
    charts = tuple(
        _chart(chart, topic, desk, targets, words, lang, kept) for chart in topic.charts.all()
    )
    return PublishedTopic(
        topic.pk, topic.titled(lang), charts,
        _reading(newest, lang) if newest else None,
        tuple(_reading(row, lang) for row in readings[1:]),
    )  # fmt: skip


def _chart(chart, topic: Topic, desk: Desk, targets, words, lang, kept) -> TopicChart:
    indicator, key = chart.indicator, topic.plan.region.slug
    found = desk.figures(indicator, key)
    target = targets.get(indicator.pk)
    told = None
    if target and (target.plan_id, target.element_key) in words:
        told = published_target(target, desk, words, lang)
    series = found.whole if found else Series(key, ())
    return TopicChart(
        indicator=entry(indicator, lang, places=0),
        view=chart.view,
        series=series,
        sexes=_groups(found, lambda each: each.age == "T" and each.sex != "T"),
        ages=_groups(found, lambda each: each.sex == "T" and each.age != "T"),
        places=_places(indicator, found, desk, lang) if chart.view == "places" else (),
        target=told,
        changed=changed_since(kept.get(indicator.slug), series, told),
    )


def _groups(found: Figures | None, wanted) -> tuple[Series, ...]:
    return tuple(each for each in found.series if wanted(each)) if found else ()


def _places(indicator, found: Figures | None, desk: Desk, lang: str) -> tuple[PlaceSeries, ...]:
    if found is None:
        return ()
    codes = found.place.members
    by_area = desk.shelf.series(indicator, codes, whole=True)
    areas = areas_named(codes)
    return tuple(
        PlaceSeries(
            PlaceName(code, areas[code].named(lang)), by_area.get(code, (Series(code, ()),))[0]
        )
        for code in codes
        if code in areas
    )


def changed_since(
    kept: dict | None, series: Series, target: PublishedTarget | None
) -> tuple[ChangedSince, ...]:
    """What differs from the figures kept with a reading; nothing without a reading."""
    if kept is None:
        return ()
    found = []
    latest, then = series.latest, kept.get("period")
    if latest and (then is None or latest.period > then):
        found.append(ChangedSince("new", latest.period, kept.get("value"), latest.value))
    point = series.at(then) if then else None
    value = point.value if point else None  # a figure may have been taken back
    if then and value != kept.get("value"):
        found.append(ChangedSince("revised", then, kept.get("value"), value))
    verdict = target.verdict.kind.value if target else None
    if kept.get("verdict") and verdict and kept["verdict"] != verdict:
        found.append(ChangedSince("verdict", target.period, kept["verdict"], verdict))
    return tuple(found)


def _reading(row: Reading, lang: str) -> PublishedReading:
    return PublishedReading(
        row.period, *(Texts.read(getattr(row, part)).shown(lang) for part in ("seen", "why", "then")),
        row.author, row.published_at,
    )  # fmt: skip

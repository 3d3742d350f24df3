"""The follow-up as those see it who write it: topics, charts, readings in hand and former ones."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import get_language

from samkraft.calc.series import Series
from samkraft.indicators.published.catalogue import IndicatorEntry, entry
from samkraft.indicators.published.pages import PlaceName
from samkraft.lib.texts import Shown, Texts
from samkraft.plans.models import Plan, PlanVersion, Reading, Target, Topic
from samkraft.plans.published.following import PublishedTarget, place_name, published_target
from samkraft.plans.published.readings import ChangedSince, changed_since
from samkraft.plans.queries.following import Desk, targets_of
from samkraft.web.workspace.forms.figures import VIEWS
from samkraft.web.workspace.rows import outline_of

SECTIONS = ("priority_area", "challenge")


@dataclass(frozen=True, slots=True)
class ReadingRow:
    """A reading; `published_at` is None for the one in hand."""

    pk: int
    period: str
    seen: Shown
    why: Shown
    then: Shown
    author: str
    written_at: datetime
    published_at: datetime | None
    revision: int


@dataclass(frozen=True, slots=True)
class ChartRow:
    """A chart with its newest figure and what has changed since the newest public reading."""

    pk: int
    indicator: IndicatorEntry
    view: str
    shows: str
    series: Series
    target: PublishedTarget | None
    changed: tuple[ChangedSince, ...]
    first: bool
    last: bool


@dataclass(frozen=True, slots=True)
class TopicRow:
    """A topic in the list."""

    pk: int
    title: Shown
    charts: int
    draft: ReadingRow | None
    newest: ReadingRow | None
    first: bool
    last: bool


@dataclass(frozen=True, slots=True)
class TopicSection:
    """The topics under a priority area or challenge; `gone`: it left the newest version."""

    key: str
    kind: str
    text: Shown
    topics: tuple[TopicRow, ...]
    gone: bool = False


def sections_of(version: PlanVersion) -> list[TopicSection]:
    """Areas and challenges in the plan's order with their topics. A constant number of queries."""
    plan, lang = version.plan, get_language()
    rows = plan.topics.filter(ended_at=None).prefetch_related("charts", "readings")
    by_key: dict[str, list[Topic]] = {}
    for topic in rows:
        by_key.setdefault(topic.element_key, []).append(topic)
    made = [
        TopicSection(row.key, row.kind, row.text, _topics(by_key.pop(row.key, []), lang))
        for row in outline_of(version).walk()
        if row.role in SECTIONS or row.key in by_key
    ]
    return made + [
        TopicSection(key, "", Shown(key, lang, lang), _topics(topics, lang), gone=True)
        for key, topics in by_key.items()
    ]


def _topics(topics: list[Topic], lang: str) -> tuple[TopicRow, ...]:
    made = []
    for at, topic in enumerate(topics):
        readings = readings_of(topic, lang)
        made.append(TopicRow(
            topic.pk, topic.titled(lang), len(topic.charts.all()),
            next((row for row in readings if not row.published_at), None),
            next((row for row in readings if row.published_at), None),
            first=at == 0, last=at == len(topics) - 1,
        ))  # fmt: skip
    return tuple(made)


def readings_of(topic: Topic, lang: str) -> list[ReadingRow]:
    """The one in hand first, then the public ones, newest first."""
    rows = list(topic.readings.all())
    public = sorted((r for r in rows if r.published_at), key=lambda r: (r.published_at, r.pk))
    rows = [row for row in rows if not row.published_at] + public[::-1]
    return [_reading(row, lang) for row in rows]


def _reading(row: Reading, lang: str) -> ReadingRow:
    parts = (Texts.read(getattr(row, part)).shown(lang) for part in ("seen", "why", "then"))
    return ReadingRow(
        row.pk, row.period, *parts, row.author, row.written_at, row.published_at, row.revision
    )


class Sight:
    """What the figures of one topic say today, for the region of its plan."""

    def __init__(self, topic: Topic, today: date) -> None:
        self.topic, self.plan = topic, topic.plan
        self.desk = Desk(today)
        rows = topic.charts.select_related(
            "indicator__refresh", "indicator__region", "indicator__denominator"
        )
        self.charts = list(rows)
        self.targets = whole_targets(self.plan)
        self.desk.gather((chart.indicator, self.plan.region.slug) for chart in self.charts)

    @property
    def place(self) -> PlaceName:
        return place_name(self.desk, self.plan.region.slug, get_language())

    def rows(self) -> tuple[ChartRow, ...]:
        """The charts in order, each with its figure and what has changed."""
        newest = newest_public(self.topic.readings.all())
        kept = {row["indicator"]: row for row in (newest.figures if newest else [])}
        return tuple(self._row(chart, at, kept) for at, chart in enumerate(self.charts))

    def _row(self, chart, at: int, kept: dict) -> ChartRow:
        found = self.desk.figures(chart.indicator, self.plan.region.slug, whole=True)
        series = found.whole if found else Series(self.plan.region.slug, ())
        told = self._told(self.targets.get(chart.indicator_id))
        return ChartRow(
            chart.pk, entry(chart.indicator, get_language(), places=0), chart.view,
            str(VIEWS[chart.view]), series, told,
            changed_since(kept.get(chart.indicator.slug), series, told),
            first=at == 0, last=at == len(self.charts) - 1,
        )  # fmt: skip

    def _told(self, target: Target | None) -> PublishedTarget | None:
        if target is None:
            return None
        lang = get_language()
        words = {(target.plan_id, target.element_key): Shown(target.element_key, lang, lang)}
        return published_target(target, self.desk, words, lang)

    def verdicts(self) -> dict[int, str]:
        """The verdict of each indicator that has a target for the whole region."""
        return {pk: self.desk.judged(t).verdict.kind.value for pk, t in self.targets.items()}


def whole_targets(plan: Plan) -> dict[int, Target]:
    """One target for each indicator: that of the whole region, the next due one."""
    rows = [
        t for t in targets_of([plan.pk]) if (t.place, t.sex, t.age) == (plan.region.slug, "T", "T")
    ]
    for row in rows:
        row.plan = plan
    return {row.indicator_id: row for row in sorted(rows, key=lambda t: t.period, reverse=True)}


def newest_public(readings: Iterable[Reading]) -> Reading | None:
    """The reading that was published last."""
    public = [row for row in readings if row.published_at]
    return max(public, key=lambda row: (row.published_at, row.pk), default=None)

"""Topics of the follow-up, and what people read out of their figures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction

from samkraft.accounts.rules import require
from samkraft.calc.periods import NotAPeriod, parse_period
from samkraft.indicators.models import Indicator
from samkraft.journal import operations as journal
from samkraft.lib.texts import Texts
from samkraft.plans.models import Element, Plan, Reading, Topic, TopicIndicator
from samkraft.plans.operations.errors import AlreadyEnded, BadReading, ChangedMeanwhile, EmptyText
from samkraft.plans.operations.links import NoSuchElement

# The parts of a reading: what we see, why, what we do next.
PARTS = ("seen", "why", "then")


@transaction.atomic
def add_topic(*, plan: Plan, key: str, title: str, lang: str, by, at: datetime) -> Topic:
    """Add a topic under a priority area or challenge. Raises NotAllowed, NoSuchElement,
    EmptyText."""
    require(by, "edit", plan.region)
    if not title.strip():
        raise EmptyText
    if not Element.objects.filter(version__plan=plan, key=key).exists():
        raise NoSuchElement(key)
    topic = Topic.objects.create(
        plan=plan, element_key=key, title=Texts.of(lang, title).value(), order=plan.topics.count()
    )
    _journal("add-topic", topic, topic, by, at, {"title": title, "element": key})
    return topic


@transaction.atomic
def change_topic(
    *, topic: Topic, title: str, lang: str, order: int, revision: int, by, at: datetime
) -> Topic:
    """Name a topic anew or move it. Raises NotAllowed, EmptyText, ChangedMeanwhile."""
    require(by, "edit", topic.plan.region)
    locked = Topic.objects.select_for_update().get(pk=topic.pk)
    if locked.revision != revision:
        raise ChangedMeanwhile(locked)
    if not title.strip():
        raise EmptyText
    before = {"title": locked.title, "order": locked.order}
    texts = Texts.read(locked.title)
    worded = texts.with_original if texts.original == lang else texts.with_translation
    locked.title, locked.order = worded(lang, title).value(), order
    locked.revision += 1
    locked.save(update_fields=["title", "order", "revision"])
    _journal("change-topic", locked, locked, by, at, {"title": locked.title}, before=before)
    return locked


@transaction.atomic
def order_topics(*, plan: Plan, key: str, order: Iterable[int], by, at: datetime) -> None:
    """Put the topics under an element in this order (primary keys). Raises NotAllowed."""
    require(by, "edit", plan.region)
    places = {pk: place for place, pk in enumerate(order)}
    rows = list(plan.topics.filter(element_key=key, ended_at=None))
    rows.sort(key=lambda row: places.get(row.pk, len(places) + row.order))
    for place, row in enumerate(rows):
        row.order = place
    Topic.objects.bulk_update(rows, ["order"])
    if rows:
        _journal("order-topics", rows[0], rows[0], by, at, {"order": [row.pk for row in rows]})


@transaction.atomic
def set_charts(
    *, topic: Topic, charts: Sequence[tuple[Indicator, str]], by, at: datetime
) -> list[TopicIndicator]:
    """The charts of a topic in this order, as pairs of indicator and what they compare.

    Raises NotAllowed, BadReading("unknown-view" | "too-many-charts" | "chart-twice").
    """
    require(by, "edit", topic.plan.region)
    if any(view not in TopicIndicator.View.values for _, view in charts):
        raise BadReading("unknown-view")
    if len(charts) > 12:
        raise BadReading("too-many-charts")
    if len({(indicator.pk, view) for indicator, view in charts}) < len(charts):
        raise BadReading("chart-twice")
    before = [f"{row.indicator.slug}: {row.view}" for row in topic.charts.select_related()]
    topic.charts.all().delete()
    rows = [
        TopicIndicator(topic=topic, indicator=indicator, view=view, order=order)
        for order, (indicator, view) in enumerate(charts)
    ]
    made = TopicIndicator.objects.bulk_create(rows)
    after = [f"{indicator.slug}: {view}" for indicator, view in charts]
    _journal("set-charts", topic, topic, by, at, {"charts": after}, before={"charts": before})
    return made


@transaction.atomic
def end_topic(*, topic: Topic, by, at: datetime, why: str = "") -> Topic:
    """Take a topic out of the follow-up; its readings stay. Raises NotAllowed, AlreadyEnded."""
    require(by, "edit", topic.plan.region)
    locked = Topic.objects.select_for_update().get(pk=topic.pk)
    if locked.ended_at:
        raise AlreadyEnded
    locked.ended_at = at
    locked.save(update_fields=["ended_at"])
    _journal("end-topic", locked, locked, by, at, {}, why=why)
    return locked


@transaction.atomic
def write_reading(
    *,
    topic: Topic,
    period: str,
    parts: dict[str, str],
    lang: str,
    by,
    at: datetime,
    author: str = "",
    revision: int = 0,
) -> Reading:
    """Write the reading in hand (one unpublished at a time) for a topic.

    `parts` holds the words for seen, why and then; `revision` is that of the text that was read
    (0: there was none). Raises NotAllowed, BadReading("not-a-period"), ChangedMeanwhile.
    """
    require(by, "edit", topic.plan.region)
    try:
        period = str(parse_period(period))
    except NotAPeriod as error:
        raise BadReading("not-a-period") from error
    found = topic.readings.select_for_update().filter(published_at=None).first()
    if (found.revision if found else 0) != revision:
        raise ChangedMeanwhile(found)
    reading = found or Reading(topic=topic, revision=0)
    for part in PARTS:
        setattr(reading, part, _worded(getattr(reading, part), lang, parts.get(part, "")))
    reading.period, reading.author = period, author.strip()
    reading.written_by, reading.written_at = by, at
    reading.revision += 1
    reading.save()
    _journal("write-reading", reading, topic, by, at, {"period": period, **parts})
    return reading


@transaction.atomic
def publish_reading(
    *, reading: Reading, figures: list[dict], by, at: datetime, revision: int | None = None
) -> Reading:
    """Make a reading public beside its figures; from here on it is not changed.

    `figures` are the values and verdicts as they stand (`plans.queries.following.snapshot`);
    `revision` is that of the text that was read. Raises NotAllowed, AlreadyEnded, EmptyText,
    ChangedMeanwhile.
    """
    require(by, "edit", reading.topic.plan.region)
    locked = Reading.objects.select_for_update().get(pk=reading.pk)
    if locked.published_at:
        raise AlreadyEnded
    if revision is not None and locked.revision != revision:
        raise ChangedMeanwhile(locked)
    if not any(Texts.read(getattr(locked, part)).entries for part in PARTS):
        raise EmptyText
    locked.published_at, locked.figures = at, figures
    locked.save(update_fields=["published_at", "figures"])
    _journal("publish-reading", locked, reading.topic, by, at, {"period": locked.period})
    return locked


@transaction.atomic
def discard_reading(*, reading: Reading, by, at: datetime) -> None:
    """Throw away a reading that was never public; the journal keeps its words.

    Raises NotAllowed, AlreadyEnded.
    """
    require(by, "edit", reading.topic.plan.region)
    locked = Reading.objects.select_for_update().get(pk=reading.pk)
    if locked.published_at:
        raise AlreadyEnded
    before = {part: getattr(locked, part) for part in PARTS} | {"period": locked.period}
    _journal("discard-reading", locked, reading.topic, by, at, None, before=before)
    locked.delete()


def _worded(value: dict, lang: str, text: str) -> dict:
    texts = Texts.read(value)
    if not text.strip() and texts.original in (None, lang):
        return {}
    if texts.original in (None, lang):
        return texts.with_original(lang, text).value()
    return texts.with_translation(lang, text).value()


def _journal(operation, subject, topic, by, at, after, *, before=None, why="") -> None:
    journal.write(
        operation=operation, subject=subject, by=by, at=at, region=topic.plan.region.slug,
        label=f"{topic.plan.slug}: {topic.titled('en')}", before=before, after=after, why=why,
    )  # fmt: skip

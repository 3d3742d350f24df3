"""Loading what an exported plan was followed by."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from samkraft.indicators.models import Indicator, Refresh
from samkraft.places.models import Region
from samkraft.plans.models import (
    GoalIndicator,
    Plan,
    Reading,
    Target,
    Topic,
    TopicIndicator,
)
from samkraft.plans.queries.exportfollowing import (
    GOAL_FIELDS,
    OWN_FIELDS,
    READING_FIELDS,
    TARGET_FIELDS,
    TOPIC_FIELDS,
)

MOMENTS = {"made_at", "ended_at", "set_at", "written_at", "published_at"}


def load_following(plan: Plan, given: Mapping[str, Any]) -> list[str]:
    """Make the follow-up of a plan just loaded; gives remarks on indicators not known here."""
    _own(plan.region, given["own_indicators"])
    known = {row.slug: row for row in Indicator.objects.all()}
    lacking: set[str] = set()

    def with_indicator(rows):
        for each in rows:
            if each["indicator"] in known:
                yield each, known[each["indicator"]]
            else:
                lacking.add(each["indicator"])

    GoalIndicator.objects.bulk_create(
        GoalIndicator(plan=plan, indicator=indicator, **_values(each, GOAL_FIELDS))
        for each, indicator in with_indicator(given["goals"])
    )
    Target.objects.bulk_create(
        Target(plan=plan, indicator=indicator, **_values(each, TARGET_FIELDS))
        for each, indicator in with_indicator(given["targets"])
    )
    for each in given["topics"]:
        _topic(plan, each, known, lacking)
    return [
        f"Figures of “{name}” were left out: the indicator is not here." for name in sorted(lacking)
    ]


def _own(region: Region, rows: list[Mapping]) -> None:
    taken = set(Indicator.objects.values_list("slug", flat=True))
    for each in rows:
        if each["slug"] not in taken:
            row = Indicator.objects.create(region=region, **_values(each, OWN_FIELDS))
            Refresh.objects.create(indicator=row)


def _topic(plan: Plan, given: Mapping, known: Mapping[str, Indicator], lacking: set[str]) -> None:
    topic = Topic.objects.create(plan=plan, **_values(given, TOPIC_FIELDS))
    charts = [(slug, view) for slug, view in given["charts"]]
    lacking.update(slug for slug, _ in charts if slug not in known)
    TopicIndicator.objects.bulk_create(
        TopicIndicator(topic=topic, indicator=known[slug], view=view, order=order)
        for order, (slug, view) in enumerate(charts)
        if slug in known
    )
    Reading.objects.bulk_create(
        Reading(topic=topic, **_values(each, READING_FIELDS)) for each in given["readings"]
    )


def _values(given: Mapping, names) -> dict[str, Any]:
    return {
        name: datetime.fromisoformat(given[name])
        if name in MOMENTS and given[name]
        else given[name]
        for name in names
    }

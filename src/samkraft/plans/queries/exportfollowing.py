"""What a plan is followed by, as a value: indicators, targets, topics and readings.

Indicators are named by their slug; a region's own ones are described, so that they can be made
anew. Figures are not part of a plan: they are fetched, or come with a backup.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from samkraft.indicators.models import Indicator
from samkraft.plans.models import Plan, Topic

OWN_FIELDS = (
    "slug", "title", "official", "explanation", "limits", "unit", "decimals", "nature",
    "direction", "frequency", "by_sex", "by_age", "levels", "source", "code", "query", "rule",
    "small_below", "checked", "evidence", "demonstration",
)  # fmt: skip
GOAL_FIELDS = ("element_key", "order", "proposal", "note", "made_at", "ended_at")
TARGET_FIELDS = (
    "element_key", "place", "sex", "age", "baseline_period", "baseline_value", "period", "value",
    "milestones", "rule", "why", "demonstration", "set_at", "ended_at", "ended_why",
)  # fmt: skip
TOPIC_FIELDS = ("element_key", "title", "order", "ended_at")
READING_FIELDS = (
    "period", "seen", "why", "then", "figures", "author", "written_at", "published_at"
)  # fmt: skip


def export_following(plan: Plan) -> dict[str, Any]:
    """Everything of a plan's follow-up, the ended included."""
    goals = list(plan.goal_indicators.select_related("indicator").order_by("pk"))
    targets = list(plan.targets.select_related("indicator").order_by("pk"))
    topics = list(
        plan.topics.prefetch_related("charts__indicator", "readings").order_by("order", "pk")
    )
    used = {row.indicator_id: row.indicator for row in (*goals, *targets)}
    used |= {c.indicator_id: c.indicator for topic in topics for c in topic.charts.all()}
    return {
        "own_indicators": [_fields(each, OWN_FIELDS) for each in _own(used.values())],
        "goals": [_fields(row, GOAL_FIELDS) | _of(row) for row in goals],
        "targets": [_fields(row, TARGET_FIELDS) | _of(row) for row in targets],
        "topics": [_topic(topic) for topic in topics],
    }


def _own(indicators) -> list[Indicator]:
    return sorted((each for each in indicators if each.region_id), key=lambda each: each.slug)


def _topic(topic: Topic) -> dict[str, Any]:
    return _fields(topic, TOPIC_FIELDS) | {
        "charts": [[chart.indicator.slug, chart.view] for chart in topic.charts.all()],
        "readings": [
            _fields(each, READING_FIELDS)
            for each in sorted(topic.readings.all(), key=lambda row: row.pk)
        ],
    }


def _of(row) -> dict[str, str]:
    return {"indicator": row.indicator.slug}


def _fields(row, names) -> dict[str, Any]:
    values = {name: getattr(row, name) for name in names}
    return {k: v.isoformat() if isinstance(v, datetime) else v for k, v in values.items()}

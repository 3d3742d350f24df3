"""Verdicts of a plan's parts, worked out once for as long as nothing they rest on changes."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from django.conf import settings

from samkraft.calc.verdict import Kind
from samkraft.plans.models import Target
from samkraft.plans.models.plans import PUBLIC_STATES
from samkraft.plans.published.following import verdicts_of_plan

REST = (
    "pk", "set_at", "ended_at", "indicator__revision", "indicator__refresh__vintage",
    "indicator__refresh__changed_at", "indicator__denominator__refresh__vintage",
)  # fmt: skip


def known_verdicts(slug: str, *, today: date) -> dict[str, Kind]:
    """The same as `verdicts_of_plan`. One query where nothing has changed since it was asked."""
    targets = Target.objects.filter(
        plan__slug=slug, plan__versions__state__in=PUBLIC_STATES
    ).order_by("pk").distinct().values_list(*REST, "plan__versions__number")  # fmt: skip
    mark = tuple(targets)
    if not mark:
        return {}
    return dict(_verdicts(slug, today, mark, str(settings.WAREHOUSE)))


@lru_cache(maxsize=128)
def _verdicts(slug: str, today: date, mark: tuple, installation: str) -> dict[str, Kind]:
    return verdicts_of_plan(slug, today=today)

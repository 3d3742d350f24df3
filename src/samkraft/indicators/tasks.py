"""Fetching figures in the background, by `samkraft worker`."""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Iterable
from datetime import date

from django.utils import timezone
from django_tasks import task

from samkraft.accounts.models import Person
from samkraft.indicators.models import Indicator
from samkraft.indicators.operations import DeliveryHeld, NotFetchable, refresh
from samkraft.indicators.queries.geography import code_of, geography
from samkraft.indicators.rules.asking import BindingIncomplete
from samkraft.sources.connector.problems import FetchProblem
from samkraft.sources.registry import sources


@task()
def refresh_indicator(slug: str, areas: list[str], by: int | None = None) -> None:
    """Fetch an indicator's figures; what went wrong stands in its record afterwards."""
    indicator = Indicator.objects.filter(slug=slug, withdrawn_at=None).first()
    if indicator is None:
        return
    person = Person.objects.filter(pk=by).first() if by else None
    with contextlib.suppress(FetchProblem, DeliveryHeld, BindingIncomplete, NotFetchable):
        refresh(indicator=indicator, areas=areas, by=person, at=timezone.now())


def ask_for(indicators: Iterable[Indicator], *, by: Person | None, today: date) -> int:
    """Ask the worker to fetch these indicators; returns how many were not asked for already."""
    waiting, areas, count = in_line(), {}, 0
    for each in indicators:
        if each.slug in waiting:
            continue
        if each.source not in areas:
            areas[each.source] = places_of(each.source, today)
        refresh_indicator.enqueue(each.slug, areas[each.source], by.pk if by else None)
        count += 1
    return count


def in_line() -> set[str]:
    """The indicators that the worker has been asked for and has not finished. One query."""
    from django_tasks import TaskResultStatus
    from django_tasks_db.models import DBTaskResult

    rows = DBTaskResult.objects.filter(
        task_path=refresh_indicator.module_path,
        status__in=[TaskResultStatus.READY, TaskResultStatus.RUNNING],
    )
    return {row["args"][0] for row in rows.values_list("args_kwargs", flat=True) if row["args"]}


def places_of(source: str, today: date) -> Collection[str]:
    """The codes of all areas there are today in a source's country; of all for a source of
    several countries."""
    found = sources().get(source)
    country = found.country if found else ""
    places = geography(today)
    areas = (area for area in places.areas.values() if not places.ended(area))
    return sorted({code_of(area) for area in areas if country in ("", area.country)})

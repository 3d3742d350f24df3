"""Fetching figures in the background, by `samkraft worker`."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Q
from django.utils import timezone
from django_tasks import task

from samkraft.accounts.models import Person
from samkraft.indicators.models import Indicator
from samkraft.indicators.operations import DeliveryHeld, NotFetchable, refresh
from samkraft.indicators.queries.geography import fetched_areas
from samkraft.indicators.rules.asking import BindingIncomplete
from samkraft.sources.connector.problems import FetchProblem
from samkraft.sources.registry import sources

EVERY = timedelta(minutes=15)
FORGOTTEN = timedelta(hours=2)


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
            areas[each.source] = fetched_areas(each.source, today)
        refresh_indicator.enqueue(each.slug, areas[each.source], by.pk if by else None)
        count += 1
    return count


def in_line() -> set[str]:
    """The indicators that the worker has been asked for and has not finished. One query.

    A fetch that has run for longer than `FORGOTTEN` was interrupted and may be asked for again.
    """
    from django_tasks import TaskResultStatus
    from django_tasks_db.models import DBTaskResult

    since = timezone.now() - FORGOTTEN
    rows = DBTaskResult.objects.filter(
        Q(status=TaskResultStatus.READY) | Q(status=TaskResultStatus.RUNNING, started_at__gt=since),
        task_path=refresh_indicator.module_path,
    )
    return {row["args"][0] for row in rows.values_list("args_kwargs", flat=True) if row["args"]}


@task()
def fetch_due() -> None:
    """Ask for every indicator whose figures are due, and look again in a quarter of an hour."""
    now = timezone.now()
    due = Indicator.objects.filter(refresh__due_at__lte=now, withdrawn_at=None)
    ask_for(due.filter(source__in=sources()), by=None, today=timezone.localdate())
    fetch_due.using(run_after=now + EVERY).enqueue()


def keep_fresh() -> None:
    """Begin looking after what is due, when the worker starts; once is enough."""
    from django_tasks import TaskResultStatus
    from django_tasks_db.models import DBTaskResult

    waiting = DBTaskResult.objects.filter(
        task_path=fetch_due.module_path, status=TaskResultStatus.READY
    )
    if not waiting.exists():
        fetch_due.enqueue()

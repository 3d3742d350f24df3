"""Reminding in the background: the worker does it once a day."""

from __future__ import annotations

import os
from datetime import datetime, time, timedelta

from django.utils import timezone
from django_tasks import task

from samkraft.actions.operations.reminding import remind

HOUR = time(8, 0)


@task()
def remind_daily() -> None:
    """Remind everybody, and do so again tomorrow morning."""
    now = timezone.now()
    remind_daily.using(run_after=_tomorrow(now)).enqueue()
    remind(
        at=now, base_url=os.environ.get("SAMKRAFT_BASE_URL", "http://127.0.0.1:8000").rstrip("/")
    )


def keep_reminding() -> None:
    """Begin reminding daily, when the worker starts; once is enough."""
    from django_tasks import TaskResultStatus
    from django_tasks_db.models import DBTaskResult

    waiting = DBTaskResult.objects.filter(
        task_path=remind_daily.module_path, status=TaskResultStatus.READY
    )
    if not waiting.exists():
        remind_daily.using(run_after=_tomorrow(timezone.now())).enqueue()


def _tomorrow(now: datetime) -> datetime:
    day = timezone.localdate(now) + timedelta(days=1)
    return timezone.make_aware(datetime.combine(day, HOUR))

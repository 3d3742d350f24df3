"""What the pages of figures ask: what is due, and places asked for together."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from samkraft.indicators.queries.asked import place_asked, places_asked
from samkraft.indicators.queries.waiting import period_due
from samkraft.indicators.tasks import ask_for, in_line
from tests.web.workspace.figures.conftest import make_indicator


@pytest.mark.parametrize(
    ("frequency", "day", "due"),
    [
        ("year", date(2026, 1, 1), "2025"),
        ("year", date(2026, 12, 31), "2025"),
        ("half-year", date(2026, 6, 30), "2025H2"),
        ("half-year", date(2026, 7, 1), "2026H1"),
        ("quarter", date(2026, 3, 31), "2025Q4"),
        ("quarter", date(2026, 4, 1), "2026Q1"),
        ("month", date(2026, 1, 15), "2025M12"),
        ("month", date(2026, 12, 1), "2026M11"),
    ],
)
def test_the_period_that_is_due_is_the_last_that_has_ended(frequency, day, due):
    assert period_due(frequency, day) == due


def test_places_asked_for_together_are_the_same_as_one_by_one(region):
    today = date(2026, 3, 2)
    keys = ("norr", "SE", "SE-25", "SE-2580", "SE-9999", "nowhere")
    found = places_asked(keys, today)
    assert list(found) == list(keys)
    assert found["SE-9999"] is None
    assert found["nowhere"] is None
    for key in keys[:4]:
        assert found[key] == place_asked(key, today), key


def test_an_interrupted_fetch_may_be_asked_for_again(region):
    own = make_indicator(region, "Hämtad", source="kolada", code="N00001")
    assert ask_for([own], by=None, today=date(2026, 3, 2)) == 1
    assert in_line() == {own.slug}
    now = timezone.now()
    DBTaskResult.objects.update(status="RUNNING", started_at=now)
    assert in_line() == {own.slug}
    DBTaskResult.objects.update(started_at=now - timedelta(hours=3))
    assert in_line() == set()

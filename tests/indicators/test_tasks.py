"""Asking the worker for figures."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from samkraft.indicators.models import Refresh
from samkraft.indicators.queries.geography import fetched_areas
from samkraft.indicators.tasks import ask_for, fetch_due, in_line, refresh_indicator
from tests.factories import make_area, make_indicator, make_person

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 2)


def test_an_indicator_is_asked_for_once_until_it_has_come():
    found, other = make_indicator("people"), make_indicator("births")
    assert ask_for([found], by=make_person(), today=TODAY) == 1
    assert ask_for([found, other], by=None, today=TODAY) == 1
    assert in_line() == {"people", "births"}


def test_kolada_is_asked_for_the_swedish_places_there_are_and_others_for_the_whole_table():
    make_area("2500", country="SE", valid_until=date(2020, 1, 1))
    make_area("2580", country="SE")
    make_area("SE", country="SE", kind="country")
    make_area("1")
    assert (fetched_areas("kolada", TODAY), fetched_areas("ssb", TODAY)) == (["SE-2580", "SE"], [])


def test_what_is_due_is_asked_for_and_what_no_service_has_is_not():
    now = timezone.now()
    for slug, source, hours in [
        ("due", "kolada", -1),
        ("later", "kolada", 1),
        ("own", "manual", -1),
    ]:
        found = make_indicator(slug, source=source)
        Refresh.objects.filter(indicator=found).update(due_at=now + timedelta(hours=hours))
    fetch_due.func()
    assert in_line() == {"due"}


def test_what_goes_wrong_stands_in_the_record_and_the_worker_goes_on():
    make_indicator("people")
    refresh_indicator.func("people", ["NO-1"], None)
    refresh_indicator.func("nothing", [], None)
    assert (Refresh.objects.get().state, Refresh.objects.get().message) == (
        "failed",
        "Kolada has Swedish places only, and none was asked for.",
    )

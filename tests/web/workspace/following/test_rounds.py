"""Rounds, habits, what is sent next, and currency rates."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from samkraft.actions import operations as do
from samkraft.actions.models import FollowUp, Rate, Reminder, Round
from samkraft.web.workspace.following.rounds import round_rows
from tests.factories import make_action, make_person, report
from tests.web.workspace.following.conftest import DAY, DO, PLAN, browse, sv

pytestmark = pytest.mark.django_db
HERE = f"{PLAN}rounds/"


@pytest.fixture
def made(plan):
    return do.open_round(plan=plan, title=sv("Våren"), opens=DAY, closes=date(2026, 3, 20), **DO)


def test_a_round_is_opened(page, plan):
    page.post(f"{HERE}new/", title_sv="Våren", opens="2026-03-02", closes="2026-03-20")
    found = Round.objects.get()
    assert (found.title, found.opens, found.closes) == (
        {"sv": {"text": "Våren"}}, DAY, date(2026, 3, 20),
    )  # fmt: skip


@pytest.mark.parametrize("given", [{"title_sv": ""}, {"opens": ""}, {"closes": "2026-03-01"}])
def test_what_makes_no_sense_is_refused(page, plan, given):
    sent = {"title_sv": "Våren", "opens": "2026-03-02", "closes": "2026-03-20", **given}
    answer = page.post(f"{HERE}new/", **sent)
    assert "Something has to be mended first" in answer.content.decode()
    assert not Round.objects.exists()


def test_two_people_change_a_round_and_neither_loses_anything(page, made):
    do.change_round(round=made, revision=1, title=sv("Deras"), opens=DAY, closes=DAY, **DO)
    here = f"{HERE}{made.pk}/change/"
    mine = {"title_sv": "Min", "opens": "2026-03-02", "closes": "2026-04-01"}
    answer = page.post(here, **mine, revision=1)
    text = answer.content.decode()
    assert (answer.status_code, "Deras" in text, 'value="Min"' in text) == (409, True, True)
    page.post(here, **mine, revision=2)
    made.refresh_from_db()
    assert (made.title, made.closes) == ({"sv": {"text": "Min"}}, date(2026, 4, 1))


def test_breaking_off_needs_a_reason_and_is_not_done_twice(page, made):
    assert page.post(f"{HERE}{made.pk}/end/", why="").status_code == 200
    page.post(f"{HERE}{made.pk}/end/", why="Val")
    made.refresh_from_db()
    assert (made.ended_at is not None, made.ended_why) == (True, "Val")
    assert page.get(f"{HERE}{made.pk}/end/").status_code == 404
    assert "broken off" in page.get(HERE).content.decode()


def test_the_page_tells_who_has_answered_and_who_has_not(page, made, version, lulea):
    told = make_action(version, "Hörs", organisation=lulea)
    make_action(version, "Tyst")
    report(told, round=made)
    text = page.get(f"{HERE}{made.pk}/").content.decode()
    assert "1 of 2 actions were told of." in text
    silent, answered = text.split("Told of")
    assert ("Tyst" in silent, "Hörs" in silent, "Hörs" in answered, "Lulea" in answered) == (
        True, False, True, True,
    )  # fmt: skip


class TestHabits:
    here = f"{HERE}habits/"
    given = {"stale_after": 60, "reminders": "on", "currency": "NOK", "last_meeting_on": "",
             "revision": 0}  # fmt: skip

    def test_they_are_said_with_quiet_days(self, page, plan):
        page.post(self.here, **self.given, first_1="2026-12-20", last_1="2027-01-06",
                  first_0="2026-07-01", last_0="2026-07-31")  # fmt: skip
        found = FollowUp.objects.get()
        assert (found.stale_after, found.currency, found.reminders, found.quiet) == (
            60, "NOK", True, [["2026-07-01", "2026-07-31"], ["2026-12-20", "2027-01-06"]],
        )  # fmt: skip

    @pytest.mark.parametrize(
        "wrong", [{"stale_after": 0}, {"stale_after": "x"}, {"currency": "DKK"},
                  {"first_0": "2026-07-01"}, {"first_0": "2026-07-02", "last_0": "2026-07-01"}],
    )  # fmt: skip
    def test_what_makes_no_sense_is_refused(self, page, plan, wrong):
        answer = page.post(self.here, **{**self.given, **wrong})
        assert "Something has to be mended first" in answer.content.decode()
        assert not FollowUp.objects.exists()

    def test_two_people_change_them_and_neither_loses_anything(self, page, plan):
        do.set_habits(plan=plan, values=do.HabitValues("SEK", 33), **DO)
        answer = page.post(self.here, **self.given)
        text = answer.content.decode()
        assert (answer.status_code, ">33<" in text or "33" in text, 'value="60"' in text) == (
            409, True, True,
        )  # fmt: skip
        page.post(self.here, **{**self.given, "revision": 1})
        assert FollowUp.objects.get().stale_after == 60


def test_what_would_be_sent_is_shown_and_nothing_is_sent(page, version, lulea, mailoutbox):
    somebody = make_person(organisation=lulea)
    due = timezone.localdate() - timedelta(days=3)
    make_action(version, "Försenad", organisation=lulea, start="2025", due=due.isoformat())
    text = page.get(f"{HERE}next/").content.decode()
    assert (somebody.name in text, "It was due on" in text) == (True, True)
    assert (mailoutbox, Reminder.objects.count()) == ([], 0)


@pytest.mark.parametrize("many", [1, 3])
def test_the_list_costs_one_query(plan, many, django_assert_num_queries):
    for number in range(many):
        do.open_round(plan=plan, title=sv(f"{number}"), opens=DAY, closes=DAY, **DO)
    with django_assert_num_queries(1):
        assert [row.state for row in round_rows(plan, DAY)] == ["open"] * many


class TestRates:
    here = "/en/workspace/installation/rates/"
    given = {"base": "EUR", "rate": "11,4725", "quote": "SEK", "on": "2026-03-02",
             "source": "Riksbanken"}  # fmt: skip

    @pytest.fixture
    def desk(self, client, db):
        return browse(client, make_person("administrator"))

    def test_a_dated_rate_with_its_source(self, desk):
        desk.post(self.here, self.given)
        found = Rate.objects.get()
        assert (found.base, found.quote, found.on, found.rate, found.source) == (
            "EUR", "SEK", DAY, Decimal("11.4725"), "Riksbanken",
        )  # fmt: skip
        assert "1 EUR = 11.4725 SEK" in desk.get(self.here).content.decode()

    @pytest.mark.parametrize(
        "wrong", [{"rate": "0"}, {"rate": "-1"}, {"rate": "x"}, {"rate": "Infinity"},
                  {"quote": "EUR"}, {"base": "USD"}, {"source": " "}, {"on": ""}],
    )  # fmt: skip
    def test_what_makes_no_sense_is_refused(self, desk, wrong):
        answer = desk.post(self.here, {**self.given, **wrong})
        assert "Something has to be mended first" in answer.content.decode()
        assert not Rate.objects.exists()

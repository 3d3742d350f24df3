"""Figures entered by hand: who may, what is refused, how a correction is kept."""

from datetime import date, timedelta

import pytest

from samkraft.accounts.rules import NotAllowed
from samkraft.calc.periods import NotAPeriod
from samkraft.calc.status import Status
from samkraft.indicators.models import Latest, Refresh
from samkraft.indicators.operations import NotManual, enter_value, may_enter
from samkraft.indicators.queries.store import warehouse
from samkraft.indicators.queries.waiting import period_due, values_lacking
from tests.conftest import NOON
from tests.factories import make_indicator, make_own_indicator, make_person, make_region

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def enter(indicator, value=5.0, *, by=None, at=NOON, **more):
    given = {"area": indicator.region.slug, "period": "2025", **more}
    return enter_value(indicator=indicator, value=value, by=by, at=at, **given)


def known(indicator):
    return [(row.area, row.period, row.sex, row.value, row.status)
            for row in warehouse().read(indicator.slug).rows()]  # fmt: skip


def test_the_person_responsible_enters_a_figure_without_any_role():
    region, person = make_region("nord"), make_person()
    own = make_own_indicator(region, responsible=person)
    assert enter(own, 5.5, by=person, note=" counted ").vintage.provenance == {
        "source": "manual", "note": "counted",
    }  # fmt: skip
    assert Latest.objects.get(indicator=own, area="nord").value == 5.5
    assert Refresh.objects.get(indicator=own).state == "ok"


def test_somebody_else_without_a_role_may_not_nor_one_who_has_left():
    region, person = make_region(), make_person()
    own = make_own_indicator(region, responsible=person)
    with pytest.raises(NotAllowed):
        enter(own, by=make_person())
    person.is_active = False
    assert not may_enter(person, own)


def test_the_person_responsible_may_not_after_the_last_day():
    region, person = make_region(), make_person()
    own = make_own_indicator(region, responsible=person)
    person.ends_on = date(2020, 1, 1)
    person.save()
    assert not may_enter(person, own)


def test_a_figure_entered_again_is_a_revision_and_another_one_stays():
    own = make_own_indicator(make_region("nord"))
    enter(own, 1.0, period="2024")
    enter(own, 2.0)
    again = enter(own, 3.0, at=NOON + DAY)
    assert (again.vintage.new, again.vintage.revised, again.vintage.withdrawn) == (0, 1, 0)
    assert [(row[1], row[3]) for row in known(own)] == [("2024", 1.0), ("2025", 3.0)]


def test_a_figure_that_is_not_there_is_entered_with_the_reason():
    own = make_own_indicator(make_region("nord"))
    enter(own, None, status=Status.NOT_YET)
    enter(own, None, period="2024", sex="F")
    assert known(own) == [
        ("nord", "2024", "F", None, Status.MISSING), ("nord", "2025", "T", None, Status.NOT_YET),
    ]  # fmt: skip


def test_the_period_is_written_as_ours():
    own = make_own_indicator(make_region("nord"), frequency="quarter")
    enter(own, period="2025-K1")
    assert [row[1] for row in known(own)] == ["2025Q1"]


@pytest.mark.parametrize(
    ("value", "more", "problem"),
    [
        (5.0, {"period": "soon"}, NotAPeriod),
        (5.0, {"status": Status.MISSING}, ValueError),
        (None, {"status": Status.VALID}, ValueError),
        (float("nan"), {}, ValueError),
        (float("inf"), {}, ValueError),
    ],
)
def test_what_is_no_figure_is_refused_and_nothing_is_stored(value, more, problem):
    own = make_own_indicator(make_region("nord"))
    with pytest.raises(problem):
        enter(own, value, **more)
    assert known(own) == []


def test_figures_of_a_service_are_not_entered_by_hand_not_even_by_an_administrator():
    with pytest.raises(NotManual):
        enter_value(indicator=make_indicator(), area="SE", period="2025", value=1.0,
                    by=make_person("administrator"), at=NOON)  # fmt: skip


@pytest.mark.parametrize(
    ("frequency", "due"),
    [("year", "2025"), ("half-year", "2025H2"), ("quarter", "2025Q4"), ("month", "2026M02")],
)
def test_the_newest_period_that_has_ended_is_due(frequency, due):
    assert period_due(frequency, date(2026, 3, 2)) == due


def test_who_is_responsible_sees_which_figures_are_lacking():
    region, person = make_region("nord"), make_person()
    make_own_indicator(region, "Ett", responsible=person)
    two = make_own_indicator(region, "Två", responsible=person)
    three = make_own_indicator(region, "Tre", responsible=person)
    make_own_indicator(region, "Fyra")
    enter(two)
    enter(three, period="2024")
    enter(three, area="NO-1")
    found = values_lacking(person, date(2026, 3, 2))
    assert [(each.indicator.slug, each.period, each.lacking, each.places) for each in found] == [
        ("nord-ett", "2025", 0, 0), ("nord-tre", "2025", 1, 2),
    ]  # fmt: skip

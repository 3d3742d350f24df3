"""The shipped population: under the codes of its time in the warehouse, under today's on pages."""

from datetime import date, timedelta

import pytest

from samkraft.calc.series import Point
from samkraft.calc.status import Status
from samkraft.indicators.models import Indicator, Latest
from samkraft.indicators.operations import deliver_shipped
from samkraft.indicators.published import published_indicator
from samkraft.indicators.queries.asked import place_asked
from samkraft.indicators.queries.figures import figures_of
from samkraft.indicators.queries.store import warehouse
from samkraft.places.queries import population_of_region
from tests.conftest import NOON
from tests.factories import add, adopt, make_draft, make_region, make_target

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shipped")]
TODAY = date(2026, 3, 2)


def population():
    return Indicator.objects.get(slug="population")


def whole(place):
    return figures_of(population(), place_asked(place, TODAY), today=TODAY).whole


def test_the_figures_are_there_for_pages_and_the_same_ones_again_change_nothing():
    rana = Latest.objects.get(indicator__slug="population", area="NO-1833")
    assert (rana.period, rana.value, rana.status, rana.before) == ("2023", 25_980, "valid", 26_083)
    assert whole("SE-25").at("2020") == Point("2020", 250_093.0)
    before = list(Latest.objects.values_list())
    again = deliver_shipped(by=None, at=NOON + timedelta(days=1))
    assert (again.changed, again.places, again.vintage.stored) == (False, 0, 0)
    assert list(Latest.objects.values_list()) == before
    assert [v.stored for v in warehouse().vintages() if v.stored] == [again.vintage.same]


def test_regions_add_up_by_the_members_of_today():
    """Alstahaugregionen's members are the same as in 2015; Harstadregionen's Skånland has become
    Tjeldsund since, together with the Tjeldsund of Nordland, which was no member."""
    assert whole("alstahaugregionen").at("2015") == Point("2015", 26_138.0)
    tjeldsund = whole("NO-1852").at("2015").value
    then = population_of_region("harstadregionen", date(2015, 1, 1)).population
    assert (then, then + tjeldsund) == (36_514, whole("harstadregionen").at("2015").value)


@pytest.mark.parametrize(
    ("region", "people"), [("harstadregionen", 36_514), ("alstahaugregionen", 26_138)]
)
def test_regions_add_up_by_the_members_of_then(region, people):
    page = published_indicator("population", "nb", place=region, today=TODAY, members="then")
    assert page.series.at("2015") == Point("2015", people, comparable=region == "alstahaugregionen")


def test_narvik_before_2020_is_estimated_and_does_not_compare_for_tysfjord_was_divided():
    narvik = whole("NO-1806")
    expected = whole("NO-1805").at("2019").value + whole("NO-1854").at("2019").value
    expected += whole("NO-1850").at("2019").value / 2
    assert narvik.at("2019") == Point("2019", expected, Status.ESTIMATED, comparable=False)
    assert narvik.at("2020") == Point("2020", 21_845.0)
    assert {p.comparable for p in narvik.points if p.period < "2020"} == {False}


def test_no_trend_crosses_the_break():
    page = published_indicator("population", "nb", place="NO-1806", today=TODAY)
    row = Latest.objects.get(indicator__slug="population", area="NO-1806")
    assert (page.trend.direction, page.trend.points) == ("too_few", 3)
    assert (row.trend, row.slope, row.value, row.before) == ("too_few", None, 21_530, 21_661)


def test_no_trend_of_what_is_worked_out_of_the_figures_crosses_the_break():
    for slug in ("share-65", "population-change-1"):
        page = published_indicator(slug, "nb", place="NO-1806", today=TODAY)
        assert {point.comparable for point in page.series.points if point.period < "2020"} == {
            False
        }
        assert (page.trend.direction, page.trend.points < 5) == ("too_few", True), slug


def test_no_verdict_crosses_the_break():
    from samkraft.plans.published import targets_on
    from samkraft.plans.queries.following import Desk

    draft = make_draft(make_region())
    add(draft, "goal", "Första målet")
    version = adopt(draft)
    make_target(version, population(), place="NO-1806", baseline_period="2015",
                baseline_value=None, value=30_000.0)  # fmt: skip
    (target,) = targets_on("population", "NO-1806", "nb", today=TODAY)
    assert (target.baseline, target.verdict.kind, target.verdict.reason) == (
        None, "cannot_tell", "no_baseline",
    )  # fmt: skip
    assert Desk(TODAY).place("NO-1806").members == ()


def test_a_published_total_stands_beside_the_own_sum():
    found = figures_of(population(), place_asked("norrbotten", TODAY), today=TODAY)
    assert (found.whole.latest.value, found.own.latest.value) == (248_927, 248_943)
    assert (found.summed, found.why_none) == (False, "")


def test_ended_codes_keep_their_own_figures():
    assert [p.period for p in whole("NO-1850").points] == [str(y) for y in range(2010, 2020)]

"""The page of an indicator, the list, the profile of a place, the sources."""

from datetime import date, timedelta

import pytest

from samkraft.calc.series import Point, Series
from samkraft.indicators.models import Refresh
from samkraft.indicators.operations import DeliveryHeld, withdraw_indicator
from samkraft.indicators.published import (
    IndicatorFilter,
    NoSuchIndicator,
    RevisedFigure,
    UnknownPlace,
    published_indicator,
    published_indicators,
    published_profile,
    published_sources,
)
from tests.conftest import NOON
from tests.factories import (
    deliver,
    make_area,
    make_council,
    make_indicator,
    make_own_indicator,
)

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
TODAY = date(2026, 3, 2)
GROUPS = {("T", "T"): 10, ("F", "T"): 4, ("M", "T"): 6, ("T", "0-15"): 3, ("T", "16+"): 7,
          ("F", "0-15"): 1}  # fmt: skip


@pytest.fixture
def people():
    """Two members of Nord in the county of Nordland, in Norway, with sexes and ages."""
    country = make_area("NO", kind="country")
    county = make_area("18", kind="county", parent=country)
    for code in ("1", "2"):
        make_area(code, parent=county)
    make_council("1", "2", slug="nord")
    found = make_indicator("people", by_sex=True, by_age=True)
    deliver(found, {(area, period, *group): value * times
                    for area, times in [("NO-1", 1), ("NO-2", 2), ("NO-18", 5), ("NO", 9)]
                    for period in ("2022", "2023") for group, value in GROUPS.items()})  # fmt: skip
    return found


def page(slug="people", place="nord", **more):
    return published_indicator(slug, "sv", place=place, today=TODAY, **more)


def values(series):
    return [(each.area, each.sex, each.age, each.latest.value) for each in series]


def test_the_page_of_a_region_shows_its_sum_groups_members_and_country(people):
    shown = page()
    assert (shown.place.key, shown.place.is_region, shown.summed) == ("nord", True, True)
    assert (shown.series.latest, shown.counted, shown.missing) == (
        Point("2023", 30.0), ("NO-1", "NO-2"), (),
    )  # fmt: skip
    assert values(shown.sexes) == [("nord", "F", "T", 12.0), ("nord", "M", "T", 18.0)]
    assert values(shown.ages) == [("nord", "T", "0-15", 9.0), ("nord", "T", "16+", 21.0)]
    assert values(each.series for each in shown.members) == [
        ("NO-1", "T", "T", 10.0), ("NO-2", "T", "T", 20.0),
    ]  # fmt: skip
    assert [(each.why, each.series.latest.value) for each in shown.compared] == [("country", 90.0)]


def test_the_page_of_a_municipality_compares_it_with_county_and_country(people):
    shown = page(place="NO-1")
    assert str(shown.place.name) == "Place 1"
    assert [(each.why, each.place.key, each.series.latest.value) for each in shown.compared] == [
        ("county", "NO-18", 50.0), ("country", "NO", 90.0),
    ]  # fmt: skip
    assert (shown.members, shown.summed, shown.own_sum) == ((), False, None)


def test_the_page_of_one_sex_and_age(people):
    shown = page(sex="F", age="0-15")
    assert values([shown.series]) == [("nord", "F", "0-15", 3.0)]
    assert values(each.series for each in shown.members) == [
        ("NO-1", "F", "0-15", 1.0), ("NO-2", "F", "0-15", 2.0),
    ]  # fmt: skip
    assert page(sex="M", age="0-15").series == Series("nord", (), "M", "0-15")


def test_a_county_shows_what_lies_in_it(people):
    assert [each.place.key for each in page(place="NO-18").members] == ["NO-1", "NO-2"]


def test_the_page_as_it_was_known_then(people):
    revised = {("NO-1", "2023"): 11}
    deliver(people, revised, at=NOON + DAY, complete=False)
    assert page(place="NO-1").series.latest.value == 11
    then = page(place="NO-1", as_of=NOON + DAY / 2)
    assert (then.series.latest.value, then.as_of) == (10, NOON + DAY / 2)
    assert page(place="NO-1", as_of=NOON - DAY).series.points == ()


def test_revisions_are_told_newest_first(people):
    deliver(people, {("NO-1", "2023"): 11}, at=NOON + DAY, complete=False)
    deliver(people, {("NO-1", "2022"): 9}, at=NOON + 2 * DAY, complete=False)
    assert page(place="NO-1").revisions == (
        RevisedFigure(NOON + 2 * DAY, "2022", 10.0, 9.0, "valid", False),
        RevisedFigure(NOON + DAY, "2023", 10.0, 11.0, "valid", False),
    )
    assert [(each.new, each.revised) for each in page().vintages] == [(0, 1), (0, 1), (48, 0)]
    assert page().revisions == page(place="NO-2").revisions == ()


def test_a_computed_indicator_does_not_tell_its_bases_revisions_as_its_own(people):
    make_indicator("change", source="computed", nature="rate",
                   query={"computed": "change", "of": "people", "years": 1})  # fmt: skip
    deliver(people, {("NO-1", "2023"): 11}, at=NOON + DAY, complete=False)
    shown = page("change", "NO-1")
    assert (shown.series.latest.value, shown.revisions) == (pytest.approx(10.0), ())
    assert len(shown.vintages) == 2


def test_without_a_place_the_first_region_with_figures_is_shown(people):
    assert page(place="").place.key == "nord"
    own = make_own_indicator(make_council("7", slug="vest"), "Båtar")
    assert page(own.slug, "").place.key == "vest"


def test_an_indicator_without_figures_has_a_page_that_says_so():
    make_indicator("people")
    shown = page(place="")
    assert (shown.place, shown.series, shown.trend, shown.indicator.places) == (
        None, Series("", ()), None, 0,
    )  # fmt: skip


def test_an_indicator_is_found_by_the_sources_own_id_where_only_one_has_it(people):
    assert page("n01951").indicator.slug == "people"
    make_indicator("people-too")
    with pytest.raises(NoSuchIndicator):
        page("n01951")


def test_an_unknown_indicator_or_place_is_refused(people):
    with pytest.raises(NoSuchIndicator, match="“nothing”"):
        page("nothing")
    with pytest.raises(UnknownPlace, match="“nowhere”"):
        page(place="nowhere")


def test_a_withdrawn_indicator_keeps_its_page_with_the_reason():
    region = make_council("1", slug="nord")
    own = make_own_indicator(region, "Båtar")
    deliver(own, {("nord", "2023"): 3})
    withdraw_indicator(indicator=own, why="Fel", by=None, at=NOON)
    shown = page(own.slug)
    assert (shown.indicator.withdrawn_why, shown.series.latest.value) == ("Fel", 3.0)


def test_the_list_is_by_title_and_can_be_narrowed(people):
    make_indicator("births", source="ssb", code="04231")
    make_own_indicator(make_council("7", slug="vest"), "Aktier")

    def slugs(**wanted):
        return [each.slug for each in published_indicators("sv", IndicatorFilter(**wanted))]

    assert slugs() == ["vest-aktier", "births", "people"]
    assert slugs(words="04231") == slugs(source="ssb") == ["births"]
    assert slugs(figures="yes") == slugs(sex=True) == slugs(age=True) == ["people"]
    assert slugs(figures="no") == ["vest-aktier", "births"]
    assert slugs(region="nord") == ["births", "people"]


@pytest.mark.parametrize("many", [1, 3])
def test_the_list_and_the_profile_ask_a_constant_number_of_times(many, django_assert_num_queries):
    make_area("1")
    for _ in range(many):
        deliver(make_indicator(), {("NO-1", "2022"): 4, ("NO-1", "2023"): 5})
    with django_assert_num_queries(1):
        assert len(published_indicators("sv")) == many
    with django_assert_num_queries(2):
        assert len(published_profile("NO-1", "sv", today=TODAY)) == many


def test_the_profile_of_a_place_has_the_newest_figure_of_each_indicator(people):
    (row,) = published_profile("NO-1", "sv", today=TODAY)
    assert (row.slug, row.period, row.value, row.before, row.trend) == (
        "people", "2023", 10.0, 10.0, "too_few",
    )  # fmt: skip


def test_the_sources_tell_what_waits_for_a_person():
    many = {("SE-25", str(year)): 9.0 for year in range(1990, 2015)}
    found = make_indicator("people")
    deliver(found, many)
    with pytest.raises(DeliveryHeld):
        deliver(found, dict.fromkeys(many, 0.0), at=NOON + DAY)
    make_indicator("births", source="ssb")
    Refresh.objects.filter(indicator__slug="births").update(
        state="failed", message="No such table."
    )
    told = [(row.name, row.state, row.indicators, row.fetched, row.newest,
             [each.text for each in (*row.held, *row.failed)])
            for row in published_sources()]  # fmt: skip
    assert told == [
        ("kolada", "held", 1, 1, NOON, ["25 of 25 figures would become zero or missing"]),
        ("ssb", "failed", 1, 0, None, ["No such table."]),
    ]

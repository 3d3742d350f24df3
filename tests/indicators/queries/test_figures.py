"""The figures of a place: of an area, of a region out of its members, of many indicators."""

from datetime import date, timedelta

import pytest

from samkraft.calc.series import Point, Series
from samkraft.calc.status import Status
from samkraft.indicators.models import Indicator
from samkraft.indicators.queries.asked import UnknownPlace, place_asked, places_asked
from samkraft.indicators.queries.figures import Shelf, figures_of
from tests.conftest import NOON
from tests.factories import (
    deliver,
    make_area,
    make_change,
    make_council,
    make_indicator,
    make_own_indicator,
    make_region,
)

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 2)


def figures(indicator, key, **more):
    return figures_of(indicator, place_asked(key, TODAY), today=TODAY, **more)


def told(series):
    return {point.period: point.value for point in series.points}


def test_an_area_has_its_own_figures_the_whole_first():
    make_area("1")
    found = make_indicator()
    deliver(found, {("NO-1", "2023", "F", "T"): 3, ("NO-1", "2023"): 5, ("NO-1", "2022"): 4})
    assert figures(found, "NO-1").series == (
        Series("NO-1", (Point("2022", 4.0), Point("2023", 5.0))),
        Series("NO-1", (Point("2023", 3.0),), "F"),
    )


def test_an_area_without_figures_has_a_series_without_points():
    make_area("1")
    found = figures(make_indicator(), "NO-1")
    assert (found.series, found.whole) == ((), Series("NO-1", ()))


def test_counts_of_a_region_are_the_sum_of_its_members_group_by_group():
    make_council("1", "2", slug="nord")
    found = make_indicator()
    deliver(found, {("NO-1", "2023"): 5, ("NO-2", "2023"): 7, ("NO-1", "2023", "F", "T"): 2,
                    ("NO-2", "2023", "F", "T"): 3, ("NO-3", "2023"): 100})  # fmt: skip
    nord = figures(found, "nord")
    assert [(s.area, s.sex, told(s)) for s in nord.series] == [
        ("nord", "T", {"2023": 12.0}), ("nord", "F", {"2023": 5.0}),
    ]  # fmt: skip
    assert (nord.summed, nord.why_none, nord.parts[-1].counted) == (True, "", ("NO-1", "NO-2"))


def test_a_region_that_lacks_a_member_has_no_sum_and_says_whose_figure_is_missing():
    make_council("1", "2", slug="nord")
    found = make_indicator()
    deliver(found, {("NO-1", "2023"): 5, ("NO-1", "2024"): 6, ("NO-2", "2023"): Status.SUPPRESSED})
    nord = figures(found, "nord")
    assert nord.whole.points == (
        Point("2023", None, Status.SUPPRESSED), Point("2024", None, Status.MISSING),
    )  # fmt: skip
    assert [(part.counted, part.missing) for part in nord.parts] == [(("NO-1",), ("NO-2",))] * 2


def test_a_share_without_a_denominator_has_no_value_for_the_region_and_says_why():
    make_council("1", "2", slug="nord")
    found = make_indicator(nature="share")
    deliver(found, {("NO-1", "2023"): 10, ("NO-2", "2023"): 40})
    nord = figures(found, "nord")
    assert (nord.series, nord.why_none) == ((), "not-additive")


def plain_mean(shares, people):
    """The slow twin: everybody counts once."""
    return sum(shares[a] * people[a] for a in shares) / sum(people[a] for a in shares)


def test_a_share_with_a_denominator_is_the_mean_over_the_people():
    make_council("1", "2", "3", slug="nord")
    people = {"NO-1": 100, "NO-2": 300, "NO-3": 50}
    shares = {"NO-1": 10, "NO-2": 40, "NO-3": 7.5}
    weight = make_indicator("people")
    share = make_indicator("share", nature="share", denominator=weight)
    deliver(weight, {(area, "2023"): value for area, value in people.items()})
    deliver(share, {(area, "2023"): value for area, value in shares.items()})
    assert told(figures(share, "nord").whole) == {
        "2023": pytest.approx(plain_mean(shares, people))
    }  # fmt: skip
    then = figures(share, "nord", as_of=NOON + timedelta(hours=1))
    assert told(then.whole) == told(figures(share, "nord").whole)


def test_an_index_is_never_put_together_whatever_weighs_it():
    make_council("1", "2", slug="nord")
    weight = make_indicator("people")
    index = make_indicator("index", nature="index", denominator=weight)
    for each in (weight, index):
        deliver(each, {("NO-1", "2023"): 10, ("NO-2", "2023"): 40})
    assert figures(index, "nord").why_none == "not-additive"


def test_what_is_computed_is_worked_out_of_the_regions_own_sum():
    make_council("1", "2", slug="nord")
    base = make_indicator("people")
    change = make_indicator("change", source="computed", nature="rate",
                            query={"computed": "change", "of": "people", "years": 1})  # fmt: skip
    deliver(base, {("NO-1", "2022"): 10, ("NO-2", "2022"): 90, ("NO-1", "2023"): 20,
                   ("NO-2", "2023"): 90})  # fmt: skip
    assert told(figures(change, "nord").whole) == {"2023": pytest.approx(10.0)}
    assert told(figures(change, "nord", as_of=NOON).whole) == {"2023": pytest.approx(10.0)}


def test_a_published_total_stands_beside_our_own_sum_and_neither_replaces_the_other():
    county = make_area("18", kind="county")
    make_council("1", "2", slug="nord", area=county)
    found = make_indicator()
    deliver(found, {("NO-1", "2023"): 5, ("NO-2", "2023"): 7, ("NO-18", "2023"): 13})
    nord = figures(found, "nord")
    assert (told(nord.whole), told(nord.own), nord.summed) == (
        {"2023": 13.0},
        {"2023": 12.0},
        False,
    )


def test_figures_entered_for_the_region_itself_come_before_its_county_s():
    region = make_council("1", slug="nord", area=make_area("18", kind="county"))
    own = make_own_indicator(region)
    deliver(own, {("nord", "2023"): 3, ("NO-18", "2023"): 99})
    assert told(figures(own, "nord").whole) == {"2023": 3.0}


def test_the_members_of_today_are_added_up_for_all_years():
    day = date(2020, 1, 1)
    merged = make_area("9", valid_from=day)
    for code in ("1", "2"):
        make_change(make_area(code, valid_until=day), merged)
    make_council("1", "2", slug="nord")
    found = make_indicator()
    deliver(found, {("NO-1", "2019"): 5, ("NO-2", "2019"): 7, ("NO-9", "2020"): 13})
    nord = figures(found, "nord")
    assert (nord.place.members, told(nord.whole)) == (("NO-9",), {"2019": 12.0, "2020": 13.0})


@pytest.mark.parametrize("many", [1, 3])
def test_a_shelf_asks_once_however_many_indicators(many, django_assert_num_queries):
    make_council("1", "2", slug="nord")
    weight = make_indicator("people")
    deliver(weight, {("NO-1", "2023"): 5, ("NO-2", "2023"): 7})
    chosen = []
    for _ in range(many):
        one = make_indicator(nature="share", denominator=weight)
        deliver(one, {("NO-1", "2023"): 5, ("NO-2", "2023"): 7})
        chosen.append(one.pk)
    rows = list(Indicator.objects.filter(pk__in=chosen).select_related("denominator"))
    nord, shelf = place_asked("nord", TODAY), Shelf(TODAY)
    with django_assert_num_queries(1):
        shelf.load(rows, nord.codes)
        values = [shelf.figures(row, nord).whole.latest.value for row in rows]
    assert values == [pytest.approx(74 / 12)] * many


def test_a_shelf_does_not_ask_again_for_what_it_holds(django_assert_num_queries):
    make_area("1")
    make_area("2")
    found = make_indicator()
    deliver(found, {("NO-1", "2023"): 5, ("NO-2", "2023"): 7})
    shelf = Shelf(TODAY)
    with django_assert_num_queries(2):
        assert shelf.series(found, ["NO-1"]).keys() == {"NO-1"}
        assert shelf.series(found, ["NO-1"]).keys() == {"NO-1"}
        assert shelf.series(found, ["NO-1", "NO-2"]).keys() == {"NO-1", "NO-2"}


def test_a_place_is_an_area_by_its_code_or_a_region_by_its_name():
    county = make_area("18", kind="county")
    make_area("1", parent=county)
    make_council("2", "1", slug="nord")
    assert place_asked("NO-18", TODAY).members == ("NO-1",)
    assert place_asked("NO-1", TODAY).county == "NO-18"
    nord = place_asked("nord", TODAY)
    assert (nord.members, nord.country, nord.codes) == (
        ("NO-1", "NO-2"), "NO", ("nord", "NO-1", "NO-2"),
    )  # fmt: skip


@pytest.mark.parametrize("key", ["NO-99", "nowhere", "", "XX"])
def test_what_is_no_place_is_refused_with_a_hint(key):
    with pytest.raises(UnknownPlace, match="Write a code such as NO-1833 or a region"):
        place_asked(key, TODAY)


def test_many_places_are_the_same_as_one_by_one():
    county = make_area("18", kind="county")
    make_area("1", parent=county)
    make_region("nord")
    keys = ["nord", "NO-18", "NO-1"]
    assert places_asked([*keys, "nowhere"], TODAY) == {
        **{key: place_asked(key, TODAY) for key in keys}, "nowhere": None,
    }  # fmt: skip


def test_the_newest_area_of_a_code_is_meant():
    make_area("1", name={"nb": {"text": "Old"}}, valid_until=date(2020, 1, 1))
    make_area("1", name={"nb": {"text": "New"}}, valid_from=date(2020, 1, 1))
    assert str(place_asked("NO-1", TODAY).named("nb")) == "New"

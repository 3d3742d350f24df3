from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samkraft.calc.figures import Figure
from samkraft.calc.ratios import (
    NoSuchAges,
    NotAnAge,
    ages_at,
    change,
    dependency_ratio,
    people,
    sex_ratio,
    share_of_ages,
    working_age_share,
)
from samkraft.calc.series import Point, Series
from samkraft.calc.status import Status

GROUPS = {"0-19": 220.0, "20-64": 560.0, "65-79": 150.0, "80+": 70.0}


def test_ages_are_added_from_the_groups_that_fill_them():
    assert people(GROUPS, 65) == Figure(220.0)
    assert people(GROUPS, 0, 64) == Figure(780.0)
    assert people(GROUPS) == Figure(1000.0)


def test_all_ages_are_taken_from_the_total_that_is_given():
    assert people({**GROUPS, "T": 1003.0}) == Figure(1003.0)


def test_single_ages_and_intervals_may_stand_beside_each_other():
    groups = {"0": 1.0, "1": 2.0, "2-4": 4.0, "0-4": 7.0, "5+": 8.0}
    assert people(groups, 1, 4) == Figure(6.0)
    assert people(groups, 0, 4) == Figure(7.0)


def test_a_finer_group_stands_in_for_one_without_a_value():
    groups = {"0-4": None, "0-1": 3.0, "2-4": 4.0}
    assert people(groups, 0, 4) == Figure(7.0)


def test_bounds_between_the_groups_are_refused_with_the_groups_there_are():
    with pytest.raises(NoSuchAges, match=r"Ages 67\+ .* 0-19, 20-64, 65-79, 80\+") as refused:
        people(GROUPS, 67)
    assert refused.value.groups == ("0-19", "20-64", "65-79", "80+")


def test_an_open_range_needs_an_open_group():
    with pytest.raises(NoSuchAges):
        people({"0-19": 1.0, "20-64": 2.0}, 20)


@pytest.mark.parametrize("text", ["", "young", "20-10", "65 +x", "-5"])
def test_what_is_no_age_group_is_refused(text):
    with pytest.raises(NotAnAge):
        people({text: 1.0}, 20)


def test_indicators_of_age_are_those_of_the_textbook():
    assert share_of_ages(GROUPS, 65) == Figure(22.0)
    assert working_age_share(GROUPS) == Figure(pytest.approx(56.0))
    assert dependency_ratio(GROUPS) == Figure(pytest.approx(100 * 440 / 560))
    finer = {"0-14": 150.0, "15-19": 70.0, **{k: v for k, v in GROUPS.items() if k != "0-19"}}
    assert dependency_ratio(finer, working=(15, 64)) == Figure(pytest.approx(100 * 370 / 630))


def test_men_are_counted_for_every_hundred_women():
    men, women = {"0-19": 110.0, "20+": 200.0}, {"0-19": 100.0, "20+": 250.0}
    assert sex_ratio(men, women, 20) == Figure(80.0)
    assert sex_ratio(men, women, 0, 19) == Figure(pytest.approx(110.0))


def test_a_missing_group_leaves_no_indicator():
    withheld = {**GROUPS, "80+": Figure(None, Status.SUPPRESSED)}
    assert share_of_ages(withheld, 65) == Figure(None, Status.SUPPRESSED)
    assert people(withheld, 20, 64) == Figure(560.0)


def test_an_indicator_of_nobody_is_not_applicable():
    assert sex_ratio({"0+": 3.0}, {"0+": 0.0}) == Figure(None, Status.NOT_APPLICABLE)


def test_statuses_are_carried_into_the_indicator():
    groups = {**GROUPS, "80+": Point("2024", 70.0, Status.PROVISIONAL)}
    assert share_of_ages(groups, 65) == Figure(22.0, Status.PROVISIONAL)


def test_one_periods_ages_come_out_of_their_series():
    series = {"0-19": Series("A", (Point("2024", 220.0),)), "20+": Series("A", ())}
    assert ages_at(series, "2024") == {"0-19": Point("2024", 220.0), "20+": None}


def test_change_is_in_percent_of_the_base():
    series = Series(
        "A", (Point("2020", 80.0), Point("2021", None, Status.MISSING), Point("2022", 100.0))
    )
    assert change(series, "2020") == (
        Point("2020", 0.0),
        Point("2021", None, Status.MISSING),
        Point("2022", 25.0),
    )


def test_change_from_zero_or_from_nowhere_is_not_known():
    series = Series("A", (Point("2020", 0.0), Point("2021", 5.0)))
    assert change(series, "2020")[1] == Point("2021", None, Status.NOT_APPLICABLE)
    assert change(series, "1999")[1] == Point("2021", None, Status.MISSING, comparable=False)


def test_change_across_a_break_is_not_comparable():
    points = (Point("2020", 80.0), Point("2021", 90.0, comparable=False), Point("2022", 100.0))
    series = Series("A", points)
    assert [point.comparable for point in change(series, "2020")] == [True, True, False]
    assert [point.comparable for point in change(series, "2022")] == [False, False, True]


@given(
    st.lists(st.integers(0, 500).map(float), min_size=100, max_size=100),
    st.integers(0, 98),
    st.integers(0, 98),
    st.lists(st.integers(1, 98), max_size=6, unique=True),
)
def test_groups_give_what_single_ages_give(single, low, width, edges):
    edges = sorted({0, *edges, 99})
    groups = {f"{a}-{b - 1}": sum(single[a:b]) for a, b in pairwise(edges)}
    groups["99+"] = single[99]
    high = low + width
    wanted = Figure(sum(single[low : high + 1]))
    ages = {f"{age}": value for age, value in enumerate(single[:99])} | {"99+": single[99]}
    if high < 99:
        assert people(ages, low, high) == wanted
        if low in edges and high + 1 in edges:
            assert people(groups, low, high) == wanted
        else:
            with pytest.raises(NoSuchAges):
                people(groups, low, high)
    assert people(groups) == people(ages) == Figure(sum(single))

"""Indicators worked out of another one's figures."""

import pytest

from samkraft.calc.series import Point, Series
from samkraft.calc.status import Status
from samkraft.indicators.rules.computing import UnknownComputation, ages_of, compute

AGES = ("0-15", "16-64", "65+")


def by_age(sex="T", comparable=True, **years):
    """One series for each age group: by_age(y2023=(10, 20, 10))."""
    return [
        Series("NO-1", tuple(
            Point(name[1:], values[at], comparable=comparable) for name, values in years.items()
        ), sex, age)
        for at, age in enumerate(AGES)
    ]  # fmt: skip


def values(made, sex="T"):
    return [{p.period: p.value for p in each.points} for each in made if each.sex == sex]


def test_a_share_of_the_people_of_an_age():
    made = compute({"computed": "share", "ages": "65-"}, "NO-1", by_age(y2023=(10, 20, 10)))
    assert made == (Series("NO-1", (Point("2023", 25.0),)),)


def test_a_share_by_sex_where_the_ages_are_known_by_sex():
    base = by_age(y2023=(10, 20, 10)) + by_age("F", y2023=(4, 8, 8))
    made = compute({"computed": "share", "ages": "65-"}, "NO-1", base)
    assert [(each.sex, each.points[0].value) for each in made] == [("T", 25.0), ("F", 40.0)]


def test_the_dependency_ratio_is_of_those_of_working_age():
    made = compute({"computed": "dependency", "working": "16-64"}, "NO-1",
                   by_age(y2023=(10, 20, 20)))  # fmt: skip
    assert values(made) == [{"2023": 150.0}]


def test_men_per_hundred_women_of_an_age():
    base = by_age("M", y2023=(1, 30, 1)) + by_age("F", y2023=(1, 20, 1))
    made = compute({"computed": "sex_ratio", "ages": "16-64"}, "NO-1", base)
    assert [(each.sex, values([each])) for each in made] == [("T", [{"2023": 150.0}])]


def test_a_year_whose_groups_cannot_make_the_range_is_left_out():
    base = [Series("NO-1", (Point("2022", 5.0), Point("2023", 6.0)), age="0-19"),
            Series("NO-1", (Point("2022", 5.0), Point("2023", 6.0)), age="20+")]  # fmt: skip
    made = compute({"computed": "share", "ages": "0-15"}, "NO-1", base + by_age(y2024=(1, 1, 2)))
    assert values(made) == [{"2024": 25.0}]


def test_a_hidden_group_hides_what_is_worked_out_of_it():
    hidden = Series("NO-1", (Point("2023", None, Status.SUPPRESSED),), age="65+")
    made = compute({"computed": "share", "ages": "65-"}, "NO-1",
                   [*by_age(y2023=(10, 20, 10))[:2], hidden])  # fmt: skip
    assert made == (Series("NO-1", (Point("2023", None, Status.SUPPRESSED),)),)


@pytest.mark.parametrize(
    "query",
    [
        {"computed": "share", "ages": "65-"},
        {"computed": "dependency", "working": "16-64"},
    ],
)
def test_what_is_worked_out_of_figures_that_do_not_compare_does_not_compare_either(query):
    base = [Series("NO-1", (one.points[0], two.points[0]), age=one.age) for one, two in zip(
        by_age(comparable=False, y2022=(10, 20, 10)), by_age(y2023=(10, 20, 10)), strict=True
    )]  # fmt: skip
    (made,) = compute(query, "NO-1", base)
    assert [(point.period, point.comparable) for point in made.points] == [
        ("2022", False),
        ("2023", True),
    ]


def test_a_sex_ratio_of_figures_that_do_not_compare_does_not_compare_either():
    base = by_age("M", False, y2022=(1, 30, 1)) + by_age("F", y2022=(1, 20, 1))
    (made,) = compute({"computed": "sex_ratio", "ages": "16-64"}, "NO-1", base)
    assert made.points == (Point("2022", 150.0, comparable=False),)


def people(*points):
    return [Series("NO-1", tuple(points))]


def test_change_is_percent_and_years_without_a_base_are_left_out():
    base = people(Point("2010", 100.0), Point("2011", 110.0), Point("2013", 99.0),
                  Point("2014", 198.0))  # fmt: skip
    made = compute({"computed": "change", "years": 1}, "NO-1", base)
    assert values(made) == [{"2011": pytest.approx(10.0), "2014": pytest.approx(100.0)}]


def test_change_over_ten_years_of_quarters_compares_the_same_quarter():
    base = people(Point("2013Q1", 100.0), Point("2023Q1", 150.0), Point("2023Q2", 7.0))
    made = compute({"computed": "change", "years": 10}, "NO-1", base)
    assert values(made) == [{"2023Q1": pytest.approx(50.0)}]


@pytest.mark.parametrize(
    ("first", "second", "status"),
    [
        (Point("2022", 0.0), Point("2023", 5.0), Status.NOT_APPLICABLE),
        (Point("2022", None, Status.SUPPRESSED), Point("2023", 5.0), Status.SUPPRESSED),
        (Point("2022", 5.0), Point("2023", None, Status.NOT_YET), Status.NOT_YET),
    ],
)
def test_change_from_nothing_or_with_a_gap_has_no_value_and_says_why(first, second, status):
    (made,) = compute({"computed": "change", "years": 1}, "NO-1", people(first, second))
    assert made.points == (Point("2023", None, status),)


def test_change_is_as_unsure_as_the_less_sure_of_its_two_figures():
    base = people(Point("2022", 100.0, Status.ESTIMATED, False), Point("2023", 110.0))
    (made,) = compute({"computed": "change", "years": 1}, "NO-1", base)
    assert made.points == (Point("2023", pytest.approx(10.0), Status.ESTIMATED, False),)


def test_change_keeps_the_sexes_apart_and_leaves_ages_out():
    base = [Series("NO-1", (Point("2022", 1.0), Point("2023", 2.0)), sex, age)
            for sex, age in [("F", "T"), ("T", "T"), ("T", "0-15")]]  # fmt: skip
    made = compute({"computed": "change", "years": 1}, "NO-1", base)
    assert [(each.sex, each.age) for each in made] == [("T", "T"), ("F", "T")]


@pytest.mark.parametrize("query", [{"computed": "magic"}, {}])
def test_an_unknown_computation_is_refused(query):
    with pytest.raises(UnknownComputation, match="is no computation"):
        compute(query, "NO-1", people(Point("2023", 1.0)))


@pytest.mark.parametrize("text", ["old", "x-64", "16-y"])
def test_a_range_of_ages_that_is_none_is_refused(text):
    with pytest.raises(UnknownComputation, match="no range of ages"):
        ages_of(text)

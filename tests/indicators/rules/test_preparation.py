"""Figures under the codes of their time, as figures under today's."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from samkraft.calc.observations import Observations, Row
from samkraft.calc.shares import Share
from samkraft.calc.status import Status
from samkraft.indicators.rules.preparation import among, joined, taken, to_today

MERGED = [Share("A", "C"), Share("B", "C"), Share("X", "X")]
SPLIT = [Share("A", "C", 0.5, True), Share("A", "D", 0.5, True), Share("B", "C")]


def row(area, period, value, **more):
    return Row("m", area, period, value=value, **more)


def shares(before):
    return lambda period: before if period < "2020" else ()


def told(recoded):
    return [
        (each.area, each.period, each.value, each.status, bool(comparable))
        for each, comparable in zip(recoded.observations.rows(), recoded.comparable, strict=True)
    ]


def test_merged_areas_add_up_under_the_new_code_and_stay_under_their_own():
    found = to_today(
        Observations.of([row("A", "2019", 3.0), row("B", "2019", 4.0), row("C", "2020", 8.0)]),
        shares(MERGED), additive=True,
    )  # fmt: skip
    assert told(found) == [
        ("C", "2019", 7.0, Status.VALID, True),
        ("C", "2020", 8.0, Status.VALID, True),
        ("A", "2019", 3.0, Status.VALID, True),
        ("B", "2019", 4.0, Status.VALID, True),
    ]


def test_a_split_by_convention_is_estimated_and_does_not_compare():
    found = to_today(
        Observations.of([row("A", "2019", 10.0), row("B", "2019", 4.0), row("C", "2020", 8.0)]),
        shares(SPLIT), additive=True,
    )  # fmt: skip
    assert told(found)[:3] == [
        ("C", "2019", 9.0, Status.ESTIMATED, False),
        ("D", "2019", 5.0, Status.ESTIMATED, False),
        ("C", "2020", 8.0, Status.VALID, True),
    ]


def test_shares_are_not_added_up_over_a_merger_but_kept_over_a_new_number():
    found = to_today(
        Observations.of([row("A", "2019", 30.0), row("B", "2019", 40.0), row("E", "2019", 50.0)]),
        shares([*MERGED, Share("E", "F")]), additive=False,
    )  # fmt: skip
    assert told(found)[:2] == [
        ("C", "2019", None, Status.MISSING, False),
        ("F", "2019", 50.0, Status.VALID, True),
    ]


def test_figures_stay_as_they_are_where_no_code_has_changed():
    rows = Observations.of([row("X", "2019", 1.0), row("X", "2020", 2.0)])
    found = to_today(rows, lambda period: [Share("X", "X")], additive=True)
    assert (found.observations, found.comparable.tolist()) == (rows, [True, True])


ROWS = st.lists(
    st.builds(row, st.sampled_from("ABCX"), st.sampled_from(["2019", "2020", "2021"]),
              st.integers(0, 99).map(float), sex=st.sampled_from("TFM")),
    unique_by=lambda each: (each.area, each.period, each.sex), min_size=1,
)  # fmt: skip


@settings(max_examples=40)
@given(ROWS)
def test_the_people_of_a_year_are_as_many_under_todays_codes(rows):
    rows = [each for each in rows if not (each.period < "2020" and each.area == "C")]
    found = to_today(Observations.of(rows), shares(MERGED), additive=True).observations.rows()
    for period, sex in {(each.period, each.sex) for each in rows}:
        here = [each for each in rows if (each.period, each.sex) == (period, sex)]
        whole = {"A", "B"} <= {each.area for each in here} or period >= "2020"
        if whole:
            now = [r.value for r in found if (r.period, r.sex) == (period, sex)
                   and (period >= "2020" or r.area in "CX")]  # fmt: skip
            assert sum(now) == sum(each.value for each in here)


@settings(max_examples=40)
@given(ROWS, ROWS)
def test_rows_put_after_each_other_and_taken_apart_are_the_same(first, second):
    both = joined(Observations.of(first), Observations.of(second))
    assert both.rows() == first + second
    assert taken(both, np.arange(len(first), len(both))).rows() == second


@settings(max_examples=40)
@given(ROWS, ROWS)
def test_rows_are_found_among_others_by_their_key_alone(first, second):
    keys = {(each.area, each.period, each.sex) for each in second}
    expected = [(each.area, each.period, each.sex) in keys for each in first]
    assert among(Observations.of(first), Observations.of(second)).tolist() == expected

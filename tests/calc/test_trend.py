from itertools import combinations
from math import sqrt
from statistics import median

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from samkraft.calc.trend import Direction, Trend, trend, trends

YEARS = list(range(2005, 2025))

# Quarters and small numbers are the same in float32 and float64, so that ties are ties in both.
gap_or_value = st.none() | st.integers(-40, 40).map(lambda quarters: quarters / 4)
series = st.lists(gap_or_value, min_size=20, max_size=20)


def test_a_straight_line_is_found_and_rises():
    assert trend([1.0, 3.0, 5.0, 7.0, 9.0], [2020, 2021, 2022, 2023, 2024]) == Trend(
        direction=Direction.UP,
        points=5,
        slope=2.0,
        intercept=1.0 - 2.0 * 2020,
        low=2.0,
        high=2.0,
        s=10,
        p=pytest.approx(0.0275, abs=1e-4),
        first=2020,
        last=2024,
    )


def test_one_odd_year_does_not_turn_the_trend():
    values = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, -100.0]
    found = trend(values, YEARS[-10:])
    assert (found.slope, found.direction) == (1.0, Direction.UP)


def test_four_points_are_too_few():
    assert trend([1.0, None, 2.0, 3.0, 4.0], YEARS[:5]) == Trend(Direction.TOO_FEW, 4)


def test_only_the_latest_ten_points_count():
    values = [100.0 - year for year in range(10)] + [float(year) for year in range(10)]
    found = trend(values, YEARS)
    assert (found.direction, found.points, found.first) == (Direction.UP, 10, 2015)
    assert trend(values, YEARS, latest=None).points == 20


def test_gaps_are_left_out_and_years_keep_their_distance():
    values = [0.0, None, 2.0, float("nan"), 4.0, 5.0, None, 7.0]
    found = trend(values, YEARS[:8])
    assert (found.slope, found.points) == (1.0, 5)


def test_equal_values_have_no_trend():
    found = trend([3.0] * 6, YEARS[:6])
    assert (found.slope, found.s, found.p, found.direction) == (0.0, 0, 1.0, Direction.UNCLEAR)


def test_a_stricter_level_asks_for_more():
    values = [1.0, 3.0, 2.0, 4.0, 5.0, 6.0]
    years = YEARS[:6]
    assert trend(values, years).direction == Direction.UP
    assert trend(values, years, alpha=0.01).direction == Direction.UNCLEAR


def test_sens_interval_is_that_of_gilberts_ranks():
    # n = 5 without ties: N = 10 slopes, Var S = 50/3, z = 1.645: ranks 1.64 and 9.36.
    values = [1.0, 4.0, 3.0, 8.0, 6.0]
    found = trend(values, [0, 1, 2, 3, 4])
    slopes = sorted((values[j] - values[i]) / (j - i) for i, j in combinations(range(5), 2))
    width = 1.6448536 * sqrt(50 / 3)
    low, high = (10 - width) / 2, (10 + width) / 2 + 1
    assert found.low == pytest.approx(np.interp(low, range(1, 11), slopes))
    assert found.high == pytest.approx(np.interp(high, range(1, 11), slopes))


def test_the_line_can_be_read_at_any_year():
    found = trend([1.0, 3.0, 5.0, 7.0, 9.0], [2020, 2021, 2022, 2023, 2024])
    assert found.at(2030) == pytest.approx(21.0)


@given(st.lists(st.integers(-20, 20), min_size=5, max_size=12))
def test_slope_and_test_agree_with_scipy_and_the_textbook(values):
    years = list(range(len(values)))
    found = trend(values, years, latest=None)
    assert found.slope == pytest.approx(stats.theilslopes(values, years)[0])
    n = len(values)
    ties = [values.count(value) for value in set(values)]
    variance = (n * (n - 1) * (2 * n + 5) - sum(t * (t - 1) * (2 * t + 5) for t in ties)) / 18
    s = sum(np.sign(b - a) for a, b in combinations(values, 2))
    p = 2 * stats.norm.sf((abs(s) - 1) / sqrt(variance)) if s else 1.0
    assert (found.s, found.p) == (s, pytest.approx(p))
    assert found.low <= found.slope <= found.high
    residuals = [y - found.slope * t for t, y in zip(years, values, strict=True)]
    assert found.intercept == pytest.approx(median(residuals))


@given(series, st.floats(0.1, 100), st.floats(-1000, 1000))
def test_the_slope_follows_the_unit_and_the_direction_does_not(values, times, plus):
    moved = trend([None if v is None else v * times + plus for v in values], YEARS)
    found = trend(values, YEARS)
    if found.slope is not None and len({v for v in values if v is not None}) == found.points:
        assert moved.slope == pytest.approx(found.slope * times, abs=1e-6)
        assert moved.direction == found.direction


@settings(max_examples=60)
@given(st.lists(series, min_size=1, max_size=6), st.sampled_from([3, 10, 20]))
def test_many_series_get_what_each_would_get_alone(rows, latest):
    values = np.array([[np.nan if v is None else v for v in row] for row in rows])
    found = trends(values, np.array(YEARS), latest=latest, fewest=3)
    alone = [trend(row, YEARS, latest=latest, fewest=3) for row in rows]
    assert found.direction.tolist() == [one.direction.number for one in alone]
    assert found.points.tolist() == [one.points for one in alone]
    slopes = [np.nan if one.slope is None else one.slope for one in alone]
    np.testing.assert_allclose(found.slope, slopes, rtol=1e-5, atol=1e-6)


def test_series_shorter_than_the_window_are_used_whole():
    found = trends(np.array([[1.0, 2.0, 3.0, 4.0, 5.0]]), np.arange(2020, 2025))
    assert (found.slope.tolist(), found.direction.tolist(), found.points.tolist()) == (
        [1.0],
        [Direction.UP.number],
        [5],
    )

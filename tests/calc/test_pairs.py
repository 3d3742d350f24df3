from itertools import combinations
from statistics import median

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samkraft.calc.pairs import pair_statistics

YEARS = np.array([2010, 2011, 2013, 2014, 2015, 2018, 2019])

cells = st.none() | st.integers(-6, 6).map(lambda quarters: quarters / 4)
rows = st.lists(st.lists(cells, min_size=7, max_size=7), min_size=1, max_size=5)


def slowly(row, latest):
    """The twin: slope, S, variance and number of points from the textbook."""
    known = [(t, y) for t, y in zip(YEARS.tolist(), row, strict=True) if y is not None][-latest:]
    pairs = list(combinations(known, 2))
    slopes = [(y1 - y0) / (t1 - t0) for (t0, y0), (t1, y1) in pairs]
    numbers = [y for _, y in known]
    n = len(known)
    ties = [numbers.count(y) for y in set(numbers)]
    return (
        median(slopes) if slopes else np.nan,
        sum((b > a) - (b < a) for a, b in combinations(numbers, 2)),
        (n * (n - 1) * (2 * n + 5) - sum(t * (t - 1) * (2 * t + 5) for t in ties)) / 18,
        n,
    )


@given(rows, st.sampled_from([3, 5, 7, 10]))
def test_every_row_gets_what_the_textbook_gives(given_rows, latest):
    values = np.array([[np.nan if y is None else y for y in row] for row in given_rows])
    found = pair_statistics(values, YEARS, latest)
    expected = [slowly(row, latest) for row in given_rows]
    got = zip(found.slope, found.s, found.variance, found.points, strict=True)
    for one, other in zip(got, expected, strict=True):
        assert one == pytest.approx(other, rel=1e-5, abs=1e-6, nan_ok=True)


def test_ties_take_from_the_variance_what_kendall_says():
    # n = 5 with one pair and one group of three: (300 − 18 − 66) / 18.
    found = pair_statistics(np.array([[1.0, 1.0, 2.0, 2.0, 2.0]]), np.arange(5), 10)
    assert (found.s.tolist(), found.variance.tolist()) == ([6], [12.0])


def test_a_single_value_has_no_slope():
    found = pair_statistics(np.array([[1.0]]), np.array([2020]), 10)
    assert (found.points.tolist(), np.isnan(found.slope).tolist()) == ([1], [True])

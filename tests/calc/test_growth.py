import pytest
from hypothesis import given
from hypothesis import strategies as st

from samkraft.calc.growth import Case, growth, since


def test_growth_is_compound_and_a_fraction():
    assert growth(100.0, 121.0, 2) == pytest.approx(0.10)
    assert growth(100.0, 0.0, 2) == -1.0


@pytest.mark.parametrize(
    ("first", "last", "years"), [(0.0, 5.0, 2), (5.0, -5.0, 2), (5.0, 6.0, 0), (5.0, 6.0, -1)]
)
def test_growth_is_not_defined_everywhere(first, last, years):
    assert growth(first, last, years) is None


@given(st.floats(0.1, 1e6), st.floats(-0.5, 0.5), st.integers(1, 30))
def test_growth_is_found_again(first, rate, years):
    assert growth(first, first * (1 + rate) ** years, years) == pytest.approx(rate, abs=1e-9)


def test_the_first_point_in_a_year_or_after_is_found():
    points = ((2015.0, 1.0), (2018.0, 2.0))
    assert [since(points, year) for year in (2010, 2016, 2019)] == [points[0], points[1], None]


def test_a_target_is_reached_in_its_own_direction():
    points = ((2020.0, 50.0),)
    assert Case(points, 1, target=50.0).reached
    assert not Case(points, -1, target=49.0).reached
    assert not Case(points, 1).reached
    assert not Case((), 1, target=1.0).reached

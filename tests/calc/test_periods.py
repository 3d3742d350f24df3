import pytest
from hypothesis import given
from hypothesis import strategies as st

from samkraft.calc.periods import NotAPeriod, Period, parse_period


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2024", Period(2024)),
        ("2024K1", Period(2024, 1, "Q")),
        ("2024Q4", Period(2024, 4, "Q")),
        ("2024-Q2", Period(2024, 2, "Q")),
        ("2024S2", Period(2024, 2, "H")),
        ("2024H1", Period(2024, 1, "H")),
        ("2024M09", Period(2024, 9, "M")),
        ("2024-09", Period(2024, 9, "M")),
        ("2024U05", Period(2024, 5, "W")),
        (" 2024w53 ", Period(2024, 53, "W")),
    ],
)
def test_periods_are_read_as_services_write_them(written, meant):
    assert parse_period(written) == meant


@pytest.mark.parametrize("text", ["", "24", "2024K5", "2024M13", "2024-00", "2024Q", "2024X1"])
def test_other_texts_are_refused(text):
    with pytest.raises(NotAPeriod):
        parse_period(text)


@given(
    st.one_of(
        st.builds(Period, st.integers(1000, 9999)),
        st.builds(Period, st.integers(1000, 9999), st.integers(1, 4), st.just("Q")),
        st.builds(Period, st.integers(1000, 9999), st.integers(1, 12), st.just("M")),
        st.builds(Period, st.integers(1000, 9999), st.integers(1, 53), st.just("W")),
    )
)
def test_a_period_is_read_back_from_its_own_text(period):
    assert parse_period(str(period)) == period


def test_periods_are_numbers_of_years():
    assert [parse_period(t).years for t in ("2024", "2024H2", "2024Q2", "2024M07")] == [
        2024.0,
        2024.5,
        2024.25,
        2024.5,
    ]

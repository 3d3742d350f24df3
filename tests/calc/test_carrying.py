import pytest
from hypothesis import given
from hypothesis import strategies as st

from samkraft.calc.carrying import carry
from samkraft.calc.observations import Observations, Row
from samkraft.calc.shares import Share
from samkraft.calc.status import Status

MERGER = [Share("1", "11"), Share("2", "11")]


def rate(area, value, period="2019", status=Status.VALID):
    return Row("employment rate", area, period, value=value, status=status)


def people(area, value, period="2019", status=Status.VALID):
    return Row("people", area, period, value=value, status=status)


def carried(rows, shares, denominators=None):
    below = None if denominators is None else Observations.of(denominators)
    result = carry(Observations.of(rows), shares, denominators=below)
    return list(zip(result.observations.rows(), result.comparable.tolist(), strict=True))


def test_a_renumbered_area_keeps_its_rate():
    assert carried([rate("1", 70.0, status=Status.PROVISIONAL)], [Share("1", "11")]) == [
        (rate("11", 70.0, status=Status.PROVISIONAL), True)
    ]


def test_an_unchanged_area_keeps_its_rate():
    assert carried([rate("3", 70.0)], MERGER) == [(rate("3", 70.0), True)]


def test_rates_of_merged_areas_are_never_added():
    assert carried([rate("1", 70.0), rate("2", 80.0)], MERGER) == [
        (rate("11", None, status=Status.MISSING), False)
    ]


def test_rates_of_merged_areas_are_weighted_by_people():
    denominators = [people("1", 300.0), people("2", 100.0)]
    assert carried([rate("1", 70.0), rate("2", 80.0)], MERGER, denominators) == [
        (rate("11", 72.5), True)
    ]


def test_a_missing_denominator_leaves_no_rate():
    assert carried([rate("1", 70.0), rate("2", 80.0)], MERGER, [people("1", 300.0)]) == [
        (rate("11", None, status=Status.MISSING), True)
    ]
    assert carried([rate("1", 70.0), rate("2", 80.0)], MERGER, []) == [
        (rate("11", None, status=Status.MISSING), True)
    ]


def test_a_withheld_rate_withholds_the_mean():
    rows = [rate("1", None, status=Status.SUPPRESSED), rate("2", 80.0)]
    assert carried(rows, MERGER, [people("1", 300.0), people("2", 100.0)]) == [
        (rate("11", None, status=Status.SUPPRESSED), True)
    ]


def test_a_mean_over_nobody_is_not_applicable():
    denominators = [people("1", 0.0), people("2", 0.0)]
    assert carried([rate("1", 70.0), rate("2", 80.0)], MERGER, denominators) == [
        (rate("11", None, status=Status.NOT_APPLICABLE), True)
    ]


def test_a_split_keeps_the_rate_as_an_estimate():
    shares = [Share("1", "11", 0.25), Share("1", "12", 0.75)]
    assert carried([rate("1", 70.0)], shares, [people("1", 400.0)]) == [
        (rate("11", 70.0, status=Status.ESTIMATED), True),
        (rate("12", 70.0, status=Status.ESTIMATED), True),
    ]


def test_the_new_code_in_later_periods_does_not_hide_the_renumbering():
    rows = [rate("1", 70.0), rate("11", 71.0, period="2020")]
    assert carried(rows, [Share("1", "11")]) == [
        (rate("11", 70.0), True),
        (rate("11", 71.0, period="2020"), True),
    ]


def test_half_of_a_merger_is_no_renumbering():
    assert carried([rate("2", 80.0)], MERGER) == [(rate("11", None, status=Status.MISSING), False)]


@given(st.lists(st.tuples(st.floats(0, 100), st.integers(1, 10**5)), min_size=2, max_size=5))
def test_a_weighted_mean_lies_between_its_parts(parts):
    areas = [str(k) for k in range(len(parts))]
    shares = [Share(area, "all") for area in areas]
    rows = [rate(area, value) for area, (value, _) in zip(areas, parts, strict=True)]
    below = [people(area, float(n)) for area, (_, n) in zip(areas, parts, strict=True)]
    ((row, comparable),) = carried(rows, shares, below)
    total = sum(value * n for value, n in parts) / sum(n for _, n in parts)
    assert row.value == pytest.approx(total)
    assert min(v for v, _ in parts) - 1e-9 <= row.value <= max(v for v, _ in parts) + 1e-9
    assert comparable

from math import log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samkraft.calc.observations import Observations, Row
from samkraft.calc.quality import Jump, MassChange, Severity, jumps, mass_change
from samkraft.calc.status import Status


def people(number, value):
    status = Status.MISSING if value is None else Status.VALID
    return Row("people", f"{number}", "2024", value=value, status=status)


def delivery(values):
    return Observations.of([people(number, value) for number, value in enumerate(values)])


BEFORE = delivery([100.0] * 50)


@pytest.mark.parametrize("lost", [0.0, None])
def test_many_rows_that_turn_to_zero_or_missing_stop_a_delivery(lost):
    after = delivery([lost] * 11 + [100.0] * 39)
    finding = mass_change(BEFORE, after)
    assert finding == MassChange(rows=50, lost=11, limit=0.2)
    assert (finding.share, finding.severity) == (0.22, Severity.STOP)


def test_rows_that_are_gone_are_lost_too():
    assert mass_change(BEFORE, delivery([100.0] * 30)) == MassChange(rows=50, lost=20, limit=0.2)


def test_a_fifth_is_still_within_the_limit():
    assert mass_change(BEFORE, delivery([None] * 10 + [100.0] * 40)) is None
    assert mass_change(BEFORE, delivery([None] * 10 + [100.0] * 40), limit=0.1) is not None


def test_few_rows_say_nothing():
    assert mass_change(delivery([100.0] * 19), delivery([None] * 19)) is None


def test_rows_that_were_zero_before_cannot_be_lost():
    assert mass_change(delivery([0.0] * 50), delivery([None] * 50)) is None


def test_a_sudden_jump_is_a_warning():
    before, after = delivery([100.0, 100.0, 100.0]), delivery([170.0, 160.0, 50.0])
    found = jumps(before, after)
    assert found == (
        Jump(people(0, 100.0), people(0, 170.0)),
        Jump(people(2, 100.0), people(2, 50.0)),
    )
    assert found[0].severity == Severity.WARNING


def test_small_numbers_jump_without_being_news():
    assert jumps(delivery([2.0]), delivery([5.0])) == ()
    assert jumps(delivery([2.0]), delivery([5.0]), absolute=1.0) != ()


def test_a_change_of_sign_is_a_jump():
    assert jumps(delivery([-50.0]), delivery([50.0])) != ()


def test_new_rows_and_rows_without_a_value_do_not_jump():
    assert jumps(delivery([None, 0.0]), delivery([100.0, 100.0, 100.0])) == ()


values = st.lists(st.none() | st.integers(-60, 60).map(float), max_size=8)


@given(values, values)
def test_jumps_in_columns_are_those_row_by_row(old, new):
    def far(one, other):
        if not one or not other or abs(other - one) <= 10:
            return False
        return other / one < 0 or abs(log(other / one)) > 0.5

    expected = tuple(
        Jump(people(number, one), people(number, other))
        for number, (one, other) in enumerate(zip(old, new, strict=False))
        if far(one, other)
    )
    assert jumps(delivery(old), delivery(new)) == expected

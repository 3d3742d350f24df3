import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samkraft.calc.observations import Column, Observations, Row
from samkraft.calc.recoding import recode, recode_series
from samkraft.calc.series import Point, Series
from samkraft.calc.shares import Share
from samkraft.calc.status import Status, combined


def people(area, value, period="2019", status=Status.VALID, **keys):
    return Row("people", area, period, value=value, status=status, **keys)


def recoded(rows, shares):
    result = recode(Observations.of(rows), shares)
    return list(zip(result.observations.rows(), result.comparable.tolist(), strict=True))


def test_merged_areas_are_added_up():
    shares = [Share("1", "11"), Share("2", "11")]
    assert recoded([people("1", 3.0), people("2", 4.0), people("3", 5.0)], shares) == [
        (people("11", 7.0), True),
        (people("3", 5.0), True),
    ]


def test_a_counted_part_is_an_estimate_that_can_be_compared():
    shares = [Share("1", "11", 0.25), Share("1", "12", 0.75)]
    assert recoded([people("1", 100.0)], shares) == [
        (people("11", 25.0, status=Status.ESTIMATED), True),
        (people("12", 75.0, status=Status.ESTIMATED), True),
    ]


def test_a_convention_is_an_estimate_that_cannot_be_compared():
    assert recoded([people("1", 100.0)], [Share("1", "11", 0.5, convention=True)]) == [
        (people("11", 50.0, status=Status.ESTIMATED), False)
    ]


def test_an_unknown_share_leaves_no_value():
    shares = [Share("1", "11", None), Share("2", "11")]
    assert recoded([people("1", 100.0), people("2", 1.0)], shares) == [
        (people("11", None, status=Status.MISSING), False)
    ]


def test_a_withheld_part_withholds_the_sum():
    shares = [Share("1", "11"), Share("2", "11")]
    rows = [people("1", None, status=Status.SUPPRESSED), people("2", None, status=Status.MISSING)]
    assert recoded(rows, shares) == [(people("11", None, status=Status.SUPPRESSED), True)]


def test_a_part_without_a_row_is_missing_not_zero():
    shares = [Share("1", "11"), Share("2", "11")]
    assert recoded([people("1", 3.0)], shares) == [
        (people("11", None, status=Status.MISSING), True)
    ]


def test_a_row_under_the_new_code_already_is_whole():
    shares = [Share("1", "11"), Share("2", "11")]
    rows = [people("1", 3.0), people("2", 4.0), people("11", 8.0, period="2020")]
    assert recoded(rows, shares) == [
        (people("11", 7.0), True),
        (people("11", 8.0, period="2020"), True),
    ]


def test_each_period_may_have_its_own_shares():
    shares = {"2019": [Share("1", "11")]}
    rows = [people("1", 3.0), people("1", 4.0, period="2020")]
    assert recoded(rows, shares) == [
        (people("11", 3.0), True),
        (people("1", 4.0, period="2020"), True),
    ]


def test_sexes_and_ages_stay_apart():
    shares = [Share("1", "11"), Share("2", "11")]
    rows = [
        people("1", 1.0, sex="F", age="0-15"),
        people("2", 2.0, sex="F", age="0-15"),
        people("1", 4.0, sex="M", age="65+"),
        people("2", 8.0, sex="M", age="65+"),
    ]
    assert recoded(rows, shares) == [
        (people("11", 3.0, sex="F", age="0-15"), True),
        (people("11", 12.0, sex="M", age="65+"), True),
    ]


def test_nothing_recoded_is_nothing():
    assert recoded([], [Share("1", "11")]) == []


def test_series_keep_their_points_in_order_and_their_breaks():
    one = Series("1", (Point("2018", 1.0, comparable=False), Point("2019", 2.0)))
    two = Series("2", (Point("2018", 3.0), Point("2019", 4.0, Status.PROVISIONAL)))
    assert recode_series([one, two], [Share("1", "11"), Share("2", "11")]) == (
        Series(
            "11",
            (Point("2018", 4.0, comparable=False), Point("2019", 6.0, Status.PROVISIONAL)),
        ),
    )


OLD, NEW = ["a", "b", "c"], ["x", "y", "a"]
shares_of = st.lists(
    st.builds(
        Share,
        st.sampled_from(OLD),
        st.sampled_from(NEW),
        st.sampled_from([None, 0.0, 0.25, 0.5, 1.0]),
        st.booleans(),
    ),
    max_size=6,
    unique_by=lambda share: (share.old, share.new),
)
with_value = st.tuples(
    st.integers(0, 100).map(float),
    st.sampled_from([Status.VALID, Status.PROVISIONAL, Status.ESTIMATED]),
)
without = st.tuples(
    st.none(),
    st.sampled_from([Status.SUPPRESSED, Status.MISSING, Status.NOT_YET, Status.NOT_APPLICABLE]),
)
rows_of = st.dictionaries(
    st.tuples(st.sampled_from(OLD), st.sampled_from(["2018", "2019"]), st.sampled_from("FM")),
    with_value | without,
    max_size=8,
)


def slowly(rows, shares):
    """The twin: every new row from its parts, one by one."""
    shares = [share for share in shares if share.weight != 0 or share.old not in OLD]
    parts = {}
    for row in rows:
        own = [s for s in shares if s.old == row.area]
        for share in own or [Share(row.area, row.area)]:
            key = (share.new, row.period, row.sex)
            parts.setdefault(key, []).append((row, share, bool(own)))
    result = {}
    for (area, period, sex), held in parts.items():
        statuses, value = [row.status for row, *_ in held], 0.0
        for row, share, _ in held:
            if share.weight is None:
                statuses.append(Status.MISSING)
            elif share.weight != 1 or share.convention:
                statuses.append(Status.ESTIMATED)
            value += (row.value or 0.0) * (share.weight or 0.0)
        named = sum(own for *_, own in held)
        if named and named < sum(share.new == area for share in shares):
            statuses.append(Status.MISSING)
        status = combined(statuses)
        comparable = all(share.comparable for _, share, _ in held)
        result[area, period, sex] = (value if status.has_value else None, status, comparable)
    return result


@settings(max_examples=200)
@given(rows_of, shares_of)
def test_columns_are_recoded_as_rows_one_by_one_would_be(given_rows, shares):
    # A code whose shares are all of weight 0 lies nowhere; its rows go, in both.
    nowhere = {s.old for s in shares} - {s.old for s in shares if s.weight != 0}
    rows = [
        people(area, value, period=period, sex=sex, status=status)
        for (area, period, sex), (value, status) in given_rows.items()
    ]
    found = {
        (row.area, row.period, row.sex): (row.value, row.status, comparable)
        for row, comparable in recoded(rows, shares)
    }
    assert found == slowly([row for row in rows if row.area not in nowhere], shares)


@given(
    st.lists(st.integers(0, 10**6), min_size=3, max_size=3),
    st.lists(st.lists(st.integers(1, 9), min_size=2, max_size=2), min_size=3, max_size=3),
)
def test_totals_are_kept_when_the_weights_of_every_area_sum_to_one(values, parts):
    shares = [
        Share(old, new, part / sum(own))
        for old, own in zip(OLD, parts, strict=True)
        for new, part in zip(("x", "y"), own, strict=True)
    ]
    rows = [people(old, float(value)) for old, value in zip(OLD, values, strict=True)]
    result = recode(Observations.of(rows), shares)
    assert result.observations.value.sum() == pytest.approx(sum(values))


def test_hundreds_of_thousands_of_rows_are_quick():
    rows, areas = 300_000, 500
    number = np.arange(rows)
    observations = Observations(
        measure=Column.same("people", rows),
        area=Column(tuple(f"o{k}" for k in range(areas)), (number % areas).astype(np.int32)),
        period=Column(
            tuple(f"{2000 + k}" for k in range(20)), (number // areas % 20).astype(np.int32)
        ),
        sex=Column(("F", "M"), (number // (areas * 20) % 2).astype(np.int32)),
        age=Column(tuple(f"{k}" for k in range(20)), (number // (areas * 40)).astype(np.int32)),
        value=np.ones(rows),
        status=np.zeros(rows, np.uint8),
    )
    shares = [Share(f"o{k}", f"n{k // 2}") for k in range(areas)]
    result = recode(observations, shares)
    assert set(result.observations.value) == {2.0}
    assert len(result.observations) == rows // 2

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samkraft.calc.observations import Observations, Row
from samkraft.warehouse.difference import difference, places_of
from samkraft.warehouse.errors import DuplicateRows
from samkraft.warehouse.rows import Rows, joined, ordered, ranks, taken, used
from tests.warehouse.figures import key

FACTS = st.builds(
    Row,
    *(st.sampled_from(texts) for texts in (["N1", "N10", "N2"], ["SE", "NO"], ["2023", "2024"])),
    *(st.sampled_from(texts) for texts in ("TFM", ["T", "0-5", "65+"])),
    value=st.sampled_from([None, 0.0, 1.0]),
)
SETS = st.lists(FACTS, max_size=30, unique_by=key)


@given(SETS)
def test_sorting_is_by_measure_area_sex_age_and_period(rows):
    assert ordered(Observations.of(rows)).rows() == sorted(rows, key=key)


@given(SETS, SETS)
def test_a_difference_is_what_two_dicts_give(before, after):
    old, new = ({key(row): row for row in rows} for rows in (before, after))
    earlier, later = ordered(Observations.of(before)), ordered(Observations.of(after))
    found = difference(earlier, later)
    assert taken(later, found.new).rows() == [new[at] for at in sorted(new) if at not in old]
    changed = [at for at in sorted(new) if at in old and old[at] != new[at]]
    assert taken(later, found.revised).rows() == [new[at] for at in changed]
    assert taken(earlier, found.before).rows() == [old[at] for at in changed]
    assert taken(earlier, found.gone).rows() == [old[at] for at in sorted(old) if at not in new]
    assert found.same == sum(new[at] == old[at] for at in new if at in old)
    both = [at for at in sorted(old) if at in new]
    assert taken(earlier, places_of(later, earlier)).rows() == [old[at] for at in both]


@given(st.lists(st.tuples(FACTS, st.integers(1, 9), st.booleans()), max_size=30,
                unique_by=lambda one: (key(one[0]), one[1])))  # fmt: skip
def test_the_latest_rows_are_what_a_dict_keeps(facts):
    rows = Rows(
        Observations.of([row for row, _, _ in facts]),
        np.array([number for _, number, _ in facts], np.int32),
        np.array([gone for _, _, gone in facts], bool),
    )
    last = {key(row): (row, gone) for row, _, gone in sorted(facts, key=lambda one: one[1])}
    assert rows.latest().rows() == [last[at][0] for at in sorted(last) if not last[at][1]]


def test_parts_are_joined_one_after_the_other():
    parts = [[Row("N2", "SE", "2024", value=1.0)], [], [Row("N1", "NO", "2023")]]
    assert joined([Observations.of(part) for part in parts]).rows() == [*parts[0], *parts[2]]
    assert joined([]).rows() == []


def test_very_many_different_texts_still_sort():
    count = 20_000  # to the fifth power: more than an int64 holds
    numbers = np.random.default_rng(1).permutation(count)
    rows = [Row(*[f"{number:06d}"] * 5) for number in numbers]
    assert ordered(Observations.of(rows)).rows() == sorted(rows, key=key)
    (rank,) = ranks(Observations.of(rows))
    assert (np.argsort(rank) == np.argsort(numbers)).all()


def test_a_row_that_stands_twice_is_named():
    with pytest.raises(DuplicateRows, match="1 rows stand twice"):
        ordered(Observations.of([Row("N1", "SE", "2024", value=1.0), Row("N1", "SE", "2024")]))


def test_only_texts_that_rows_have_are_used():
    both = Observations.of([Row("N2", "SE", "2024"), Row("N1", "SE", "2024")])
    assert used(both.measure) == ["N1", "N2"]
    assert used(taken(both, slice(0, 1)).measure) == ["N2"]
    assert used(taken(both, slice(0)).measure) == []

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samkraft.calc.flows import recode_flows
from samkraft.calc.shares import Share

AREAS = ("a", "b", "c")
COMMUTERS = np.array([[50.0, 5.0, 1.0], [8.0, 30.0, 2.0], [0.0, 4.0, 20.0]])


def test_flows_within_a_merged_area_are_those_between_its_parts():
    flows = recode_flows(COMMUTERS, AREAS, AREAS, [Share("a", "ab"), Share("b", "ab")])
    assert (flows.origins, flows.destinations) == (("ab", "c"), ("ab", "c"))
    assert flows.values.tolist() == [[93.0, 3.0], [4.0, 20.0]]
    assert flows.comparable.all()


def test_who_stays_in_a_split_area_stays_in_one_of_its_parts():
    shares = [Share("a", "x", 0.6), Share("a", "y", 0.4)]
    flows = recode_flows(COMMUTERS, AREAS, AREAS, shares)
    assert flows.origins == ("x", "y", "b", "c")
    np.testing.assert_allclose(
        flows.values,
        [[30.0, 0.0, 3.0, 0.6], [0.0, 20.0, 2.0, 0.4], [4.8, 3.2, 30.0, 2.0], [0, 0, 4, 20]],
    )


def test_an_unknown_share_makes_its_flows_unknown():
    flows = recode_flows(COMMUTERS, AREAS, AREAS, [Share("a", "x", None), Share("a", "y", 0.4)])
    unknown = np.isnan(flows.values)
    # No one commutes from c to a, whatever the share.
    assert unknown.tolist() == [
        [True, False, True, True],
        [False, False, False, False],
        [True, False, False, False],
        [False, False, False, False],
    ]
    assert flows.comparable.tolist() == [
        [False, False, False, False],
        [False, True, True, True],
        [False, True, True, True],
        [False, True, True, True],
    ]


def test_a_convention_gives_numbers_that_cannot_be_compared():
    flows = recode_flows(COMMUTERS, AREAS, AREAS, [Share("a", "x", 1.0, convention=True)])
    assert flows.values.tolist() == COMMUTERS.tolist()
    assert flows.comparable.tolist() == [[False] * 3, [False, True, True], [False, True, True]]


def test_an_unknown_flow_makes_the_sum_unknown():
    values = COMMUTERS.copy()
    values[0, 1] = np.nan
    flows = recode_flows(values, AREAS, AREAS, [Share("a", "ab"), Share("b", "ab")])
    assert np.isnan(flows.values).tolist() == [[True, False], [False, False]]


def test_homes_and_workplaces_may_be_different_areas():
    flows = recode_flows(
        COMMUTERS[:, :2], AREAS, ("b", "d"), [Share("b", "e"), Share("c", "e"), Share("d", "f")]
    )
    assert (flows.origins, flows.destinations) == (("a", "e"), ("e", "f"))
    assert flows.values.tolist() == [[50.0, 5.0], [8.0, 34.0]]


counts = st.lists(
    st.lists(st.integers(0, 1000).map(float), min_size=3, max_size=3), min_size=3, max_size=3
)
halves = st.lists(st.sampled_from([0.0, 0.25, 0.5, 1.0]), min_size=3, max_size=3)


def slowly(values, shares):
    """The twin: every flow handed out on its own."""
    result = {}
    for i, home in enumerate(AREAS):
        for j, work in enumerate(AREAS):
            for one in (s for s in shares if s.old == home):
                if home == work:
                    key = (one.new, one.new)
                    result[key] = result.get(key, 0.0) + one.weight * values[i][j]
                    continue
                for other in (s for s in shares if s.old == work):
                    key = (one.new, other.new)
                    part = one.weight * other.weight * values[i][j]
                    result[key] = result.get(key, 0.0) + part
    return result


@given(counts, halves)
def test_the_matrix_gives_what_every_flow_alone_gives_and_keeps_the_total(values, first):
    shares = [Share(area, "x", part) for area, part in zip(AREAS, first, strict=True)]
    shares += [Share(area, "y", 1 - part) for area, part in zip(AREAS, first, strict=True)]
    flows = recode_flows(np.array(values), AREAS, AREAS, shares)
    expected = slowly(values, shares)
    for i, home in enumerate(flows.origins):
        for j, work in enumerate(flows.destinations):
            assert flows.values[i, j] == pytest.approx(expected[home, work])
    assert flows.values.sum() == pytest.approx(np.sum(values))

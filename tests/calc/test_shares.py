from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samkraft.calc.shares import Change, Share, renumberings, shares_between

D2018, D2020, D2024 = date(2018, 1, 1), date(2020, 1, 1), date(2024, 1, 1)
SINCE, UNTIL = date(2015, 1, 1), date(2025, 1, 1)


def walked(changes, *codes, since=SINCE, until=UNTIL):
    return shares_between(changes, codes, since=since, until=until)


def test_a_code_that_did_not_change_has_a_share_in_itself():
    assert walked([], "1833", "1804") == (Share("1833", "1833"), Share("1804", "1804"))


def test_a_chain_of_numbers_leads_to_the_last():
    changes = [Change("1601", "5001", D2018), Change("5001", "5101", D2020)]
    assert walked(changes, "1601") == (Share("1601", "5101"),)


def test_shares_on_the_way_are_multiplied_and_added():
    changes = [
        Change("A", "B", D2018, 0.5),
        Change("A", "C", D2018, 0.5),
        Change("B", "D", D2020, 0.2),
        Change("B", "E", D2020, 0.8),
        Change("C", "D", D2020, 1.0),
    ]
    assert walked(changes, "A") == (
        Share("A", "D", pytest.approx(0.6)),
        Share("A", "E", pytest.approx(0.4)),
    )


def test_an_unknown_weight_and_a_convention_stay_with_the_share():
    changes = [
        Change("A", "B", D2018, None),
        Change("A", "C", D2018, 0.4, convention=True),
        Change("B", "D", D2020),
        Change("C", "D", D2020),
    ]
    assert walked(changes, "A", until=date(2019, 1, 1)) == (
        Share("A", "B", None),
        Share("A", "C", 0.4, convention=True),
    )
    assert walked(changes, "A") == (Share("A", "D", None, convention=True),)


def test_only_changes_between_the_two_days_count():
    changes = [Change("A", "B", D2018), Change("B", "C", D2020), Change("C", "D", D2024)]
    assert walked(changes, "A", since=SINCE, until=D2020) == (Share("A", "C"),)
    assert walked(changes, "B", since=D2018, until=D2018) == (Share("B", "B"),)


def test_a_code_used_again_does_not_trap_the_walk():
    changes = [Change("A", "B", D2018), Change("B", "A", D2020)]
    assert walked(changes, "A") == (Share("A", "A"),)


def test_a_code_that_loses_a_part_is_listed_with_itself():
    changes = [Change("A", "A", D2020, 0.9), Change("A", "B", D2020, 0.1)]
    assert walked(changes, "A", "B") == (
        Share("A", "A", 0.9),
        Share("A", "B", 0.1),
        Share("B", "B"),
    )


def test_a_renumbering_is_whole_on_both_sides():
    shares = [
        Share("1", "11"),
        Share("2", "12", 0.5),
        Share("2", "13", 0.5),
        Share("4", "14"),
        Share("5", "14"),
        Share("6", "16", None),
        Share("7", "17", convention=True),
        Share("8", "18"),
        Share("8", "19", 0.0),
    ]
    assert renumberings(shares) == {("1", "11"), ("8", "18")}


weights = st.sampled_from([None, 0.25, 0.5, 1.0])
changes_of = st.lists(
    st.builds(
        Change,
        st.sampled_from("ABCD"),
        st.sampled_from("ABCD"),
        st.sampled_from([D2018, D2020, D2024]),
        weights,
        st.booleans(),
    ),
    max_size=8,
    unique_by=lambda change: (change.old, change.new, change.on),
)


def slowly(changes, code, day=SINCE):
    """The twin: every way on its own, as (new, weight, convention)."""
    out = [change for change in changes if change.old == code and change.on > day]
    if not out:
        return [(code, 1.0, False)]
    first = min(change.on for change in out)
    ways = []
    for change in out:
        if change.on == first:
            for new, weight, convention in slowly(changes, change.new, first):
                unknown = weight is None or change.weight is None
                ways.append(
                    (
                        new,
                        None if unknown else weight * change.weight,
                        convention or change.convention,
                    )
                )
    return ways


@given(changes_of)
def test_the_walk_day_by_day_finds_what_every_way_alone_finds(changes):
    expected = set()
    for code in "ABCD":
        ways = slowly(changes, code)
        for new in {way[0] for way in ways}:
            own = [way for way in ways if way[0] == new]
            unknown = any(weight is None for _, weight, _ in own)
            weight = None if unknown else sum(weight for _, weight, _ in own)
            expected.add(Share(code, new, weight, any(convention for *_, convention in own)))
    assert set(walked(changes, *"ABCD")) == expected

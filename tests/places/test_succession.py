from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samkraft.places.succession import Change, Part, predecessors, same_area, successors
from tests.places.plain_succession import shares_backward, shares_forward

EARLY, Y2013, Y2020, Y2024, LATE = (date(year, 1, 1) for year in (2000, 2013, 2020, 2024, 2030))
HARSTAD = (
    Change("1901", "1903", Y2013),
    Change("1915", "1903", Y2013),
    Change("1903", "5402", Y2020),
    Change("5402", "5503", Y2024),
)
TYSFJORD = (
    Change("1850", "1806", Y2020, 0.5, convention=True),
    Change("1850", "1875", Y2020, 0.5, convention=True),
    Change("1805", "1806", Y2020),
    Change("1849", "1875", Y2020),
)


def test_an_area_without_changes_is_its_own_successor_and_predecessor():
    assert successors(HARSTAD, "1820", LATE) == (Part("1820", 1.0),)
    assert predecessors(HARSTAD, "1820", EARLY) == (Part("1820", 1.0),)


def test_a_chain_of_mergers_and_new_codes_is_followed_to_the_day_asked_for():
    assert successors(HARSTAD, "1915", date(2012, 12, 31)) == (Part("1915", 1.0),)
    assert successors(HARSTAD, "1915", Y2013) == (Part("1903", 1.0),)
    assert successors(HARSTAD, "1915", LATE) == (Part("5503", 1.0),)


def test_going_back_finds_everything_that_was_merged():
    assert predecessors(HARSTAD, "5503", EARLY) == (Part("1901", 1.0), Part("1915", 1.0))
    assert predecessors(HARSTAD, "5503", Y2020) == (Part("5402", 1.0),)


def test_a_split_by_convention_gives_shares_that_are_not_counts():
    parts = successors(TYSFJORD, "1850", LATE)
    assert parts == (Part("1806", 0.5, True), Part("1875", 0.5, True))
    assert [part.comparable for part in parts] == [False, False]


def test_a_split_without_a_weight_is_not_comparable():
    parts = successors(
        [Change("54", "55", Y2024, None), Change("54", "56", Y2024, None)], "54", LATE
    )
    assert [(part.area, part.weight, part.comparable) for part in parts] == [
        ("55", None, False),
        ("56", None, False),
    ]


def test_weights_on_the_way_are_multiplied_and_ways_added():
    changes = (
        Change("A", "B", Y2013, 0.4),
        Change("A", "C", Y2013, 0.6),
        Change("B", "D", Y2020, 0.5),
        Change("B", "E", Y2020, 0.5),
        Change("C", "D", Y2020),
    )
    assert successors(changes, "A", LATE) == (Part("D", 0.8), Part("E", 0.2))


def test_a_code_that_lives_on_after_a_merger_has_two_periods():
    bodo = (Change("1804 before", "1804", Y2013), Change("1842", "1804", Y2013))
    assert predecessors(bodo, "1804", EARLY) == (Part("1804 before", 1.0), Part("1842", 1.0))


def test_a_ring_of_codes_does_not_trap_the_walk():
    ring = (Change("A", "B", Y2013), Change("B", "A", Y2020), Change("A", "B", Y2013))
    assert {part.area for part in successors(ring, "A", LATE)} == {"A"}
    swap = (Change("A", "B", Y2013), Change("B", "A", Y2013))
    assert successors(swap, "A", LATE) == (Part("B", 1.0),)


def test_a_new_code_is_the_same_area_and_a_merger_is_not():
    assert same_area(HARSTAD, "1903", "5503")
    assert same_area(HARSTAD, "5503", "1903")
    assert same_area(HARSTAD, "5503", "5503")
    assert not same_area(HARSTAD, "1901", "5503")
    assert not same_area(TYSFJORD, "1850", "1806")


@st.composite
def histories(draw):
    """Generations of areas: every area of one day is dealt out among those of the next."""
    changes, counts = [], []
    names = [f"0-{number}" for number in range(draw(st.integers(1, 4)))]
    for generation in range(1, draw(st.integers(1, 4)) + 1):
        targets = [f"{generation}-{number}" for number in range(draw(st.integers(1, 4)))]
        day = date(2000 + generation, 1, 1)
        for name in names:
            chosen = draw(st.lists(st.sampled_from(targets), min_size=1, unique=True))
            if draw(st.booleans()):
                chosen = chosen[:1]
            changes += [Change(name, target, day, 1 / len(chosen)) for target in chosen]
        counts.append(names)
        names = targets
    return tuple(changes), counts[0]


days = st.dates(date(1999, 1, 1), date(2006, 1, 1))


def _shares(parts):
    return {part.area: pytest.approx(part.weight) for part in parts}


@given(histories(), days)
def test_the_walk_agrees_with_playing_every_day(history, day):
    changes, first = history
    for area in first:
        assert shares_forward(changes, area, day) == _shares(successors(changes, area, day))
    for area in {change.new for change in changes}:
        assert shares_backward(changes, area, day) == _shares(predecessors(changes, area, day))


@given(histories(), days, st.lists(st.integers(0, 100_000), min_size=4, max_size=4))
def test_nobody_is_lost_when_the_shares_of_every_split_make_a_whole(history, day, people):
    changes, first = history
    counted = dict(zip(first, people, strict=False))
    carried = sum(
        part.weight * counted[area] for area in first for part in successors(changes, area, day)
    )
    assert carried == pytest.approx(sum(counted.values()))


@given(histories(), days)
def test_forward_and_then_back_contains_the_start(history, day):
    changes, first = history
    for area in first:
        for part in successors(changes, area, day):
            back = predecessors(changes, part.area, date(1999, 1, 1))
            assert area in {found.area for found in back}

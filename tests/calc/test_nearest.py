from math import log

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samkraft.calc.nearest import NotAmongPlaces, Place, nearest

PLACES = [
    Place("A", 1000, 20.0, 2.0),
    Place("B", 1100, 20.0, 2.0),
    Place("C", 50000, 15.0, 200.0),
    Place("D", 1000, 30.0, 2.0),
    Place("E", None, 20.0, 2.0),
]


def test_the_most_alike_come_first():
    assert [neighbour.place.area for neighbour in nearest("A", PLACES)] == ["B", "D", "C"]


def test_the_choice_can_be_explained_by_dimension():
    (neighbour,) = nearest("A", PLACES[:2] + PLACES[2:3], count=1)
    spread = np.std([log(1000), log(1100), log(50000)])
    assert neighbour.place == PLACES[1]
    assert neighbour.differences == {
        "population": pytest.approx((log(1100) - log(1000)) / spread),
        "older": 0.0,
        "density": 0.0,
    }
    assert neighbour.distance == pytest.approx(neighbour.differences["population"])


def test_a_place_without_its_numbers_has_no_neighbours():
    for area in ("E", "F"):
        with pytest.raises(NotAmongPlaces):
            nearest(area, PLACES)


places = st.lists(
    st.tuples(st.integers(1, 10**6), st.integers(0, 100), st.integers(1, 10**4)),
    min_size=2,
    max_size=8,
)


@given(places)
def test_neighbours_are_those_a_search_one_by_one_finds(numbers):
    them = [Place(f"{k}", p, float(o), d) for k, (p, o, d) in enumerate(numbers)]
    spreads = [
        np.std(column) or 1.0
        for column in zip(*((log(p), o, log(d)) for p, o, d in numbers), strict=True)
    ]

    def distance(one, other):
        ours = (log(one.population), one.older, log(one.density))
        theirs = (log(other.population), other.older, log(other.density))
        parts = zip(ours, theirs, spreads, strict=True)
        return sum(((a - b) / s) ** 2 for a, b, s in parts) ** 0.5

    found = nearest("0", them, count=len(them))
    assert [n.distance for n in found] == sorted(n.distance for n in found)
    for neighbour in found:
        assert neighbour.distance == pytest.approx(distance(them[0], neighbour.place), abs=1e-6)
    assert {n.place.area for n in found} == {p.area for p in them[1:]}

"""Tiles and maps: every place once, one hue, and each reason for a missing value apart."""

import pytest
from hypothesis import given as supposing
from hypothesis import settings
from hypothesis import strategies as st

from samkraft.calc.status import Status
from samkraft.web.components import charts as c
from samkraft.web.components.charts.geometry import fitted
from samkraft.web.components.charts.shading import LOOKS, step
from samkraft.web.components.charts.tiles import layout
from tests.web.components.charts.making import WORDS, features, places

degrees = st.tuples(st.floats(4, 31), st.floats(57, 71))


@settings(max_examples=40)
@supposing(st.lists(degrees, max_size=30), st.integers(2, 8))
def test_every_place_gets_a_tile_of_its_own(centres, most):
    made = [c.Place(str(n), "", "", 1.0, centre=at) for n, at in enumerate(centres)]
    cells = layout(made, most)
    assert set(cells) == {place.code for place in made}
    assert len(set(cells.values())) == len(made)
    assert all(0 <= column < most for column, _ in cells.values())


def test_positions_of_the_caller_are_kept_without_empty_columns():
    made = [
        c.Place("a", "", "", 1.0, position=(4, 2)),
        c.Place("b", "", "", 1.0, position=(7, 1)),
    ]
    assert layout(made, 8) == {"a": (0, 1), "b": (1, 0)}


def test_without_centres_tiles_stand_in_rows_by_code():
    made = [c.Place(code, "", "", 1.0) for code in ("3", "1", "2")]
    assert layout(made, 8) == {"1": (0, 0), "2": (1, 0), "3": (2, 0)}


@settings(max_examples=40)
@supposing(st.lists(st.floats(-1e5, 1e5), min_size=1, max_size=60))
def test_classes_rise_with_the_values_and_none_is_above_the_largest(values):
    bounds = c.class_bounds(values)
    assert list(bounds) == sorted(set(bounds))
    assert len(bounds) <= 4
    steps = [step(value, bounds) for value in sorted(values)]
    assert steps == sorted(steps)


def test_equal_values_are_one_class():
    assert c.class_bounds([3.0, 3.0]) == ()
    assert step(3.0, ()) == 2


@pytest.mark.parametrize(
    "make", [c.tiles, lambda given, **more: c.choropleth(given, features(), **more)]
)
def test_each_reason_for_a_missing_value_looks_different_and_is_named(make):
    spec = make(places(), words=WORDS)
    said = [
        row["text"]
        for layer in spec["layer"]
        if layer["mark"]["type"] == "text"
        for row in layer["data"]["values"]
    ]
    assert [word for word in said if word in WORDS.statuses.values()] == [
        WORDS.statuses[kind] for kind in LOOKS
    ]
    assert len({str(sorted(look.items())) for look in LOOKS.values()}) == 4


def test_a_missing_status_that_promises_a_value_counts_as_missing():
    spec = c.tiles([c.Place("1", "A", "A", None, Status.VALID)], words=WORDS)
    assert spec["layer"][0]["mark"]["strokeDash"] == [5, 4]


def test_a_map_fits_its_room_and_far_north_keeps_its_shape():
    shapes, wide, tall = fitted([each["geometry"] for each in features()], width=600, height=500)
    assert len(shapes) == 9
    assert wide <= 600
    assert tall <= 500.5
    # Three degrees of longitude at 65.6° N are about 138 km; 1.2 of latitude are 134 km.
    assert wide / tall == pytest.approx(138 / 134, rel=0.03)


def test_a_tiny_island_is_still_seen():
    tiny = {
        "type": "Polygon",
        "coordinates": [[[10, 65], [10.0001, 65], [10.0001, 65.0001], [10, 65]]],
    }
    shapes, *_ = fitted([features()[0]["geometry"], tiny], width=300, height=300)
    assert shapes[1]["coordinates"] != []


def test_places_without_a_boundary_and_boundaries_without_a_place_are_left_out():
    spec = c.choropleth(places()[:2], features()[1:], words=WORDS)
    shown = [
        row["tip"]
        for layer in spec["layer"]
        if layer["mark"]["type"] == "geoshape"
        for row in layer["data"]["values"]
    ]
    assert shown == ["Brønnøy: 57,0\u00a0%"]

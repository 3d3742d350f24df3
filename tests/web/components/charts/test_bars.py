"""Bars start at zero; what is missing says why."""

from hypothesis import given, settings
from hypothesis import strategies as st

from samkraft.calc.status import Status
from samkraft.web.components import charts as c
from samkraft.web.components.charts.measuring import text_width
from tests.web.components.charts.making import WORDS


def texts(spec):
    return [
        row["text"]
        for layer in spec["layer"]
        if layer["mark"]["type"] == "text"
        for row in layer["data"]["values"]
    ]


def rects(spec):
    return next(each for each in spec["layer"] if each["mark"]["type"] == "rect")["data"]["values"]


def test_places_are_ranked_and_a_missing_one_says_why():
    spec = c.bars(
        [
            c.Bar("Nesna", 10.0),
            c.Bar("Træna", None, Status.SUPPRESSED),
            c.Bar("Rana", 20.0, main=True),
        ],
        words=WORDS,
    )
    assert rects(spec) == [
        {"x": 0.0, "y": 0, "x2": 537.0, "y2": 20, "fill": "#1b5566"},
        {"x": 0.0, "y": 30, "x2": 268.5, "y2": 50, "fill": "#aaa398"},
    ]
    assert texts(spec) == [
        "Nesna", "Træna", "Rana", "10,0\u00a0%", "skjult, for få", "20,0\u00a0%",
    ]  # fmt: skip


@settings(max_examples=40)
@given(st.lists(st.floats(-1e6, 1e6).filter(lambda v: v == 0 or abs(v) > 1e-3), min_size=1))
def test_bars_start_at_zero_are_in_proportion_and_keep_inside(values):
    spec = c.bars([c.Bar(f"P{n}", value) for n, value in enumerate(values)], words=WORDS)
    zero = next(e for e in spec["layer"] if e["mark"]["type"] == "rule")["data"]["values"][0]["x"]
    width = spec["width"]
    for value, row in zip(sorted(values, reverse=True), rects(spec), strict=True):
        assert min(abs(row["x"] - zero), abs(row["x2"] - zero)) < 1.1
        said = text_width(WORDS.short(value), 15)
        if value > 0:
            assert row["x2"] + 6 + said <= width + 1
        elif value < 0:
            assert row["x"] - 6 - said >= -1


def test_women_and_men_are_two_tones_and_named_once():
    pairs = [c.PairedBar(n, c.Figure(50.0), c.Figure(None, Status.MISSING)) for n in ("A", "B")]
    spec = c.paired_bars(pairs, words=WORDS)
    assert texts(spec) == [
        "A", "B", "Kvinner 50,0\u00a0%", "Menn mangler", "50,0\u00a0%", "mangler",
    ]  # fmt: skip
    assert {row["fill"] for row in rects(spec)} == {"#1b5566"}


def test_long_names_stand_above_their_bars_on_a_phone():
    bar = c.Bar("Kautokeino – Guovdageainnu suohkan", 5.0)
    assert c.bars([bar], words=WORDS, width=c.PHONE)["padding"]["left"] == 4
    assert c.bars([c.Bar("Rana", 5.0)], words=WORDS, width=c.PHONE)["padding"]["left"] > 40


def test_ages_keep_their_order_from_the_foot_up():
    groups = [c.AgeGroup(name, c.Figure(5.0), c.Figure(4.0)) for name in ("0–9", "10–19")]
    spec = c.ages_by_sex(groups, words=WORDS)
    at = {
        row["text"]: row["y"]
        for layer in spec["layer"]
        if layer["mark"]["type"] == "text"
        for row in layer["data"]["values"]
    }
    assert at["10–19"] < at["0–9"]
    assert {"Kvinner", "Menn"} <= set(at)

"""Numbers and periods by language, and text that keeps to its room."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samkraft.calc.status import Status
from samkraft.web.components.charts.measuring import shortened, spread, text_width, wrapped
from samkraft.web.components.charts.scales import value_scale, year_ticks
from samkraft.web.components.charts.wording import Words


@pytest.mark.parametrize(
    ("lang", "number", "quarter"),
    [
        ("nb", "−12\u00a0345,6", "K2 2019"),
        ("sv", "−12\u00a0345,6", "K2 2019"),
        ("fi", "−12\u00a0345,6", "2. nelj. 2019"),
        ("en", "−12,345.6", "Q2 2019"),
    ],
)
def test_numbers_and_periods_by_language(lang, number, quarter):
    words = Words(lang)
    assert words.number(-12345.6) == number
    assert words.period("2019Q2") == quarter
    assert words.period("2019") == "2019"


def test_nothing_is_ever_minus_zero():
    assert Words("nb", decimals=1).number(-0.04) == "0,0"


def test_a_point_in_words():
    words = Words("nb", "%", 1, {Status.ESTIMATED: "anslått", Status.SUPPRESSED: "skjult"})
    assert words.tip("Rana", "2020", value=1.25, status=Status.ESTIMATED) == (
        "Rana, 2020: 1,2\u00a0% (anslått)"
    )
    assert words.tip("Rana", value=None, status=Status.SUPPRESSED) == "Rana: skjult"


@given(st.text("abc -/", max_size=40), st.integers(60, 200))
def test_wrapped_lines_fit_their_room(text, room):
    assert all(text_width(line, 15) <= room for line in wrapped(text, room, 15))


def test_a_long_word_is_cut_and_a_slash_may_end_a_line():
    assert shortened("Kautokeino", 60, 15) == "Kauto…"
    assert wrapped("Kautokeino/Guovdageaidnu", 130, 15) == ("Kautokeino/", "Guovdageaidnu")


@given(st.lists(st.floats(0, 300), min_size=1, max_size=6))
def test_labels_moved_apart_do_not_cover_each_other(wishes):
    placed = sorted(spread(wishes, [20.0] * len(wishes), 0, 300))
    assert all(after - before >= 19.999 for before, after in pairwise(placed))
    assert placed[0] >= 9.999
    assert placed[-1] <= 290.001


@given(st.lists(st.floats(-1e7, 1e7), min_size=1, max_size=20), st.booleans())
def test_a_scale_holds_its_values_between_round_steps(values, zero):
    scale = value_scale(values, start=100, end=0, zero=zero)
    assert scale.low <= min(values) + 1e-6 * (scale.high - scale.low)
    assert scale.high >= max(values) - 1e-6 * (scale.high - scale.low)
    assert 2 <= len(scale.ticks) <= 9
    assert not zero or scale.low <= 0 <= scale.high


def test_years_under_an_axis():
    assert year_ticks(2010, 2030, 3) == (2010, 2020, 2030)
    assert year_ticks(2019, 2019.75, 5) == (2019,)

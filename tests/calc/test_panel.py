import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samkraft.calc import panel as panel_module
from samkraft.calc.panel import Panel, assess
from samkraft.calc.trend import trend
from samkraft.calc.verdict import Kind, Path, judge
from tests.calc.speed import YEARS, made_up, measure

quarters = st.integers(-40, 40).map(lambda number: number / 4)
cells = st.none() | quarters
cases = st.lists(
    st.tuples(st.lists(cells, min_size=8, max_size=8), cells, cells, st.sampled_from([-1, 0, 1])),
    min_size=1,
    max_size=6,
)
EIGHT = list(range(2017, 2025))


def numbers(given_cells):
    return np.array([np.nan if cell is None else cell for cell in given_cells])


@settings(max_examples=100)
@given(cases, st.sampled_from([2018, 2020]), st.sampled_from([2022, 2024, 2030]), st.booleans())
def test_every_series_gets_what_it_would_get_alone(rows, start, due, own_baseline):
    values = np.array([numbers(row) for row, *_ in rows])
    panel = Panel(
        values,
        np.array(EIGHT),
        start,
        due,
        target=numbers([target for _, target, *_ in rows]),
        baseline=None if own_baseline else numbers([baseline for _, _, baseline, _ in rows]),
        direction=np.array([direction for *_, direction in rows]),
    )
    found = assess(panel, points=6)
    for at, (row, target, baseline, direction) in enumerate(rows):
        known = [column for column, value in enumerate(row) if value is not None]
        latest = known[-1] if known else -1
        start_value = row[EIGHT.index(start)] if own_baseline else baseline
        path = Path(start, start_value, due, target, direction=direction or None)
        year, value = (EIGHT[latest], row[latest]) if known else (None, None)
        alone = trend(row, EIGHT, latest=6)
        assert found.latest[at] == latest
        assert found.verdict[at] == judge(path, year, value).kind.number
        assert found.direction[at] == alone.direction.number
        np.testing.assert_allclose(
            found.slope[at], np.nan if alone.slope is None else alone.slope, rtol=1e-5, atol=1e-6
        )


def test_chunks_and_threads_change_nothing(monkeypatch):
    panel = Panel(made_up(1000), YEARS, start=2015, due=2030, target=110.0)
    whole = assess(panel, threads=1)
    monkeypatch.setattr(panel_module, "CHUNK", 77)
    parts = assess(panel)
    for name in ("latest", "slope", "direction", "verdict"):
        np.testing.assert_array_equal(getattr(whole, name), getattr(parts, name))


def test_after_the_due_year_nothing_is_on_track():
    # A target of 20 from 0, and 19.5 reached: 97.5 % of the way.
    values = np.linspace(0, 19.5, 20)[None, :]
    kinds = [
        assess(Panel(values, YEARS, start=2005, due=due, target=20.0)).verdict[0]
        for due in (2024, 2025)
    ]
    assert kinds == [Kind.BEHIND.number, Kind.ON_TRACK.number]


def test_a_start_outside_the_periods_leaves_every_verdict_open():
    panel = Panel(np.ones((2, 20), np.float32), YEARS, start=1999, due=2030, target=2.0)
    assert assess(panel).verdict.tolist() == [Kind.CANNOT_TELL.number] * 2


def test_a_due_year_at_the_start_leaves_every_verdict_open():
    panel = Panel(np.ones((2, 20), np.float32), YEARS, start=2015, due=2015, target=2.0)
    assert assess(panel).verdict.tolist() == [Kind.CANNOT_TELL.number] * 2


def test_no_series_at_all_is_no_problem():
    panel = Panel(np.ones((0, 20), np.float32), YEARS, start=2015, due=2030, target=2.0)
    assert assess(panel).verdict.tolist() == []


def test_years_that_do_not_fit_are_refused():
    with pytest.raises(ValueError, match="20 periods"):
        assess(Panel(np.ones((2, 20)), YEARS[1:], start=2015, due=2030, target=2.0))


def test_the_measure_of_speed_runs(capsys):
    seconds, peak = measure(series=2000)
    assert seconds > 0
    assert peak > 0
    assert "2,000 series" in capsys.readouterr().out

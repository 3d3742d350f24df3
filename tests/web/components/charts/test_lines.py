"""Lines: gaps stay gaps, breaks are marked, the uncertain is hollow."""

from hypothesis import given as supposing
from hypothesis import settings
from hypothesis import strategies as st

from samkraft.calc.series import Point, Series
from samkraft.calc.status import Status
from samkraft.web.components import charts as c
from samkraft.web.components.charts.inputs import segments, series_breaks
from tests.web.components.charts.making import WORDS, series

values = st.lists(st.none() | st.floats(-1e6, 1e6), min_size=1, max_size=30)


def layers(spec, kind):
    """The layers with one kind of mark."""
    return [each for each in spec["layer"] if each["mark"]["type"] == kind]


def rows(layer):
    return layer["data"]["values"]


def written(spec) -> list[str]:
    return [row["text"] for layer in layers(spec, "text") for row in rows(layer)]


def test_a_small_chart_as_a_whole():
    spec = c.lines([c.Line("Rana", series([10.0, 12.0]), c.Role.MAIN)], words=WORDS)
    (line,) = layers(spec, "line")
    assert line == {
        "mark": {
            "type": "line",
            "color": "#1b5566",
            "strokeWidth": 3.0,
            "strokeJoin": "round",
            "strokeCap": "round",
        },
        "data": {
            "values": [
                {"run": "0.0", "t": 2015.0, "v": 10.0},
                {"run": "0.0", "t": 2016.0, "v": 12.0},
            ]
        },
        "encoding": {
            "x": {
                "field": "t",
                "type": "quantitative",
                "scale": {"domain": [2015.0, 2016.0], "nice": False, "zero": False},
                "axis": None,
            },
            "y": {
                "field": "v",
                "type": "quantitative",
                "scale": {"domain": [10.0, 12.0], "nice": False, "zero": False},
                "axis": None,
            },
            "detail": {"field": "run", "type": "nominal"},
        },
    }
    assert spec["usermeta"] == {"accent": "#1b5566", "width": 680, "height": 380}
    assert written(spec) == [
        "10,0", "10,5", "11,0", "11,5", "12,0", "%", "2015", "2016", "Rana 12,0\u00a0%",
    ]  # fmt: skip


@settings(max_examples=50)
@supposing(values)
def test_a_gap_is_never_bridged(given_values):
    line = c.Line("A", series(given_values), c.Role.MAIN)
    for spec in (c.lines([line], words=WORDS), c.small_multiples([line], words=WORDS)):
        drawn = {}
        for layer in layers(spec, "line"):
            for row in rows(layer):
                drawn.setdefault(row["run"], []).append(row)
        runs = [[p.period for p in run] for run in segments(line) if len(run) > 1]
        assert sorted(len(run) for run in drawn.values()) == sorted(len(run) for run in runs)
    for run in segments(line):
        years = [int(point.period) for point in run]
        assert years == list(range(years[0], years[-1] + 1))
        assert all(point.value is not None for point in run)
    assert sum(len(run) for run in segments(line)) == len(line.series.known)


def test_years_that_are_not_there_at_all_are_a_gap_too():
    points = tuple(Point(str(year), 1.0) for year in (2015, 2016, 2019, 2020))
    line = c.Line("A", Series("NO", points))
    assert [len(run) for run in segments(line)] == [2, 2]


def test_a_survey_every_second_year_is_one_line():
    points = tuple(Point(str(year), 1.0) for year in (2015, 2017, 2019))
    assert [len(run) for run in segments(c.Line("A", Series("NO", points), every=2))] == [3]


def test_quarters_and_months_join_over_the_new_year():
    for periods in (("2020Q4", "2021Q1"), ("2020M12", "2021M01"), ("2020W53", "2021W01")):
        points = tuple(Point(period, 1.0) for period in periods)
        assert len(segments(c.Line("A", Series("NO", points)))) == 1


def test_values_that_cannot_be_compared_end_their_line_with_an_upright_mark():
    points = (
        Point("2017", 5.0, comparable=False),
        Point("2018", 5.0, comparable=False),
        Point("2019", 7.0),
        Point("2020", 7.0),
    )
    line = c.Line("A", Series("NO", points), c.Role.MAIN)
    assert [len(run) for run in segments(line)] == [2, 2]
    assert series_breaks(line) == (2018.5,)
    assert "brudd i serien" in written(c.lines([line], words=WORDS))


def test_the_caller_may_name_further_breaks():
    line = c.Line("A", series([1.0, 2.0, 3.0]), breaks=("2017",))
    assert series_breaks(line) == (2016.5,)


def test_provisional_and_estimated_points_are_hollow():
    points = (
        Point("2020", 1.0),
        Point("2021", 2.0, Status.ESTIMATED),
        Point("2022", 3.0, Status.PROVISIONAL),
    )
    spec = c.lines([c.Line("A", Series("NO", points), c.Role.MAIN)], words=WORDS)
    hollow = [layer for layer in layers(spec, "point") if layer["mark"].get("fill") == "#ffffff"]
    assert [rows(layer) for layer in hollow] == [[{"t": 2021.0, "v": 2.0}, {"t": 2022.0, "v": 3.0}]]
    tips = [row["tip"] for row in rows(spec["layer"][-1])]
    assert tips[-1] == "A, 2022: 3,0\u00a0% (foreløpig)"


def test_only_four_lines_are_named_and_the_main_one_among_them():
    many = [c.Line(name, series([float(n), n + 1.0])) for n, name in enumerate("ABCDEF")]
    spec = c.lines([*many, c.Line("Main", series([9.0, 9.5]), c.Role.MAIN)], words=WORDS)
    named = [text.split()[0] for text in written(spec) if text[0].isalpha()]
    assert sorted(named) == ["A", "B", "C", "Main"]


def test_the_target_is_dashed_and_marked():
    path = c.TargetPath((c.Milestone("2016", 1.0), c.Milestone("2020", 3.0, "Mål 2020")))
    spec = c.lines([c.Line("A", series([1.0, 2.0]), c.Role.MAIN)], words=WORDS, target=path)
    dashed = [layer for layer in layers(spec, "line") if "strokeDash" in layer["mark"]]
    assert [rows(layer) for layer in dashed] == [[{"t": 2016.0, "v": 1.0}, {"t": 2020.0, "v": 3.0}]]
    assert "Mål 2020" in written(spec)


def test_an_interval_has_the_same_gaps_as_its_line():
    ranges = tuple(c.Range(str(year), 0.0, 9.0) for year in range(2015, 2020))
    line = c.Line("A", series([1.0, 2.0, None, 3.0, 4.0]), c.Role.MAIN, ranges=ranges)
    (area,) = layers(c.lines([line], words=WORDS), "area")
    assert {row["run"] for row in rows(area) if row["t"] < 2017} == {"0.0"}
    assert {row["run"] for row in rows(area) if row["t"] > 2017} == {"0.1"}


def test_nothing_known_still_makes_a_chart():
    line = c.Line("A", series([None, None]), c.Role.MAIN)
    assert c.lines([line], words=WORDS)["usermeta"]["width"] == 680
    assert c.sparkline(line.series)["usermeta"] == {
        "accent": "#1b5566", "width": 120, "height": 28,
    }  # fmt: skip

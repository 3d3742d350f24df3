"""The parts of a line chart: bands, lines, points, breaks and the planned path."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from samkraft.calc.series import Point
from samkraft.calc.status import Status
from samkraft.web.components.charts.frame import Spec, label, layer, rules, texts
from samkraft.web.components.charts.inputs import (
    Line,
    Role,
    TargetPath,
    segments,
    series_breaks,
    years,
)
from samkraft.web.components.charts.measuring import text_width
from samkraft.web.components.charts.palette import AXIS, GREY, INK, PAPER, SOFT, palette

if TYPE_CHECKING:
    from samkraft.web.components.charts.lines import Plot

_WIDTHS = {Role.MAIN: 3.0, Role.SECOND: 3.0, Role.NAMED: 1.8, Role.REST: 1.0}


def colour(role: Role, accent: str) -> str:
    """The colour of a line."""
    tones = palette(accent)
    return {
        Role.MAIN: tones.accent, Role.SECOND: tones.tone, Role.NAMED: SOFT, Role.REST: GREY,
    }[role]  # fmt: skip


def bands(plot: Plot, drawn: Sequence[Line]) -> list[Spec]:
    """Shaded intervals, with gaps where the line has them."""
    rows = []
    for number, line in enumerate(drawn):
        bounds = {each.period: each for each in line.ranges}
        runs = [[point.period for point in run] for run in segments(line)]
        known = {period for run in runs for period in run}
        runs += [[each.period for each in line.ranges if each.period not in known]]
        for index, run in enumerate(runs):
            rows += [
                {
                    "run": f"{number}.{index}",
                    "t": years(period),
                    "low": bounds[period].low,
                    "high": bounds[period].high,
                }
                for period in run
                if period in bounds
            ]
    if not rows:
        return []
    mark = {"type": "area", "color": palette(plot.accent).band}
    channels = {
        "x": _time(plot), "y": _value(plot, "low"), "y2": {"field": "high"}, "detail": _run(),
    }  # fmt: skip
    return [layer(mark, rows, channels)]


def paths(plot: Plot, drawn: Sequence[Line]) -> list[Spec]:
    """The lines, one layer for each role; a run of one point is drawn as a point."""
    found = []
    for role in (Role.REST, Role.NAMED, Role.SECOND, Role.MAIN):
        rows = [
            {"run": f"{number}.{index}", "t": years(point.period), "v": point.value}
            for number, line in enumerate(drawn)
            if line.role is role
            for index, run in enumerate(segments(line))
            if len(run) > 1
            for point in run
        ]
        if rows:
            mark = {
                "type": "line", "color": colour(role, plot.accent), "strokeWidth": _WIDTHS[role],
                "strokeJoin": "round", "strokeCap": "round",
            }  # fmt: skip
            channels = {"x": _time(plot), "y": _value(plot, "v"), "detail": _run()}
            found.append(layer(mark, rows, channels))
    return found


def points(plot: Plot, drawn: Sequence[Line]) -> list[Spec]:
    """Hollow where provisional or estimated, full at the end and where a point stands alone."""
    found: list[Spec] = []
    for role in (Role.REST, Role.NAMED, Role.SECOND, Role.MAIN):
        mine = [line for line in drawn if line.role is role]
        hollow = [point for line in mine for point in line.series.known if unsure(point)]
        full = [point for line in mine for point in _dots(line) if not unsure(point)]
        tone = colour(role, plot.accent)
        size = {Role.REST: 14, Role.NAMED: 34}.get(role, 62)
        for chosen, fill in ((full, tone), (hollow, PAPER)):
            rows = [{"t": years(point.period), "v": point.value} for point in chosen]
            mark = {
                "type": "point", "filled": True, "fill": fill, "opacity": 1, "size": size,
                "stroke": tone, "strokeWidth": min(_WIDTHS[role], 2.2),
            }  # fmt: skip
            if rows:
                found.append(layer(mark, rows, {"x": _time(plot), "y": _value(plot, "v")}))
    return found


def breaks(plot: Plot, drawn: Sequence[Line]) -> list[Spec]:
    """An upright line where values before and after cannot be compared."""
    lines = [line for line in drawn if line.role is not Role.REST]
    found = sorted({at for line in lines for at in series_breaks(line)})
    upright = [
        {"x": plot.x(at), "y": -4, "x2": plot.x(at), "y2": plot.height + 0.0} for at in found
    ]
    word = plot.words.series_break if found else ""
    half = text_width(word, plot.size.text - 1) / 2
    said = []
    if word:
        at = min(max(plot.x(found[-1]), half), plot.width - half)
        said = [label(word, at, -12)]
    return [
        *rules(upright, colour=AXIS, width=1.2, dash=(2, 3)),
        *texts(said, size=plot.size.text - 1, colour=SOFT, align="center"),
    ]


def target(plot: Plot, path: TargetPath | None) -> list[Spec]:
    """The planned path dashed, a small diamond for each milestone, a larger for the target."""
    if path is None or not path.points:
        return []
    rows = [{"t": years(each.period), "v": each.value} for each in path.points]
    line = {"type": "line", "color": INK, "strokeWidth": 1.6, "strokeDash": [5, 4]}
    channels = {"x": _time(plot), "y": _value(plot, "v")}
    diamond = {
        "type": "point", "shape": "diamond", "filled": True, "opacity": 1, "stroke": INK,
        "strokeWidth": 1.6,
    }  # fmt: skip
    marked = [({"fill": PAPER, "size": 70}, rows[1:-1]), ({"fill": INK, "size": 120}, rows[-1:])]
    return [
        layer(line, rows, channels),
        *(layer({**diamond, **look}, few, channels) for look, few in marked if few),
        *_milestones(plot, path),
    ]


def hits(plot: Plot, drawn: Sequence[Line], path: TargetPath | None) -> list[Spec]:
    """Unseen points with their words: what the browser shows and reads out."""
    rows = [
        {
            "t": years(point.period),
            "v": point.value,
            "tip": plot.words.tip(
                line.name, plot.words.period(point.period), value=point.value, status=point.status
            ),
        }
        for line in reversed(drawn)
        for point in line.series.known
    ]
    rows += [
        {
            "t": years(each.period),
            "v": each.value,
            "tip": plot.words.tip(each.text, plot.words.period(each.period), value=each.value),
        }
        for each in (path.points if path else ())
        if each.text
    ]
    mark = {"type": "point", "filled": True, "opacity": 0, "size": 200}
    return [layer(mark, rows, {"x": _time(plot), "y": _value(plot, "v")}, "hits")]


def unsure(point: Point) -> bool:
    """Whether a value may still change."""
    return point.status in (Status.PROVISIONAL, Status.ESTIMATED)


def _dots(line: Line) -> list[Point]:
    alone = [run[0] for run in segments(line) if len(run) == 1]
    last = [line.series.latest] if line.role is not Role.REST and line.series.known else []
    return alone + [point for point in last if point not in alone]


def _milestones(plot: Plot, path: TargetPath) -> list[Spec]:
    """Names beside the marks, on the side the path's slope leaves free."""
    size = plot.size.text - 1
    falling = path.points[-1].value < path.points[0].value
    right, left = [], []
    for each in path.points[1:-1]:
        x, y = plot.x(years(each.period)), plot.y(each.value)
        if not each.text:
            continue
        if x + 10 + text_width(each.text, size) < plot.width:
            right.append(label(each.text, x + 8, y - 13 if falling else y + 13))
        else:
            left.append(label(each.text, x - 8, y + 13 if falling else y - 13))
    return [
        *texts(right, size=size, colour=SOFT),
        *texts(left, size=size, colour=SOFT, align="right"),
    ]


def _time(plot: Plot) -> Spec:
    scale = {"domain": [plot.x.low, plot.x.high], "nice": False, "zero": False}
    return {"field": "t", "type": "quantitative", "scale": scale, "axis": None}


def _value(plot: Plot, field: str) -> Spec:
    scale = {"domain": [plot.y.low, plot.y.high], "nice": False, "zero": False}
    return {"field": field, "type": "quantitative", "scale": scale, "axis": None}


def _run() -> Spec:
    return {"field": "run", "type": "nominal"}

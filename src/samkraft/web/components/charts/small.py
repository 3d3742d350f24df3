"""Small charts: one for each member on a shared scale, and the tiny one in a row of a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor

from samkraft.calc.series import Point, Series
from samkraft.web.components.charts.frame import (
    DESK,
    Padding,
    Spec,
    Width,
    chart,
    label,
    layer,
    pixel,
    rules,
    texts,
)
from samkraft.web.components.charts.inputs import Line, Role, segments, series_breaks, years
from samkraft.web.components.charts.line_marks import unsure
from samkraft.web.components.charts.measuring import shortened, widest
from samkraft.web.components.charts.palette import ACCENT, AXIS, GRID, PAPER, SOFT
from samkraft.web.components.charts.scales import Scale, value_scale
from samkraft.web.components.charts.wording import Words

SPARK_WIDTH, SPARK_HEIGHT = 120, 28
_DOWN, _BETWEEN, _GAP = 84, 90, 22
_PLACE = {"x": pixel("x"), "y": pixel("y")}


@dataclass(frozen=True, slots=True)
class _Panel:
    """Where one small chart stands, in pixels of the whole drawing."""

    x: Scale
    y: Scale
    left: float
    top: float
    line: Line

    def at(self, point: Point) -> Spec:
        """A point's place."""
        return {
            "x": round(self.left + self.x(years(point.period)), 1),
            "y": round(self.top + self.y(point.value), 1),
        }


def small_multiples(
    given: Sequence[Line],
    *,
    words: Words,
    accent: str = ACCENT,
    width: Width = DESK,
    zero: bool = False,
) -> Spec:
    """Each line in a panel of its own, in the order given, all on the same scales."""
    count, size = (2 if width.narrow else 4), width.text - 1
    values = [point.value for line in given for point in line.series.known]
    bounds = value_scale(values, start=0, end=1, count=2, zero=zero)
    numbers = [words.number(tick, bounds.decimals) for tick in bounds.ticks]
    left = round(widest(numbers, size)) + 12
    padding = Padding(left=left, top=52, right=14, bottom=30)
    across = (width.pixels - left - padding.right - _GAP * (count - 1)) // count
    x = _times([line.series for line in given], across)
    y = Scale(bounds.low, bounds.high, _DOWN, 0, bounds.ticks, bounds.decimals)
    panels = [
        _Panel(x, y, n % count * (across + _GAP), n // count * (_DOWN + _BETWEEN), line)
        for n, line in enumerate(given)
    ]
    lines = -(-len(given) // count)
    down = lines * _DOWN + max(lines - 1, 0) * _BETWEEN
    layers = [
        *_grids(panels, across, words, size),
        *_marks(panels, accent, stroke=2, dot=40),
        *_headings(panels, across, words, size, accent),
        *_hits(panels, words),
    ]
    body = {"width": width.pixels - left - padding.right, "height": down, "layer": layers}
    height = down + padding.top + padding.bottom
    return chart(body, accent=accent, width=width.pixels, height=height, padding=padding)


def sparkline(series: Series, *, accent: str = ACCENT, every: int = 1) -> Spec:
    """A line of 120 by 28 pixels with its latest point marked; no words, no axes."""
    padding = Padding(left=3, top=5, right=6, bottom=5)
    across, down = SPARK_WIDTH - 9, SPARK_HEIGHT - 10
    values = [point.value for point in series.known]
    low, high = (min(values), max(values)) if values else (0.0, 1.0)
    spare = 0.0 if low < high else 1.0
    y = Scale(low - spare, high + spare, down, 0)
    panel = _Panel(_times([series], across), y, 0, 0, Line("", series, every=every))
    layers = _marks([panel], accent, stroke=1.8, dot=30)
    body = {"width": across, "height": down, "layer": layers or [_nothing()]}
    return chart(body, accent=accent, width=SPARK_WIDTH, height=SPARK_HEIGHT, padding=padding)


def _times(given: Sequence[Series], across: float) -> Scale:
    times = [years(point.period) for series in given for point in series.points] or [0.0]
    low, high = min(times), max(times)
    return Scale(low, high if high > low else low + 1, 0, across)


def _grids(panels: Sequence[_Panel], across: int, words: Words, size: int) -> list[Spec]:
    """Light lines in every panel, numbers left of the first in a row, years below each."""
    light, base, numbers, first, last = [], [], [], [], []
    for panel in panels:
        right, low = panel.left + across, panel.top + _DOWN
        for number, tick in enumerate(panel.y.ticks):
            y = panel.top + panel.y(tick)
            row = {"x": panel.left, "y": y, "x2": right, "y2": y}
            (light if number else base).append(row)
            if panel.left == 0:
                numbers.append(label(words.number(tick, panel.y.decimals), -8, y))
        first.append(label(str(floor(panel.x.low)), panel.left, low + 17))
        if floor(panel.x.high) > floor(panel.x.low):
            last.append(label(str(floor(panel.x.high)), right, low + 17))
    return [
        *rules(light, colour=GRID),
        *rules(base, colour=AXIS),
        *texts(numbers, size=size, colour=SOFT, align="right"),
        *texts(first, size=size, colour=SOFT),
        *texts(last, size=size, colour=SOFT, align="right"),
    ]


def _headings(
    panels: Sequence[_Panel], across: int, words: Words, size: int, accent: str
) -> list[Spec]:
    """The name and the latest value over each panel, or the reason there is none."""
    names, main, said = [], [], []
    for panel in panels:
        series, name = panel.line.series, shortened(panel.line.name, across + 8, size, bold=True)
        strong = panel.line.role is Role.MAIN
        (main if strong else names).append(label(name, panel.left, panel.top - 38))
        if series.latest is not None:
            value = words.short(series.latest.value)
        else:
            value = words.figure(None, series.points[-1].status) if series.points else ""
        said.append(label(value, panel.left, panel.top - 19))
    return [
        *texts(names, size=size, bold=True),
        *texts(main, size=size, colour=accent, bold=True),
        *texts(said, size=size, colour=SOFT),
    ]


def _marks(panels: Sequence[_Panel], accent: str, *, stroke: float, dot: int) -> list[Spec]:
    """The runs, the breaks, and points: the latest, those that stand alone, the unsure."""
    rows, full, hollow, upright = [], [], [], []
    for number, panel in enumerate(panels):
        runs = segments(panel.line)
        for index, run in enumerate(runs):
            if len(run) > 1:
                rows += [{"run": f"{number}.{index}", **panel.at(point)} for point in run]
        dots = {run[0].period: run[0] for run in runs if len(run) == 1}
        dots |= {point.period: point for point in panel.line.series.known[-1:]}
        for point in dots.values():
            (hollow if unsure(point) else full).append(panel.at(point))
        for time in series_breaks(panel.line):
            x = panel.left + panel.x(time)
            upright.append({"x": x, "y": panel.top, "x2": x, "y2": panel.top + panel.y.start})
    found = [*rules(upright, colour=AXIS, dash=(2, 3))]
    if rows:
        look = {
            "type": "line", "color": accent, "strokeWidth": stroke, "strokeJoin": "round",
            "strokeCap": "round",
        }  # fmt: skip
        run = {"detail": {"field": "run", "type": "nominal"}}
        found.append(layer(look, rows, {**_PLACE, **run}))
    for fill, chosen in ((accent, full), (PAPER, hollow)):
        look = {
            "type": "point", "filled": True, "fill": fill, "opacity": 1, "size": dot,
            "stroke": accent, "strokeWidth": 1.6,
        }  # fmt: skip
        found += [layer(look, chosen, _PLACE)] if chosen else []
    return found


def _hits(panels: Sequence[_Panel], words: Words) -> list[Spec]:
    rows = [
        {
            **panel.at(point),
            "tip": words.tip(
                panel.line.name,
                words.period(point.period),
                value=point.value,
                status=point.status,
            ),
        }
        for panel in panels
        for point in panel.line.series.known
    ]
    mark = {"type": "point", "filled": True, "opacity": 0, "size": 120}
    return [layer(mark, rows, _PLACE, "hits")] if rows else []


def _nothing() -> Spec:
    return layer({"type": "point", "opacity": 0}, [], {})

"""Small charts: one for each member on a shared scale, and the tiny one in a row of a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from samkraft.calc.series import Series
from samkraft.web.components.charts.frame import (
    DESK,
    Padding,
    Spec,
    Width,
    chart,
    label,
    layer,
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


@dataclass(frozen=True, slots=True)
class _Panel:
    x: Scale
    y: Scale
    width: int
    height: int
    text: int
    words: Words
    accent: str


def small_multiples(
    given: Sequence[Line],
    *,
    words: Words,
    accent: str = ACCENT,
    width: Width = DESK,
    zero: bool = False,
) -> Spec:
    """Each line in a panel of its own, in the order given, all on the same scales."""
    count, gap, size = (2 if width.narrow else 4), 22, width.text - 1
    values = [point.value for line in given for point in line.series.known]
    bounds = value_scale(values, start=0, end=1, count=2, zero=zero)
    numbers = [words.number(tick, bounds.decimals) for tick in bounds.ticks]
    left = round(widest(numbers, size)) + 12
    padding = Padding(left=left, top=52, right=14, bottom=30)
    across = (width.pixels - left - 14 - gap * (count - 1)) // count
    down, between = 84, 84
    times = [years(point.period) for line in given for point in line.series.points] or [0.0]
    low, high = min(times), max(times)
    panel = _Panel(
        x=Scale(low, high if high > low else low + 1, 0, across),
        y=Scale(bounds.low, bounds.high, down, 0, bounds.ticks, bounds.decimals),
        width=across,
        height=down,
        text=size,
        words=words,
        accent=accent,
    )
    views = [_view(line, panel, first=n % count == 0) for n, line in enumerate(given)]
    lines = -(-len(given) // count)
    body = {
        "concat": views,
        "columns": count,
        "bounds": "flush",
        "spacing": {"row": between, "column": gap},
    }
    height = lines * down + (lines - 1) * between + padding.top + padding.bottom
    return chart(body, accent=accent, width=width.pixels, height=height, padding=padding)


def sparkline(series: Series, *, accent: str = ACCENT, every: int = 1) -> Spec:
    """A line of 120 by 28 pixels with its latest point marked; no words, no axes."""
    line = Line("", series, every=every)
    padding = Padding(left=3, top=5, right=6, bottom=5)
    across, down = SPARK_WIDTH - 9, SPARK_HEIGHT - 10
    values = [point.value for point in series.known]
    low, high = (min(values), max(values)) if values else (0.0, 1.0)
    spare = 0.0 if low < high else 1.0
    times = [years(point.period) for point in series.points] or [0.0]
    first, last = min(times), max(times)
    x = Scale(first, last if first < last else first + 1, 0, across)
    y = Scale(low - spare, high + spare, down, 0)
    layers = _marks(line, x, y, accent, stroke=1.6, dot=26)
    body = {"width": across, "height": down, "layer": layers or [_nothing()]}
    return chart(body, accent=accent, width=SPARK_WIDTH, height=SPARK_HEIGHT, padding=padding)


def _view(line: Line, panel: _Panel, *, first: bool) -> Spec:
    words, size = panel.words, panel.text
    grid = [
        {"x": 0, "y": panel.y(tick), "x2": panel.width, "y2": panel.y(tick)}
        for tick in panel.y.ticks
    ]
    numbers = [
        label(words.number(tick, panel.y.decimals), -8, panel.y(tick)) for tick in panel.y.ticks
    ]
    latest = line.series.latest
    shown = line.series.known or line.series.points
    said = words.figure(None, shown[-1].status) if shown else ""
    value = words.short(latest.value) if latest else said
    bold = line.role is Role.MAIN
    name = shortened(line.name, panel.width + 8, size, bold=True)
    layers = [
        *rules(grid[1:], colour=GRID),
        *rules(grid[:1], colour=AXIS),
        *(texts(numbers, size=size, colour=SOFT, align="right") if first else []),
        *texts([label(name, 0, -38)], size=size, bold=True),
        *texts([label(value, 0, -19)], size=size, colour=SOFT, bold=bold),
        *_ends(panel),
        *_marks(line, panel.x, panel.y, panel.accent, stroke=3 if bold else 2, dot=40),
        *_hits(line, panel),
    ]
    return {"width": panel.width, "height": panel.height, "layer": layers}


def _ends(panel: _Panel) -> list[Spec]:
    """The first and the last year below a panel."""
    low, high = round(panel.x.low // 1), round(panel.x.high // 1)
    at = panel.height + 17
    return [
        *texts([label(str(low), 0, at)], size=panel.text, colour=SOFT),
        *texts([label(str(high), panel.width, at)], size=panel.text, colour=SOFT, align="right"),
    ]


def _marks(line: Line, x: Scale, y: Scale, accent: str, *, stroke: float, dot: int) -> list[Spec]:
    """The runs, the breaks, and points: the latest, those that stand alone, the unsure."""
    runs = segments(line)
    rows = [
        {"run": str(index), "t": years(point.period), "v": point.value}
        for index, run in enumerate(runs)
        if len(run) > 1
        for point in run
    ]
    alone = [run[0] for run in runs if len(run) == 1]
    latest = line.series.known[-1:]
    dots = [*alone, *(point for point in latest if point not in alone)]
    upright = [{"x": x(at), "y": 0, "x2": x(at), "y2": y.start} for at in series_breaks(line)]
    channels = {"x": _channel("t", x), "y": _channel("v", y)}
    look = {
        "type": "line", "color": accent, "strokeWidth": stroke, "strokeJoin": "round",
        "strokeCap": "round",
    }  # fmt: skip
    found = [*rules(upright, colour=AXIS, dash=(2, 3))]
    if rows:
        found.append(layer(look, rows, {**channels, "detail": {"field": "run", "type": "nominal"}}))
    for fill, chosen in (
        (accent, [point for point in dots if not unsure(point)]),
        (PAPER, [point for point in dots if unsure(point)]),
    ):
        mark = {
            "type": "point", "filled": True, "fill": fill, "opacity": 1, "size": dot,
            "stroke": accent, "strokeWidth": 1.6,
        }  # fmt: skip
        if chosen:
            places = [{"t": years(point.period), "v": point.value} for point in chosen]
            found.append(layer(mark, places, channels))
    return found


def _hits(line: Line, panel: _Panel) -> list[Spec]:
    words = panel.words
    rows = [
        {
            "t": years(point.period),
            "v": point.value,
            "tip": words.tip(
                line.name, words.period(point.period), value=point.value, status=point.status
            ),
        }
        for point in line.series.known
    ]
    mark = {"type": "point", "filled": True, "opacity": 0, "size": 120}
    channels = {"x": _channel("t", panel.x), "y": _channel("v", panel.y)}
    return [layer(mark, rows, channels, "hits")] if rows else []


def _channel(field: str, scale: Scale) -> Spec:
    domain = {"domain": [scale.low, scale.high], "nice": False, "zero": False}
    return {"field": field, "type": "quantitative", "scale": domain, "axis": None}


def _nothing() -> Spec:
    return layer({"type": "point", "opacity": 0}, [], {})

"""Time series as lines: gaps stay gaps, breaks are marked, the uncertain is hollow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from samkraft.web.components.charts import line_ends, line_marks
from samkraft.web.components.charts.frame import (
    DESK,
    Padding,
    Spec,
    Width,
    chart,
    inner,
    label,
    rules,
    texts,
)
from samkraft.web.components.charts.inputs import Line, Role, TargetPath, years
from samkraft.web.components.charts.measuring import text_width, widest
from samkraft.web.components.charts.palette import ACCENT, AXIS, GRID, SOFT
from samkraft.web.components.charts.scales import Scale, value_scale, year_ticks
from samkraft.web.components.charts.wording import Words

LABELLED = 4
_YEAR = 24  # pixels: half of a year's text may stand beyond either end
_ORDER = (Role.REST, Role.NAMED, Role.SECOND, Role.MAIN)


@dataclass(frozen=True, slots=True)
class Plot:
    """A line chart's measures, shared by its parts."""

    x: Scale
    y: Scale
    width: int
    height: int
    size: Width
    words: Words
    accent: str


def lines(
    given: Sequence[Line],
    *,
    words: Words,
    target: TargetPath | None = None,
    accent: str = ACCENT,
    width: Width = DESK,
    zero: bool = False,
) -> Spec:
    """Series over time; the first four that are not of role REST get their name at the end."""
    drawn = sorted(_labelled(given), key=lambda line: _ORDER.index(line.role))
    ends = line_ends.wanted(drawn, target, words, width)
    above = line_ends.on_top(ends, words, width)
    ticks = _values(drawn, target, zero=zero, width=width, start=0, end=1)
    padding = _padding(
        ticks, 0 if above else max((end.room for end in ends), default=0), width, words
    )
    across, down = inner(width.pixels, width.height, padding)
    plot = Plot(
        x=_times(drawn, target, across),
        y=_values(drawn, target, zero=zero, width=width, start=down, end=0),
        width=across,
        height=down,
        size=width,
        words=words,
        accent=accent,
    )
    layers = [
        *_axes(plot, padding.left),
        *line_marks.bands(plot, drawn),
        *line_marks.breaks(plot, drawn),
        *line_marks.paths(plot, drawn),
        *line_marks.target(plot, target),
        *line_marks.points(plot, drawn),
        *(line_ends.heading(plot, ends[0]) if above else line_ends.labels(plot, ends)),
        *line_marks.hits(plot, drawn, target),
    ]
    body = {"width": across, "height": down, "layer": layers}
    return chart(body, accent=accent, width=width.pixels, height=width.height, padding=padding)


def _padding(ticks: Scale, room: float, width: Width, words: Words) -> Padding:
    numbers = widest((words.number(tick, ticks.decimals) for tick in ticks.ticks), width.text)
    return Padding(
        left=max(round(numbers) + 12, _YEAR),
        top=40,
        right=max(round(room) + 12, _YEAR),
        bottom=34,
    )


def women_and_men(women: Line, men: Line) -> tuple[Line, Line]:
    """The two series of a measure by sex, in two tones of one colour."""
    return _with_role(women, Role.MAIN), _with_role(men, Role.SECOND)


def _with_role(line: Line, role: Role) -> Line:
    return Line(line.name, line.series, role, line.every, line.breaks, line.ranges)


def _labelled(given: Sequence[Line]) -> list[Line]:
    """Beyond four labels nothing is legible: the others become grey."""
    order = sorted(given, key=lambda line: -_ORDER.index(line.role))
    named = [line for line in order if line.role is not Role.REST][:LABELLED]
    return [line if line in named else _with_role(line, Role.REST) for line in given]


def _values(drawn, target, *, zero: bool, width: Width, start: float, end: float) -> Scale:
    values = [point.value for line in drawn for point in line.series.known]
    values += [bound for line in drawn for each in line.ranges for bound in (each.low, each.high)]
    values += [point.value for point in target.points] if target else []
    count = 4 if width.narrow else 5
    return value_scale(values, start=start, end=end, count=count, zero=zero)


def _times(drawn, target, across: int) -> Scale:
    """The axis holds every period, also those without a number: a missing end is seen."""
    found = [years(point.period) for line in drawn for point in line.series.points]
    found += [years(point.period) for point in target.points] if target else []
    low, high = (min(found), max(found)) if found else (0.0, 1.0)
    if low == high:
        low, high = low - 0.5, high + 0.5
    return Scale(low, high, 0, across)


def _axes(plot: Plot, left: int) -> list[Spec]:
    """Light lines at round values, years below, the unit on top."""
    text, words = plot.size.text, plot.words
    across = [(tick, plot.y(tick)) for tick in plot.y.ticks]
    grid = [{"x": 0, "y": at, "x2": plot.width, "y2": at} for _, at in across]
    base = [{"x": 0, "y": plot.height, "x2": plot.width, "y2": plot.height}]
    numbers = [label(words.number(tick, plot.y.decimals), -8, at) for tick, at in across]
    unit = [label(words.unit, -left + 2, -26)] if words.unit else []
    room = max(2, plot.width // round(text_width("2000", text) + 12))
    ticks = year_ticks(plot.x.low, plot.x.high, room)
    below = [label(str(year), plot.x(year), plot.height + 20) for year in ticks]
    marks = [
        {"x": row["x"], "y": plot.height, "x2": row["x"], "y2": plot.height + 5} for row in below
    ]
    return [
        *rules(grid, colour=GRID),
        *rules([*base, *marks], colour=AXIS),
        *texts(numbers, size=text, colour=SOFT, align="right"),
        *texts(unit, size=text, colour=SOFT),
        *texts(below, size=text, colour=SOFT, align="center"),
    ]

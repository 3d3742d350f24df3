"""Names and latest values at the ends of lines, moved apart so that none covers another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from samkraft.web.components.charts.frame import Spec, Width, label, rules, texts
from samkraft.web.components.charts.inputs import Line, Role, TargetPath, years
from samkraft.web.components.charts.line_marks import colour
from samkraft.web.components.charts.measuring import spread, text_width, widest, wrapped
from samkraft.web.components.charts.palette import GREY, INK, SOFT
from samkraft.web.components.charts.wording import Words

if TYPE_CHECKING:
    from samkraft.web.components.charts.lines import Plot

_ROOM_DESK, _ROOM_PHONE, _LONGEST_WORD = 170, 104, 132


@dataclass(frozen=True, slots=True)
class End:
    """The words at the end of one line, and where the line ends."""

    lines: tuple[str, ...]
    time: float
    value: float
    role: Role | None
    room: float


def wanted(
    drawn: Sequence[Line], target: TargetPath | None, words: Words, width: Width
) -> tuple[End, ...]:
    """The labels of the named lines and of the target."""
    found = [
        _end(
            line.name, line.series.latest.value, line.series.latest.period, line.role, words, width
        )
        for line in drawn
        if line.role is not Role.REST and line.series.latest is not None
    ]
    last = target.points[-1] if target and target.points else None
    if last is not None and last.text:
        found.append(_end(last.text, last.value, last.period, None, words, width))
    return tuple(found)


def on_top(ends: Sequence[End], words: Words, width: Width) -> bool:
    """Whether the only label goes above the drawing, so that a phone's chart keeps its width."""
    if not width.narrow or len(ends) != 1:
        return False
    whole = f"{words.unit}   {' '.join(ends[0].lines)}"
    return text_width(whole, width.text, bold=True) <= width.pixels - 24


def heading(plot: Plot, end: End) -> list[Spec]:
    """The only label, above the drawing."""
    tone, bold = _style(end.role, 0, plot.accent)
    row = label(" ".join(end.lines), plot.width, -26)
    return texts([row], size=plot.size.text, colour=tone, align="right", bold=bold)


def labels(plot: Plot, ends: Sequence[End]) -> list[Spec]:
    """The labels right of the drawing, each on the height of its line."""
    step = plot.size.text + 3
    heights = [len(end.lines) * step + 4 for end in ends]
    targets = [plot.y(end.value) for end in ends]
    middles = spread(targets, heights, -14, plot.height + 24)
    styles: dict[tuple[str, bool], list[Spec]] = {}
    leaders = []
    for end, middle, wish in zip(ends, middles, targets, strict=True):
        top = middle - (len(end.lines) - 1) * step / 2
        for index, text in enumerate(end.lines):
            style = _style(end.role, index, plot.accent)
            styles.setdefault(style, []).append(label(text, plot.width + 12, top + index * step))
        start = plot.x(end.time)
        if start < plot.width - 12 or abs(middle - wish) > 2 * step:
            leaders.append(
                {"x": start + 7, "y": wish, "x2": plot.width + 8, "y2": round(middle, 1)}
            )
    written = [
        texts(rows, size=plot.size.text, colour=tone, bold=bold)
        for (tone, bold), rows in styles.items()
    ]
    return [*rules(leaders, colour=GREY, dash=(1, 3)), *(each for one in written for each in one)]


def _style(role: Role | None, index: int, accent: str) -> tuple[str, bool]:
    if role is None:
        return INK, index == 0
    if role is Role.NAMED:
        return SOFT, False
    strong = colour(Role.MAIN, accent)
    return (strong if role is Role.MAIN else INK), role is Role.MAIN


def _end(
    name: str, value: float, period: str, role: Role | None, words: Words, width: Width
) -> End:
    bold = role in (Role.MAIN, None)
    word = widest(name.split(), width.text, bold=bold)
    room = max(_ROOM_PHONE, min(word, _LONGEST_WORD)) if width.narrow else _ROOM_DESK
    said = words.short(value)
    whole = f"{name} {said}"
    if role and not width.narrow and text_width(whole, width.text, bold=bold) <= room:
        lines: tuple[str, ...] = (whole,)
    else:
        lines = (*wrapped(name, room, width.text, bold=bold), said)
    return End(lines, years(period), value, role, widest(lines, width.text, bold=bold) + 4)

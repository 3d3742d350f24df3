"""Ages by sex: women to the left, men to the right, the oldest on top."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from samkraft.calc.figures import Figure
from samkraft.web.components.charts.frame import (
    DESK,
    Padding,
    Spec,
    Width,
    box,
    boxes,
    chart,
    inner,
    label,
    rules,
    texts,
)
from samkraft.web.components.charts.measuring import text_width, widest
from samkraft.web.components.charts.palette import ACCENT, GRID, SOFT, palette
from samkraft.web.components.charts.scales import Scale, value_scale
from samkraft.web.components.charts.wording import Words


@dataclass(frozen=True, slots=True)
class AgeGroup:
    """An age as it is written, with its number of women and of men."""

    name: str
    women: Figure
    men: Figure


def ages_by_sex(
    given: Sequence[AgeGroup], *, words: Words, accent: str = ACCENT, width: Width = DESK
) -> Spec:
    """Bars to both sides of the ages; the youngest first in `given`, at the foot of the chart."""
    size = width.text
    pitch = 22 if len(given) <= 24 else 15
    heads = text_width(words.unit, size) + text_width(words.women, size, bold=True) + 24
    beside = heads < width.pixels / 2 - 30 or not words.unit
    padding = Padding(left=24, top=34 if beside else 58, right=24, bottom=32)
    height = max(len(given), 1) * pitch + padding.top + padding.bottom
    across, down = inner(width.pixels, height, padding)
    gap = widest((group.name for group in given), size) + 18
    half = (across - gap) / 2
    known = [f.value for group in given for f in (group.women, group.men) if f.value is not None]
    ticks = value_scale(known, start=0, end=1, count=2 if width.narrow else 3, zero=True)
    most = max(known, default=0) or 1
    left, right = Scale(0, most, half, 0), Scale(0, most, across - half, across)
    layers = [
        *_grid(ticks, left, right, down, words, size),
        *texts(
            [label(words.unit, -20, -16 if beside else -40)] if words.unit else [],
            size=size,
            colour=SOFT,
        ),
        *_bars(given, left, right, pitch, words, accent),
        *_names(given, across / 2, pitch, size),
        *_sexes(words, left, right, size),
    ]
    body = {"width": across, "height": down, "layer": layers}
    return chart(body, accent=accent, width=width.pixels, height=height, padding=padding)


def _grid(ticks: Scale, left: Scale, right: Scale, down: int, words: Words, size: int):
    """Light upright lines; where the numbers would touch, only the first and the last stand."""
    shown = [tick for tick in ticks.ticks if tick <= right.high]
    named = {tick: words.number(tick, ticks.decimals) for tick in shown}
    if len(shown) * (widest(named.values(), size) + 8) > right.end - right.start:
        named = {tick: named[tick] for tick in (shown[0], shown[-1])}
    lines, numbers = [], []
    for side in (left, right):
        for tick in shown:
            lines.append({"x": side(tick), "y": 0, "x2": side(tick), "y2": down})
        numbers += [label(text, side(tick), down + 18) for tick, text in named.items()]
    return [
        *rules(lines, colour=GRID),
        *texts(numbers, size=size, colour=SOFT, align="center"),
    ]


def _bars(given, left: Scale, right: Scale, pitch: int, words: Words, accent: str) -> list[Spec]:
    tones = palette(accent)
    fills, hit, signs = [], [], {"right": [], "left": []}
    for number, group in enumerate(reversed(given)):
        y = number * pitch + 1
        sides = (
            (words.women, group.women, left, tones.accent, "right", -6),
            (words.men, group.men, right, tones.tone, "left", 6),
        )
        for sex, figure, side, fill, align, away in sides:
            zero = side(0)
            if figure.value is None:
                sign = words.signs.get(figure.status, "")
                signs[align].append(label(sign, zero + away, y + pitch / 2 - 1))
            else:
                end = side(figure.value)
                fills.append(box(min(zero, end), y, abs(end - zero), pitch - 2, fill))
            tip = words.tip(group.name, sex, value=figure.value, status=figure.status)
            edge = side(side.high)
            hit.append(box(min(zero, edge), y - 1, abs(edge - zero), pitch, "#000", tip=tip))
    return [
        *boxes(fills),
        *(each for align in signs for each in texts(signs[align], size=14, align=align)),
        *boxes(hit, name="hits", opacity=0),
    ]


def _names(given: Sequence[AgeGroup], middle: float, pitch: int, size: int) -> list[Spec]:
    every = 1 if pitch >= size + 3 else 2
    rows = [
        label(group.name, middle, number * pitch + pitch / 2)
        for number, group in enumerate(reversed(given))
        if (len(given) - 1 - number) % every == 0
    ]
    return texts(rows, size=size, colour=SOFT, align="center")


def _sexes(words: Words, left: Scale, right: Scale, size: int) -> list[Spec]:
    return [
        *texts([label(words.women, left(0), -16)], size=size, align="right", bold=True),
        *texts([label(words.men, right(0), -16)], size=size, bold=True),
    ]

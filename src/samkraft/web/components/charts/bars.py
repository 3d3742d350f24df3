"""Bars that start at zero: places ranked, ages in order, women and men in pairs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from samkraft.calc.figures import Figure
from samkraft.calc.status import Status
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
from samkraft.web.components.charts.measuring import shortened, text_width, widest
from samkraft.web.components.charts.palette import ACCENT, AXIS, GREY, GRID, INK, SOFT, palette
from samkraft.web.components.charts.scales import Scale, value_scale
from samkraft.web.components.charts.wording import Words

_EDGE = 4


@dataclass(frozen=True, slots=True)
class Bar:
    """One value with its name; `main` is the place the page is about."""

    name: str
    value: float | None
    status: Status = Status.VALID
    main: bool = False


@dataclass(frozen=True, slots=True)
class PairedBar:
    """A place or an age with a value for women and one for men."""

    name: str
    women: Figure
    men: Figure
    main: bool = False


@dataclass(frozen=True, slots=True)
class _Strip:
    """One bar as it is drawn: `said` stands at its end."""

    value: float | None
    fill: str
    said: str
    tip: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class _Row:
    name: str
    strips: tuple[_Strip, ...]
    strong: bool


def bars(
    given: Sequence[Bar],
    *,
    words: Words,
    accent: str = ACCENT,
    width: Width = DESK,
    ranked: bool = True,
) -> Spec:
    """One bar for each place, the highest first; those without a value last, with the reason."""
    order = sorted(given, key=_rank) if ranked else list(given)
    some_main = any(bar.main for bar in given)
    rows = []
    for bar in order:
        fill = accent if bar.main or not some_main else GREY
        tip = words.tip(bar.name, value=bar.value, status=bar.status)
        said = _said(words, bar.value, bar.status)
        rows.append(_Row(bar.name, (_Strip(bar.value, fill, said, tip, bar.main),), bar.main))
    return _rows(rows, accent=accent, width=width)


def paired_bars(
    given: Sequence[PairedBar], *, words: Words, accent: str = ACCENT, width: Width = DESK
) -> Spec:
    """Two bars for each place in the order given; the first pair says which is which.

    On a phone the words stand above instead, to leave the bars their room.
    """
    tones = palette(accent)
    rows = []
    for number, pair in enumerate(given):
        strips = []
        for sex, figure, fill in (
            (words.women, pair.women, tones.accent),
            (words.men, pair.men, tones.tone),
        ):
            said = _said(words, figure.value, figure.status)
            tip = words.tip(pair.name, sex, value=figure.value, status=figure.status)
            said = f"{sex} {said}" if number == 0 and not width.narrow else said
            strips.append(_Strip(figure.value, fill, said, tip))
        rows.append(_Row(pair.name, tuple(strips), pair.main))
    named = ((words.women, tones.accent), (words.men, tones.tone)) if width.narrow else ()
    return _rows(rows, accent=accent, width=width, named=named)


def _rank(bar: Bar) -> tuple[bool, float]:
    return bar.value is None, -(bar.value or 0.0)


def _said(words: Words, value: float | None, status: Status) -> str:
    return words.figure(value, status) if value is None else words.short(value)


def _rows(
    rows: Sequence[_Row],
    *,
    accent: str,
    width: Width,
    named: Sequence[tuple[str, str]] = (),
) -> Spec:
    """Names left of the bars; above them where the names are long for the width."""
    size = width.text
    names = widest((row.name for row in rows), size, bold=any(row.strong for row in rows))
    above = names > width.pixels * 0.36
    strips = max((len(row.strips) for row in rows), default=1)
    thick, between = (20, 10) if strips == 1 else (17, 14)
    pitch = strips * (thick + 2) - 2 + between + (22 if above else 0)
    padding = Padding(
        left=_EDGE if above else round(names) + 14, top=34 if named else 6, right=_EDGE, bottom=6
    )
    height = len(rows) * pitch + padding.top + padding.bottom
    across, down = inner(width.pixels, height, padding)
    scale = _across(rows, across, size)
    layers = [
        *_drawn(rows, scale, across, pitch, thick, above, size),
        *_named(named, size),
    ]
    body = {"width": across, "height": down, "layer": layers}
    return chart(body, accent=accent, width=width.pixels, height=height, padding=padding)


def _named(named: Sequence[tuple[str, str]], size: int) -> list[Spec]:
    """Words with a square of their bar's colour, above the first bar."""
    squares, said, x = [], [], 0.0
    for text, fill in named:
        squares.append(box(x, -25, 13, 13, fill))
        said.append(label(text, x + 19, -18))
        x += text_width(text, size) + 40
    return [*boxes(squares), *texts(said, size=size)]


def _across(rows: Sequence[_Row], across: int, size: int) -> Scale:
    """As wide as can be while every bar's own text still fits beyond its end."""
    strips = [strip for row in rows for strip in row.strips if strip.value is not None]
    high = max([0.0, *(strip.value for strip in strips)])
    low = min([0.0, *(strip.value for strip in strips)])
    high = high if low < high else 1.0
    left = widest((s.said for s in strips if s.value < 0), size) + 8 if low < 0 else 0.0
    per_unit = (across - left) / (high - low)
    for strip in strips:
        if strip.value > 0:
            room = across - left - text_width(strip.said, size, bold=strip.strong) - 10
            per_unit = min(per_unit, room / (strip.value - low))
    zero = left - low * per_unit
    return Scale(low, high, left, zero + high * per_unit)


def _drawn(rows, scale: Scale, across: int, pitch: int, thick: int, above: bool, size: int):
    fills, plain, bold, names, strong, hit = [], [], [], [], [], []
    zero = scale(0)
    left_said = []
    for number, row in enumerate(rows):
        top = number * pitch + (22 if above else 0)
        block = len(row.strips) * (thick + 2) - 2
        at = (0, top - 11) if above else (-10, top + block / 2)
        (strong if row.strong else names).append(label(row.name, *at))
        for index, strip in enumerate(row.strips):
            y = top + index * (thick + 2)
            end = zero if strip.value is None else scale(strip.value)
            if strip.value is not None:
                fills.append(box(min(zero, end), y, max(abs(end - zero), 1), thick, strip.fill))
            if strip.value is not None and strip.value < 0:
                left_said.append(label(strip.said, end - 6, y + thick / 2))
            else:
                kept = shortened(strip.said, across - end - 6, size)
                (bold if strip.strong else plain).append(label(kept, end + 6, y + thick / 2))
            hit.append(box(0, y, across, thick + 2, "#000", tip=strip.tip))
    align = "left" if above else "right"
    base = [{"x": zero, "y": -4, "x2": zero, "y2": len(rows) * pitch - 2}]
    return [
        *boxes(fills),
        *rules(base, colour=AXIS),
        *texts(names, size=size, align=align),
        *texts(strong, size=size, align=align, bold=True),
        *texts(plain, size=size, colour=SOFT),
        *texts(left_said, size=size, colour=SOFT, align="right"),
        *texts(bold, size=size, colour=INK, bold=True),
        *boxes(hit, name="hits", opacity=0),
    ]


def columns(
    given: Sequence[Bar], *, words: Words, accent: str = ACCENT, width: Width = DESK
) -> Spec:
    """Upright bars in the order given, such as ages; every n-th name where room is short."""
    size = width.text
    values = [bar.value for bar in given if bar.value is not None]
    scale = value_scale(values, start=0, end=1, count=4, zero=True)
    numbers = [words.number(tick, scale.decimals) for tick in scale.ticks]
    padding = Padding(
        left=round(widest(numbers, size)) + 12, top=40 if words.unit else 18, right=8, bottom=34
    )
    across, down = inner(width.pixels, width.height, padding)
    y = Scale(scale.low, scale.high, down, 0)
    pitch = across / max(len(given), 1)
    body = {"width": across, "height": down, "layer": []}
    grid = [{"x": 0, "y": y(tick), "x2": across, "y2": y(tick)} for tick in scale.ticks]
    said = [label(text, -8, y(tick)) for text, tick in zip(numbers, scale.ticks, strict=True)]
    unit = [label(words.unit, -padding.left + 2, -26)] if words.unit else []
    body["layer"] = [
        *rules(grid, colour=GRID),
        *texts(said, size=size, colour=SOFT, align="right"),
        *texts(unit, size=size, colour=SOFT),
        *_upright(given, y, pitch, down, words, accent),
        *_below(given, pitch, down, size),
        *rules([{"x": 0, "y": y(0), "x2": across, "y2": y(0)}], colour=AXIS),
        *boxes(_columns_hit(given, pitch, down, words), name="hits", opacity=0),
    ]
    return chart(body, accent=accent, width=width.pixels, height=width.height, padding=padding)


def _upright(given, y: Scale, pitch: float, down: int, words: Words, accent: str) -> list[Spec]:
    some_main = any(bar.main for bar in given)
    thick = max(pitch * 0.76, 1)
    fills, missing = [], []
    for number, bar in enumerate(given):
        left = number * pitch + (pitch - thick) / 2
        if bar.value is None:
            missing.append(label(words.signs.get(bar.status, ""), left + thick / 2, y(0) - 12))
            continue
        top, bottom = sorted((y(bar.value), y(0)))
        fill = accent if bar.main or not some_main else GREY
        fills.append(box(left, top, thick, max(bottom - top, 1), fill))
    return [*boxes(fills), *texts(missing, size=14, colour=SOFT, align="center")]


def _below(given, pitch: float, down: int, size: int) -> list[Spec]:
    step = 1
    while step < len(given) and widest((bar.name for bar in given), size) + 8 > pitch * step:
        step += 1
    rows = [
        label(bar.name, (number + 0.5) * pitch, down + 20)
        for number, bar in enumerate(given)
        if number % step == 0
    ]
    return texts(rows, size=size, colour=SOFT, align="center")


def _columns_hit(given, pitch: float, down: int, words: Words) -> list[Spec]:
    return [
        box(number * pitch, 0, pitch, down, "#000",
            tip=words.tip(bar.name, value=bar.value, status=bar.status))
        for number, bar in enumerate(given)
    ]  # fmt: skip

"""A tile grid: every municipality a square of the same size, shaded by its value."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, cos, radians, sqrt

from samkraft.web.components.charts.frame import (
    DESK,
    Padding,
    Spec,
    Width,
    box,
    boxes,
    chart,
    label,
    texts,
)
from samkraft.web.components.charts.measuring import shortened
from samkraft.web.components.charts.palette import ACCENT, INK, palette
from samkraft.web.components.charts.shading import (
    LOOKS,
    MAIN_OUTLINE,
    Place,
    class_bounds,
    key,
    key_width,
    outline,
    reason,
    step,
)
from samkraft.web.components.charts.wording import Words

Cell = tuple[int, int]
_GAP, _LARGEST, _SPREAD_UP_TO = 4, 88, 150


def tiles(
    given: Sequence[Place],
    *,
    words: Words,
    accent: str = ACCENT,
    width: Width = DESK,
    bounds: Sequence[float] | None = None,
) -> Spec:
    """Squares where the caller says, else near their centres, else in rows by code."""
    most = 5 if width.narrow else 8
    cells = layout(given, most)
    if bounds is None:
        bounds = class_bounds([place.value for place in given if place.value is not None])
    columns = max((column for column, _ in cells.values()), default=0) + 1
    rows = max((row for _, row in cells.values()), default=0) + 1
    across = width.pixels - 8
    pitch = min(_LARGEST, across // columns)
    layers = _squares(given, cells, pitch, bounds, words, accent)
    used = columns * pitch
    beside = across - used >= key_width(bounds, words, width) + 24
    legend, foot = key(
        given, bounds, words=words, accent=accent, width=width,
        left=used + 24 if beside else 0, top=0 if beside else rows * pitch + 14,
        across=across - used - 24 if beside else across,
    )  # fmt: skip
    padding = Padding(left=4, top=4, right=4, bottom=4)
    down = round(max(rows * pitch, foot))
    body = {"width": across, "height": down, "layer": [*layers, *legend]}
    return chart(body, accent=accent, width=width.pixels, height=down + 8, padding=padding)


def layout(given: Sequence[Place], most: int) -> dict[str, Cell]:
    """A cell for each code: positions as given, else by centres, else in rows by code."""
    if given and all(place.position is not None for place in given):
        return _from_zero({place.code: place.position for place in given})
    if 1 < len(given) <= _SPREAD_UP_TO and all(place.centre is not None for place in given):
        return _by_centres(given, most)
    count = min(most, max(1, ceil(sqrt(len(given) * 1.4))))
    order = sorted(place.code for place in given)
    return {code: (number % count, number // count) for number, code in enumerate(order)}


def _by_centres(given: Sequence[Place], most: int) -> dict[str, Cell]:
    """Each place in the free cell nearest to where it lies, the closest pairs first."""
    middle = sum(place.centre[1] for place in given) / len(given)
    east = {place.code: place.centre[0] * cos(radians(middle)) for place in given}
    north = {place.code: -place.centre[1] for place in given}
    wide, tall = (max(way.values()) - min(way.values()) or 0.01 for way in (east, north))
    room = len(given) * 1.3
    columns = min(most, len(given), max(2, round(sqrt(room * wide / tall))))
    rows = max(1, ceil(room / columns))
    wishes = {
        code: (
            (east[code] - min(east.values())) / wide * (columns - 1),
            (north[code] - min(north.values())) / tall * (rows - 1),
        )
        for code in east
    }
    pairs = sorted(
        ((x - column) ** 2 + (y - row) ** 2, code, (column, row))
        for code, (x, y) in wishes.items()
        for column in range(columns)
        for row in range(rows)
    )
    found: dict[str, Cell] = {}
    for _, code, cell in pairs:
        if code not in found and cell not in found.values():
            found[code] = cell
    return _from_zero(found)


def _from_zero(cells: dict[str, Cell]) -> dict[str, Cell]:
    """The same cells without empty columns and rows."""
    columns = sorted({column for column, _ in cells.values()})
    rows = sorted({row for _, row in cells.values()})
    return {code: (columns.index(c), rows.index(r)) for code, (c, r) in cells.items()}


def _squares(given, cells: dict[str, Cell], pitch: int, bounds, words: Words, accent: str):
    tones = palette(accent)
    side, small = pitch - _GAP, 13
    filled, absent, edges, hit = [], [], [], []
    written: dict[tuple[str, bool], list[Spec]] = {}
    for place in given:
        column, row = cells[place.code]
        x, y = column * pitch, row * pitch
        ink = INK
        if place.value is None:
            look = LOOKS[reason(place)]
            absent += boxes([box(x, y, side, side, look["fill"])], **outline(place))
        else:
            at = step(place.value, bounds)
            ink = tones.on_ramp[at]
            filled.append(box(x, y, side, side, tones.ramp[at]))
        if place.main:
            edges.append(box(x + 1, y + 1, side - 2, side - 2, "transparent"))
        said = words.number(place.value) if place.value is not None else words.signs[reason(place)]
        middle = x + side / 2
        name = shortened(place.short, side - 4, small)
        number = shortened(said, side - 4, small, bold=True)
        written.setdefault((ink, False), []).append(label(name, middle, y + side / 2 - 9))
        written.setdefault((ink, True), []).append(label(number, middle, y + side / 2 + 10))
        tip = words.tip(place.name, value=place.value, status=place.status)
        hit.append(box(x, y, side, side, "#000", tip=tip))
    return [
        *boxes(filled),
        *absent,
        *boxes(edges, **MAIN_OUTLINE),
        *(
            each
            for (ink, bold), rows in written.items()
            for each in texts(rows, size=small, colour=ink, align="center", bold=bold)
        ),
        *boxes(hit, name="hits", opacity=0),
    ]

"""Five steps of one hue for values, and a look of its own for each reason there is none."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import floor, log10
from types import MappingProxyType
from typing import Any

from samkraft.calc.status import Status
from samkraft.web.components.charts.frame import Spec, Width, box, boxes, label, texts
from samkraft.web.components.charts.measuring import text_width, widest
from samkraft.web.components.charts.palette import (
    ABSENT,
    AXIS,
    INK,
    PAPER,
    SOFT,
    STEPS,
    WITHHELD,
    palette,
)
from samkraft.web.components.charts.wording import Words

# Fill and outline by reason: hatched, dashed, thin, dotted.
LOOKS: Mapping[Status, Mapping[str, Any]] = MappingProxyType({
    Status.SUPPRESSED: {"fill": WITHHELD, "stroke": AXIS, "strokeWidth": 1},
    Status.MISSING: {"fill": ABSENT, "stroke": AXIS, "strokeWidth": 1.4, "strokeDash": [5, 4]},
    Status.NOT_APPLICABLE: {"fill": ABSENT, "stroke": AXIS, "strokeWidth": 0.8},
    Status.NOT_YET: {"fill": ABSENT, "stroke": AXIS, "strokeWidth": 1.6, "strokeDash": [1, 4]},
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """A place with its value. `short` is what fits a tile, `position` its column and row.

    `centre` is (longitude, latitude), used when no position is given.
    """

    code: str
    name: str
    short: str
    value: float | None
    status: Status = Status.VALID
    position: tuple[int, int] | None = None
    centre: tuple[float, float] | None = None
    main: bool = False


def reason(place: Place) -> Status:
    """Why a place has no value; a status that promises one counts as missing."""
    return Status.MISSING if place.status.has_value else place.status


def class_bounds(values: Sequence[float]) -> tuple[float, ...]:
    """Upper limits of all classes but the last: about equally many places in each, rounded."""
    order = sorted(set(values))
    if len(order) < 2:
        return ()
    unit = 10 ** floor(log10((order[-1] - order[0]) / STEPS) + 1e-9)
    decimals = max(0, -floor(log10(unit) + 1e-9))
    ranked = sorted(values)
    cuts = {
        round(round(ranked[len(ranked) * n // STEPS] / unit) * unit, decimals)
        for n in range(1, STEPS)
    }
    return tuple(sorted(cut for cut in cuts if order[0] <= cut < order[-1]))


def step(value: float, bounds: Sequence[float]) -> int:
    """The step of the ramp for a value: a value on a limit belongs below it."""
    return _steps(len(bounds) + 1)[bisect_left(bounds, value)]


def key(
    given: Sequence[Place],
    bounds: Sequence[float],
    *,
    words: Words,
    accent: str,
    width: Width,
    left: float,
    top: float,
    across: float,
) -> tuple[list[Spec], float]:
    """The swatches with their limits, then one for each reason that occurs; and the foot."""
    size, tones = width.text - 1, palette(accent).ramp
    said = [words.short(bound) for bound in bounds]
    wide = min(_swatch(said, size), across / (len(bounds) + 1))
    steps = _steps(len(bounds) + 1)
    shown = steps if any(place.value is not None for place in given) else ()
    head = [label(words.unit, left, top + 7)] if words.unit and shown else []
    y = top + (20 if head else 0)
    swatches = [box(left + n * wide, y, wide, 14, tones[at]) for n, at in enumerate(shown)]
    limits = [label(text, left + (n + 1) * wide, y + 26) for n, text in enumerate(said) if shown]
    layers = [
        *texts(head, size=size, colour=SOFT),
        *boxes(swatches, stroke=PAPER, strokeWidth=1),
        *texts(limits, size=size, colour=SOFT, align="center"),
    ]
    end = y + (36 if shown else 0)
    absent, foot = _absent(given, words, size, left, end + (10 if shown else 0), left + across)
    return [*layers, *absent], foot or end


def key_width(bounds: Sequence[float], words: Words, width: Width) -> float:
    """The room the swatches want, so that the key may stand beside the drawing."""
    said = [words.short(bound) for bound in bounds]
    return _swatch(said, width.text - 1) * (len(bounds) + 1)


def _swatch(said: Sequence[str], size: int) -> float:
    return max(46.0, widest(said, size) + 10)


def _absent(given, words: Words, size: int, left: float, top: float, right: float):
    """A swatch for each reason that occurs, in as many lines as needed; and the foot, or 0."""
    layers: list[Spec] = []
    x, y, foot = left, top, 0.0
    for kind in LOOKS:
        if not any(place.value is None and reason(place) is kind for place in given):
            continue
        text = words.statuses.get(kind, words.signs.get(kind, ""))
        room = 28 + text_width(text, size)
        if x > left and x + room > right:
            x, y = left, y + 26
        layers += boxes([box(x, y, 20, 14, LOOKS[kind]["fill"])], **_outline(kind))
        layers += texts([label(text, x + 28, y + 7)], size=size, colour=SOFT)
        x, foot = x + room + 22, y + 20
    return layers, foot


def outline(place: Place) -> Mapping[str, Any]:
    """How the place's edge is drawn when it has no value."""
    return _outline(reason(place))


def _outline(kind: Status) -> dict[str, Any]:
    return {name: look for name, look in LOOKS[kind].items() if name != "fill"}


def _steps(count: int) -> tuple[int, ...]:
    """Which tones are used when there are fewer than five classes."""
    return {
        1: (2,), 2: (1, 3), 3: (0, 2, 4), 4: (0, 1, 3, 4),
    }.get(count, tuple(range(STEPS)))  # fmt: skip


MAIN_OUTLINE = {"stroke": INK, "strokeWidth": 3}

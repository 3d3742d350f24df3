"""What became of an area, and what it was: walking code changes between two days.

Pure arithmetic over hashable keys; nothing here knows of a database. A key stands for one code
with one territory for one period, so an area changes on one day only: the day its period ends.
Published method: the share of an area that reaches a successor is the product of the weights on
the way, added up over the ways; one unknown weight makes the share unknown.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from math import isclose


@dataclass(frozen=True, slots=True)
class Change:
    """From `on`, the share `weight` (0 to 1, None: not stated) of `old` belongs to `new`.

    `convention` is True when the weight was agreed on and not counted.
    """

    old: Hashable
    new: Hashable
    on: date
    weight: float | None = 1.0
    convention: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """One area reached by a walk.

    `weight` is the share (0 to 1) of the older area that lies in the newer one, None when it is
    not stated; `convention` is True when a weight on the way was agreed on and not counted.
    """

    area: Hashable
    weight: float | None = 1.0
    convention: bool = False

    @property
    def comparable(self) -> bool:
        """Whether figures of the older area may be carried over as counts."""
        return self.weight is not None and not self.convention

    @property
    def whole(self) -> bool:
        """Whether the newer area contains all of the older one."""
        return self.comparable and isclose(self.weight, 1.0)


def successors(changes: Iterable[Change], area: Hashable, on: date) -> tuple[Part, ...]:
    """The areas that `area` has become on `on`, with the share of `area` in each."""
    return _joined(_forward([c for c in changes if c.on <= on], Part(area), None))


def predecessors(changes: Iterable[Change], area: Hashable, on: date) -> tuple[Part, ...]:
    """The areas that made up `area` as they were on `on`, with the share of each in `area`."""
    return _joined(_backward([c for c in changes if c.on > on], Part(area), None))


def same_area(changes: Iterable[Change], one: Hashable, other: Hashable) -> bool:
    """Whether the two keys are the same territory under different codes or names."""
    changes = tuple(changes)
    return _only(changes, one, other) or _only(changes, other, one)


def _only(changes: tuple[Change, ...], old: Hashable, new: Hashable) -> bool:
    """Whether a chain of whole, single steps leads from `old` to `new`."""
    seen: set[Hashable] = set()
    while old != new:
        out = [change for change in changes if change.old == old]
        if old in seen or len(out) != 1 or out[0].weight != 1.0 or out[0].convention:
            return False
        if sum(change.new == out[0].new for change in changes) != 1:
            return False
        seen.add(old)
        old = out[0].new
    return True


def _forward(changes: list[Change], part: Part, since: date | None) -> Iterator[Part]:
    """Follow the first day of change after `since`; days only rise, so a ring cannot trap it."""
    out = [c for c in changes if c.old == part.area and (since is None or c.on > since)]
    if not out:
        yield part
        return
    day = min(change.on for change in out)
    for change in out:
        if change.on == day:
            yield from _forward(changes, _step(part, change, change.new), day)


def _backward(changes: list[Change], part: Part, before: date | None) -> Iterator[Part]:
    """Follow the last day of change before `before`; days only fall."""
    into = [c for c in changes if c.new == part.area and (before is None or c.on < before)]
    if not into:
        yield part
        return
    day = max(change.on for change in into)
    for change in into:
        if change.on == day:
            yield from _backward(changes, _step(part, change, change.old), day)


def _step(part: Part, change: Change, area: Hashable) -> Part:
    return Part(area, _product(part.weight, change.weight), part.convention or change.convention)


def _product(one: float | None, other: float | None) -> float | None:
    return None if one is None or other is None else one * other


def _joined(parts: Iterable[Part]) -> tuple[Part, ...]:
    """One part for each area, shares added, in the order first reached."""
    joined: dict[Hashable, Part] = {}
    for part in parts:
        known = joined.get(part.area)
        if known is not None:
            unknown = known.weight is None or part.weight is None
            weight = None if unknown else known.weight + part.weight
            part = Part(part.area, weight, known.convention or part.convention)
        joined[part.area] = part
    return tuple(joined.values())

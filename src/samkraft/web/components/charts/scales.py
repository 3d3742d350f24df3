"""Round steps for axes, and the way from values to pixels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, log10


@dataclass(frozen=True, slots=True)
class Scale:
    """A straight scale from a domain to pixels, with the values where grid lines stand."""

    low: float
    high: float
    start: float
    end: float
    ticks: tuple[float, ...] = ()
    decimals: int = 0

    def __call__(self, value: float) -> float:
        """The pixel of a value."""
        share = (value - self.low) / (self.high - self.low)
        return round(self.start + share * (self.end - self.start), 2)


def value_scale(
    values: Sequence[float], *, start: float, end: float, count: int = 5, zero: bool = False
) -> Scale:
    """A scale with round steps that holds all the values; one step wide at least."""
    low, high = (min(values), max(values)) if values else (0.0, 1.0)
    if zero:
        low, high = min(low, 0.0), max(high, 0.0)
    if low == high:
        spare = abs(low) * 0.05 or 1.0
        low, high = (low, high + spare) if zero and low >= 0 else (low - spare, high + spare)
    step = _round_step((high - low) / count)
    first, last = floor(low / step + 1e-9), ceil(high / step - 1e-9)
    decimals = max(0, -floor(log10(step) + 1e-9))
    ticks = tuple(round(n * step, decimals + 2) for n in range(first, last + 1))
    return Scale(ticks[0], ticks[-1], start, end, ticks, decimals)


def year_ticks(low: float, high: float, room: int) -> tuple[int, ...]:
    """Whole years to be written under an axis that has room for so many."""
    years = range(ceil(low - 1e-9), floor(high + 1e-9) + 1)
    for step in (1, 2, 5, 10, 20, 50, 100):
        found = tuple(year for year in years if year % step == 0)
        if len(found) <= max(room, 2):
            return found if len(found) > 1 else (*years[:1], *years[1:][-1:])
    return ()


def _round_step(rough: float) -> float:
    power = 10 ** floor(log10(rough))
    return next(n * power for n in (1, 2, 5, 10) if n * power >= rough - 1e-12 * power)

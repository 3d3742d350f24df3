"""`packing.pack` for all groups of a portion at once: the arithmetic is done in whole columns.

The bytes need not be those of `pack`, but mean the same: numbers have as many decimals here as any
of their measure.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from samkraft.calc.observations import Observations
from samkraft.warehouse.cells import EXACT, FIRST, PLACES, TENS, framed, runs_of
from samkraft.warehouse.packing import assembled, groups, pack, split

_NEVER = 255


def packed(observations: Observations) -> Iterator[tuple[str, str, bytes]]:
    """Measure, area and packed figures of every group of sorted observations."""
    columns = _Columns(observations)
    for measure, area, rows in groups(observations):
        data = columns.packed(rows)
        yield measure, area, pack(observations, rows) if data is None else data


class _Columns:
    """What all groups need, computed once: kinds, steps byte by byte, decimals per measure."""

    def __init__(self, observations: Observations) -> None:
        there = ~np.isnan(observations.value)
        self._kinds = (observations.status * np.uint8(2) + ~there).tobytes()
        self._known = np.concatenate(([0], np.cumsum(there))).tolist()
        self._measure = observations.measure.codes
        measure = self._measure[there]
        with np.errstate(over="ignore", invalid="ignore"):
            whole, places = _scaled(
                observations.value[there], measure, len(observations.measure.categories)
            )
        self._places = places.tolist()
        self._first = memoryview(whole)
        steps = np.diff(whole, prepend=0)
        self._widths = _widths(steps)
        planes = np.ascontiguousarray(steps.astype("<i8").view(np.uint8).reshape(-1, 8).T)
        self._planes = [plane.tobytes() for plane in planes]
        texts = (observations.sex, observations.age, observations.period)
        self._names = tuple(column.categories for column in texts)
        self._codes = [column.codes.astype("<i4").tobytes() for column in texts]

    def packed(self, rows: slice) -> bytes | None:
        """A group's bytes; None when it is none of the usual kind."""
        start, end = rows.start, rows.stop
        places = self._places[self._measure[start]]
        codes = (column[4 * start : 4 * end] for column in self._codes)
        first, last, total, rest = split(*self._names, *codes, "<i4")
        if places == _NEVER or (rest and first and start + last < end):
            return None
        head = tail = b""
        if total:
            head = total + self._block(start + first, start + last, places)
        if rest:
            bounds = (start, start + first) if first else (start + last, end)
            tail = rest + self._block(*bounds, places)
        return assembled(head, tail)

    def _block(self, start: int, end: int, places: int) -> bytes:
        runs = runs_of(self._kinds[start:end])
        low, high = self._known[start], self._known[end]
        if low == high:
            return framed(1, runs, b"")
        width = max(self._widths[low + 1 : high], default=1)
        steps = b"".join([plane[low + 1 : high] for plane in self._planes[:width]])
        return framed(16 * places + width, runs, FIRST.pack(self._first[low]) + steps)


def _scaled(known: np.ndarray, measure: np.ndarray, count: int) -> tuple[np.ndarray, np.ndarray]:
    """The numbers as whole multiples, and per measure of how many decimals (or _NEVER)."""
    need = np.full(len(known), _NEVER, np.uint8)
    left = np.flatnonzero((known != 0) | ~np.signbit(known))
    for places in range(PLACES + 1):
        number = known[left]
        fits = np.rint(number * TENS[places]) / TENS[places] == number
        need[left[fits]] = places
        left = left[~fits]
    places = np.zeros(count, np.uint8)
    np.maximum.at(places, measure, need)
    tens = np.array(TENS)[np.minimum(places, PLACES)][measure]
    scaled = np.rint(known * tens)
    exact = (scaled / tens == known) & (np.abs(scaled) < EXACT)
    places[measure[~exact]] = _NEVER
    return np.where(exact, scaled, 0).astype(np.int64), places


def _widths(steps: np.ndarray) -> bytes:
    """How many bytes each step takes: 1, 2, 4 or 8."""
    reach = np.maximum(steps, -1 - steps)
    return (
        np.select([reach < 1 << 7, reach < 1 << 15, reach < 1 << 31], [1, 2, 4], 8)
        .astype(np.uint8)
        .tobytes()
    )

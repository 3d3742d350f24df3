"""Flows between areas, such as commuting, recoded on both sides."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from samkraft.calc.shares import Share


@dataclass(frozen=True, slots=True)
class Flows:
    """`values` (from, to) as float64, NaN where not known; `comparable` (bool) beside each."""

    values: np.ndarray
    origins: tuple[str, ...]
    destinations: tuple[str, ...]
    comparable: np.ndarray


def recode_flows(
    values: np.ndarray,
    origins: Sequence[str],
    destinations: Sequence[str],
    shares: Iterable[Share],
) -> Flows:
    """Counts of flows by new areas on both sides; an area no share names keeps its code.

    A flow from a to b is split by the share of a at its origin and of b at its destination.
    Who stays in one area stays in one area: flows within an area that was split go to its parts
    by their shares, and never between them, because a share of territory tells nothing of who
    crosses the new border. Flows within a merged area are all those between its parts. An
    unknown flow or share makes the new flow NaN. Totals are kept where weights sum to 1.
    """
    shares = tuple(shares)
    leaving, rows = _matrix(origins, shares)
    reaching, columns = _matrix(destinations, shares)
    within = _same(origins, destinations)
    between = np.where(within, 0.0, values)
    new = leaving.known.T @ np.nan_to_num(between) @ reaching.known
    unknown = _spread(np.isnan(between), leaving, reaching)
    unknown |= _unknown_share(between != 0, leaving, reaching)
    doubtful = leaving.doubtful.any(axis=0)[:, None] | reaching.doubtful.any(axis=0)[None, :]
    values = np.asarray(values, np.float64)
    staying = np.argwhere(_same(rows, columns))
    for a, b in np.argwhere(within):
        for row, column in staying[leaving.touches[a, staying[:, 0]]]:
            flow = values[a, b]
            unknown[row, column] |= np.isnan(flow) or (leaving.unknown[a, row] and flow != 0)
            new[row, column] += 0.0 if np.isnan(flow) else leaving.known[a, row] * flow
    new[unknown] = np.nan
    return Flows(new, rows, columns, ~doubtful)


def _same(origins: Sequence[str], destinations: Sequence[str]) -> np.ndarray:
    """Which cells are flows within one area."""
    cells = [[a == b for b in destinations] for a in origins]
    return np.array(cells, bool).reshape(len(origins), len(destinations))


@dataclass(frozen=True, slots=True)
class _Matrix:
    """Old by new areas: `known` weights (0 where unknown), which are unknown, which doubtful."""

    known: np.ndarray
    unknown: np.ndarray
    doubtful: np.ndarray

    @property
    def touches(self) -> np.ndarray:
        """Which old area has to do with which new one."""
        return (self.known != 0) | self.unknown


def _matrix(areas: Sequence[str], shares: tuple[Share, ...]) -> tuple[_Matrix, tuple[str, ...]]:
    named = {share.old for share in shares}
    held = [share for share in shares if share.old in set(areas) and share.weight != 0]
    held += [Share(area, area) for area in areas if area not in named]
    old = {area: at for at, area in enumerate(areas)}
    held.sort(key=lambda share: old[share.old])
    new = {area: at for at, area in enumerate(dict.fromkeys(share.new for share in held))}
    shape = (len(old), len(new))
    matrix = _Matrix(np.zeros(shape), np.zeros(shape, bool), np.zeros(shape, bool))
    for share in held:
        cell = old[share.old], new[share.new]
        matrix.known[cell] = share.weight or 0.0
        matrix.unknown[cell] = share.weight is None
        matrix.doubtful[cell] = not share.comparable
    return matrix, tuple(new)


def _spread(cells: np.ndarray, leaving: _Matrix, reaching: _Matrix) -> np.ndarray:
    """Which new cells have a part in any of the old `cells`."""
    touched = leaving.touches.T.astype(float) @ cells.astype(float) @ reaching.touches.astype(float)
    return touched > 0


def _unknown_share(flowing: np.ndarray, leaving: _Matrix, reaching: _Matrix) -> np.ndarray:
    """Which new cells get a part of a flow by a share that is not known."""
    flow = flowing.astype(float)
    by_origin = leaving.unknown.T.astype(float) @ flow @ reaching.touches.astype(float)
    by_destination = leaving.touches.T.astype(float) @ flow @ reaching.unknown.astype(float)
    return (by_origin > 0) | (by_destination > 0)

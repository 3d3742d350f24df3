"""What one state of the figures has, changes and lacks against another."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from samkraft.calc.observations import Observations
from samkraft.warehouse.rows import ranks, taken


@dataclass(frozen=True, slots=True)
class Difference:
    """Row numbers: `new` and `revised` in the later state, `before` (the revised rows' former
    values, same length) and `gone` in the earlier one; `same` counts the equal rows."""

    new: np.ndarray
    revised: np.ndarray
    before: np.ndarray
    gone: np.ndarray
    same: int


def difference(before: Observations, after: Observations) -> Difference:
    """Compare two states, each sorted and without double keys."""
    earlier, later = ranks(before, after)
    if not len(earlier):
        nothing = np.empty(0, np.int64)
        return Difference(np.arange(len(later)), nothing, nothing, nothing, 0)
    place = np.minimum(np.searchsorted(earlier, later), len(earlier) - 1)
    found = earlier[place] == later
    kept = np.flatnonzero(found)
    former = place[kept]
    changed = ~_equal(before, former, after, kept)
    stays = np.zeros(len(earlier), bool)
    stays[former] = True
    return Difference(
        new=np.flatnonzero(~found),
        revised=kept[changed],
        before=former[changed],
        gone=np.flatnonzero(~stays),
        same=int(len(kept) - changed.sum()),
    )


def places_of(wanted: Observations, state: Observations) -> np.ndarray:
    """Where the keys of some rows stand in a sorted state, those that are there."""
    keys, held = ranks(wanted, state)
    return np.flatnonzero(np.isin(held, keys))


def _equal(
    before: Observations, former: np.ndarray, after: Observations, kept: np.ndarray
) -> np.ndarray:
    old, new = before.value[former], after.value[kept]
    values = (old == new) | (np.isnan(old) & np.isnan(new))
    return values & (before.status[former] == after.status[kept])


@dataclass(frozen=True, slots=True)
class Changes:
    """What lies between two states; `before` and `after` are the revised rows, side by side."""

    new: Observations
    before: Observations
    after: Observations
    withdrawn: Observations


def changes(earlier: Observations, later: Observations) -> Changes:
    """The differences of two states as observations."""
    found = difference(earlier, later)
    return Changes(
        new=taken(later, found.new),
        before=taken(earlier, found.before),
        after=taken(later, found.revised),
        withdrawn=taken(earlier, found.gone),
    )

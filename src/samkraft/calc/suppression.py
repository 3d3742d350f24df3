"""Small counts are withheld, and as many others as it takes that nobody can work them out.

A table of counts of any dimension is published with all its totals. Primary cells hold
0 < value < threshold. Whoever knows the published cells and totals has a linear system for the
withheld ones; a withheld cell can be worked out exactly if and only if every vector of the
system's null space (over the withheld cells) is zero there. Withheld cells are all > 0, so every
null vector can be walked both ways for a bit, and each cell not worked out has a real interval.

Secondary cells are chosen by a greedy basis: cells are taken in the order withheld, then from the
smallest up; the first one that closes a circuit through an unprotected cell shows the circuit
whose largest cell is as small as can be. All its cells are withheld. Zeros are never withheld.
Sources: Fischetti and Salazar (2000), “Models and algorithms for optimizing cell suppression in
tabular data with linear constraints”; Hundepool et al. (2012), “Statistical disclosure control”,
ch. 4. The cost is that of one Gaussian elimination: meant for tables up to a few thousand cells.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import numpy as np

THRESHOLD = 5
# Up to so many withheld cells needless ones are sought; for more it would take long.
TIDY_UP_TO = 100
_ZERO = 1e-9


class CannotProtect(ValueError):
    """Some cells can be worked out from published totals whatever else is withheld.

    `cells` are their places in the table.
    """

    def __init__(self, cells: tuple[tuple[int, ...], ...]) -> None:
        super().__init__(f"{len(cells)} small cells follow from published totals: {cells[:5]}.")
        self.cells = cells


@dataclass(frozen=True, slots=True)
class Suppression:
    """What to withhold, as boolean arrays.

    `primary` and `secondary` have the table's shape. `totals` has one more place along every
    axis, the last for the total over that axis; it holds the cells withheld and, if totals may
    be withheld, those too.
    """

    primary: np.ndarray
    secondary: np.ndarray
    totals: np.ndarray

    @property
    def mask(self) -> np.ndarray:
        """All withheld cells of the table itself."""
        return self.primary | self.secondary


def suppress(
    table: np.ndarray, threshold: int = THRESHOLD, *, suppress_totals: bool = False
) -> Suppression:
    """Withhold the counts 0 < value < `threshold` and what else it takes to protect them.

    `table`: non-negative counts of any shape; NaN counts as published elsewhere and protects
    nothing. Totals over every set of axes are taken as published, whether or not they are. With
    `suppress_totals` small totals are withheld too, and large ones where nothing else protects.

    Raises CannotProtect when totals stay published and a cell follows from them.
    """
    table = np.asarray(table, np.float64)
    full = with_totals(table)
    free = np.full(full.shape, suppress_totals)
    free[_inner(table)] = True
    small = (full > 0) & (full < threshold) & free
    withheld = _tidied(full, small, _protected(full, small, free & (full > 0)))
    open_cells = exposed(withheld)
    if open_cells.any():
        raise CannotProtect(tuple(tuple(map(int, at)) for at in np.argwhere(open_cells)))
    inner = _inner(table)
    return Suppression(small[inner], (withheld & ~small)[inner], withheld)


def with_totals(table: np.ndarray) -> np.ndarray:
    """The table with its totals: one more place along each axis, NaN counted as nothing."""
    full = np.nan_to_num(table)
    for axis in range(table.ndim):
        full = np.concatenate([full, full.sum(axis=axis, keepdims=True)], axis=axis)
    return full


def exposed(withheld: np.ndarray) -> np.ndarray:
    """Which withheld cells of a table with totals can be worked out exactly (same shape, bool)."""
    cells = np.argwhere(withheld)
    result = np.zeros(withheld.shape, bool)
    if len(cells):
        reduced, pivots = _reduced(_system(cells, withheld.shape))
        open_cells = cells[_bridges(reduced, pivots, len(cells))]
        result[tuple(open_cells.T)] = True
    return result


def _inner(table: np.ndarray) -> tuple[slice, ...]:
    return tuple(slice(0, size) for size in table.shape)


def _protected(full: np.ndarray, small: np.ndarray, usable: np.ndarray) -> np.ndarray:
    """The small cells and those of `usable` that protect them."""
    withheld = small.copy()
    if not small.any():
        return withheld
    cells = np.argwhere(usable)
    values = full[tuple(cells.T)]
    is_small = small[tuple(cells.T)]
    order = np.lexsort((values, ~is_small))
    cells, first = cells[order], int(is_small.sum())
    reduced, pivots = _reduced(_system(cells, full.shape))
    row_of = {pivot: row for row, pivot in enumerate(pivots)}
    taken = np.zeros(len(cells), bool)
    taken[:first] = True
    circled = np.zeros(len(cells), bool)
    free = [column for column in range(len(cells)) if column not in row_of]
    circuits = {column: _circuit(reduced, pivots, column) for column in free if column < first}
    for circuit in circuits.values():
        circled[circuit] = True
    for cell in range(first):
        if circled[cell]:
            continue
        # Not in a circuit of small cells, so a pivot; the first later column of its row closes one.
        closing = next((c for c in free if abs(reduced[row_of[cell], c]) > _ZERO), None)
        if closing is None:
            continue
        circuit = _circuit(reduced, pivots, closing)
        taken[circuit] = circled[circuit] = True
    withheld[tuple(cells[taken].T)] = True
    return withheld


def _tidied(full: np.ndarray, small: np.ndarray, withheld: np.ndarray) -> np.ndarray:
    """Without the secondary cells that protect nothing after all, the largest published first.

    Circuits chosen one after the other overlap, and then not every cell of each is needed.
    """
    if withheld.sum() > TIDY_UP_TO:
        return withheld
    withheld = withheld.copy()
    given_away = exposed(withheld).sum()
    secondary = np.argwhere(withheld & ~small)
    for cell in secondary[np.argsort(-full[tuple(secondary.T)], kind="stable")]:
        withheld[tuple(cell)] = False
        if exposed(withheld).sum() > given_away:
            withheld[tuple(cell)] = True
    return withheld


def _system(cells: np.ndarray, shape: tuple[int, ...]) -> np.ndarray:
    """One equation for each line of the table with totals, one column for each cell.

    Along a line the cells add up to the total in the last place, so that one counts −1.
    """
    equations: dict[tuple[int, ...], int] = {}
    places = []
    for column, axis in product(range(len(cells)), range(len(shape))):
        at = cells[column]
        line = (axis, *(int(place) for k, place in enumerate(at) if k != axis))
        row = equations.setdefault(line, len(equations))
        places.append((row, column, -1.0 if at[axis] == shape[axis] - 1 else 1.0))
    system = np.zeros((len(equations), len(cells)))
    for row, column, sign in places:
        system[row, column] = sign
    return system


def _reduced(system: np.ndarray) -> tuple[np.ndarray, list[int]]:
    """The reduced row echelon form and its pivot columns: the greedy basis from left to right."""
    system = system.copy()
    pivots: list[int] = []
    for column in range(system.shape[1]):
        row = len(pivots)
        if row == len(system):
            break
        best = row + int(np.argmax(np.abs(system[row:, column])))
        if abs(system[best, column]) <= _ZERO:
            continue
        system[[row, best]] = system[[best, row]]
        system[row] /= system[row, column]
        others = np.flatnonzero(np.abs(system[:, column]) > _ZERO)
        others = others[others != row]
        system[others] -= np.outer(system[others, column], system[row])
        pivots.append(column)
    return system, pivots


def _bridges(reduced: np.ndarray, pivots: list[int], columns: int) -> np.ndarray:
    """The columns that no null vector touches: pivots whose row has nothing else."""
    free = np.setdiff1d(np.arange(columns), pivots)
    rows = np.abs(reduced[: len(pivots)][:, free]) > _ZERO
    return np.array(pivots, int)[~rows.any(axis=1)]


def _circuit(reduced: np.ndarray, pivots: list[int], column: int) -> list[int]:
    """A free column and the pivots it depends on: the support of one null vector."""
    rows = np.flatnonzero(np.abs(reduced[: len(pivots), column]) > _ZERO)
    return [column, *(pivots[row] for row in rows)]

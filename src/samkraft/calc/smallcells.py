"""Small-cell suppression on rows: counts by sex, age and area as tables with totals."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from samkraft.calc.observations import Observations
from samkraft.calc.series import ALL
from samkraft.calc.status import Status
from samkraft.calc.suppression import THRESHOLD, suppress, with_totals


class NotATable(ValueError):
    """The given totals are not the sums of the given parts, so that nothing can be protected."""


@dataclass(frozen=True, slots=True)
class _Axis:
    """A dimension with its parts; `total` is what its total is written as, None without one."""

    name: str
    parts: tuple[str, ...]
    total: str | None


def withhold(
    observations: Observations,
    threshold: int = THRESHOLD,
    *,
    area_total: str | None = None,
    suppress_totals: bool = False,
) -> Observations:
    """The rows with small counts and their protection turned to None, suppressed.

    Every measure and period is a table of counts by sex (total "T") and age (total "T"; the
    groups must not overlap). Areas are tables of their own, unless `area_total` names the area
    that is the sum of all the others: then area is the third dimension. A dimension with the
    total only is left out. Totals count as published even without a row of their own.

    Raises NotATable when a total's row is not the sum of its parts', and
    `suppression.CannotProtect` as `suppress` does.
    """
    withheld = np.zeros(len(observations), bool)
    for rows in _tables(observations, by_area=area_total is None):
        axes = _axes(observations, rows, area_total)
        if not axes:
            small = observations.value[rows]
            withheld[rows] = (small > 0) & (small < threshold) & suppress_totals
            continue
        place = _places(observations, rows, axes)
        shape = tuple(len(axis.parts) for axis in axes)
        full = np.full([size + 1 for size in shape], np.nan)
        full[place] = observations.value[rows]
        table = full[tuple(slice(0, size) for size in shape)]
        _check(full, table)
        result = suppress(table, threshold, suppress_totals=suppress_totals)
        withheld[rows] = result.totals[place]
    value = np.where(withheld, np.nan, observations.value)
    status = np.where(withheld, np.uint8(Status.SUPPRESSED.number), observations.status)
    return replace(observations, value=value, status=status)


def _tables(observations: Observations, *, by_area: bool) -> Iterator[np.ndarray]:
    """The rows of each measure and period (and area)."""
    names = ("measure", "period", "area") if by_area else ("measure", "period")
    keys = np.stack([getattr(observations, name).codes for name in names])
    _, group = np.unique(keys, axis=1, return_inverse=True)
    group = group.ravel()
    for number in range(group.max() + 1 if len(group) else 0):
        yield np.flatnonzero(group == number)


def _axes(observations: Observations, rows: np.ndarray, area_total: str | None) -> list[_Axis]:
    totals = {"sex": ALL, "age": ALL}
    if area_total is not None:
        totals["area"] = area_total
    axes = []
    for name, total in totals.items():
        column = getattr(observations, name)
        parts = [column.categories[code] for code in np.unique(column.codes[rows])]
        parts = tuple(part for part in parts if part != total)
        if parts:
            axes.append(_Axis(name, parts, total))
    return axes


def _places(
    observations: Observations, rows: np.ndarray, axes: list[_Axis]
) -> tuple[np.ndarray, ...]:
    """Where each row stands in the table with totals."""
    places = []
    for axis in axes:
        at = {part: number for number, part in enumerate((*axis.parts, axis.total))}
        column = getattr(observations, axis.name)
        of_code = np.array([at.get(text, 0) for text in column.categories])
        places.append(of_code[column.codes[rows]])
    return tuple(places)


def _check(full: np.ndarray, table: np.ndarray) -> None:
    given = ~np.isnan(full)
    if np.isnan(table).any():
        # A part without a number: the totals cannot be checked, nor lean on it.
        return
    apart = np.abs(np.where(given, full, 0) - np.where(given, with_totals(table), 0))
    if apart.max() > 0.5:
        raise NotATable("A total differs from the sum of its parts.")

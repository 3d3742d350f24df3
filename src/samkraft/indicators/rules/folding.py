"""Series folded into columns, and columns put in the order of the warehouse."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from samkraft.calc.observations import Observations, Row
from samkraft.calc.recoding import Recoded
from samkraft.calc.series import Series
from samkraft.indicators.rules.preparation import taken


def folded(measure: str, series: Iterable[Series]) -> Recoded:
    """The columns of some series, in order."""
    rows, comparable = [], []
    for one in series:
        for point in one.points:
            rows.append(
                Row(measure, one.area, point.period, one.sex, one.age, point.value, point.status)
            )
            comparable.append(point.comparable)
    return in_order(Recoded(Observations.of(rows), np.array(comparable, bool)))


def in_order(recoded: Recoded) -> Recoded:
    """Sorted by measure, area, sex, age and period, each as text."""
    rows = recoded.observations
    keys = [_rank(getattr(rows, name)) for name in ("period", "age", "sex", "area", "measure")]
    order = np.lexsort(keys)
    if len(order) and not (order[1:] < order[:-1]).any():
        return recoded
    return Recoded(taken(rows, order), recoded.comparable[order])


def _rank(column) -> np.ndarray:
    """For every row the place of its text among the texts in order."""
    places = np.argsort(np.argsort(np.array(column.categories, dtype=str), kind="stable"))
    return places[column.codes] if len(column.categories) else column.codes

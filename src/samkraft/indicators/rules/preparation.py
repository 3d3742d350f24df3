"""Figures under the codes of their time, as figures under the codes of today.

Rows of areas that still exist stay; rows of ended ones are recoded to what became of them
(`calc.recoding`) and kept under their old code too, so that no history is lost.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from samkraft.calc.carrying import carry
from samkraft.calc.observations import Column, Observations
from samkraft.calc.recoding import Recoded, recode
from samkraft.calc.shares import Share

SharesOf = Callable[[str], Sequence[Share]]


def to_today(
    observations: Observations,
    shares_of: SharesOf,
    *,
    additive: bool,
    denominators: Observations | None = None,
) -> Recoded:
    """All rows by today's codes, and after them those of ended codes as they came.

    `shares_of` gives, for a period, what became of the areas of that time by today.
    """
    shares: Mapping[str, Sequence[Share]] = {
        period: shares_of(period) for period in observations.period.categories
    }
    present = set(observations.area.categories)
    moved = {
        (period, share.old)
        for period, of in shares.items()
        for share in of
        if share.old in present and (share.old != share.new or not share.comparable)
    }
    if not moved:
        return Recoded(observations, np.ones(len(observations), bool))
    if additive:
        found = recode(observations, shares)
    else:
        found = carry(observations, shares, denominators=denominators)
    today = {share.new for of in shares.values() for share in of}
    gone = _rows_of(observations, {pair for pair in moved if pair[1] not in today})
    if not gone.any():
        return found
    return Recoded(
        joined(found.observations, taken(observations, gone)),
        np.concatenate([found.comparable, np.ones(int(gone.sum()), bool)]),
    )


def taken(observations: Observations, rows: np.ndarray) -> Observations:
    """Some of the rows, chosen by a mask or by places."""
    columns = (
        Column(column.categories, column.codes[rows])
        for column in (
            observations.measure, observations.area, observations.period, observations.sex,
            observations.age,
        )
    )  # fmt: skip
    return Observations(*columns, observations.value[rows], observations.status[rows])


def among(rows: Observations, others: Observations) -> np.ndarray:
    """A mask of the rows whose key (area, period, sex, age) `others` has too."""
    names = ("area", "period", "sex", "age")
    known = set(zip(*(getattr(others, name).texts() for name in names), strict=True))
    keys = zip(*(getattr(rows, name).texts() for name in names), strict=True)
    return np.fromiter((key in known for key in keys), bool, len(rows))


def joined(first: Observations, second: Observations) -> Observations:
    """The rows of both, one after the other."""
    columns = []
    for name in ("measure", "area", "period", "sex", "age"):
        one, other = getattr(first, name), getattr(second, name)
        places = {text: at for at, text in enumerate(one.categories)}
        for text in other.categories:
            places.setdefault(text, len(places))
        moved = np.array([places[text] for text in other.categories], np.int32)
        codes = moved[other.codes] if len(other) else other.codes
        columns.append(Column(tuple(places), np.concatenate([one.codes, codes]).astype(np.int32)))
    return Observations(
        *columns,
        np.concatenate([first.value, second.value]),
        np.concatenate([first.status, second.status]),
    )


def _rows_of(observations: Observations, pairs: set[tuple[str, str]]) -> np.ndarray:
    """A mask of the rows whose period and area are among the pairs."""
    table = np.zeros((len(observations.period.categories), len(observations.area.categories)), bool)
    for p, period in enumerate(observations.period.categories):
        for a, area in enumerate(observations.area.categories):
            table[p, a] = (period, area) in pairs
    return table[observations.period.codes, observations.area.codes]

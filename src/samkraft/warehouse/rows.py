"""Rows as the warehouse keeps them, and their order: measure, area, sex, age, period."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from samkraft.calc.observations import KEYS, Column, Observations
from samkraft.warehouse.errors import DuplicateRows

ORDER = ("measure", "area", "sex", "age", "period")


@dataclass(frozen=True, slots=True)
class Rows:
    """Observations with the vintage (int32) that brought or withdrew (bool) each."""

    observations: Observations
    vintage: np.ndarray
    withdrawn: np.ndarray

    def __len__(self) -> int:
        return len(self.vintage)

    def taken(self, places: np.ndarray | slice) -> Rows:
        """The rows at the places."""
        return Rows(taken(self.observations, places), self.vintage[places], self.withdrawn[places])

    def sorted(self) -> Rows:
        """In order of key and vintage."""
        (key,) = ranks(self.observations)
        return self.taken(np.lexsort((self.vintage, key)))

    def latest(self) -> Observations:
        """For every key its row of the highest vintage, sorted; keys withdrawn last are left out."""
        (key,) = ranks(self.observations)
        if (key[1:] > key[:-1]).all():
            kept = ~self.withdrawn
            return self.observations if kept.all() else taken(self.observations, kept)
        order = np.lexsort((self.vintage, key))
        key = key[order]
        order = order[np.append(key[1:] != key[:-1], True)]
        return taken(self.observations, order[~self.withdrawn[order]])


def taken(observations: Observations, places: np.ndarray | slice) -> Observations:
    """The observations at the places (numbers, a mask or a slice)."""
    columns = (getattr(observations, key) for key in KEYS)
    return Observations(
        *(Column(column.categories, column.codes[places]) for column in columns),
        observations.value[places],
        observations.status[places],
    )


def joined(parts: Sequence[Observations]) -> Observations:
    """The parts one after the other, with common categories."""
    if len(parts) == 1:
        return parts[0]
    return Observations(
        *(_joined_column([getattr(part, key) for part in parts]) for key in KEYS),
        np.concatenate([part.value for part in parts] or [np.empty(0)]),
        np.concatenate([part.status for part in parts] or [np.empty(0, np.uint8)]),
    )


def _joined_column(columns: list[Column]) -> Column:
    names = tuple(sorted(set().union(*(column.categories for column in columns))))
    recoded = [_places(column, names, np.int32) for column in columns]
    return Column(names, np.concatenate(recoded or [np.empty(0, np.int32)]))


def _places(column: Column, names: Sequence[str], kind: type) -> np.ndarray:
    place = {name: number for number, name in enumerate(names)}
    return np.array([place[name] for name in column.categories], kind)[column.codes]


def ranks(*sets: Observations) -> list[np.ndarray]:
    """For each set an int64 per row that compares as the row's key does, across all the sets."""
    total = np.zeros(sum(map(len, sets)), np.int64)
    size = 1
    for name in ORDER:
        columns = [getattr(each, name) for each in sets]
        names = sorted(set().union(*(column.categories for column in columns)))
        if len(names) <= 1:
            continue
        if size * len(names) >= 2**62:  # so many texts that the number would not hold them
            distinct, total = np.unique(total, return_inverse=True)
            size = len(distinct)
        total *= len(names)
        total += np.concatenate([_places(column, names, np.int64) for column in columns])
        size *= len(names)
    return np.split(total, np.cumsum([len(each) for each in sets])[:-1])


def ordered(observations: Observations) -> Observations:
    """Sorted by key. Raises DuplicateRows when a key stands there twice."""
    (key,) = ranks(observations)
    if not (key[1:] > key[:-1]).all():
        order = np.argsort(key, kind="stable")
        key = key[order]
        observations = taken(observations, order)
    twice = np.flatnonzero(key[1:] == key[:-1])
    if len(twice):
        row = taken(observations, slice(twice[0], twice[0] + 1)).rows()[0]
        raise DuplicateRows(
            f"{len(twice)} rows stand twice in the delivery, the first is {row.measure}, "
            f"{row.area}, {row.period}, sex {row.sex}, age {row.age}. Nothing was stored."
        )
    return observations


def used(column: Column) -> list[str]:
    """The texts that some row has, sorted."""
    if not len(column):
        return []
    return sorted({column.categories[code] for code in np.flatnonzero(np.bincount(column.codes))})

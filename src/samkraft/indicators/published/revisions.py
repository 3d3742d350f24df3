"""When figures came, and how they were revised."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from samkraft.indicators.queries.asked import Asked
from samkraft.indicators.queries.store import warehouse

# How many of the newest vintages and revisions a page tells.
SHOWN = 20


@dataclass(frozen=True, slots=True)
class VintageRow:
    """One delivery: when it was known, what it brought, where it came from."""

    number: int
    known_at: datetime
    new: int
    revised: int
    withdrawn: int
    provenance: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class RevisedFigure:
    """A value that replaced a former one. `after` None with `withdrawn` True: taken back."""

    known_at: datetime
    period: str
    before: float | None
    after: float | None
    status: str
    withdrawn: bool


def vintages_of(measure: str) -> tuple[VintageRow, ...]:
    """The deliveries of a measure that brought something, newest first."""
    store = warehouse()
    table = store.measures().get(measure)
    if table is None:
        return ()
    rows = [
        VintageRow(each.number, each.known_at, each.new, each.revised, each.withdrawn,
                   each.provenance)
        for each in store.vintages(table)
        if measure in each.measures and each.stored
    ]  # fmt: skip
    return tuple(reversed(rows))[:SHOWN]


def revisions_of(
    measure: str, place: Asked, sex: str, age: str, vintages: tuple[VintageRow, ...]
) -> tuple[RevisedFigure, ...]:
    """The revisions of one place's series, newest first; regions are sums and have none."""
    if place.region is not None and not place.official:
        return ()
    if not any(each.revised or each.withdrawn for each in vintages):
        return ()  # nothing was ever revised: no need to read the history
    known: dict[str, float | None] = {}
    found = []
    for each in warehouse().history(measure, place.official or place.key, sex, age):
        if each.period in known:
            found.append(
                RevisedFigure(each.known_at, each.period, known[each.period], each.value,
                              each.status, each.withdrawn)
            )  # fmt: skip
        known[each.period] = each.value
    return tuple(reversed(found))[:SHOWN]

"""One delivery on its way in: compared with what is there, and only the difference written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np

from samkraft.calc.observations import Observations
from samkraft.calc.status import Status
from samkraft.warehouse.difference import difference, places_of
from samkraft.warehouse.errors import DuplicateRows, MeasureSplit
from samkraft.warehouse.ledger import File, Snapshot
from samkraft.warehouse.reading import Reader
from samkraft.warehouse.rows import Rows, joined, ordered, taken, used
from samkraft.warehouse.vintages import Vintage

BATCH = 125_000  # rows in memory at a time


def batches(delivered: Observations | Iterable[Observations]) -> Iterator[Observations]:
    """Portions of about BATCH rows that hold their measures whole, each sorted.

    Small ones are put together, a large single one is cut between measures.
    """
    if isinstance(delivered, Observations):
        yield from _cut(delivered)
        return
    waiting: list[Observations] = []
    for part in delivered:
        if len(part) > 2 * BATCH:
            yield from _cut(part)
            continue
        waiting.append(part)
        if sum(map(len, waiting)) >= BATCH:
            yield ordered(joined(waiting))
            waiting = []
    if any(map(len, waiting)):
        yield ordered(joined(waiting))


def _cut(observations: Observations) -> Iterator[Observations]:
    codes = observations.measure.codes
    rows = np.bincount(codes, minlength=1)
    portion = ((np.cumsum(rows) - rows) // BATCH).astype(np.int32)[codes]
    present = np.unique(portion)
    if len(present) <= 1:
        if len(observations):
            yield ordered(observations)
        return
    for number in present:
        yield ordered(taken(observations, np.flatnonzero(portion == number)))


@dataclass
class Delivery:
    """Takes batches; nothing is visible until the caller commits `files` and lists `vintage`."""

    number: int
    table: str
    known_at: datetime
    provenance: Mapping[str, Any]
    complete: bool
    snapshot: Snapshot
    reader: Reader
    withdraw: Observations | None = None
    files: list[File] = field(default_factory=list)
    _measures: set[str] = field(default_factory=set)
    _counts: dict[str, int] = field(
        default_factory=lambda: dict.fromkeys(("new", "revised", "withdrawn", "same"), 0)
    )

    def take(self, batch: Observations, scratch: Path) -> None:
        """Store what a sorted batch changes. Raises MeasureClaimed, MeasureSplit, DuplicateRows."""
        measures = used(batch.measure)
        split = self._measures.intersection(measures)
        if split:
            raise MeasureSplit(
                f"{min(split)} comes in two batches; give all its rows in one. Nothing was stored."
            )
        self._measures.update(measures)
        self._store(batch, measures, self._pulled(measures), self.complete, scratch)

    def finish(self, scratch: Path) -> Vintage:
        """Withdraw from the measures that no batch held, and say what the delivery brought."""
        if self.withdraw is not None:
            measures = [name for name in used(self.withdraw.measure) if name not in self._measures]
            nothing = taken(self.withdraw, slice(0))
            self._store(nothing, measures, self._pulled(measures), False, scratch)
            self._measures.update(set(measures) & set(self.snapshot.vintages.tables))
        return Vintage(
            self.number,
            self.table,
            self.known_at,
            dict(self.provenance),
            **self._counts,
            measures=tuple(sorted(self._measures)),
            complete=self.complete,
        )

    def _store(
        self,
        batch: Observations,
        measures: list[str],
        pulled: Observations | None,
        complete: bool,
        scratch: Path,
    ) -> None:
        self.snapshot.vintages.check_claims(self.table, measures)
        before = self.reader.current(self.snapshot, measures)
        found = difference(before, batch)
        gone = found.gone if complete else found.gone[:0]
        if pulled is not None:
            _refuse_both(batch, pulled)
            gone = np.union1d(gone, places_of(pulled, before))
        kept = np.sort(np.concatenate([found.new, found.revised]))
        counts = (len(found.new), len(found.revised), len(gone), found.same)
        for name, count in zip(self._counts, counts, strict=True):
            self._counts[name] += count
        if len(kept) or len(gone):
            self._write(self._rows(taken(batch, kept), taken(before, gone)), scratch)

    def _rows(self, stored: Observations, gone: Observations) -> Rows:
        vintage = np.full(len(stored) + len(gone), self.number, np.int32)
        withdrawn = np.arange(len(vintage)) >= len(stored)
        if not len(gone):
            return Rows(stored, vintage, withdrawn)
        gone.value[:] = np.nan
        gone.status[:] = Status.MISSING.number
        return Rows(joined([stored, gone]), vintage, withdrawn).sorted()

    def _write(self, rows: Rows, scratch: Path) -> None:
        self.files.append(self.reader.store(rows, f"v{self.number:08d}", scratch))

    def _pulled(self, measures: list[str]) -> Observations | None:
        if self.withdraw is None:
            return None
        column = self.withdraw.measure
        wanted = np.isin(column.categories, measures)[column.codes]
        return taken(self.withdraw, np.flatnonzero(wanted))


def _refuse_both(batch: Observations, pulled: Observations) -> None:
    both = places_of(pulled, batch)
    if len(both):
        row = taken(batch, both[:1]).rows()[0]
        raise DuplicateRows(
            f"{row.measure}, {row.area}, {row.period} is both delivered and withdrawn. "
            "Nothing was stored."
        )

"""Statistics as delivered, vintage by vintage: append a delivery, read the figures as of a day."""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from samkraft.calc.observations import Observations
from samkraft.calc.status import Status
from samkraft.warehouse import compaction, transfer, verification
from samkraft.warehouse.appending import Delivery, batches
from samkraft.warehouse.difference import Changes, changes
from samkraft.warehouse.errors import Conflict, WarehouseBusy
from samkraft.warehouse.ledger import LIST, ROWS, Log, Snapshot, State
from samkraft.warehouse.listing import Listing
from samkraft.warehouse.parquet import Parquet
from samkraft.warehouse.reading import Reader, narrowed, portions
from samkraft.warehouse.spool import spooled
from samkraft.warehouse.storage import storage
from samkraft.warehouse.vintages import Vintage, Vintages, When, aware

_ATTEMPTS = 12
Done = TypeVar("Done")


class Revision(NamedTuple):
    """One row of a series' history."""

    known_at: datetime
    vintage: int
    period: str
    value: float | None
    status: Status
    withdrawn: bool


class Warehouse:
    """A warehouse in a folder or under an `s3://…` address, created by the first delivery.

    `options` are deltalake's storage options (keys, region, endpoint). `patience` is how many
    seconds to wait for another writer, `memory` what DuckDB may hold, `cache` where files of object
    storage are kept to be read again (by default a temporary folder). Safe to share by threads;
    a child process opens its own.
    """

    def __init__(
        self,
        root: str | Path,
        storage_options: Mapping[str, str] | None = None,
        *,
        patience: float = 120,
        memory: str = "96MB",
        cache: Path | None = None,
    ) -> None:
        self.root = root
        self._patience = patience
        self._storage = storage(root, storage_options, cache)
        spill = Path(tempfile.gettempdir()) / "samkraft-duckdb"
        self._parquet = Parquet(memory, str(spill))
        self._rows = Log(self._storage, ROWS)
        self._list = Log(self._storage, LIST)
        self._listing = Listing(self._storage, self._parquet, self._list)
        self._reader = Reader(self._storage, self._parquet, self._rows)
        self._seen: tuple[State | None, Vintages] = (None, Vintages([]))

    def append(
        self,
        observations: Observations | Iterable[Observations],
        *,
        table: str,
        known_at: datetime,
        provenance: Mapping[str, Any],
        complete: bool,
        withdraw: Observations | None = None,
    ) -> Vintage:
        """Store what a delivery changes, and that it came, in one step that happens or does not.

        `observations` in any order; to load more than fits in memory give batches that hold their
        measures whole. `complete` says that all rows of these measures are there: stored ones that
        are not, are withdrawn. `withdraw` names rows that the source took back, by key. Others
        wait to write while the batches are taken: fetch first, then append.
        On TimeRunsBackwards, MeasureClaimed, MeasureSplit, DuplicateRows, … nothing is stored.
        """
        known_at = aware(known_at)
        transfer.json_of(provenance)

        def attempt(scratch: Path, delivered: Callable[[], Iterable[Observations]]) -> Vintage:
            snapshot = self._snapshot(create=True)
            snapshot.vintages.check_time(table, known_at)
            number = max(snapshot.vintages.newest, snapshot.rows.given) + 1
            delivery = Delivery(
                number, table, known_at, provenance, complete, snapshot, self._reader, withdraw
            )
            for batch in delivered():
                delivery.take(batch, scratch)
            vintage = delivery.finish(scratch)
            self._rows.commit(snapshot.rows.version, delivery.files, given=number)
            self._listing.add(snapshot, vintage, scratch)
            return vintage

        with self._storage.locked(self._patience), self._storage.scratch() as scratch:
            parts, once = batches(observations), self._storage.exclusive
            with spooled(parts, self._parquet, scratch, once) as delivered:
                return self._again(lambda: attempt(scratch, delivered))

    def read(
        self,
        measures: Sequence[str] | str,
        *,
        areas: Sequence[str] | None = None,
        periods: Sequence[str] | None = None,
        sexes: Sequence[str] | None = None,
        ages: Sequence[str] | None = None,
        as_of: When = None,
    ) -> Observations:
        """The figures now, or as known at a moment (or vintage number), sorted by measure, area,
        sex, age, period. What is not known has no rows. Raises NaiveTime, UnknownVintage, Damaged.
        """
        wanted = [measures] if isinstance(measures, str) else measures
        chosen = narrowed(area=areas, period=periods, sex=sexes, age=ages)
        return self._reader.state(self._snapshot(), wanted, as_of, chosen)

    def vintages(self, table: str | None = None) -> list[Vintage]:
        """The deliveries of a table, or all, in order."""
        return self._snapshot().vintages.of(table)

    def measures(self) -> dict[str, str]:
        """The measures, each with the table that delivers it."""
        return dict(sorted(self._snapshot().vintages.tables.items()))

    def history(self, measure: str, area: str, sex: str, age: str) -> list[Revision]:
        """Every stored row of one series, by vintage and period."""
        snapshot = self._snapshot()
        chosen = narrowed(area=[area], sex=[sex], age=[age])
        rows = self._reader.rows(snapshot, [measure], None, chosen)
        known = {vintage.number: vintage.known_at for vintage in snapshot.vintages.all}
        return sorted(
            Revision(known[int(number)], int(number), row.period, row.value, row.status, bool(gone))
            for number, gone, row in zip(
                rows.vintage, rows.withdrawn, rows.observations.rows(), strict=True
            )
        )

    def changes(self, earlier: When, later: When = None, measure: str | None = None) -> Changes:
        """What is new, revised and withdrawn between two vintage numbers or moments."""
        snapshot = self._snapshot()
        tables = snapshot.vintages.tables
        names = [measure] if measure else self._touched(snapshot, earlier, later)
        names = [name for name in names if name in tables]
        return changes(
            self._reader.state(snapshot, names, earlier),
            self._reader.state(snapshot, names, later),
        )

    def stream(
        self, measures: Sequence[str] | None = None, batch: int = 125_000, as_of: When = None
    ) -> Iterator[Observations]:
        """All the figures, sorted, in portions of about `batch` rows that hold their measures whole.

        The portions are of one moment, also when deliveries come in between.
        """
        snapshot = self._snapshot()
        counts = self._reader.counts(snapshot)
        if measures is not None:
            counts = {name: counts[name] for name in measures if name in counts}
        for names in portions(counts, batch):
            portion = self._reader.state(snapshot, names, as_of)
            if len(portion):
                yield portion

    def compact(self, grace: timedelta = timedelta(days=1)) -> compaction.Compaction:
        """Few sorted files instead of many; every answer stays the same.

        Files no longer needed are deleted when they have been unused for `grace` (whole hours,
        rounded up), so that readers at work, here or in Spark, are not disturbed.
        """
        with self._storage.locked(self._patience), self._storage.scratch() as scratch:
            return self._again(
                lambda: compaction.compact(
                    self._snapshot(),
                    self._reader,
                    self._listing,
                    self._rows,
                    scratch,
                    grace,
                    sole_writer=self._storage.exclusive,
                )
            )

    def verify(self) -> list[verification.Finding]:
        """What is damaged, lost or left over, in words that say what to do; empty when all is well."""
        return verification.verify(
            self._storage, self._list, self._rows, self._snapshot, self._reader
        )

    def export(self, path: str | Path) -> Path:
        """Everything that counts into a folder, or an archive when the name ends in .zip.

        Raises NotEmpty when something is there already, Damaged.
        """
        return transfer.export(self._snapshot(), self._storage, Path(path))

    def load(self, path: str | Path) -> None:
        """An export into this warehouse, byte by byte. Raises NotEmpty, NotAnExport."""
        with self._storage.locked(self._patience), self._storage.scratch() as scratch:
            snapshot = self._snapshot(create=True)
            transfer.load(Path(path), snapshot, self._storage, self._rows, self._list, scratch)

    def _snapshot(self, create: bool = False) -> Snapshot:
        if create:
            self._again(self._rows.create)
            self._again(self._list.create)
        listing = self._list.state()
        seen, vintages = self._seen
        if listing is not seen:
            vintages = Vintages(self._listing.read(listing))
            self._seen = listing, vintages
        return Snapshot(vintages, listing, self._rows.state())

    def _touched(self, snapshot: Snapshot, earlier: When, later: When) -> list[str]:
        found: set[str] = set()
        for table in {vintage.table for vintage in snapshot.vintages.all}:
            ends = sorted(snapshot.vintages.limit(table, when) for when in (earlier, later))
            between = f"vintage > {ends[0]} and vintage <= {ends[1]}"
            found.update(
                name
                for name in self._reader.counts(snapshot, where=between)
                if snapshot.vintages.tables[name] == table
            )
        return sorted(found)

    def _again(self, step: Callable[[], Done]) -> Done:
        for attempt in range(_ATTEMPTS):
            try:
                return step()
            except Conflict as error:
                last = error
                time.sleep(random.uniform(0, 0.05 * 2 ** min(attempt, 6)))
        raise WarehouseBusy(
            f"Others kept writing to {self.root}: {_ATTEMPTS} attempts met another commit. "
            f"Try again later. ({last})"
        )

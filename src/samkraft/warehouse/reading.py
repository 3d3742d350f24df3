"""Rows of a snapshot: which files to open, which vintages count."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from samkraft.calc.observations import Observations
from samkraft.warehouse.errors import Damaged
from samkraft.warehouse.ledger import ROWS, File, Log, Snapshot
from samkraft.warehouse.parquet import Parquet, extent, quoted
from samkraft.warehouse.rows import Rows
from samkraft.warehouse.storage import Bucket, Folder, checksum
from samkraft.warehouse.vintages import When

Answer = TypeVar("Answer")


class Reader:
    """Reads and writes data files of the table of observations."""

    def __init__(self, storage: Folder | Bucket, parquet: Parquet, log: Log) -> None:
        self._storage = storage
        self._parquet = parquet
        self._log = log

    def current(self, snapshot: Snapshot, measures: Iterable[str]) -> Observations:
        """The latest state of some measures, sorted."""
        return self.state(snapshot, measures, None)

    def state(
        self, snapshot: Snapshot, measures: Iterable[str], when: When, narrowed: str = ""
    ) -> Observations:
        """The state of some measures at a vintage or moment, sorted."""
        return self.rows(snapshot, measures, when, narrowed).latest()

    def rows(
        self, snapshot: Snapshot, measures: Iterable[str], when: When = None, narrowed: str = ""
    ) -> Rows:
        """All rows of some measures up to a vintage or moment, in no order."""
        tables = snapshot.vintages.tables
        known = sorted(set(measures) & tables.keys())
        of_table = {
            table: snapshot.vintages.limit(table, when)
            for table in {tables[name] for name in known}
        }
        limits: dict[int, list[str]] = {}
        for name in known:
            limits.setdefault(of_table[tables[name]], []).append(name)
        parts = [
            f"(vintage <= {limit} and measure in ({quoted(names)}))"
            for limit, names in limits.items()
            if limit
        ]
        where = f"({' or '.join(parts) or 'false'}){_listed(snapshot)}{narrowed}"
        newest = max(limits, default=0)

        def ask(files: Sequence[File]) -> Rows:
            wanted = [file for file in files if _touches(file, known, newest)]
            return self._parquet.read(self._paths(wanted), where)

        return self.whole(snapshot, ask)

    def counts(self, snapshot: Snapshot, by: str = "measure", where: str = "true") -> dict:
        """Rows on disk of the listed vintages by measure or vintage."""
        condition = f"vintage <= {snapshot.vintages.newest}{_listed(snapshot)} and {where}"
        return self.whole(
            snapshot, lambda files: self._parquet.counts(self._paths(files), by, condition)
        )

    def whole(self, snapshot: Snapshot, ask: Callable[[Sequence[File]], Answer]) -> Answer:
        """Ask the files; when compaction took them away meanwhile, ask those that came instead.

        Raises Damaged.
        """
        import duckdb

        while True:
            try:
                return ask(snapshot.files)
            except (duckdb.Error, OSError) as error:
                newer = replace(snapshot, rows=self._log.state())
                if newer.files == snapshot.files:
                    raise Damaged(
                        f"A file of the warehouse cannot be read ({error}). Run verify, which "
                        "names the file and says what to do."
                    ) from error
                snapshot = newer

    def store(self, rows: Rows, prefix: str, scratch: Path, level: int = 3) -> File:
        """Write a data file; no reader sees it before it is committed."""
        made = scratch / "rows.parquet"
        self._parquet.write(rows, made, level)
        name, size = f"{prefix}-{checksum(made)}.parquet", made.stat().st_size
        modified = int(made.stat().st_mtime * 1000)
        self._storage.put(made, ROWS, name)
        ends = extent(rows)
        return File(name, size, modified, len(rows), ends["minValues"], ends["maxValues"])

    def _paths(self, files: Sequence[File]) -> list[str]:
        return [str(self._storage.path(ROWS, file.name)) for file in files]


def narrowed(**chosen: Sequence[str] | None) -> str:
    """A condition for the columns that are limited to some texts."""
    limits = {column: list(texts) for column, texts in chosen.items() if texts is not None}
    return "".join(
        f" and {column} in ({quoted(texts)})" if texts else " and false"
        for column, texts in limits.items()
    )


def portions(counts: dict[str, int], rows: int) -> Iterator[list[str]]:
    """Measures in order, put together to about so many rows, at least one at a time."""
    chosen: list[str] = []
    held = 0
    for name in sorted(counts):
        if chosen and held + counts[name] > rows:
            yield chosen
            chosen, held = [], 0
        chosen.append(name)
        held += counts[name]
    if chosen:
        yield chosen


def _listed(snapshot: Snapshot) -> str:
    gaps = snapshot.vintages.gaps
    return f" and vintage not in ({','.join(map(str, gaps))})" if gaps else ""


def _touches(file: File, measures: Sequence[str], newest: int) -> bool:
    place = bisect_left(measures, file.low["measure"])
    return (
        place < len(measures)
        and measures[place] <= file.high["measure"]
        and file.low["vintage"] <= newest
    )

"""Few sorted files instead of many, and what nobody needs any more is deleted."""

from __future__ import annotations

import math
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from samkraft.warehouse.ledger import File, Log, Snapshot, names
from samkraft.warehouse.listing import Listing
from samkraft.warehouse.reading import Reader, portions

ROWS_PER_FILE = 1_000_000
_LEVEL = 9


@dataclass(frozen=True, slots=True)
class Compaction:
    """What was done: data files before and after, rows, bytes; orphans are files of deliveries
    that never came to an end; deleted counts the files that left the disk."""

    before: int
    after: int
    rows: int
    size: int
    orphans: int
    deleted: int


def compact(
    snapshot: Snapshot,
    reader: Reader,
    listing: Listing,
    log: Log,
    scratch: Path,
    grace: timedelta,
    *,
    sole_writer: bool,
) -> Compaction:
    """Rewrite the snapshot's rows, sorted, keeping every vintage. Raises Conflict, Damaged."""
    if snapshot.rows.version < 0:
        return Compaction(0, 0, 0, 0, 0, 0)
    orphans = _orphans(snapshot, grace, sole_writer)
    made = _rewritten(snapshot, reader, scratch)
    stay = {file.name for file in made} & set(names(snapshot.files))
    add = [file for file in made if file.name not in stay]
    remove = [file for file in snapshot.files if file.name not in stay]
    if add or remove or orphans:
        log.commit(snapshot.rows.version, add, [*remove, *orphans])
    listing.merge(snapshot, scratch)
    hours = math.ceil(grace / timedelta(hours=1))
    deleted = log.sweep(hours) + listing.sweep(hours)
    rows, size = sum(file.rows for file in made), sum(file.size for file in made)
    return Compaction(len(snapshot.files), len(made), rows, size, len(orphans), len(deleted))


def _rewritten(snapshot: Snapshot, reader: Reader, scratch: Path) -> list[File]:
    made = []
    for measures in portions(reader.counts(snapshot), ROWS_PER_FILE):
        rows = reader.rows(snapshot, measures).sorted()
        file = reader.store(rows, "c", scratch, _LEVEL)
        made.append(file)
    return made


def _orphans(snapshot: Snapshot, grace: timedelta, sole_writer: bool) -> Sequence[File]:
    """Rows of deliveries that were never listed. Without a lock a young one may still be coming."""
    visible = set(names(snapshot.files))
    limit = (time.time() - grace.total_seconds()) * 1000
    return [
        file
        for file in snapshot.rows.files
        if file.name not in visible and (sole_writer or file.modified <= limit)
    ]

"""Is every file there and what was written, and is there nothing that nobody knows?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from samkraft.warehouse.errors import Damaged
from samkraft.warehouse.ledger import LIST, ROWS, Log, Snapshot, names
from samkraft.warehouse.reading import Reader
from samkraft.warehouse.storage import Bucket, Folder, checksum_in


@dataclass(frozen=True, slots=True)
class Finding:
    """`kind` is lost, damaged, miscounted, unfinished or log; `file` as table/name, or empty."""

    kind: str
    file: str
    text: str


def verify(
    storage: Folder | Bucket,
    listing: Log,
    rows: Log,
    snapshot: Callable[[], Snapshot],
    reader: Reader,
) -> list[Finding]:
    """All findings, the grave ones first."""
    try:
        found = _files(storage, LIST, listing) + _files(storage, ROWS, rows)
        if not found:
            now = snapshot()
            found = _counts(now, reader)
            found += _unfinished(now, rows, listing)
    except Damaged as error:
        return [Finding("log", "", str(error))]
    return found


def _files(storage: Folder | Bucket, table: str, log: Log) -> list[Finding]:
    found = []
    for file in log.state().files:
        place = f"{table}/{file.name}"
        digest = storage.digest(table, file.name)
        if digest is None:
            text = f"{place} is gone. Bring it back from a backup, or load an export."
            found.append(Finding("lost", place, text))
        elif digest != checksum_in(file.name):
            text = (
                f"{place} is not what was written (its SHA-256 is {digest}, its name says "
                "otherwise). Bring it back from a backup, or load an export."
            )
            found.append(Finding("damaged", place, text))
    return found


def _counts(snapshot: Snapshot, reader: Reader) -> list[Finding]:
    stored = reader.counts(snapshot, by="vintage")
    return [
        Finding(
            "miscounted",
            "",
            f"Vintage {vintage.number} of {vintage.table} should have {vintage.stored} rows and "
            f"has {stored.get(vintage.number, 0)}. Files were changed by another program: "
            "load an export, or a backup.",
        )
        for vintage in snapshot.vintages.all
        if stored.get(vintage.number, 0) != vintage.stored
    ]


def _unfinished(snapshot: Snapshot, rows: Log, listing: Log) -> list[Finding]:
    known = set(names(snapshot.files))
    orphans = {f"{ROWS}/{name}" for name in names(snapshot.rows.files) if name not in known}
    orphans |= {f"{ROWS}/{name}" for name in rows.loose()}
    orphans |= {f"{LIST}/{name}" for name in listing.loose()}
    return [
        Finding(
            "unfinished",
            place,
            f"{place} belongs to no delivery: a writer was interrupted. It changes no answer; "
            "compact removes it after its grace period.",
        )
        for place in sorted(orphans)
    ]

"""The list of deliveries: one small file each, put together when there are many."""

from __future__ import annotations

from pathlib import Path

from samkraft.warehouse.errors import Damaged
from samkraft.warehouse.ledger import LIST, File, Log, Snapshot, State
from samkraft.warehouse.parquet import Parquet
from samkraft.warehouse.storage import Bucket, Folder, checksum
from samkraft.warehouse.vintages import Vintage

_MANY = 32


class Listing:
    """Reads each file once; files do not change."""

    def __init__(self, storage: Folder | Bucket, parquet: Parquet, log: Log) -> None:
        self._storage = storage
        self._parquet = parquet
        self._log = log
        self._known: dict[str, tuple[Vintage, ...]] = {}

    def read(self, state: State) -> list[Vintage]:
        """The vintages listed. Raises Damaged."""
        known = {}
        for file in state.files:
            if file.name not in self._known:
                try:
                    path = self._storage.path(LIST, file.name)
                    self._known[file.name] = self._parquet.read_deliveries(str(path))
                except Exception as error:
                    raise Damaged(
                        f"The list of deliveries cannot be read: {LIST}/{file.name} ({error}). "
                        "Bring the file back from a backup or load an export."
                    ) from error
            known[file.name] = self._known[file.name]
        self._known = known
        return [vintage for vintages in known.values() for vintage in vintages]

    def add(self, snapshot: Snapshot, vintage: Vintage, scratch: Path) -> None:
        """List a vintage behind those of the snapshot. Raises Conflict."""
        if len(snapshot.listing.files) < _MANY:
            file = self._write([vintage], scratch)
            return self._log.commit(snapshot.listing.version, [file])
        file = self._write([*snapshot.vintages.all, vintage], scratch)
        self._log.commit(snapshot.listing.version, [file], snapshot.listing.files)

    def merge(self, snapshot: Snapshot, scratch: Path) -> None:
        """One file instead of several. Raises Conflict."""
        if len(snapshot.listing.files) > 1:
            file = self._write(list(snapshot.vintages.all), scratch)
            self._log.commit(snapshot.listing.version, [file], snapshot.listing.files)

    def sweep(self, hours: int) -> list[str]:
        """Delete the files that no version since `hours` ago has."""
        return self._log.sweep(hours)

    def _write(self, vintages: list[Vintage], scratch: Path) -> File:
        made = scratch / "deliveries.parquet"
        self._parquet.write_deliveries(vintages, made)
        numbers = [vintage.number for vintage in vintages]
        name = f"d{max(numbers):08d}-{checksum(made)}.parquet"
        size, modified = made.stat().st_size, int(made.stat().st_mtime * 1000)
        self._storage.put(made, LIST, name)
        low, high = {"vintage": min(numbers)}, {"vintage": max(numbers)}
        return File(name, size, modified, len(vintages), low, high)

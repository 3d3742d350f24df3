"""The two Delta tables: `observations` holds the rows, `deliveries` lists the vintages that count.

Rows are committed first, their delivery last; rows of a vintage that is not listed are not there.
Every commit goes exactly behind the version it was made from, or raises Conflict.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from samkraft.warehouse.errors import Conflict, Damaged
from samkraft.warehouse.storage import Bucket, Folder
from samkraft.warehouse.vintages import Vintages

ROWS = "observations"
LIST = "deliveries"
_APP = "samkraft"
_FIELDS = {
    ROWS: (
        "measure string, area string, period string, sex string, age string, value double, "
        "status byte, vintage integer, withdrawn boolean"
    ),
    LIST: (
        "vintage integer, table_name string, known_at timestamp, provenance string, "
        "complete boolean, new_rows long, revised_rows long, withdrawn_rows long, "
        "same_rows long, measures string"
    ),
}


@dataclass(frozen=True, slots=True)
class File:
    """A data file of a table; `low` and `high` are the ends of measure, vintage and so on."""

    name: str
    size: int
    modified: int
    rows: int
    low: dict[str, Any]
    high: dict[str, Any]

    @property
    def vintage(self) -> int | None:
        """The one vintage the file was written for, None after compaction."""
        return int(self.name[1:].partition("-")[0]) if self.name.startswith("v") else None


@dataclass(frozen=True, slots=True)
class State:
    """A table at one version (-1: not created yet)."""

    version: int
    files: tuple[File, ...]
    given: int = 0


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Both tables: the list first, so that all its rows are in."""

    vintages: Vintages
    listing: State
    rows: State

    @property
    def files(self) -> tuple[File, ...]:
        """The files that hold rows of listed vintages."""
        listed = {vintage.number for vintage in self.vintages.all}
        return tuple(
            file for file in self.rows.files if file.vintage is None or file.vintage in listed
        )


class Log:
    """One Delta table."""

    def __init__(self, storage: Folder | Bucket, table: str) -> None:
        self._storage = storage
        self._table = table
        self._delta: Any = None
        self._state: State | None = None
        self._lock = threading.Lock()

    def state(self) -> State:
        """The table as it is now."""
        with self._lock:
            if not self._opened():
                return State(-1, ())
            version = self._delta.version()
            if self._state is None or self._state.version != version:
                given = self._delta.transaction_version(_APP) or 0
                self._state = State(version, _files(self._delta), given)
            return self._state

    def create(self) -> None:
        """An empty table, when there is none."""
        from deltalake import DeltaTable

        if self.state().version < 0:
            DeltaTable.create(
                self._storage.uri(self._table),
                _schema(self._table),
                mode="ignore",
                configuration={"delta.appendOnly": "true", "delta.checkpointInterval": "25"},
                storage_options=self._storage.options,
            )

    def commit(
        self,
        behind: int,
        add: Iterable[File],
        remove: Iterable[File] = (),
        given: int | None = None,
    ) -> None:
        """Add and take away files in one step. Raises Conflict when another commit came first."""
        from deltalake import CommitProperties, Transaction
        from deltalake.exceptions import CommitFailedError

        told = [Transaction(_APP, given)] if given is not None else None
        actions = [_addition(file) for file in add] + [_removal(file) for file in remove]
        with self._lock:
            try:
                self._at(behind).create_write_transaction(
                    actions,
                    "append",
                    _schema(self._table),
                    commit_properties=CommitProperties(max_commit_retries=0, app_transactions=told),
                )
            except CommitFailedError as error:
                raise Conflict(str(error)) from error

    def _at(self, version: int) -> Any:
        from deltalake import DeltaTable

        if self._delta is not None and self._delta.version() == version:
            return self._delta
        return DeltaTable(
            self._storage.uri(self._table), version=version, storage_options=self._storage.options
        )

    def sweep(self, hours: int) -> list[str]:
        """Delete the files that no version since `hours` ago has; returns their names."""
        return self._vacuum(hours, everything=True, dry=False)

    def loose(self) -> list[str]:
        """Files in the table's folder that no commit ever named: a writer was interrupted."""
        named = set(self._vacuum(0, everything=False, dry=True))
        return [name for name in self._vacuum(0, everything=True, dry=True) if name not in named]

    def _vacuum(self, hours: int, *, everything: bool, dry: bool) -> list[str]:
        from deltalake import DeltaTable

        if self.state().version < 0:
            return []
        table = DeltaTable(self._storage.uri(self._table), storage_options=self._storage.options)
        there = table.vacuum(hours, dry_run=True, enforce_retention_duration=False, full=everything)
        there = [name for name in there if self._storage.exists(self._table, name)]
        if there and not dry:
            table.vacuum(hours, dry_run=False, enforce_retention_duration=False, full=everything)
        return there

    def _opened(self) -> bool:
        from deltalake import DeltaTable
        from deltalake.exceptions import DeltaError, TableNotFoundError

        if not self._storage.holds(self._table):
            self._delta = self._state = None
            return False
        try:
            if self._delta is None:
                uri = self._storage.uri(self._table)
                self._delta = DeltaTable(uri, storage_options=self._storage.options)
            else:
                self._delta.update_incremental()
        except TableNotFoundError:
            return False
        except DeltaError as error:
            raise Damaged(
                f"The log of {self._storage.uri(self._table)} cannot be read ({error}). "
                "Bring its _delta_log folder back from a backup, or load an export."
            ) from error
        return True


def _schema(table: str) -> Any:
    from deltalake import Field, Schema

    fields = [field.split() for field in _FIELDS[table].split(", ")]
    return Schema([Field(name, kind, nullable=True) for name, kind in fields])


def _files(delta: Any) -> tuple[File, ...]:
    found = delta.get_add_actions(flatten=True)
    columns = {name: found.column(name).to_pylist() for name in found.schema.names}
    keep = {"min": "low", "max": "high"}
    files = []
    for row in range(found.num_rows):
        ends: dict[str, dict[str, Any]] = {"low": {}, "high": {}}
        for name, values in columns.items():
            end, _, key = name.partition(".")
            if end in keep and values[row] is not None:
                ends[keep[end]][key] = values[row]
        facts = (columns[name][row] for name in ("path", "size_bytes", "modification_time"))
        files.append(File(*facts, columns["num_records"][row], **ends))
    return tuple(sorted(files, key=lambda file: file.name))


def _addition(file: File) -> Any:
    from deltalake.transaction import AddAction

    stats = {"numRecords": file.rows, "minValues": file.low, "maxValues": file.high}
    stats["nullCount"] = dict.fromkeys(file.low, 0)
    text = json.dumps(stats, ensure_ascii=False)
    return AddAction(file.name, file.size, {}, file.modified, True, text)


def _removal(file: File) -> Any:
    from deltalake.transaction import RemoveAction

    return RemoveAction(file.name, False, int(time.time() * 1000), file.size, {})


def names(files: Sequence[File]) -> list[str]:
    """The names of the files."""
    return [file.name for file in files]

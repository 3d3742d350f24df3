"""Rows in and out of Parquet files, through DuckDB within a set memory.

The files use plain and dictionary encoding and zstd only, which every reader of Parquet knows.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np

from samkraft.calc.observations import KEYS, Column, Observations
from samkraft.warehouse.rows import Rows, used
from samkraft.warehouse.vintages import Vintage

ROW_GROUP = 122_880
_WRITTEN = f"(format parquet, compression zstd, row_group_size {ROW_GROUP}, compression_level "
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_DELIVERY = (
    "vintage int, table_name varchar, known_at bigint, provenance varchar, complete boolean, "
    "new_rows bigint, revised_rows bigint, withdrawn_rows bigint, same_rows bigint, "
    "measures varchar"
)


def quoted(texts: Iterable[str]) -> str:
    """Texts as SQL literals, with commas between."""
    return ",".join("'" + text.replace("'", "''") + "'" for text in texts)


class Parquet:
    """One DuckDB connection, opened at first use, for one thread at a time."""

    def __init__(self, memory: str, scratch: str) -> None:
        self._memory = memory
        self._scratch = scratch
        self._open: Any = None
        self._lock = threading.RLock()

    def write(self, rows: Rows, path: Path, level: int = 3) -> None:
        """One file of the rows, in their order."""
        seen = rows.observations
        data = {f"{key}_code": np.asarray(getattr(seen, key).codes, np.int32) for key in KEYS}
        data |= {"number": seen.value, "kind": seen.status.astype(np.int8)}
        data |= {"brought": rows.vintage, "gone": rows.withdrawn}
        with self._lock:
            connection = self._connection()
            connection.register("data", data)
            for key in KEYS:
                self._names(key, getattr(seen, key).categories)
            names = ", ".join(f"{key}_names.name as {key}" for key in KEYS)
            joins = " ".join(
                f"join {key}_names on data.{key}_code = {key}_names.code" for key in KEYS
            )
            connection.execute(
                f"copy (select {names}, case when isnan(number) then null else number end as value,"
                f" kind::tinyint as status, brought::int as vintage, gone as withdrawn"
                f" from data {joins}) to {quoted([str(path)])} {_WRITTEN} {level})"
            )
            connection.unregister("data")

    def read(self, paths: Sequence[str], where: str = "true") -> Rows:
        """The rows of the files that meet the condition, in the order of the files."""
        if not paths:
            return no_rows()
        origin = f"from read_parquet([{quoted(paths)}]) where {where}"
        with self._lock:
            connection = self._connection()
            distinct = ", ".join(f"list(distinct {key})" for key in KEYS)
            found = connection.execute(f"select {distinct} {origin}").fetchone()
            if found[0] is None:
                return no_rows()
            names = {key: sorted(texts) for key, texts in zip(KEYS, found, strict=True)}
            for key in KEYS:
                connection.execute(f"drop type if exists {key}_kind")
                connection.execute(f"create type {key}_kind as enum ({quoted(names[key])})")
            codes = ", ".join(f"enum_code({key}::{key}_kind) as {key}" for key in KEYS)
            columns = connection.execute(
                f"select {codes}, coalesce(value, 'nan'::double) as value, status, vintage,"
                f" withdrawn {origin}"
            ).fetchnumpy()
        return _rows(columns, names)

    def counts(self, paths: Sequence[str], by: str, where: str = "true") -> dict[Any, int]:
        """How many rows each measure (or vintage) has."""
        if not paths:
            return {}
        with self._lock:
            found = self._connection().execute(
                f"select {by}, count(*) from read_parquet([{quoted(paths)}]) where {where}"
                f" group by 1 order by 1"
            )
            return dict(found.fetchall())

    def write_deliveries(self, vintages: Iterable[Vintage], path: Path) -> None:
        """One file of the records of deliveries."""
        with self._lock:
            connection = self._connection()
            connection.execute(f"create or replace temp table delivery ({_DELIVERY})")
            connection.executemany(
                "insert into delivery values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [_record(vintage) for vintage in vintages],
            )
            connection.execute(
                "copy (select * replace (make_timestamp(known_at)::timestamptz as known_at)"
                f" from delivery order by vintage) to {quoted([str(path)])} {_WRITTEN} 9)"
            )

    def read_deliveries(self, path: str) -> tuple[Vintage, ...]:
        """The records of one file."""
        with self._lock:
            found = self._connection().execute(
                "select * replace (epoch_us(known_at) as known_at)"
                f" from read_parquet({quoted([path])}) order by vintage"
            )
            return tuple(_vintage(record) for record in found.fetchall())

    def _names(self, key: str, names: Sequence[str]) -> None:
        self._connection().execute(
            f"create or replace temp table {key}_names as"
            " select unnest(range(len($1::varchar[])))::int as code, unnest($1::varchar[]) as name",
            [list(names)],
        )

    def _connection(self) -> Any:
        if self._open is None:
            import duckdb

            self._open = duckdb.connect()
            self._open.execute(f"set threads = 2; set memory_limit = '{self._memory}'")
            self._open.execute(f"set temp_directory = {quoted([self._scratch])}")
            self._open.execute("set timezone = 'UTC'; set parquet_metadata_cache = true")
            # The sides of the joins in `write` stay as written, so the rows keep their order.
            self._open.execute("set disabled_optimizers = 'join_order,build_side_probe_side'")
        return self._open


def no_rows() -> Rows:
    """Nothing."""
    return Rows(Observations.of([]), np.empty(0, np.int32), np.empty(0, bool))


def extent(rows: Rows) -> dict[str, dict[str, Any]]:
    """The lowest and highest text of each key, and vintage, as Delta's statistics want them."""
    texts = {key: used(getattr(rows.observations, key)) for key in KEYS}
    ends = {key: (names[0], names[-1]) for key, names in texts.items()}
    ends["vintage"] = (int(rows.vintage.min()), int(rows.vintage.max()))
    return {
        "minValues": {key: low for key, (low, _) in ends.items()},
        "maxValues": {key: high for key, (_, high) in ends.items()},
    }


def _rows(columns: dict[str, np.ndarray], names: dict[str, list[str]]) -> Rows:
    keys = (Column(tuple(names[key]), columns[key].astype(np.int32)) for key in KEYS)
    status = columns["status"].astype(np.uint8)
    value = np.asarray(columns["value"], np.float64)
    return Rows(Observations(*keys, value, status), columns["vintage"], columns["withdrawn"])


def _record(vintage: Vintage) -> tuple[Any, ...]:
    return (
        vintage.number,
        vintage.table,
        (vintage.known_at - _EPOCH) // timedelta(microseconds=1),
        json.dumps(dict(vintage.provenance), ensure_ascii=False, sort_keys=True),
        vintage.complete,
        vintage.new,
        vintage.revised,
        vintage.withdrawn,
        vintage.same,
        json.dumps(vintage.measures, ensure_ascii=False),
    )


def _vintage(record: tuple[Any, ...]) -> Vintage:
    number, table, known_at, provenance, complete, *counts, measures = record
    return Vintage(
        number,
        table,
        _EPOCH + timedelta(microseconds=known_at),
        json.loads(provenance),
        *counts,
        tuple(json.loads(measures)),
        complete,
    )

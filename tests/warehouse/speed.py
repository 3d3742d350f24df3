"""How fast and how small the warehouse is: `python -m tests.warehouse.speed 3400000`.

Not collected by pytest. Every phase is printed as it ends; peak memory is of this process.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np

from samkraft.warehouse.bulkpacking import packed
from samkraft.warehouse.warehouse import Warehouse
from tests.warehouse.synthetic import deliveries, one_measure

JANUARY = datetime(2026, 1, 1, tzinfo=UTC)


def measure(rows: int, folder: Path | None = None) -> None:
    """Load, publish, revise, read and compact about so many rows, and print what each took."""
    with tempfile.TemporaryDirectory(dir=folder) as root:
        warehouse = Warehouse(Path(root) / "warehouse")
        vintage = _timed(
            "load",
            lambda: warehouse.append(
                deliveries(rows), table="made/up", known_at=JANUARY, provenance={}, complete=True
            ),
        )
        print(f"  rows {vintage.new:,}, disk {_per_row(root, vintage.new):.2f} bytes a row")
        if rows < 10_000_000:
            cells, size = _timed("stream and pack", lambda: _packed(warehouse))
            print(f"  packed {size / cells:.2f} bytes a cell")
            _timed("the same delivery again", lambda: _again(warehouse, rows))
        _timed("a revision of one measure", lambda: _revised(warehouse, rows))
        _reads(warehouse, "before compaction")
        done = _timed("compact", lambda: warehouse.compact(timedelta(0)))
        print(
            f"  {done.before} files became {done.after}, {_per_row(root, done.rows):.2f} "
            "bytes a row with all that belongs to it"
        )
        _reads(warehouse, "after compaction")
        _timed("stream all", lambda: sum(len(portion) for portion in warehouse.stream()))
        print("  findings", _timed("verify", warehouse.verify))


def _timed(what: str, do: Callable):
    start, worked = time.perf_counter(), time.process_time()
    answer = do()
    took, worked = time.perf_counter() - start, time.process_time() - worked
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{what}: {took:.3f} s ({worked:.3f} s of work), peak {peak} MB", flush=True)
    return answer


def _per_row(root: str, rows: int) -> float:
    return sum(file.stat().st_size for file in Path(root).rglob("*") if file.is_file()) / rows


def _packed(warehouse: Warehouse) -> tuple[int, int]:
    cells = size = 0
    for portion in warehouse.stream():
        cells += len(portion)
        size += sum(len(data) for _, _, data in packed(portion))
    return cells, size


def _again(warehouse: Warehouse, rows: int) -> None:
    warehouse.append(
        deliveries(rows),
        table="made/up",
        known_at=JANUARY + timedelta(days=30),
        provenance={},
        complete=True,
    )


def _revised(warehouse: Warehouse, rows: int) -> None:
    ages = max(1, round(rows / 250 / (300 * 3 * 15)))
    figures = one_measure("N00100", ages, np.random.default_rng((1, 100)))
    figures = replace(figures, value=figures.value + (figures.measure.codes == 0) * 1.0)
    warehouse.append(
        figures,
        table="made/up",
        known_at=JANUARY + timedelta(days=60),
        provenance={},
        complete=True,
    )


def _reads(warehouse: Warehouse, when: str) -> None:
    asked = {
        "one measure, 300 areas": {},
        "one measure, all T": {"sexes": ["T"], "ages": ["T"]},
        "one measure as of January": {"as_of": JANUARY},
        "one series": {"areas": ["SE-0200"], "sexes": ["T"], "ages": ["T"]},
    }
    for what, chosen in asked.items():
        times = []
        for _ in range(5):
            start = time.perf_counter()
            rows = len(warehouse.read(["N00100"], **chosen))
            times.append(time.perf_counter() - start)
        print(f"{what} ({rows:,} rows) {when}: {1000 * sorted(times)[2]:.0f} ms", flush=True)
    history = time.perf_counter()
    warehouse.history("N00100", "SE-0200", "T", "T")
    print(f"history of one series {when}: {1000 * (time.perf_counter() - history):.0f} ms")


if __name__ == "__main__":
    measure(int(sys.argv[1]))

"""The speeds of figures: `python -m tests.bench_figures [--observations 50000000]`.

Loads made-up statistics of 250 indicators through the same operation a file load uses, publishes
them, and asks for pages. Run as a process of its own, so that its peak memory is its own.
"""

from __future__ import annotations

import os
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

USUAL = 3_400_000
MEASURES = 250
JANUARY = datetime(2026, 1, 1, tzinfo=UTC)
# The first places carry the codes of Norrbotten, so that a region's page has members.
REAL = ("SE-25", "SE-2505", "SE-2506", "SE-2510", "SE-2513", "SE-2514", "SE-2518", "SE-2521",
        "SE-2523", "SE-2560", "SE-2580", "SE-2581", "SE-2582", "SE-2583", "SE-2584")  # fmt: skip


def line(name: str, bar: str, measured: str, ok: bool) -> None:
    print(f"{'ok ' if ok else 'OVER'}  {name:52} bar {bar:24} measured {measured}", flush=True)


def figures(rows: int, folder: Path) -> None:
    """Load and publish `rows` observations, then pages and the size on disk."""
    os.environ["SAMKRAFT_DATA_DIR"] = str(folder)
    os.environ.pop("DATABASE_URL", None)
    from samkraft.cli.database import ready

    ready()
    _define()
    start, worked = time.perf_counter(), time.process_time()
    _load(rows)
    seconds, worked = time.perf_counter() - start, time.process_time() - worked
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    usual = rows <= USUAL
    line(
        f"load and publish {rows / 1e6:.1f} M observations", "15 s, 300 MB" if usual else "–",
        f"{seconds:.1f} s ({worked:.1f} s CPU), {peak:.0f} MB",
        not usual or (worked <= 15 and peak <= 300),
    )  # fmt: skip
    size = sum(f.stat().st_size for f in (folder / "warehouse").rglob("*") if f.is_file())
    line("figures on disk", "4 bytes a row", f"{size / rows:.2f}", size / rows <= 4)
    _pages(rows)


def _define() -> None:
    from samkraft.indicators.models import Indicator, Refresh

    rows = [
        Indicator(
            slug=f"n{number:05d}", title={"en": {"text": f"Made up {number}"}}, unit="people",
            nature="count", direction="up", source="file", by_sex=True, by_age=True,
        )
        for number in range(MEASURES)
    ]  # fmt: skip
    Indicator.objects.bulk_create(rows)
    Refresh.objects.bulk_create([Refresh(indicator=row) for row in rows])


def _load(rows: int) -> None:
    from samkraft.indicators.models import Indicator
    from samkraft.indicators.operations import publish_all
    from samkraft.indicators.queries.store import warehouse

    warehouse().append(
        _batches(rows), table="bench/made-up", known_at=JANUARY, provenance={}, complete=True
    )
    publish_all(at=JANUARY, indicators=Indicator.objects.filter(source="file"))


def _batches(rows: int) -> Iterator:
    from samkraft.calc.observations import Column
    from tests.warehouse.synthetic import deliveries

    for each in deliveries(rows, MEASURES):
        codes = (*REAL, *each.area.categories[len(REAL) :])
        name = each.measure.categories[0].lower()
        yield replace(
            each, area=Column(codes, each.area.codes), measure=Column((name,), each.measure.codes)
        )


def _pages(rows: int) -> None:
    from django.test import Client

    client = Client(headers={"host": "localhost"})
    pages = (
        ("one indicator page", "/en/indicators/n00007/?place=norrbotten"),
        ("one municipality's indicator page", "/en/indicators/n00007/?place=SE-2580"),
        ("one municipality's profile", "/en/places/SE/2580/figures/"),
    )
    for name, address in pages:
        seconds = _cpu(lambda address=address: _got(client, address))
        line(
            f"{name}, {rows / 1e6:.1f} M observations", "50 ms", f"{seconds * 1000:.1f} ms",
            seconds <= 0.05,
        )  # fmt: skip


def _got(client, address: str) -> None:
    assert client.get(address).status_code == 200, address


def _cpu(work, runs: int = 11) -> float:
    work()
    times = []
    for _ in range(runs):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return sorted(times)[runs // 2]


def trends() -> None:
    """Latest value, trend and verdict of 2.5 million series."""
    from tests.calc.speed import measure

    seconds, peak = measure()
    line(
        "latest value, trend and verdict of 2.5 M series", "7 s, 2 GB",
        f"{seconds:.1f} s, {peak:.2f} GB", seconds <= 7 and peak <= 2,
    )  # fmt: skip


def main(arguments: list[str]) -> None:
    """One part for each process: figures of a size, or trends."""
    if "--trends" in arguments:
        trends()
        return
    rows = USUAL
    if "--observations" in arguments:
        rows = int(arguments[arguments.index("--observations") + 1])
    with tempfile.TemporaryDirectory() as folder:
        figures(rows, Path(folder))


if __name__ == "__main__":
    main(sys.argv[1:])

"""Batches that may have to be taken twice: where writers can collide, they wait on disk."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from samkraft.calc.observations import Observations
from samkraft.warehouse.errors import WarehouseBusy
from samkraft.warehouse.parquet import Parquet
from samkraft.warehouse.rows import Rows


@contextmanager
def spooled(
    batches: Iterable[Observations], parquet: Parquet, scratch: Path, once: bool
) -> Iterator[Callable[[], Iterable[Observations]]]:
    """A function that gives the batches, as often as wanted unless `once` is enough.

    Asked a second time all the same, it raises WarehouseBusy.
    """
    if once:
        yield _only_once(batches)
        return
    paths = []
    for number, batch in enumerate(batches):
        paths.append(scratch / f"batch-{number}.parquet")
        nothing = np.zeros(len(batch), np.int32)
        parquet.write(Rows(batch, nothing, nothing.astype(bool)), paths[-1])
    yield lambda: (parquet.read([str(path)]).latest() for path in paths)


def _only_once(batches: Iterable[Observations]) -> Callable[[], Iterable[Observations]]:
    left = [batches]

    def give() -> Iterable[Observations]:
        if not left:
            raise WarehouseBusy(
                "Another program changed the warehouse's tables without taking the writer's "
                "turn. Nothing was stored; deliver again."
            )
        return left.pop()

    return give

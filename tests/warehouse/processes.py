"""What other processes do in the tests: write, read, and die at a chosen moment."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time

import numpy as np

from samkraft.calc.observations import Observations, Row
from samkraft.warehouse.ledger import Log
from samkraft.warehouse.warehouse import Warehouse
from tests.warehouse.figures import deliver

SPAWN = multiprocessing.get_context("spawn")


def uniform(measure: str, value: float, rows: int = 40) -> list[Row]:
    """Rows that all have the same value, so that a torn state shows."""
    return [Row(measure, "SE-25", str(1980 + year), value=value) for year in range(rows)]


def write(root, options, measure: str, table: str, times: int) -> None:
    """Deliver a measure so many times, each time all rows with the next higher value."""
    warehouse = Warehouse(root, options)
    for number in range(1, times + 1):
        deliver(warehouse, uniform(measure, float(number)), on=1, table=table)


def write_and_compact(root, options, measure: str, table: str, times: int) -> None:
    """As `write`, with compaction in between that deletes at once."""
    warehouse = Warehouse(root, options)
    for number in range(1, times + 1):
        deliver(warehouse, uniform(measure, float(number)), on=1, table=table)
        warehouse.compact()


def watch(root, measures: list[str], ready, stop, torn) -> None:
    """Read until told to stop; count the states that no delivery left behind."""
    warehouse = Warehouse(root)
    last = dict.fromkeys(measures, 0.0)
    ready.set()
    while not stop.is_set():
        for name in measures:
            value = warehouse.read(name).value
            if len(value) not in (0, 40) or len(np.unique(value)) > 1:
                torn.value += 1
            elif len(value):
                torn.value += value[0] < last[name]
                last[name] = value[0]


def die_before(table: str, root, value: float) -> None:
    """Deliver, but end as if the power went just before a table's commit."""
    commit = Log.commit

    def killed(self, *args, **more):
        if self._table == table:
            os.kill(os.getpid(), signal.SIGKILL)
        commit(self, *args, **more)

    Log.commit = killed
    deliver(Warehouse(root), uniform("N1", value), on=2)


def write_for_ever(root, ready) -> None:
    """Deliver and compact until killed."""
    warehouse = Warehouse(root)
    number = len(warehouse.vintages())
    ready.set()
    while True:
        number += 1
        deliver(warehouse, uniform("N1", float(number)), on=1)
        if number % 3 == 0:
            warehouse.compact()


def run(*jobs: tuple) -> list[int]:
    """Start all jobs (function, arguments …) together and wait; their exit codes."""
    started = [SPAWN.Process(target=job[0], args=job[1:]) for job in jobs]
    for process in started:
        process.start()
    for process in started:
        process.join(60)
    return [process.exitcode for process in started]


def killed_after(seconds: float, target, *args) -> None:
    """Start a process and kill it so long after it said that it is ready."""
    ready = SPAWN.Event()
    process = SPAWN.Process(target=target, args=(*args, ready))
    process.start()
    ready.wait(30)
    time.sleep(seconds)
    process.kill()
    process.join()


def observations(measure: str, value: float) -> Observations:
    """As `uniform`, in columns."""
    return Observations.of(uniform(measure, value))

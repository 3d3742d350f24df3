"""Readers see whole deliveries only, whatever happens to the writer."""

import random
import signal
from datetime import timedelta

import numpy as np
import pytest

from samkraft.warehouse.warehouse import Warehouse
from tests.warehouse.figures import day, deliver
from tests.warehouse.processes import (
    SPAWN,
    die_before,
    killed_after,
    run,
    uniform,
    watch,
    write,
    write_and_compact,
    write_for_ever,
)

NOW = timedelta(0)


@pytest.mark.parametrize(("table", "number"), [("observations", 2), ("deliveries", 3)])
def test_a_writer_killed_before_its_commit_leaves_the_former_state(warehouse, table, number):
    former = uniform("N1", 1.0)
    deliver(warehouse, former, on=1)
    assert run((die_before, table, warehouse.root, 2.0)) == [-signal.SIGKILL]
    assert warehouse.read("N1").rows() == former
    assert len(warehouse.vintages()) == 1
    assert {finding.kind for finding in warehouse.verify()} == {"unfinished"}

    following = deliver(warehouse, uniform("N1", 3.0), on=3)
    assert (following.number, following.revised) == (number, 40)
    assert warehouse.read("N1", as_of=day(2)).rows() == former
    history = warehouse.history("N1", "SE-25", "T", "T")
    assert [one.value for one in history] == [1.0] * 40 + [3.0] * 40

    warehouse.compact(NOW)
    assert warehouse.verify() == []
    assert warehouse.read("N1").rows() == uniform("N1", 3.0)
    assert warehouse.read("N1", as_of=day(2)).rows() == former


def test_a_writer_killed_before_the_first_delivery_is_listed_leaves_an_empty_warehouse(warehouse):
    run((die_before, "deliveries", warehouse.root, 1.0))
    assert (warehouse.vintages(), warehouse.read("N1").rows()) == ([], [])
    assert deliver(warehouse, uniform("N1", 5.0), on=1).number == 2
    assert warehouse.read("N1").rows() == uniform("N1", 5.0)


def test_writers_killed_at_any_moment_never_leave_half_a_delivery(warehouse):
    chance = random.Random(1)
    deliver(warehouse, uniform("N1", 1.0), on=1)
    for _ in range(3):
        killed_after(chance.uniform(0, 0.5), write_for_ever, warehouse.root)
        fresh = Warehouse(warehouse.root)
        held = fresh.read("N1")
        assert len(held) == 40
        assert np.unique(held.value).tolist() == [float(len(fresh.vintages()))]
        assert {finding.kind for finding in fresh.verify()} <= {"unfinished"}
    warehouse.compact(NOW)
    assert warehouse.verify() == []


def test_two_writers_of_one_table_take_turns_and_readers_see_whole_deliveries(warehouse):
    ready, stop, torn = SPAWN.Event(), SPAWN.Event(), SPAWN.Value("i", 0)
    reader = SPAWN.Process(target=watch, args=(warehouse.root, ["N1", "N2"], ready, stop, torn))
    reader.start()
    ready.wait(30)
    codes = run(
        (write, warehouse.root, None, "N1", "kolada/schools", 6),
        (write_and_compact, warehouse.root, None, "N2", "kolada/schools", 6),
    )
    stop.set()
    reader.join()
    assert (codes, reader.exitcode, torn.value) == ([0, 0], 0, 0)
    assert sorted(vintage.number for vintage in warehouse.vintages()) == list(range(1, 13))
    assert warehouse.read(["N1", "N2"]).rows() == uniform("N1", 6.0) + uniform("N2", 6.0)
    assert warehouse.verify() == []

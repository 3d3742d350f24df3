from datetime import timedelta
from pathlib import Path

from samkraft.calc.observations import Row
from samkraft.warehouse.warehouse import Warehouse
from tests.warehouse.figures import day, deliver

NOW = timedelta(0)


def filled(warehouse: Warehouse, deliveries: int = 6) -> None:
    """Some measures, each delivery with new, revised and withdrawn rows."""
    for number in range(1, deliveries + 1):
        facts = [
            Row(f"N{name}", area, str(2020 + year), value=float(name + year * (number % 3)))
            for name in range(4)
            for area in ("SE-24", "SE-25")
            for year in range(number % 4 + 1)
        ]
        deliver(warehouse, facts, on=number)


def answers(warehouse: Warehouse) -> list:
    """Everything one can ask."""
    names = list(warehouse.measures())
    found = [warehouse.read(names, as_of=day(number)).rows() for number in range(1, 8)]
    for earlier, later in [(1, 2), (2, 5), (0, 6)]:
        changed = warehouse.changes(earlier, later)
        parts = (changed.new, changed.before, changed.after, changed.withdrawn)
        found += [part.rows() for part in parts]
    found += [warehouse.history(name, "SE-25", "T", "T") for name in names]
    found += [portion.rows() for portion in warehouse.stream(batch=5)]
    return [*found, warehouse.vintages(), warehouse.measures()]


def some_answers(warehouse: Warehouse) -> list:
    """States, changes, a history and the list of deliveries."""
    names = list(warehouse.measures())
    found = [warehouse.read(names, as_of=day(number)).rows() for number in (1, 2)]
    found += [part.rows() for part in (warehouse.changes(1).new, warehouse.changes(1).after)]
    return [*found, warehouse.history("N1", "SE-25", "T", "T"), warehouse.vintages()]


def files(warehouse: Warehouse) -> set[str]:
    """The data files on disk."""
    return {path.name for path in Path(warehouse.root).rglob("*.parquet")} - {
        path.name for path in Path(warehouse.root).rglob("*checkpoint*")
    }


def test_compaction_changes_no_answer(warehouse):
    filled(warehouse)
    before = answers(warehouse)
    done = warehouse.compact()
    assert (done.before, done.after, done.orphans, done.deleted) == (6, 1, 0, 0)
    assert answers(warehouse) == before
    assert answers(Warehouse(warehouse.root)) == before
    assert warehouse.verify() == []


def test_deliveries_go_on_after_compaction(warehouse, tmp_path):
    plain = Warehouse(tmp_path / "plain")
    filled(plain)
    filled(warehouse, 3)
    warehouse.compact()
    for facts, number in [
        (plain.read(list(plain.measures()), as_of=n).rows(), n) for n in (4, 5, 6)
    ]:
        deliver(warehouse, facts, on=number)
        warehouse.compact(NOW)
    assert answers(warehouse) == answers(plain)


def test_files_are_deleted_only_after_the_grace_period(warehouse):
    filled(warehouse)
    old = files(warehouse)
    warehouse.compact(timedelta(hours=1))
    assert files(warehouse) > old
    warehouse.compact(NOW)
    assert len(files(warehouse)) == 2
    assert files(warehouse) & old == set()


def test_a_reader_that_loses_its_files_reads_the_new_ones(warehouse):
    filled(warehouse)
    portions = warehouse.stream(batch=1)
    first = next(portions).rows()
    Warehouse(warehouse.root).compact(NOW)
    rest = [row for portion in portions for row in portion.rows()]
    assert first + rest == warehouse.read(list(warehouse.measures())).rows()


def test_compacting_twice_writes_nothing_new(warehouse):
    filled(warehouse)
    warehouse.compact(NOW)
    once = files(warehouse)
    warehouse.compact(NOW)
    assert files(warehouse) == once


def test_compacting_nothing_is_nothing(warehouse):
    assert warehouse.compact().after == 0

from pathlib import Path

import pytest

from samkraft.warehouse.errors import Damaged
from samkraft.warehouse.warehouse import Warehouse
from tests.warehouse.figures import deliver, rows

FACTS = rows(*(("SE-25", str(year), float(year)) for year in range(1980, 2020)))


@pytest.fixture
def data(warehouse):
    """The one data file of a warehouse with one delivery, and another's record."""
    deliver(warehouse, FACTS, on=1)
    deliver(warehouse, FACTS, on=2)
    (path,) = (Path(warehouse.root) / "observations").glob("*.parquet")
    return path


def flip(path: Path, place: int) -> None:
    """Change one bit."""
    content = bytearray(path.read_bytes())
    content[place] ^= 1
    path.write_bytes(content)


def test_a_sound_warehouse_has_no_findings(warehouse, data):
    assert warehouse.verify() == []


@pytest.mark.parametrize("place", [0, 200, -20])
def test_a_flipped_bit_is_found(warehouse, data, place):
    flip(data, place)
    (finding,) = Warehouse(warehouse.root).verify()
    assert (finding.kind, finding.file) == ("damaged", f"observations/{data.name}")
    assert "Bring it back from a backup, or load an export." in finding.text


def test_a_deleted_file_is_found_and_reading_says_so(warehouse, data):
    data.unlink()
    assert [finding.kind for finding in warehouse.verify()] == ["lost"]
    with pytest.raises(Damaged, match="Run verify"):
        Warehouse(warehouse.root).read("N1")


def test_a_damaged_record_of_a_delivery_is_found(warehouse, data):
    record = next((Path(warehouse.root) / "deliveries").glob("*.parquet"))
    flip(record, 10)
    fresh = Warehouse(warehouse.root)
    assert [finding.kind for finding in fresh.verify()] == ["damaged"]


def test_a_log_that_cannot_be_read_is_found(warehouse, data):
    log = Path(warehouse.root) / "observations" / "_delta_log" / "00000000000000000000.json"
    log.write_text("{")
    (finding,) = Warehouse(warehouse.root).verify()
    assert finding.kind == "log"
    assert "load an export" in finding.text


def test_rows_that_are_missing_from_a_vintage_are_found(warehouse, data):
    vintage = warehouse.vintages()[0]
    state = warehouse._rows.state()
    warehouse._rows.commit(state.version, [], state.files)
    (finding,) = warehouse.verify()
    assert finding.kind == "miscounted"
    assert (
        f"Vintage {vintage.number} of kolada/schools should have 40 rows and has 0" in finding.text
    )


def test_a_file_that_nobody_knows_is_found(warehouse, data):
    (data.parent / "v00000009-0.parquet").write_bytes(b"half a fi")
    assert [finding.kind for finding in warehouse.verify()] == ["unfinished"]

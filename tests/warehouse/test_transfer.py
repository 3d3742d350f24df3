import zipfile
from datetime import timedelta

import pytest

from samkraft.warehouse.errors import Damaged, NotAnExport, NotEmpty
from samkraft.warehouse.warehouse import Warehouse
from tests.warehouse.figures import deliver, rows
from tests.warehouse.test_compaction import filled, some_answers


@pytest.mark.parametrize(("name", "compacted"), [("copy", False), ("copy.zip", True)])
def test_an_export_loaded_into_an_empty_warehouse_answers_the_same(
    warehouse, tmp_path, name, compacted
):
    filled(warehouse, 3)
    if compacted:
        warehouse.compact(timedelta(0))
    path = warehouse.export(tmp_path / name)
    loaded = Warehouse(tmp_path / "loaded")
    loaded.load(path)
    assert some_answers(loaded) == some_answers(warehouse)
    assert loaded.verify() == []
    assert deliver(loaded, rows(("SE-25", "2024", 1.0)), on=9, complete=False).number == 4
    assert sorted(file.name for file in tmp_path.iterdir() if "unfinished" in file.name) == []


def test_loading_into_a_warehouse_with_deliveries_is_refused(warehouse, tmp_path):
    filled(warehouse, 1)
    path = warehouse.export(tmp_path / "copy")
    with pytest.raises(NotEmpty):
        warehouse.load(path)


def test_exporting_over_something_is_refused(warehouse, tmp_path):
    filled(warehouse, 1)
    (tmp_path / "copy.zip").write_bytes(b"precious")
    with pytest.raises(NotEmpty):
        warehouse.export(tmp_path / "copy.zip")


def test_a_changed_export_is_refused_and_leaves_the_warehouse_empty(warehouse, tmp_path):
    filled(warehouse, 2)
    path = warehouse.export(tmp_path / "copy")
    data = sorted((path / "observations").iterdir())[-1]
    data.write_bytes(data.read_bytes()[:-1])
    loaded = Warehouse(tmp_path / "loaded")
    with pytest.raises(NotAnExport, match="is not what was written"):
        loaded.load(path)
    assert loaded.vintages() == []


@pytest.mark.parametrize("content", [b"not an archive", None])
def test_something_else_is_no_export(warehouse, tmp_path, content):
    path = tmp_path / "other.zip"
    if content:
        path.write_bytes(content)
    else:
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("readme.txt", "hello")
    with pytest.raises(NotAnExport):
        warehouse.load(path)


def test_a_damaged_warehouse_is_not_exported(warehouse, tmp_path):
    filled(warehouse, 1)
    next((tmp_path / "warehouse" / "observations").glob("*.parquet")).unlink()
    with pytest.raises(Damaged):
        warehouse.export(tmp_path / "copy")

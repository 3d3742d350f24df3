"""JSON-stat in all its shapes."""

import copy
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samkraft.sources.jsonstat.read import read_jsonstat
from samkraft.sources.reading import read_data
from samkraft.sources.tables import BrokenData

DATASET = {
    "version": "2.0", "class": "dataset", "label": "Folkmängd", "source": "SCB",
    "updated": "2026-02-20", "id": ["Region", "Tid"], "size": [2, 2],
    "role": {"geo": ["Region"], "time": ["Tid"]},
    "dimension": {
        "Region": {"label": "region", "category": {"index": ["2580", "2582"]}},
        "Tid": {"category": {"index": {"2025": 1, "2024": 0}, "label": {"2024": "i fjol"}}},
    },
    "value": [1, 2.5, None, 4], "status": {"2": ".."},
}  # fmt: skip


def changed(**keys):
    return {**copy.deepcopy(DATASET), **keys}


def test_a_dense_dataset_is_read():
    table = read_jsonstat(DATASET)
    assert [(d.code, d.label, d.role, d.codes) for d in table.dimensions] == [
        ("Region", "region", "geo", ("2580", "2582")),
        ("Tid", "Tid", "time", ("2024", "2025")),
    ]
    summary = table.summary()
    assert (summary["cells"], summary["numeric"], summary["symbols"], summary["sum"]) == (
        4, 3, {"..": 1}, 7.5,
    )  # fmt: skip


@pytest.mark.parametrize(
    "keys",
    [
        {"value": {"0": 1, "1": 2.5, "3": 4}},
        {"size": ["2", "2"]},
        {"status": [None, None, "..", None]},
        {"value": ["1", "2.5", "..", "4"], "status": None},
        {"role": None},
    ],
)
def test_other_ways_to_write_the_same_dataset(keys):
    summary = read_jsonstat(changed(**keys)).summary()
    assert (summary["numeric"], summary["symbols"], summary["sum"]) == (3, {"..": 1}, 7.5)


def test_one_status_for_all_cells():
    table = read_jsonstat(changed(value=[None] * 4, status=":"))
    assert table.summary()["symbols"] == {":": 4}


def test_version_1_keeps_id_and_size_within_dimension_and_wraps_the_dataset():
    old = changed()
    old["dimension"] = {**old["dimension"], "id": old.pop("id"), "size": old.pop("size"),
                        "role": old.pop("role")}  # fmt: skip
    assert read_jsonstat({"dataset": old}).summary() == read_jsonstat(DATASET).summary()


def test_a_category_with_one_member_may_leave_out_its_index():
    value = changed(size=[1, 2], value=[1, 2], status=None)
    value["dimension"]["Region"]["category"] = {"label": {"25": "Norrbotten"}}
    assert read_jsonstat(value).dimensions[0].labels == ("Norrbotten",)


def test_a_collection_gives_its_first_embedded_dataset():
    collection = {"class": "collection", "link": {"item": [{"href": "x"}, DATASET]}}
    assert read_jsonstat(collection).cells == 4


def test_metadata_without_values_is_read_however_large_the_table():
    value = changed(value=[], status=None)
    summary = read_jsonstat(value).summary()
    assert (summary["cells"], summary["numeric"]) == (4, 0)
    assert "metadata only" in summary["findings"][0]


def without(path):
    value = copy.deepcopy(DATASET)
    holder = value
    for key in path[:-1]:
        holder = holder[key]
    del holder[path[-1]]
    return value


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (without(["dimension"]), "“dimension” is missing"),
        (without(["dimension", "Tid"]), "dimension.Tid"),
        (without(["id"]), "“id”"),
        (without(["value"]), "“value” is missing"),
        (changed(size=[2]), "“size”"),
        (changed(size=[2, 3]), "“dimension.Tid” has 2.*3"),
        (changed(size=[2, "many"]), "“size” of “Tid”"),
        (changed(value=[1, 2, 3]), "3 cells.*make 4"),
        (changed(value={"4": 1}), "“4”, outside"),
        (changed(value={"x": 1}), "“x”"),
        (changed(value=[1, 2, 3, {}]), "“value” 3"),
        (changed(value="12"), "neither list nor object"),
        (changed(id=["Tid", "Tid"]), "twice"),
        ([1, 2], "object"),
        ({"class": "dimension"}, "dimension"),
        ({"class": "collection", "link": {"item": [{"href": "x"}]}}, "link.item"),
    ],
)
def test_a_broken_dataset_is_refused_with_the_key_at_fault(value, said):
    with pytest.raises(BrokenData, match=said):
        read_jsonstat(value)


def test_a_huge_claim_does_not_fill_the_memory():
    value = changed(size=[2, 2])
    value["dimension"]["Region"]["category"]["index"] = [str(n) for n in range(20_000)]
    value["dimension"]["Tid"]["category"]["index"] = [str(n) for n in range(20_000)]
    value["size"] = [20_000, 20_000]
    value["value"] = {"0": 1}
    with pytest.raises(BrokenData, match="400000000 cells"):
        read_jsonstat(value)


cells = st.lists(st.none() | st.floats(-1e9, 1e9), min_size=4, max_size=4)


@given(cells)
def test_sparse_and_dense_are_the_same_table(values):
    dense = read_jsonstat(changed(value=values, status=None))
    sparse = {str(at): value for at, value in enumerate(values) if value is not None}
    assert read_jsonstat(changed(value=sparse or {}, status=None)).summary() == dense.summary()
    assert dense.summary()["numeric"] == sum(value is not None for value in values)


@pytest.mark.parametrize(
    ("name", "cells_", "numeric"),
    [("canada", 120, 120), ("galicia-2.0", 3960, 3956), ("oecd", 432, 432),
     ("ssb_29843_v1", 37440, 30240), ("scb_norrbotten_deaths_v1", 1120, 1120)],
)  # fmt: skip
def test_real_answers_are_read(shared, name, cells_, numeric):
    summary = read_data(shared / f"data/jsonstat/{name}.json").summary()
    assert (summary["cells"], summary["numeric"]) == (cells_, numeric)
    assert math.isfinite(summary["sum"])

"""From a binding to the question, and Kolada's numbers of places."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samkraft.indicators.rules.asking import (
    BindingIncomplete,
    kolada_unit,
    our_area,
    question,
    reading,
)
from samkraft.sources.connector.context import Query
from samkraft.sources.connector.observing import TableMapping


@pytest.mark.parametrize(
    ("ours", "koladas"), [("SE", "0000"), ("SE-25", "0025"), ("SE-2580", "2580"), ("SE-01", "0001")]
)
def test_swedish_places_have_a_number_at_kolada_and_come_back(ours, koladas):
    assert (kolada_unit(ours), our_area(koladas)) == (koladas, ours)


@given(st.integers(1, 99).map("{:02d}".format) | st.integers(100, 9999).map("{:04d}".format))
def test_every_swedish_code_comes_back_from_kolada(code):
    assert our_area(kolada_unit(f"SE-{code}")) == f"SE-{code}"


@pytest.mark.parametrize("area", ["NO", "NO-18", "NO-1833", "FI-564", "a-region"])
def test_other_places_have_no_number_at_kolada(area):
    assert kolada_unit(area) == ""


def test_kolada_is_asked_for_the_swedish_places_only():
    asked = question("kolada", "N01951", {}, ["SE-25", "NO-1833", "SE-2580"])
    assert asked == Query("data", {"kpi": ["N01951"], "municipality": ["0025", "2580"]})


def test_a_binding_may_name_another_kpi_than_the_code():
    assert question("kolada", "X", {"kpi": "N1"}, ["SE"]).select["kpi"] == ["N1"]
    assert reading("kolada", "people", "X", {"kpi": "N1"}) == TableMapping(
        measures={"N1": "people"}
    )


def test_kolada_cannot_be_asked_without_a_swedish_place():
    with pytest.raises(BindingIncomplete, match="Swedish places only"):
        question("kolada", "N01951", {}, ["NO-1833"])


def test_a_table_is_asked_with_its_selection_as_texts():
    query = {"table": "TAB1", "select": {"Region": ["*"], "Tid": [2023]}, "language": "sv",
             "codelists": {"Region": "agg_Kust"}, "outputs": {"Region": "aggregated"}}  # fmt: skip
    assert question("scb", "ignored", query, ()) == Query(
        "TAB1", {"Region": ["*"], "Tid": ["2023"]}, {"Region": "agg_Kust"},
        {"Region": "aggregated"}, "sv",
    )  # fmt: skip


def test_a_binding_without_a_selection_is_incomplete_and_named():
    with pytest.raises(BindingIncomplete, match="names table 06913"):
        question("ssb", "06913", {}, ())


def test_a_file_behind_an_address_needs_no_selection():
    url = "https://example.org/t.px"
    assert question("px", "", {"url": url}, ()) == Query(url)


def test_an_answer_without_a_measure_gets_the_indicators_name():
    assert reading("scb", "people", "T", {"mapping": {"pick": {"ContentsCode": "B"}}}) == (
        TableMapping(measure="none", pick={"ContentsCode": "B"}, constants={"measure": "people"})
    )


def test_a_mapping_that_names_measures_keeps_them():
    given_ = {"mapping": {"measures": {"B": "people"}}}
    assert reading("scb", "people", "T", given_) == TableMapping(measures={"B": "people"})

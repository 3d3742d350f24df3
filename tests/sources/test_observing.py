"""From a service's codes to ours."""

import dataclasses
from array import array

import pytest

from samkraft.calc.observations import Row
from samkraft.calc.status import Status
from samkraft.sources.connector.observing import TableMapping, observe
from samkraft.sources.connector.places import age_of, area_of, sex_of
from samkraft.sources.connector.problems import NotUnderstood
from samkraft.sources.registry import sources
from samkraft.sources.tables import NAN, Dimension, Table

SSB = sources()["ssb"]


def dimension(name, *codes, role=None):
    return Dimension(name, name, codes, codes, role)


def table(*dimensions, values, symbols=None, flags=None):
    return Table("json-stat", dimensions, array("d", values), symbols or {}, flags or {})


KOSTRA = table(
    dimension("KOKkommuneregion0000", "1833", "EAK"),
    dimension("KOKfunksjon0000", "FGK1", "FGK2"),
    dimension("ContentsCode", "Kost", "Antall", role="metric"),
    dimension("Tid", "2024", "2025K1", role="time"),
    values=[1, 2, 3, 4, 5, 6, 7, NAN, 9, 10, 11, 12, 13, 14, 15, 16], symbols={7: "."},
)  # fmt: skip


def test_a_kostra_table_needs_a_picked_function_and_a_word_for_its_own_regions():
    mapping = TableMapping.of(
        {"measures": {"Antall": "number"}, "pick": {"KOKfunksjon0000": "FGK2"},
         "areas": {"EAK": "NO"}, "scale": {"number": 1000}}
    )  # fmt: skip
    observations, findings = observe(KOSTRA, mapping, source=SSB)
    assert (observations.rows(), findings) == ([
        Row("number", "NO-1833", "2024", "T", "T", 7000.0),
        Row("number", "NO-1833", "2025Q1", "T", "T", None, Status.NOT_APPLICABLE),
        Row("number", "NO", "2024", "T", "T", 15000.0),
        Row("number", "NO", "2025Q1", "T", "T", 16000.0),
    ], ())  # fmt: skip


@pytest.mark.parametrize(
    ("mapping", "said"),
    [
        ({"areas": {"EAK": ""}}, "“KOKfunksjon0000” has 2 codes and the mapping picks no code"),
        ({"areas": {"EAK": ""}, "pick": {"KOKfunksjon0000": "FGK9"}}, "“FGK9” is not in it"),
        ({"pick": {"KOKfunksjon0000": "FGK1"}}, "no known area: EAK"),
        ({"area": "Region"}, "no “Region” in the table"),
        ({"pick": {"KOKfunksjon0000": "FGK1"}, "areas": {"EAK": "NO-1833"}}, "both mean the area NO-1833"),
    ],
)  # fmt: skip
def test_what_the_mapping_leaves_open_is_refused(mapping, said):
    with pytest.raises(NotUnderstood, match=said):
        observe(KOSTRA, TableMapping.of(mapping), source=SSB)


def test_with_a_warning_places_that_are_not_understood_are_left_out_and_told():
    mapping = TableMapping(pick={"KOKfunksjon0000": "FGK1"}, unknown="warn")
    observations, (finding,) = observe(KOSTRA, mapping, source=SSB)
    assert {row.area for row in observations.rows()} == {"NO-1833"}
    assert finding.severity == "alarm"
    assert "EAK" in finding.text


def test_an_empty_word_leaves_a_code_out_on_purpose():
    mapping = TableMapping(pick={"KOKfunksjon0000": "FGK1"}, areas={"EAK": ""})
    observations, findings = observe(KOSTRA, mapping, source=SSB)
    assert (len(observations), findings) == (4, ())


def test_a_number_that_is_marked_as_none_is_not_kept_as_zero():
    """SSB shows 0 with “.” beside it before figures are out."""
    early = table(
        dimension("Region", "1833"),
        dimension("Tid", "2025", role="time"),
        values=[0],
        flags={0: "."},
    )
    observations, _ = observe(early, TableMapping(constants={"measure": "m"}), source=SSB)
    assert observations.rows() == [
        Row("m", "NO-1833", "2025", value=None, status=Status.NOT_APPLICABLE)
    ]


def test_pieces_are_joined_with_common_categories():
    pieces = [
        table(dimension("Region", region), dimension("Tid", "2024", role="time"), values=[number])
        for region, number in (("1833", 1), ("1804", 2))
    ]
    observations, _ = observe(pieces, TableMapping(constants={"measure": "m"}), source=SSB)
    assert [(row.area, row.value) for row in observations.rows()] == [
        ("NO-1833", 1.0),
        ("NO-1804", 2.0),
    ]
    assert observations.measure.categories == ("m",)


def test_an_unknown_sign_stops_the_table():
    odd = table(
        dimension("Region", "1833"), dimension("Tid", "2024"), values=[NAN], symbols={0: "§"}
    )
    with pytest.raises(NotUnderstood, match="“§” in the place of a number"):
        observe(odd, TableMapping(constants={"measure": "m"}), source=SSB)
    warned = dataclasses.replace(SSB, symbols=dataclasses.replace(SSB.symbols, unknown="warn"))
    observations, (finding,) = observe(odd, TableMapping(constants={"measure": "m"}), source=warned)
    assert (observations.rows()[0].status, finding.code) == (Status.MISSING, "unknown-symbol")


@pytest.mark.parametrize(
    ("code", "scheme", "area"),
    [
        ("1833", "norway", "NO-1833"), ("0", "norway", "NO"), ("18", "norway", "NO-18"),
        ("K-3103", "norway", "NO-3103"), ("F-18", "norway", "NO-18"), ("EAK", "norway", None),
        ("2580", "sweden", "SE-2580"), ("00", "sweden", "SE"), ("25", "sweden", "SE-25"),
        ("0025", "kolada", "SE-25"), ("0000", "kolada", "SE"), ("2580", "kolada", "SE-2580"),
        ("G114418", "kolada", None), ("KU564", "finland", "FI-564"), ("SSS", "finland", "FI"),
        ("MK19", "finland", "FI-19"), ("SE332", "nuts", "SE-25"), ("NO071", "nuts", "NO-18"),
        ("SE", "nuts", "SE"), ("SE33", "nuts", None), ("NO-1833", "own", "NO-1833"),
        ("Bodø", "own", None), ("1833", "", None),
    ],
)  # fmt: skip
def test_places(code, scheme, area):
    assert area_of(code, scheme, {}) == area


@pytest.mark.parametrize(
    ("code", "age"),
    [
        ("034", "34"), ("34", "34"), ("000", "0"), ("105+", "105+"), ("F65+", "65+"), ("-4", "0-4"),
        ("0-9", "0-9"), ("000-005", "0-5"), ("TotSA", "T"), ("TOTAL", "T"), ("999", "T"),
        ("Y15-64", "15-64"), ("Y_GE65", "65+"), ("Y_LT15", "0-14"), ("Y_LT1", "0"), ("Y65", "65"),
        ("F00-05", "0-5"), ("H17x", None), ("UNK", None),
    ],
)  # fmt: skip
def test_ages(code, age):
    assert age_of(code, {}) == age


@pytest.mark.parametrize(
    ("source", "codes"),
    [("ssb", "012"), ("kolada", "TMK"), ("eurostat", "TMF"), ("statfin", ("SSS", "1", "2"))],
)
def test_sexes(source, codes):
    assert [sex_of(code, sources()[source].sexes) for code in codes] == ["T", "M", "F"]
    assert sex_of("9", sources()[source].sexes) is None

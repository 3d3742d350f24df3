"""Kolada, against a server with its limits and its empty answers."""

import csv
from datetime import date

import pytest

from samkraft.calc.observations import Row
from samkraft.calc.status import Status
from samkraft.sources.connector.context import Query, Session, Withdrawal
from samkraft.sources.connector.observing import TableMapping, observe
from samkraft.sources.connector.problems import Finding, Gone, NotData, WrongQuery
from samkraft.sources.kolada.fetch import fetch_list
from samkraft.sources.kolada.metadata import unit_of
from samkraft.sources.reading import read_data
from samkraft.sources.registry import fetch, sources
from tests.sources.servers import kolada_server
from tests.sources.servers.kolada import value

SOURCE = sources()["kolada"]
VALUES = [
    value("N01951", "2580", 2024, "T", 80_000), value("N01951", "2580", 2024, "K", 39_000),
    value("N01951", "0025", 2024, "T", 249_000), value("N01951", "0000", 2024, "T", None, status="Privacy"),
    value("N00945", "2580", 2024, "T", 0.81), value("N00945", "2580", 2023, "T", 0.8, changed="2026-02-01"),
]  # fmt: skip
QUERY = Query("data", {"kpi": ["N01951", "N00945"], "municipality": ["2580", "0025", "0000"],
                       "year": ["2024"]})  # fmt: skip


def fetched(server, make_context, query=QUERY):
    return fetch(query, source="kolada", context=make_context(addresses={"kolada": server.base}))


def test_values_become_observations_with_places_sexes_and_statuses(make_context):
    with kolada_server(VALUES) as server:
        found = fetched(server, make_context)
    mapping = TableMapping(
        measures={"N01951": "population", "N00945": "ratio"}, scale={"ratio": 100}
    )
    observations, findings = observe(found.tables, mapping, source=SOURCE)
    assert sorted(observations.rows(), key=lambda r: (r.measure, r.area, r.sex)) == [
        Row("population", "SE", "2024", "T", "T", None, Status.SUPPRESSED),
        Row("population", "SE-25", "2024", "T", "T", 249_000.0),
        Row("population", "SE-2580", "2024", "F", "T", 39_000.0),
        Row("population", "SE-2580", "2024", "T", "T", 80_000.0),
        Row("ratio", "SE-2580", "2024", "T", "T", 81.0),
    ]
    assert (findings, found.next_update) == ((), "2027-02-20")
    assert found.fingerprint.units == {"N01951": "antal", "N00945": "kvot"}


def test_the_pages_are_followed_to_the_end_whatever_count_says(make_context):
    values = [value("N01951", "2580", year) for year in range(2000, 2024)]
    query = Query("data", {"kpi": ["N01951"], "municipality": ["2580"]})
    with kolada_server(values, page=7) as server:
        found = fetched(server, make_context, query)
    assert found.tables[0].summary()["numeric"] == 24
    assert len(found.raw) == 4


def test_at_most_25_ids_stand_in_one_part_of_the_address_years_too(make_context):
    places = [f"{at:04d}" for at in range(1000, 1060)]
    values = [value("N01951", place, year) for place in places for year in range(1990, 2020)]
    query = Query("data", {"kpi": ["N01951"], "municipality": places,
                           "year": [str(year) for year in range(1990, 2020)]})  # fmt: skip
    with kolada_server(values) as server:
        found = fetched(server, make_context, query)
    assert sum(table.summary()["numeric"] for table in found.tables) == 1800
    assert len(found.tables) == 6  # three of places, two of years


def test_what_has_no_answer_is_an_alarm_for_kolada_says_nothing(make_context):
    query = Query(
        "data", {"kpi": ["N01951"], "municipality": ["2580", "9999"], "year": ["2024", "1900"]}
    )
    with kolada_server(VALUES) as server:
        assert fetched(server, make_context, query).findings == (
            Finding("unanswered", "Kolada has no answer for municipality 9999 (1 of 2).", "alarm"),
            Finding("unanswered", "Kolada has no answer for year 1900 (1 of 2).", "alarm"),
        )


def test_an_answer_without_any_value_is_empty_and_told(make_context):
    query = Query("data", {"kpi": ["N01951"], "year": ["1900"]})
    with kolada_server(VALUES) as server:
        found = fetched(server, make_context, query)
    observations, _ = observe(found.tables, TableMapping(), source=SOURCE)
    assert (len(observations), len(found.findings)) == (0, 2)


def test_withdrawn_values_are_listed_and_stand_as_missing(make_context):
    values = [value("N01951", "2580", 2024, "T", 5, isdeleted=True), value("N01951", "2580", 2023)]
    query = Query("data", {"kpi": ["N01951"], "municipality": ["2580"]})
    with kolada_server(values) as server:
        found = fetched(server, make_context, query)
    assert found.withdrawn == (Withdrawal("N01951", "2580", "2024", "T"),)
    observations, _ = observe(found.tables, TableMapping(), source=SOURCE)
    assert observations.rows() == [
        Row("N01951", "SE-2580", "2023", "T", "T", 1.0),
        Row("N01951", "SE-2580", "2024", "T", "T", None, Status.MISSING),
    ]


def test_only_what_changed_since_a_day_is_fetched_and_silence_is_no_alarm(make_context):
    query = Query(
        "data", {"kpi": ["N00945"], "municipality": ["2580", "0025"]}, since=date(2026, 1, 1)
    )
    with kolada_server(VALUES) as server:
        found = fetched(server, make_context, query)
    assert [t.dimensions[2].codes for t in found.tables] == [("2023",)]
    assert [each.severity for each in found.findings] == ["note"]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        (Query("data", {"kpi": ["N01951"]}), "two of kpi"),
        (Query("data", {"kpi": ["N01951"], "kommun": ["2580"]}), "knows no “kommun”"),
        (Query("data", {"kpi": ["N01951", "N99999"], "year": ["2024"]}), "no indicator N99999"),
    ],
)
def test_a_wrong_question_is_refused_in_words(make_context, query, said):
    with kolada_server(VALUES) as server, pytest.raises(WrongQuery, match=said):
        fetched(server, make_context, query)


def test_the_closed_second_interface_is_told_as_gone(make_context):
    with kolada_server(VALUES) as server:
        context = make_context(addresses={"kolada": f"{server.host}/v2"})
        with pytest.raises(Gone, match="closed this address for good"):
            fetch(QUERY, source="kolada", context=context)


def test_a_next_page_at_another_host_is_not_followed(make_context):
    values = [value("N01951", "2580", year) for year in range(2000, 2010)]
    query = Query("data", {"kpi": ["N01951"], "municipality": ["2580"]})
    with kolada_server(values, page=5) as server, kolada_server(values) as other:
        port = other.host.rpartition(":")[2]
        true = type(server).host
        server.__class__ = type("Astray", (type(server),), {
            "host": property(lambda self: true.fget(self).rpartition(":")[0] + f":{port}")})  # fmt: skip
        context = make_context(addresses={"kolada": f"{true.fget(server)}/v3"})
        with pytest.raises(NotData, match="leads astray"):
            fetch(query, source="kolada", context=context)
        assert other.requests == []


def test_the_list_of_places_is_read(make_context):
    with kolada_server([]) as server:
        session = Session(SOURCE, make_context(addresses={"kolada": server.base}))
        assert [row["id"] for row in fetch_list(session, "municipality")] == [
            "0000",
            "0025",
            "2580",
            "2582",
        ]


@pytest.mark.parametrize(
    ("title", "unit"),
    [
        ("Personalkostnader, kr/inv", "kr/inv"),
        ("Elever i musikskola, 6-19 år, andel (%)", "andel (%)"),
        ("Nystartade företag, antal/1000 inv, 16-64 år", "antal/1000 inv"),
        ("Demografisk försörjningskvot", "kvot"),
        ("Bruttoregionprodukt, kommun (BRP), 1000 kr/invånare", "1000 kr/invånare"),
        ("Resor med kollektivtrafik, resor/inv", "resor/inv"),
        ("Elbilsladdpunkter, totalt antal", "totalt antal"),
        ("Trygghet – Kommunindex Kvinnor", "index"),
        ("Något helt annat", None),
    ],
)
def test_the_unit_stands_in_the_title(title, unit):
    assert unit_of(title) == unit


def test_the_units_of_the_catalogue_are_found(shared):
    with (shared / "facts/indicator_catalogue.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["source_system"] == "Kolada"]
    assert [r["title"] for r in rows if unit_of(r["title"]) != r["unit"]] == []


def test_real_values_are_served_and_read_back(shared, make_context):
    import json

    page = json.loads((shared / "data/kolada/data_N00945.json").read_text(encoding="utf-8"))
    values = [
        value(row["kpi"], row["municipality"], row["period"], each["gender"], each["value"])
        for row in page["values"] for each in row["values"]
    ]  # fmt: skip
    query = Query("data", {"kpi": ["N00945"], "municipality": ["0180", "1280", "1480"]})
    with kolada_server(values, page=20) as server:
        table = fetched(server, make_context, query).tables[0]
    known = read_data(shared / "data/kolada/data_N00945.json")
    assert (list(table.values), table.dimensions) == (list(known.values), known.dimensions)

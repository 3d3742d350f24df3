"""Eurostat, Klass, files behind addresses, and the list of all sources."""

from datetime import date

import pytest

from samkraft.calc.observations import Row
from samkraft.calc.status import Status
from samkraft.sources.connector.context import Query
from samkraft.sources.connector.limits import Rate
from samkraft.sources.connector.observing import TableMapping, observe
from samkraft.sources.connector.problems import (
    Finding,
    NotData,
    NotFound,
    NotUnderstood,
    Refused,
    TooManyCells,
    WrongQuery,
)
from samkraft.sources.klass.fetch import fetch_changes, fetch_codes
from samkraft.sources.klass.read import Change, Code, Event, events, read_changes
from samkraft.sources.registry import fetch, read_sources, sources
from samkraft.sources.sheets.mapping import SheetMapping
from samkraft.sources.sheets.observe import observe_sheet
from samkraft.sources.tables import BrokenData
from tests.sources.servers import (
    eurostat_server,
    file_server,
    klass_server,
    population,
    pxwebapi2_server,
)

CODES = {"freq": ["A"], "sex": ["T", "F"], "age": ["TOTAL", "Y_LT15", "Y65-69"],
         "geo": ["SE", "SE332", "NO071", "FI1D7"], "time": ["2022", "2023"]}  # fmt: skip
CELLS = {
    ("A", "T", "TOTAL", "SE332", "2023"): (248_480.0, "p"),
    ("A", "F", "Y_LT15", "SE332", "2022"): (18_000.0, ""),
    ("A", "T", "TOTAL", "NO071", "2023"): (None, "c"),
    ("A", "T", "TOTAL", "SE", "2023"): (10_500_000.0, "be"),
}
EUROSTAT = Query("demo", {"geo": ["SE", "SE332", "NO071"], "time": ["2022", "2023"]})


def from_eurostat(server, make_context, query=EUROSTAT):
    return fetch(
        query, source="eurostat", context=make_context(addresses={"eurostat": server.base})
    )


def test_sparse_cells_with_flags_become_observations(make_context):
    with eurostat_server(CODES, CELLS) as server:
        found = from_eurostat(server, make_context)
    mapping = TableMapping(constants={"measure": "population"})
    observations, _ = observe(found.tables, mapping, source=sources()["eurostat"])
    known = [row for row in observations.rows() if row.status is not Status.MISSING]
    assert (len(observations), known) == (36, [
        Row("population", "SE", "2023", "T", "T", 10_500_000.0, Status.ESTIMATED),
        Row("population", "SE-25", "2023", "T", "T", 248_480.0, Status.PROVISIONAL),
        Row("population", "NO-18", "2023", "T", "T", None, Status.SUPPRESSED),
        Row("population", "SE-25", "2022", "F", "0-14", 18_000.0),
    ])  # fmt: skip


@pytest.mark.parametrize("limits", [{"most": 20}, {"later": 20}])
def test_what_is_too_big_or_would_be_answered_later_is_asked_in_pieces(make_context, limits):
    with eurostat_server(CODES, CELLS, **limits) as server:
        found = from_eurostat(server, make_context)
    assert sum(table.cells for table in found.tables) == 36
    assert [v.code for v in found.fingerprint.variables] == list(CODES)


def test_a_question_that_cannot_be_parted_further_is_told(make_context):
    with (
        eurostat_server(CODES, CELLS, most=3) as server,
        pytest.raises(TooManyCells, match="TOO_BIG"),
    ):
        from_eurostat(server, make_context)


def test_places_of_another_nuts_version_are_an_alarm(make_context):
    query = Query("demo", {"geo": ["SE332", "NO07A"]})
    with eurostat_server(CODES, CELLS) as server:
        assert from_eurostat(server, make_context, query).findings == (
            Finding("unanswered", "Eurostat has no answer for geo NO07A. Are they codes of NUTS 2024?", "alarm"),
        )  # fmt: skip


def test_a_wrong_parameter_is_refused_and_a_whole_table_is_not_asked_for(make_context):
    with eurostat_server(CODES, CELLS) as server:
        with pytest.raises(Refused, match="Invalid parameter place"):
            from_eurostat(server, make_context, Query("demo", {"place": ["SE"]}))
        with pytest.raises(WrongQuery, match="name some geo"):
            from_eurostat(server, make_context, Query("demo", {"lastTimePeriod": ["1"]}))


def row(old, new, day, old_name="", new_name=""):
    return {"oldCode": old, "oldName": old_name or old, "newCode": new, "newName": new_name or new,
            "changeOccurred": day}  # fmt: skip


CHANGES = [
    row("1805", "1806", "2020-01-01"), row("1854", "1806", "2020-01-01"),
    row("1850", "1806", "2020-01-01"), row("1850", "1875", "2020-01-01"),
    row("1849", "1875", "2020-01-01"),
    row("5401", "5501", "2024-01-01"),
    row("1841", "1841", "2024-01-01", "Fauske", "Fauske - Fuossko"),
    row("1901", "1903", "2013-01-01"), row("1902", "1903", "2013-01-01"),
    row("1507", "1508", "2024-01-01"), row("1507", "1580", "2024-01-01"),
    row(None, "2100", "2024-06-01"), row("9999", None, "2024-06-01"),
]  # fmt: skip


def test_changes_are_gathered_into_what_happened(make_context):
    with klass_server(changes=CHANGES) as server:
        context = make_context(addresses={"klass": server.base})
        found = fetch_changes(
            "131", start=date(2013, 1, 1), source=sources()["klass"], context=context
        )
        assert server.requests[0].option("includeFuture") == "true"
    new_year = date(2024, 1, 1)
    assert events(found) == (
        Event(date(2013, 1, 1), "merged", ("1901", "1902"), ("1903",)),
        Event(date(2020, 1, 1), "parted", ("1805", "1849", "1850", "1854"), ("1806", "1875")),
        Event(new_year, "split", ("1507",), ("1508", "1580")),
        Event(new_year, "renamed", ("1841",), ("1841",)),
        Event(new_year, "renumbered", ("5401",), ("5501",)),
        Event(date(2024, 6, 1), "born", (), ("2100",)),
        Event(date(2024, 6, 1), "ended", ("9999",), ()),
    )


def test_the_last_day_of_a_range_does_not_belong_to_it(make_context):
    with klass_server(changes=CHANGES) as server:
        found = fetch_changes("131", start=date(2013, 1, 1), end=date(2020, 1, 1),
                              source=sources()["klass"], context=make_context(addresses={"klass": server.base}))  # fmt: skip
    assert [change.day.year for change in found] == [2013, 2013]


def test_codes_are_read_with_their_validity(make_context):
    codes = [{"code": "1806", "name": "Narvik", "level": "1", "parentCode": None,
              "validFromInRequestedRange": "2020-01-01", "validToInRequestedRange": None}]  # fmt: skip
    with klass_server(codes=codes) as server:
        found = fetch_codes("131", start=date(2020, 1, 1), source=sources()["klass"],
                            context=make_context(addresses={"klass": server.base}))  # fmt: skip
    assert found == (Code("1806", "Narvik", None, 1, date(2020, 1, 1), None),)


def test_a_classification_that_is_not_there_and_an_answer_of_another_kind(make_context):
    with klass_server() as server, pytest.raises(NotFound, match="Classification not found"):
        fetch_codes("999", start=date(2020, 1, 1), source=sources()["klass"],
                    context=make_context(addresses={"klass": server.base}))  # fmt: skip
    with pytest.raises(BrokenData, match="list “codeChanges”"):
        read_changes({"codes": []})
    assert read_changes({"codeChanges": []}) == ()
    assert read_changes({"codeChanges": [row("1", "2", "2024-01-01")]}) == (
        Change(date(2024, 1, 1), "1", "1", "2", "2"),
    )


PX = """CHARSET="ANSI";
MATRIX="T";SUBJECT-CODE="B";SUBJECT-AREA="B";DECIMALS=0;TITLE="T";CONTENTS="C";UNITS="n";
STUB="region";HEADING="tid";VALUES("region")="Luleå";CODES("region")="2580";
VALUES("tid")="2023","2024";TIMEVAL("tid")=TLIST(A1),"2023","2024";
LAST-UPDATED="20260220 08:00";
DATA=1 "-";
""".encode("cp1252")


def test_a_px_file_behind_an_address_is_fetched_and_kept(make_context):
    files = {"a/t.px": PX, "broken.px": PX[:-20], "page.px": b"<html>no</html>"}
    with file_server(files) as server:
        context = make_context()
        found = fetch(Query(f"{server.base}/a/t.px"), source="px", context=context)
        with pytest.raises(NotData, match="cannot be read"):
            fetch(Query(f"{server.base}/broken.px"), source="px", context=context)
        with pytest.raises(NotData, match="web page"):
            fetch(Query(f"{server.base}/page.px"), source="px", context=context)
    assert (found.updated, context.raw.content(found.raw[0])) == ("20260220 08:00", PX)
    mapping = TableMapping(constants={"measure": "n"}, scheme="sweden")
    with pytest.raises(NotUnderstood, match="“-”"):  # zero or missing: producers differ
        observe(found.tables, mapping, source=sources()["px"])
    observations, _ = observe(found.tables, mapping, source=sources()["scb"])
    assert observations.rows() == [
        Row("n", "SE-2580", "2023", value=1.0),
        Row("n", "SE-2580", "2024", value=0.0),
    ]


def test_json_stat_behind_an_address_is_fetched(make_context):
    import json

    table = population()
    with file_server({"t.json": json.dumps(table.dataset(table.codes)).encode()}) as server:
        context = make_context(addresses={"jsonstat": server.base})
        assert fetch(Query("t.json"), source="jsonstat", context=context).tables[0].cells == 54


def test_a_sheet_behind_an_address_is_fetched_and_read_by_its_mapping(make_context):
    files = {"a.csv": "kommun;2024\n2580;1,5\n".encode("cp1252")}
    mapping = SheetMapping.of({"columns": {"area": "kommun"}, "wide": "period", "scheme": "sweden",
                               "constants": {"measure": "m"}})  # fmt: skip
    with file_server(files) as server:
        context = make_context()
        found = fetch(Query(f"{server.base}/a.csv"), source="sheet", context=context)
    content = context.raw.content(found.raw[0])
    assert observe_sheet(content, mapping, name="a.csv")[0].rows() == [
        Row("m", "SE-2580", "2024", value=1.5)
    ]


@pytest.mark.parametrize("name", ["nobody", "klass"])
def test_a_source_without_tables_is_refused(make_context, name):
    with pytest.raises(WrongQuery, match=f"“{name}”"):
        fetch(Query("T"), source=name, context=make_context())


def test_every_source_says_who_publishes_and_under_which_licence():
    found = sources()
    assert {"ssb", "scb", "ssb-v0", "scb-v1", "statfin", "kolada", "eurostat", "klass", "px",
            "jsonstat"} <= set(found)  # fmt: skip
    assert all(each.publisher and each.licence and each.attribution for each in found.values())
    assert (found["scb"].rate, found["scb"].cells) == (Rate(3, 1), 150_000)
    assert [str(each.start)[:5] for each in found["ssb"].quiet] == ["05:00"]


GOOD = {"publisher": "P", "licence": "L", "attribution": "A"}


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"publisher": ""}, "“publisher” is missing"),
        ({"colour": 1}, "x: the key “colour”"),
        ({"rate": {"calls": 0, "seconds": 0}}, "x: 0 calls"),
        ({"quiet": {"zone": "Europe/Oslo", "hours": ["5-8"]}}, "x: “5-8”"),
        ({"symbols": {"cells": {".": "nothing"}}}, "x: .*nothing"),
        ({"symbols": {"unknown": "drop"}}, "stop or warn"),
    ],
)
def test_a_wrong_description_of_a_source_is_refused_with_its_key(facts, said):
    import yaml

    with pytest.raises(ValueError, match=said):
        read_sources("px", yaml.safe_dump({"installations": {"x": {**GOOD, **facts}}}))


def test_real_metadata_can_be_served(shared, make_context):
    """The local server answers as SCB does for the same table."""
    from samkraft.sources.reading import read_data

    real = read_data(shared / "data/pxwebapi2/TAB6471_data.json")
    codes = {each.code: list(each.codes) for each in real.dimensions}
    places = {}
    import itertools

    for at, place in enumerate(itertools.product(*codes.values())):
        places[place] = real.values[at]
    table = population(
        codes=codes, value=lambda **p: places[tuple(p.values())], updated=real.updated
    )
    query = Query("TAB6471", {name: ["*"] for name in codes})
    with pxwebapi2_server({"TAB6471": table}, cells=500) as server:
        found = fetch(query, source="scb", context=make_context(addresses={"scb": server.base}))
    mapping = TableMapping(measures={"000007SF": "n"}, ages={"100+10": "100+"})
    whole, _ = observe(real, mapping, source=sources()["scb"])
    parts, _ = observe(found.tables, mapping, source=sources()["scb"])
    assert len(found.tables) > 3
    key = lambda r: (r.area, r.period, r.sex, r.age)  # noqa: E731
    assert sorted(parts.rows(), key=key) == sorted(whole.rows(), key=key)

"""PxWebApi 2, against a server with its limits and its odd answers."""

import dataclasses
import json
import math
from datetime import UTC, datetime

import pytest

from samkraft.calc.observations import Row
from samkraft.calc.status import Status
from samkraft.sources.connector.context import Query
from samkraft.sources.connector.limits import Limiter, Rate
from samkraft.sources.connector.observing import TableMapping, observe
from samkraft.sources.connector.problems import (
    Incomplete,
    NotFound,
    QuietHours,
    TooManyCells,
    Unavailable,
    WrongQuery,
)
from samkraft.sources.pxwebapi2.fetch import data_address
from samkraft.sources.pxwebapi2.read import read_config, read_description
from samkraft.sources.registry import fetch, sources
from tests.sources.servers import Limit, Trouble, population, pxwebapi2_server

ALL = Query("T1", {"Region": ["*"], "Kon": ["*"], "ContentsCode": ["BE1"], "Tid": ["*"]})
# the test's codes for sex are Norway's, its places Sweden's
SOURCE = dataclasses.replace(sources()["scb"], sexes={"0": "T", "1": "M", "2": "F"})
MAPPING = TableMapping(measures={"BE1": "population"})


def serving(table=None, **more):
    return pxwebapi2_server({"T1": table or population()}, **more)


def asked_for_data(server):
    return [each for each in server.requests if each.path.endswith("/data")]


def observed(fetched):
    observations, findings = observe(fetched.tables, MAPPING, source=SOURCE)
    assert findings == ()
    return {(row.area, row.sex, row.period): (row.value, row.status) for row in observations.rows()}


def test_a_table_is_fetched_whole_with_its_proof_and_its_next_day(make_context):
    with serving() as server:
        context = make_context(addresses={"scb": server.base})
        fetched = fetch(ALL, source="scb", context=context)
    assert (fetched.updated, fetched.next_update) == (
        "2026-02-20T07:00:00Z",
        "2027-02-19T07:00:00Z",
    )
    assert (len(fetched.tables), fetched.findings) == (1, ())
    assert fetched.fingerprint.units == {"BE1": "personer"}
    (copy,) = context.raw.copies("scb", "T1")
    assert (copy.sha256, copy.licence) == (fetched.raw[0], "CC0 1.0")
    rows = observed(fetched)
    assert len(rows) == 54
    assert rows["SE-2580", "F", "2024"] == (25800 + 2 + 4000, Status.VALID)
    assert rows["SE-2582", "T", "2023"] == (None, Status.SUPPRESSED)


def test_a_large_question_is_parted_by_what_the_service_states(make_context):
    steps = []
    with serving(cells=10) as server:
        context = make_context(
            addresses={"scb": server.base}, progress=lambda *at: steps.append(at)
        )
        fetched = fetch(ALL, source="scb", context=context)
        calls = len(asked_for_data(server))
    assert max(table.cells for table in fetched.tables) <= 10
    assert steps == [(at, calls) for at in range(1, calls + 1)]
    assert len(observed(fetched)) == 54


@pytest.mark.parametrize("too_many", [400, 403])
def test_a_limit_that_is_lower_than_stated_makes_the_pieces_smaller(make_context, too_many):
    config = {"maxDataCells": 5000}
    with serving(cells=15, config=config, too_many=too_many) as server:
        fetched = fetch(ALL, source="scb", context=make_context(addresses={"scb": server.base}))
    assert len(observed(fetched)) == 54


def test_a_service_that_takes_not_even_one_cell_is_given_up(make_context):
    with serving(cells=0, config={"maxDataCells": 9}) as server, pytest.raises(TooManyCells):
        fetch(ALL, source="scb", context=make_context(addresses={"scb": server.base}))


def test_codes_are_asked_once_whatever_the_question_repeats(make_context):
    query = Query(
        "T1", {"region": ["2580", "2580", "25*"], "ContentsCode": ["BE1"], "tid": ["TOP(1)"]}
    )
    with serving() as server:
        fetched = fetch(query, source="scb", context=make_context(addresses={"scb": server.base}))
        options = dict(asked_for_data(server)[0].options)
    assert options["valuecodes[Region]"] == "25,2510,2580,2582,2584"
    assert options["valuecodes[Kon]"] == "0"  # the total of a variable that was not named
    assert options["valuecodes[Tid]"] == "2024"
    assert len(observed(fetched)) == 5


def test_many_codes_are_posted_for_a_long_address_is_not_found(make_context):
    many = [f"{at:04d}" for at in range(100, 900)]
    with serving(population(codes={**population().codes, "Region": many}), cells=100_000) as server:
        query = Query("T1", {**ALL.select, "Tid": ["2024"]})
        fetched = fetch(query, source="scb", context=make_context(addresses={"scb": server.base}))
        (asked,) = asked_for_data(server)
    assert asked.method == "POST"
    assert asked.json["selection"][0] == {"variableCode": "Region", "valueCodes": many}
    assert len(observed(fetched)) == 2400


def test_the_address_of_a_selection_quotes_codes_with_commas_and_brackets():
    query = Query("T", codelists={"Region": "agg_X"}, outputs={"Region": "aggregated"})
    assert data_address("http://x", query, {"Region": ("a,b", "c[d]", "Ö e")}) == (
        "http://x/tables/T/data?outputFormat=json-stat2&valuecodes[Region]=[a%2Cb],[c[d]],%C3%96%20e"
        "&codelist[Region]=agg_X&outputValues[Region]=aggregated"
    )


@pytest.mark.parametrize(
    ("output", "found"),
    [
        ("aggregated", {"K-1": 25800 + 25820 + 6 + 8000, "K-2": 25840 + 3 + 4000}),
        ("single", {"2580": 29803, "2582": 29823, "2584": 29843}),
    ],
)
def test_groups_are_summed_or_taken_apart(make_context, output, found):
    query = Query("T1", {"Region": ["*"], "ContentsCode": ["*"], "Tid": ["2024"]},
                  codelists={"Region": "agg_Kust"}, outputs={"Region": output})  # fmt: skip
    with serving() as server:
        fetched = fetch(query, source="scb", context=make_context(addresses={"scb": server.base}))
    (table,) = fetched.tables
    assert dict(zip(table.dimensions[0].codes, table.values, strict=True)) == found


def test_after_a_break_only_the_missing_pieces_are_fetched(make_context):
    with serving(cells=10) as server:
        context = make_context(addresses={"scb": server.base})
        server.trouble(*[Trouble("slow")] * 5, *[Trouble(status=503)] * 4)
        with pytest.raises(Unavailable):
            fetch(ALL, source="scb", context=context)
        before = len(asked_for_data(server))
        fetched = fetch(ALL, source="scb", context=context)
        after = len(asked_for_data(server)) - before
    assert after == len(fetched.tables) - 2  # config, entry and metadata came before two pieces
    assert len(observed(fetched)) == 54
    assert list((context.state_dir / "plans").rglob("*.json")) == []


def test_a_raw_answer_that_is_damaged_is_fetched_again(make_context):
    with serving(cells=30) as server:
        context = make_context(addresses={"scb": server.base})
        server.trouble(*[Trouble("slow")] * 4, *[Trouble(status=503)] * 4)
        with pytest.raises(Unavailable):
            fetch(ALL, source="scb", context=context)
        (content,) = (context.raw.folder / "content").rglob("*/*")
        content.write_bytes(b"{}")
        assert len(observed(fetch(ALL, source="scb", context=context))) == 54
    assert context.raw.verify() == []


def test_a_table_that_changes_in_the_middle_gives_one_state_only(make_context):
    table = population()
    with serving(table, cells=10) as server:

        def published(done, total):
            if done == 3 and table.updated == "2026-02-20T07:00:00Z":
                table.updated, table.value = "2026-02-21T07:00:00Z", lambda **place: 5

        context = make_context(addresses={"scb": server.base}, progress=published)
        fetched = fetch(ALL, source="scb", context=context)
    assert {each.updated for each in fetched.tables} == {"2026-02-21T07:00:00Z"}
    assert {value for value, _ in observed(fetched).values()} == {5}


def test_an_update_between_two_attempts_starts_over(make_context):
    table = population()
    with serving(table, cells=10) as server:
        context = make_context(addresses={"scb": server.base})
        server.trouble(*[Trouble("slow")] * 5, *[Trouble(status=503)] * 4)
        with pytest.raises(Unavailable):
            fetch(ALL, source="scb", context=context)
        table.updated = "2026-03-01T07:00:00Z"
        before = len(asked_for_data(server))
        fetched = fetch(ALL, source="scb", context=context)
        assert len(asked_for_data(server)) - before == len(fetched.tables)


def test_an_answer_that_lacks_codes_is_not_taken(make_context):
    table = population()
    whole = table.dataset
    table.dataset = lambda chosen, sums=None: whole(
        {**chosen, "Region": chosen["Region"][:-1]} if len(chosen["Tid"]) == 1 else chosen, sums
    )
    query = Query("T1", {**ALL.select, "Tid": ["2024"]})
    with serving(table) as server, pytest.raises(Incomplete, match="lacks of “Region”: 2584"):
        fetch(query, source="scb", context=make_context(addresses={"scb": server.base}))


def test_a_discontinued_table_is_an_alarm(make_context):
    with serving(population(discontinued=True)) as server:
        fetched = fetch(ALL, source="scb", context=make_context(addresses={"scb": server.base}))
    assert [(each.code, each.severity) for each in fetched.findings] == [("discontinued", "alarm")]


@pytest.mark.parametrize(
    ("query", "problem", "said"),
    [
        (Query("T9", ALL.select), NotFound, "Non-existent table"),
        (Query("T1", {"Place": ["1"]}), WrongQuery, "no variable “Place”"),
        (Query("T1", {**ALL.select, "Tid": ["1999"]}), WrongQuery, "“1999”"),
        (Query("T1", {}), WrongQuery, "Nothing is selected of “Region”"),
        (Query("T1", ALL.select, codelists={"Region": "agg_kust"}), NotFound, "codelist"),
    ],
)
def test_a_wrong_question_is_refused_in_words(make_context, query, problem, said):
    with serving() as server, pytest.raises(problem, match=said):
        fetch(query, source="scb", context=make_context(addresses={"scb": server.base}))


def test_ssb_is_left_alone_while_its_figures_change(make_context):
    early = datetime(2026, 3, 2, 5, 30, tzinfo=UTC)  # 06:30 in Oslo
    with serving() as server:
        context = make_context(addresses={"ssb": server.base}, now=lambda: early)
        with pytest.raises(QuietHours, match="Ask again from 2026-03-02 08:15 CET"):
            fetch(ALL, source="ssb", context=context)
        assert server.requests == []


def test_no_calls_in_no_seconds_is_not_taken_for_no_limit(make_context):
    config = {"maxCallsPerTimeWindow": 0, "timeWindow": 0}
    with serving(config=config, limit=Limit(40, 60, told=True)) as server:
        context = make_context(addresses={"ssb": server.base})
        fetch(ALL, source="ssb", context=context)
        host = server.host.removeprefix("http://")
    assert Limiter(context.state_dir).rate(host, Rate(1, 1)) == Rate(40, 60)


def test_what_the_service_states_about_itself_is_asked_once_a_day(make_context):
    with serving() as server:
        context = make_context(addresses={"scb": server.base})
        fetch(ALL, source="scb", context=context)
        fetch(ALL, source="scb", context=context)
        assert [each.path for each in server.requests].count("/config") == 1


def test_the_words_of_scb_are_understood(shared):
    folder = shared / "data/pxwebapi2"
    config = read_config(json.loads((folder / "config.json").read_text()))
    assert (config.cells, config.rate) == (150_000, Rate(3, 1))
    metadata = json.loads((folder / "TAB6471_metadata.json").read_text())
    described = read_description("TAB6471", metadata, {"discontinued": None})
    assert {name: len(each.codes) for name, each in described.choices.items()} == {
        "Region": 312, "Alder": 134, "Kon": 3, "ContentsCode": 1, "Tid": 16,
    }  # fmt: skip
    assert described.fingerprint.units == {"000007SF": "antal"}


def test_real_figures_become_observations(shared):
    from samkraft.sources.reading import read_data

    table = read_data(shared / "data/pxwebapi2/TAB6471_data.json")
    mapping = TableMapping(measures={"000007SF": "population"}, ages={"100+10": "100+"})
    observations, _ = observe(table, mapping, source=sources()["scb"])
    assert len(observations) == table.cells == 21 * 11 * 3 * 4
    assert observations.rows()[0] == Row("population", "SE-01", "2026M01", "T", "0-9", 245284.0)
    assert math.isclose(float(observations.value.sum()), math.fsum(table.values))

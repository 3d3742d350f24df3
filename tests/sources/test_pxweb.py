"""PxWeb's first interface."""

import dataclasses

import pytest

from samkraft.sources.connector.context import Query
from samkraft.sources.connector.limits import Limiter, Rate
from samkraft.sources.connector.observing import TableMapping, observe
from samkraft.sources.connector.problems import NotData, NotFound, Unavailable, WrongQuery
from samkraft.sources.registry import fetch, sources
from tests.sources.servers import Limit, Trouble, population, pxweb_server

PATH = "BE/BE0101/BefolkningNy"
ALL = Query(PATH, {"Region": ["*"], "Kon": ["*"], "ContentsCode": ["*"], "Tid": ["*"]})
SOURCE = dataclasses.replace(sources()["scb-v1"], sexes={"0": "T", "1": "M", "2": "F"})


def fetched(server, make_context, query=ALL, **more):
    return fetch(
        query, source="scb-v1", context=make_context(addresses={"scb-v1": server.base}, **more)
    )


def test_every_variable_is_named_and_every_cell_comes_once(make_context):
    with pxweb_server({PATH: population()}, cells=10) as server:
        found = fetched(server, make_context)
        posts = [each for each in server.requests if each.method == "POST"]
    assert all(len(each.json["query"]) == 4 for each in posts)
    assert posts[0].json["response"] == {"format": "json-stat2"}
    mapping = TableMapping(measures={"BE1": "population"})
    observations, _ = observe(found.tables, mapping, source=SOURCE)
    rows = {(r.area, r.sex, r.period): r.value for r in observations.rows()}
    assert (len(observations), len(rows)) == (54, 54)
    assert rows["SE-2580", "F", "2024"] == 29802


@pytest.mark.parametrize(
    ("config", "most"), [({"maxValues": 10}, 10), ({"maxValues": 10, "maxCells": 30}, 30)]
)
def test_the_cells_are_limited_by_maxcells_and_on_old_servers_by_maxvalues(
    make_context, config, most
):
    with pxweb_server({PATH: population()}, config=config) as server:
        found = fetched(server, make_context)
    assert most // 2 <= max(table.cells for table in found.tables) <= most


def test_a_server_that_says_nothing_about_itself_is_asked_by_our_own_notes(make_context):
    with pxweb_server({PATH: population()}, config={}, cells=20) as server:
        found = fetched(server, make_context)  # 403 without a word makes the pieces smaller
    assert sum(table.cells for table in found.tables) == 54


def test_the_rate_is_learned_from_config(make_context):
    with pxweb_server({PATH: population()}, limit=Limit(77, 9)) as server:
        context = make_context(addresses={"scb-v1": server.base})
        fetch(ALL, source="scb-v1", context=context)
        host = server.host.removeprefix("http://")
    assert Limiter(context.state_dir).rate(host, Rate(1, 1)) == Rate(77, 9)


@pytest.mark.parametrize(
    ("filter_", "codes"),
    [("agg:agg_Kust", ("K-1", "K-2")), ("agg_single:agg_Kust", ("2580", "2582", "2584"))],
)
def test_groups_go_by_filters(make_context, filter_, codes):
    query = Query(PATH, {**ALL.select, "Region": ["K-1", "K-2"]}, codelists={"Region": filter_})
    with pxweb_server({PATH: population()}) as server:
        found = fetched(server, make_context, query)
    assert found.tables[0].dimensions[0].codes == codes


def test_a_flat_list_of_tables_is_asked_the_same_way(make_context):
    with pxweb_server({"07459": population()}, below="/no/table/") as server:
        context = make_context(addresses={"ssb-v0": server.base})
        query = Query("07459", ALL.select)
        assert fetch(query, source="ssb-v0", context=context).tables[0].cells == 54


def test_the_morning_break_of_ssb_is_waited_out_or_told(make_context):
    with pxweb_server({PATH: population()}) as server:
        server.trouble(Trouble(status=503), Trouble(status=503))
        assert fetched(server, make_context).tables[0].cells == 54
        server.trouble(*[Trouble(status=503)] * 4)
        with pytest.raises(Unavailable):
            fetched(server, make_context)


@pytest.mark.parametrize(
    ("query", "problem", "said"),
    [
        (Query("BE/BE0101", ALL.select), NotData, "a folder of tables"),
        (Query("XX", ALL.select), NotFound, "Not found"),
        (Query(PATH, {"Region": ["25"]}), WrongQuery, "Nothing is selected of “Kon”"),
        (Query(PATH, {**ALL.select, "Region": ["*"]}, codelists={"Region": "agg:x"}), WrongQuery, "one by one"),
    ],
)  # fmt: skip
def test_a_wrong_question_is_refused_in_words(make_context, query, problem, said):
    with pxweb_server({PATH: population()}) as server, pytest.raises(problem, match=said):
        fetched(server, make_context, query)

"""Fetching figures from services: what comes, what is told when nothing comes, what is resumed."""

from datetime import UTC, datetime, timedelta
from urllib.parse import unquote

import pytest

from samkraft.indicators.models import Latest, Refresh
from samkraft.indicators.operations import DeliveryHeld
from samkraft.indicators.queries.store import warehouse
from samkraft.indicators.rules.asking import BindingIncomplete
from samkraft.sources.connector.problems import (
    NotUnderstood,
    QuietHours,
    Unavailable,
    WrongQuery,
)
from tests.conftest import NOON
from tests.factories import make_indicator
from tests.sources.servers import (
    Trouble,
    kolada_server,
    population,
    pxweb_server,
    pxwebapi2_server,
)
from tests.sources.servers.kolada import value

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
PLACES = ["SE-2580", "SE-2582", "NO-1833"]
NUMBERS = [value("N01951", "2580", 2023, "T", 9.0), value("N01951", "2580", 2023, "K", 4.0),
           value("N01951", "2580", 2023, "M", 5.0), value("N01951", "2582", 2024, "T", 3.0)]  # fmt: skip
BINDING = {
    "table": "TAB1",
    "select": {"Region": ["25*"], "Kon": ["*"], "ContentsCode": ["BE1"], "Tid": ["FROM(2023)"]},
    "mapping": {"measures": {"BE1": "people"}, "sexes": {"0": "T"}},
}


def kolada(**fields):
    return make_indicator("people", **fields)


def known():
    return [
        (row.area, row.period, row.sex, row.value, str(row.status))
        for row in warehouse().read("people").rows()
    ]


def record():
    return Refresh.objects.get(indicator__slug="people")


def test_values_come_from_kolada_for_women_and_men_under_our_codes(fetch_from):
    with kolada_server(NUMBERS) as server:
        delivered = fetch_from(server, kolada())
        asked = unquote(server.requests[-1].path)
    assert known() == [
        ("SE-2580", "2023", "F", 4.0, "valid"), ("SE-2580", "2023", "M", 5.0, "valid"),
        ("SE-2580", "2023", "T", 9.0, "valid"), ("SE-2582", "2024", "T", 3.0, "valid"),
    ]  # fmt: skip
    assert (delivered.places, asked) == (2, "/data/kpi/N01951/municipality/2580,2582")
    found = record()
    assert (found.state, found.message, found.tried_at, found.fetched_at, found.changed_at) == (
        "ok", "", NOON, NOON, NOON,
    )  # fmt: skip
    assert found.due_at == NOON + timedelta(days=30)


def test_provenance_says_who_publishes_and_keeps_the_answer(fetch_from, tmp_path):
    with kolada_server(NUMBERS) as server:
        provenance = fetch_from(server, kolada()).vintage.provenance
    assert provenance["publisher"].startswith("Rådet för främjande")
    assert provenance["query"]["select"] == {"kpi": ["N01951"], "municipality": ["2580", "2582"]}
    assert len(provenance["raw"]) == 1
    assert list((tmp_path / "raw").rglob(f"*{provenance['raw'][0][:12]}*"))


def test_a_value_that_kolada_took_back_is_withdrawn(fetch_from):
    with kolada_server(NUMBERS) as server:
        indicator = kolada()
        fetch_from(server, indicator)
    gone = [*NUMBERS[:3], value("N01951", "2582", 2024, "T", 3.0, isdeleted=True)]
    with kolada_server(gone) as server:
        again = fetch_from(server, indicator, at=NOON + DAY)
    assert (again.vintage.withdrawn, again.vintage.same) == (1, 3)
    assert {area for area, *_ in known()} == {"SE-2580"}
    assert not Latest.objects.filter(area="SE-2582").exists()


def test_a_value_taken_back_that_we_never_had_is_no_trouble(fetch_from):
    with kolada_server([value("N01951", "2580", 2023, isdeleted=True), *NUMBERS[1:]]) as server:
        assert fetch_from(server, kolada()).vintage.withdrawn == 0
    assert len(known()) == 3


def test_a_place_that_was_not_asked_for_keeps_its_figures(fetch_from):
    with kolada_server(NUMBERS) as server:
        indicator = kolada()
        fetch_from(server, indicator)
        again = fetch_from(server, indicator, areas=["SE-2580"], at=NOON + DAY)
    assert (again.changed, len(known())) == (False, 4)


@pytest.mark.parametrize("source", ["scb", "scb-v1"])
def test_a_table_is_fetched_by_its_binding_over_both_interfaces(source, fetch_from):
    server_of = {"scb": pxwebapi2_server, "scb-v1": pxweb_server}[source]
    with server_of({"TAB1": population()}) as server:
        indicator = make_indicator("people", source=source, code="TAB1", query=BINDING)
        fetch_from(server, indicator, areas=())
    rows = known()
    assert len(rows) == 5 * 3 * 2
    assert ("SE-2580", "2024", "F", 29_802.0, "valid") in rows
    assert ("SE-2582", "2023", "T", None, "suppressed") in rows
    assert {period for _, period, *_ in rows} == {"2023", "2024"}
    assert Latest.objects.get(area="SE-2582").value == 29_823


def test_a_table_for_some_places_brings_these_only_and_takes_nothing_away(fetch_from):
    indicator = make_indicator("people", source="scb", query=BINDING)
    with pxwebapi2_server({"TAB1": population()}) as server:
        fetch_from(server, indicator, areas=["SE-2580"])
        assert {area for area, *_ in known()} == {"SE-2580"}
        fetch_from(server, indicator, areas=["SE-2584", "NO-1833"], at=NOON + DAY)
    assert {area for area, *_ in known()} == {"SE-2580", "SE-2584"}


def test_a_question_for_the_newest_years_takes_no_older_ones_away(fetch_from):
    select = {**BINDING["select"], "Tid": ["TOP(1)"]}
    indicator = make_indicator("people", source="scb", query={**BINDING, "select": select})
    for day, years in enumerate((["2022", "2023"], ["2022", "2023", "2024"])):
        table = population(codes=population().codes | {"Tid": years})
        with pxwebapi2_server({"TAB1": table}) as server:
            fetch_from(server, indicator, areas=(), at=NOON + day * DAY)
    assert {period for _, period, *_ in known()} == {"2023", "2024"}


def test_what_a_whole_table_has_no_more_is_withdrawn(fetch_from):
    indicator = make_indicator("people", source="scb", query=BINDING)
    places = ["25", "2510", "2513", "2514", "2580", "2582", "2584"]
    for day, regions in enumerate((places, places[:-1])):
        table = population(codes=population().codes | {"Region": regions})
        with pxwebapi2_server({"TAB1": table}) as server:
            again = fetch_from(server, indicator, areas=(), at=NOON + day * DAY)
    assert (again.vintage.withdrawn, again.vintage.same) == (6, 36)
    assert "SE-2584" not in {area for area, *_ in known()}


def test_codes_of_the_answer_that_nobody_understands_stop_it(fetch_from):
    mapping = {"measures": {"BE1": "people"}}
    with pxwebapi2_server({"TAB1": population()}) as server:
        indicator = make_indicator("people", source="scb", query={**BINDING, "mapping": mapping})
        with pytest.raises(NotUnderstood, match="“Kon”"):
            fetch_from(server, indicator)
    assert (record().state, known()) == ("failed", [])
    assert record().message == "Codes of “Kon” that are no known sex: 0."


def test_a_source_that_is_down_is_asked_again_in_six_hours(fetch_from):
    with kolada_server(NUMBERS) as server:
        server.trouble(*[Trouble(status=503)] * 4)
        with pytest.raises(Unavailable):
            fetch_from(server, kolada())
    found = record()
    assert (found.state, found.due_at, found.fetched_at) == (
        "waiting", NOON + timedelta(hours=6), None,
    )  # fmt: skip
    assert "did not answer properly in 4 attempts" in found.message


def test_a_source_that_says_when_is_asked_again_then(fetch_from):
    with kolada_server(NUMBERS) as server:
        server.trouble(Trouble(status=503, headers={"Retry-After": "7200"}))
        with pytest.raises(Unavailable):
            fetch_from(server, kolada())
    assert (record().state, record().due_at) == ("waiting", NOON + timedelta(hours=2))


def test_quiet_hours_are_waited_for(fetch_from):
    early = datetime(2026, 3, 2, 5, 30, tzinfo=UTC)
    indicator = make_indicator("people", source="ssb", query=BINDING)
    with pxwebapi2_server({"TAB1": population()}) as server:
        with pytest.raises(QuietHours):
            fetch_from(server, indicator, at=early)
        assert server.requests == []
    assert (record().state, record().due_at) == ("waiting", datetime(2026, 3, 2, 7, 15, tzinfo=UTC))


def test_an_unknown_id_fails_with_a_sentence(fetch_from):
    with kolada_server(NUMBERS) as server, pytest.raises(WrongQuery):
        fetch_from(server, kolada(code="N99999"))
    found = record()
    assert (found.state, found.message, found.due_at) == (
        "failed", "Kolada has no indicator N99999.", NOON + timedelta(days=30),
    )  # fmt: skip


def test_a_binding_that_says_too_little_fails_with_a_sentence(fetch_from):
    with pxwebapi2_server({}) as server, pytest.raises(BindingIncomplete):
        fetch_from(server, make_indicator("people", source="scb", query={"table": "TAB1"}))
    assert (record().state, record().message) == (
        "failed",
        "The binding names table TAB1 but not which of its figures. Add `select` to it.",
    )


def test_a_binding_with_an_unknown_key_fails_with_its_name(fetch_from):
    query = {**BINDING, "mapping": {"colour": "red"}}
    with (
        pxwebapi2_server({"TAB1": population()}) as server,
        pytest.raises(ValueError, match="colour"),
    ):
        fetch_from(server, make_indicator("people", source="scb", query=query))
    assert (record().state, record().message) == (
        "failed", "ValueError: The mapping's key “colour” is not known.",
    )  # fmt: skip


def test_a_failure_leaves_the_former_figures_and_when_they_came(fetch_from):
    indicator = kolada()
    with kolada_server(NUMBERS) as server:
        fetch_from(server, indicator)
        server.trouble(*[Trouble(kind="drop")] * 4)
        with pytest.raises(Unavailable):
            fetch_from(server, indicator, at=NOON + DAY)
    assert (record().state, record().fetched_at, record().tried_at) == (
        "waiting", NOON, NOON + DAY,
    )  # fmt: skip
    assert len(known()) == 4


def test_a_table_that_has_changed_is_an_alarm_that_is_kept(fetch_from):
    indicator = make_indicator("people", source="scb", query=BINDING)
    with pxwebapi2_server({"TAB1": population()}) as server:
        fetch_from(server, indicator)
    assert record().alarms == []
    changed = population(unit="tusental")
    with pxwebapi2_server({"TAB1": changed}) as server:
        fetch_from(server, indicator, at=NOON + DAY)
    (alarm,) = record().alarms
    assert "tusental" in alarm


def test_a_place_without_an_answer_is_an_alarm(fetch_from):
    with kolada_server(NUMBERS) as server:
        fetch_from(server, kolada(), areas=["SE-2580", "SE-2582", "SE-2584"])
    assert record().alarms == ["Kolada has no answer for municipality 2584 (1 of 3)."]


def test_a_fetch_that_would_lose_many_figures_is_held(fetch_from):
    many = [value("N01951", "2580", year, "T", 7.0) for year in range(1990, 2020)]
    indicator = kolada()
    with kolada_server(many) as server:
        fetch_from(server, indicator)
    nothing = [{**each, "value": 0} for each in many]
    with kolada_server(nothing) as server, pytest.raises(DeliveryHeld):
        fetch_from(server, indicator, at=NOON + DAY)
    assert (record().state, record().fetched_at) == ("held", NOON)
    assert {number for *_, number, _ in known()} == {7.0}

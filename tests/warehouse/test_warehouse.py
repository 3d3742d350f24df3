from datetime import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samkraft.calc.observations import Column, Observations, Row
from samkraft.calc.status import Status
from samkraft.warehouse.errors import (
    DuplicateRows,
    MeasureClaimed,
    MeasureSplit,
    NaiveTime,
    TimeRunsBackwards,
    UnknownVintage,
    WarehouseBusy,
)
from samkraft.warehouse.vintages import Vintage
from samkraft.warehouse.warehouse import Revision, Warehouse
from tests.warehouse.figures import SUPPRESSED, TABLE, Replay, day, deliver, key, rows

FIRST = rows(
    ("SE-25", "2023", 10.5), ("SE-25", "2024", 11.0), ("NO-1833", "2024", None, SUPPRESSED)
)
SECOND = rows(("SE-25", "2023", 10.5), ("SE-25", "2024", 12.0), ("SE-25", "2025", 13.0))


def test_what_was_delivered_is_read_in_order_of_its_key(warehouse):
    deliver(warehouse, FIRST, on=1)
    assert warehouse.read("N1").rows() == sorted(FIRST, key=key)


def test_an_empty_warehouse_answers_every_question(warehouse):
    assert warehouse.read(["N1"]).rows() == []
    assert warehouse.vintages() == []
    assert warehouse.measures() == {}
    assert warehouse.history("N1", "SE-25", "T", "T") == []
    assert list(warehouse.stream()) == []
    assert warehouse.verify() == []
    assert warehouse.changes(0).new.rows() == []


def test_a_vintage_tells_what_the_delivery_brought(warehouse):
    deliver(warehouse, FIRST, on=1)
    vintage = deliver(warehouse, SECOND, on=2, provenance={"licence": "CC0", "notes": ["é"]})
    assert vintage == Vintage(
        2, TABLE, day(2), {"licence": "CC0", "notes": ["é"]}, 1, 1, 1, 1, ("N1",), True
    )
    assert warehouse.vintages()[1] == vintage
    assert Warehouse(warehouse.root).vintages(TABLE)[1] == vintage
    assert warehouse.vintages("other/table") == []


def test_an_identical_delivery_stores_nothing_and_is_remembered(warehouse):
    deliver(warehouse, FIRST, on=1)
    again = deliver(warehouse, list(reversed(FIRST)), on=2)
    assert (again.stored, again.same) == (0, 3)
    assert [vintage.known_at for vintage in warehouse.vintages()] == [day(1), day(2)]


def test_figures_are_read_as_of_a_day(warehouse):
    deliver(warehouse, FIRST, on=2)
    deliver(warehouse, SECOND, on=4)
    assert warehouse.read("N1", as_of=day(1)).rows() == []
    assert warehouse.read("N1", as_of=day(3)).rows() == sorted(FIRST, key=key)
    assert warehouse.read("N1", as_of=day(4)).rows() == sorted(SECOND, key=key)
    assert warehouse.read("N1", as_of=1).rows() == sorted(FIRST, key=key)


def test_a_delivery_that_is_not_complete_withdraws_nothing(warehouse):
    deliver(warehouse, FIRST, on=1)
    assert deliver(warehouse, SECOND, on=2, complete=False).withdrawn == 0
    assert len(warehouse.read("N1")) == 4


def test_rows_can_be_withdrawn_by_name_also_without_a_delivery_of_their_measure(warehouse):
    other = [Row("N2", "SE-25", "2024", value=1.0), Row("N2", "SE-25", "2025", value=2.0)]
    deliver(warehouse, FIRST + other, on=1)
    gone = Observations.of([FIRST[0], other[0], Row("N9", "SE-25", "2024")])
    vintage = deliver(warehouse, SECOND[1:2], on=2, complete=False, withdraw=gone)
    assert (vintage.revised, vintage.withdrawn) == (1, 2)
    assert warehouse.read(["N1", "N2"]).rows() == [FIRST[2], SECOND[1], other[1]]


def test_a_withdrawn_row_can_come_back(warehouse):
    for number, facts in enumerate([FIRST, SECOND, FIRST], start=1):
        deliver(warehouse, facts, on=number)
    assert warehouse.vintages()[2].new == 1
    assert warehouse.read("N1").rows() == sorted(FIRST, key=key)


def test_reading_can_be_limited_to_areas_periods_sexes_and_ages(warehouse):
    facts = [
        Row("N1", area, period, sex, age, 1.0)
        for area in ("SE-25", "SE-24")
        for period in ("2023", "2024")
        for sex in "TF"
        for age in ("T", "0-5")
    ]
    deliver(warehouse, facts, on=1)
    chosen = {"areas": ["SE-25"], "periods": ["2024"], "sexes": ["F"], "ages": ["0-5"]}
    assert warehouse.read("N1", **chosen).rows() == [Row("N1", "SE-25", "2024", "F", "0-5", 1.0)]
    assert warehouse.read("N1", areas=[]).rows() == []


def test_the_history_of_a_series_shows_every_revision(warehouse):
    deliver(warehouse, FIRST, on=1)
    deliver(warehouse, SECOND[1:], on=2)
    valid = Status.VALID
    assert warehouse.history("N1", "SE-25", "T", "T") == [
        Revision(day(1), 1, "2023", 10.5, valid, False),
        Revision(day(1), 1, "2024", 11.0, valid, False),
        Revision(day(2), 2, "2023", None, Status.MISSING, True),
        Revision(day(2), 2, "2024", 12.0, valid, False),
        Revision(day(2), 2, "2025", 13.0, valid, False),
    ]


@pytest.mark.parametrize("ends", [(1, 2), (day(1), day(3)), (day(1), None)])
def test_changes_show_new_revised_and_withdrawn_rows(warehouse, ends):
    deliver(warehouse, FIRST, on=1)
    deliver(warehouse, SECOND, on=2)
    found = warehouse.changes(*ends)
    assert found.new.rows() == [SECOND[2]]
    assert (found.before.rows(), found.after.rows()) == ([FIRST[1]], [SECOND[1]])
    assert found.withdrawn.rows() == [FIRST[2]]
    assert len(warehouse.changes(*ends, measure="N2").new) == 0


def test_a_number_that_becomes_suppressed_is_a_revision(warehouse):
    deliver(warehouse, FIRST[:1], on=1)
    hidden = rows(("SE-25", "2023", None, SUPPRESSED))
    assert deliver(warehouse, hidden, on=2).revised == 1
    assert warehouse.read("N1").rows() == hidden


def test_time_cannot_run_backwards_for_a_table(warehouse):
    deliver(warehouse, FIRST, on=2)
    with pytest.raises(TimeRunsBackwards, match="Deliver in order of time"):
        deliver(warehouse, SECOND, on=1)
    other = [Row("N2", "SE-25", "2024", value=1.0)]
    assert deliver(warehouse, other, on=1, table="other/table").new == 1


def test_a_measure_belongs_to_one_table(warehouse):
    deliver(warehouse, FIRST, on=1)
    with pytest.raises(MeasureClaimed, match=TABLE):
        deliver(warehouse, SECOND, on=2, table="other/table")
    assert warehouse.measures() == {"N1": TABLE}


def test_a_row_delivered_twice_is_refused_and_nothing_stored(warehouse):
    with pytest.raises(DuplicateRows, match="N1, SE-25, 2023, sex T, age T"):
        deliver(warehouse, FIRST + FIRST[:1], on=1)
    assert warehouse.vintages() == []


def test_a_row_cannot_be_both_delivered_and_withdrawn(warehouse):
    with pytest.raises(DuplicateRows, match="both delivered and withdrawn"):
        deliver(warehouse, FIRST, on=1, withdraw=Observations.of(FIRST[:1]))


def test_a_moment_without_time_zone_is_refused(warehouse):
    with pytest.raises(NaiveTime):
        deliver(warehouse, FIRST, on=1, known_at=datetime(2026, 1, 1))  # noqa: DTZ001
    deliver(warehouse, FIRST, on=1)
    with pytest.raises(NaiveTime):
        warehouse.read("N1", as_of=datetime(2026, 1, 1))  # noqa: DTZ001


def test_a_vintage_that_is_not_there_is_refused(warehouse):
    deliver(warehouse, FIRST, on=1)
    with pytest.raises(UnknownVintage):
        warehouse.changes(1, 7)


def test_a_delivery_in_batches_is_one_vintage(warehouse, monkeypatch):
    monkeypatch.setattr("samkraft.warehouse.appending.BATCH", 2)
    facts = [Row(f"N{n}", "SE-25", str(2020 + p), value=n + p) for n in range(5) for p in range(3)]
    batches = (Observations.of(facts[start : start + 3]) for start in (6, 0, 3, 12, 9))
    vintage = warehouse.append(batches, table=TABLE, known_at=day(1), provenance={}, complete=True)
    assert (vintage.new, len(vintage.measures)) == (15, 5)
    assert warehouse.read([f"N{n}" for n in range(5)]).rows() == facts
    assert [portion.rows() for portion in warehouse.stream(batch=6)] == [
        facts[:6],
        facts[6:12],
        facts[12:],
    ]
    assert deliver(warehouse, facts, on=2).same == 15


def test_a_measure_in_two_batches_is_refused(warehouse, monkeypatch):
    monkeypatch.setattr("samkraft.warehouse.appending.BATCH", 1)
    parts = [Observations.of(FIRST[:1]), Observations.of(FIRST[1:])]
    with pytest.raises(MeasureSplit, match="N1"):
        warehouse.append(parts, table=TABLE, known_at=day(1), provenance={}, complete=True)
    assert warehouse.vintages() == []


def test_waiting_for_another_writer_ends_with_a_message(warehouse, tmp_path):
    hurried = Warehouse(tmp_path / "warehouse", patience=0.05)
    with warehouse._storage.locked(1), pytest.raises(WarehouseBusy, match=r"more than 0\.05 sec"):
        deliver(hurried, FIRST, on=1)


def test_a_program_that_commits_without_its_turn_cannot_empty_a_delivery(warehouse):
    deliver(warehouse, FIRST, on=1)

    def intruding():
        yield Observations.of(SECOND)
        state = warehouse._list.state()
        warehouse._list.commit(state.version, [], state.files[:0], given=1)

    with pytest.raises(WarehouseBusy, match="deliver again"):
        warehouse.append(intruding(), table=TABLE, known_at=day(2), provenance={}, complete=True)
    assert warehouse.read("N1").rows() == sorted(FIRST, key=key)
    assert deliver(warehouse, SECOND, on=2).revised == 1


def test_texts_of_any_kind_come_back(warehouse):
    odd = [Row("N'1", "a,b", '"x"', "Ø", "65+", 1.0), Row("N'1", "日本", "2024", "", "é", -0.5)]
    deliver(warehouse, odd, on=1)
    assert warehouse.read("N'1").rows() == sorted(odd, key=key)


def test_columns_may_hold_texts_that_no_row_uses(warehouse):
    one = Observations(
        Column(("N0", "N1"), Column.of(["", "N1"]).codes[1:]),
        *(Column.same(text, 1) for text in ("SE-25", "2024", "T", "T")),
        *(getattr(Observations.of(FIRST[:1]), name) for name in ("value", "status")),
    )
    warehouse.append(one, table=TABLE, known_at=day(1), provenance={}, complete=True)
    assert warehouse.measures() == {"N1": TABLE}


def test_many_deliveries_outlive_checkpoints_and_the_merging_of_their_list(warehouse):
    for number in range(34):
        facts = rows(("SE-25", "2024", float(number)))
        deliver(warehouse, facts, on=1 + number // 3)
    fresh = Warehouse(warehouse.root)
    assert [vintage.number for vintage in fresh.vintages()] == list(range(1, 35))
    assert [one.value for one in fresh.history("N1", "SE-25", "T", "T")] == list(range(34))
    assert fresh.read("N1", as_of=day(2)).rows() == rows(("SE-25", "2024", 5.0))
    assert fresh.verify() == []


FACTS = st.builds(
    Row,
    measure=st.sampled_from(["N1", "N2"]),
    area=st.sampled_from(["SE-24", "SE-25"]),
    period=st.sampled_from(["2023", "2024"]),
    sex=st.sampled_from("TF"),
    value=st.sampled_from([None, 0.0, 1.5]),
    status=st.sampled_from([Status.VALID, Status.SUPPRESSED]),
)
SETS = st.lists(FACTS, max_size=10, unique_by=key)
DELIVERIES = st.lists(st.tuples(SETS, st.booleans(), SETS), min_size=1, max_size=4)


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(deliveries=DELIVERIES)
def test_every_state_is_what_playing_the_deliveries_again_gives(deliveries, tmp_path_factory):
    warehouse, twin = Warehouse(tmp_path_factory.mktemp("w")), Replay()
    for number, (facts, complete, gone) in enumerate(deliveries, start=1):
        gone = [row for row in gone if key(row) not in {key(fact) for fact in facts}]
        withdraw = Observations.of(gone) if gone else None
        deliver(warehouse, facts, on=number, complete=complete, withdraw=withdraw)
        twin.append(facts, day(number), complete, gone)
    moments = [None, *(day(number) for number in range(1, len(deliveries) + 1))]
    states = [warehouse.read(["N1", "N2"], as_of=moment).rows() for moment in moments]
    assert states == [twin.state(moment) for moment in moments]

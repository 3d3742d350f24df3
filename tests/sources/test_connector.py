"""Quiet hours, raw answers, splitting, fingerprints, symbols."""

import json
import math
from datetime import UTC, datetime, timedelta
from itertools import product
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samkraft.calc.status import Status
from samkraft.sources.connector.expressions import Choices, chosen
from samkraft.sources.connector.fingerprints import Fingerprint, Variable, differences
from samkraft.sources.connector.problems import Finding, NotUnderstood, QuietHours, WrongQuery
from samkraft.sources.connector.quiet import European, refuse_quiet, window
from samkraft.sources.connector.raw import Damaged, RawStore, folder_name
from samkraft.sources.connector.resuming import open_plan
from samkraft.sources.connector.splitting import cells, check_complete, split
from samkraft.sources.connector.symbols import Symbols
from samkraft.sources.jsonstat.read import read_jsonstat
from tests.sources.servers import population

SSB = (window("05:00-08:15", "Europe/Oslo"),)


def utc(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "until"),
    [
        ("2026-01-15T03:59", None),  # 04:59 in Oslo
        ("2026-01-15T04:00", "2026-01-15T07:15"),
        ("2026-01-15T07:14", "2026-01-15T07:15"),
        ("2026-01-15T07:15", None),
        ("2026-07-15T03:00", "2026-07-15T06:15"),  # summer time
        ("2026-07-15T06:15", None),
        ("2026-03-29T03:00", "2026-03-29T06:15"),  # the day the clock is put forward
        ("2026-10-25T04:00", "2026-10-25T07:15"),  # and back
    ],
)
def test_quiet_hours_follow_the_clock_in_oslo(now, until):
    if until is None:
        refuse_quiet("ssb", SSB, utc(now))
        return
    with pytest.raises(QuietHours) as refused:
        refuse_quiet("ssb", SSB, utc(now))
    assert refused.value.until.astimezone(UTC) == utc(until)


def test_quiet_hours_may_run_over_midnight():
    night = window("22:00-06:00", "Europe/Oslo")
    assert night.ends(utc("2026-01-15T21:30")).isoformat() == "2026-01-16T06:00:00+01:00"
    assert night.ends(utc("2026-01-15T12:00")) is None


def test_the_rules_written_out_agree_with_the_time_zone_database():
    for name, hours in (("Europe/Oslo", 1), ("Europe/Helsinki", 2)):
        own, known = European(name, hours), ZoneInfo(name)
        moment = datetime(2024, 1, 1, 0, 30, tzinfo=UTC)
        while moment.year < 2028:
            a, b = moment.astimezone(own), moment.astimezone(known)
            assert (a.replace(tzinfo=None), a.utcoffset(), a.fold, a.tzname()) == (
                b.replace(tzinfo=None), b.utcoffset(), b.fold, b.tzname(),
            )  # fmt: skip
            moment += timedelta(hours=7) if moment.month not in (3, 10) else timedelta(minutes=30)


def keep(store, content=b"{}", at="2026-03-02T09:00", table="T/1"):
    return store.keep(content, source="scb", table=table, url="http://x", query={"a": 1},
                      at=utc(at), licence="CC0", headers={"etag": "1"})  # fmt: skip


def test_the_same_answer_is_stored_once_and_every_fetch_is_recorded(tmp_path):
    store = RawStore(tmp_path)
    first, second = keep(store), keep(store, at="2026-03-03T09:00")
    assert first.sha256 == second.sha256
    assert len(list((tmp_path / "content").rglob("*/*"))) == 1
    assert [copy.fetched_at[:10] for copy in store.copies("scb", "T/1")] == [
        "2026-03-02",
        "2026-03-03",
    ]
    assert (store.content(first.sha256), store.verify()) == (b"{}", [])
    assert next(store.copies()) == first


def test_a_changed_or_lost_answer_is_found_out(tmp_path):
    store = RawStore(tmp_path)
    one, two = keep(store), keep(store, b"[]")
    store._content(one.sha256).write_bytes(b"{ }")
    store._content(two.sha256).unlink()
    with pytest.raises(Damaged, match="changed"):
        store.content(one.sha256)
    assert sorted(text.split()[-1] for text in store.verify()) == sorted(
        ["disk.", f"{two.sha256}."]
    )
    with pytest.raises(Damaged, match="no checksum"):
        store.content("../../etc/passwd")


def test_any_name_of_a_table_makes_a_safe_folder():
    assert folder_name("TAB638") == "TAB638"
    for name in ("../../x", "BE/BE0101/Å.px", "", ".", "x" * 300, "content"):
        assert "/" not in folder_name(name)
        assert folder_name(name) not in ("", ".", "..", "content")
    assert folder_name("a/b") != folder_name("a_b")


selections = st.dictionaries(
    st.sampled_from("ABCDE"),
    st.integers(1, 30).map(lambda n: tuple(map(str, range(n)))),
    min_size=1,
)


@given(selections, st.integers(1, 400), st.none() | st.integers(1, 25))
@settings(max_examples=150, deadline=None)
def test_pieces_hold_every_cell_exactly_once_within_the_limit(selection, most, each):
    if cells(selection) > 5_000:
        selection = {name: codes[:5] for name, codes in selection.items()}
    pieces = split(selection, most, each=each)
    seen = [place for piece in pieces for place in product(*piece.values())]
    assert len(seen) == len(set(seen)) == cells(selection)
    assert set(seen) == set(product(*selection.values()))
    for piece in pieces:
        assert list(piece) == list(selection)
        assert 0 < cells(piece) <= most
        assert each is None or max(map(len, piece.values())) <= each
    assert pieces == split(selection, most, each=each)


def test_the_largest_variable_is_parted_first_and_evenly():
    codes = {"Region": tuple(map(str, range(10))), "Tid": ("1", "2")}
    assert [len(piece["Region"]) for piece in split(codes, 8)] == [3, 4, 3]
    assert all(piece["Tid"] == ("1", "2") for piece in split(codes, 8))


@pytest.mark.parametrize(
    ("selection", "most"), [({"A": ()}, 5), ({"A": ("1", "1")}, 5), ({"A": ("1",)}, 0)]
)
def test_a_selection_that_cannot_be_parted_is_refused(selection, most):
    with pytest.raises(ValueError, match="A"):
        split(selection, most)


def test_an_answer_is_compared_with_the_question_code_by_code():
    table = read_jsonstat(population().dataset(population().codes))
    asked = {**population().codes, "Region": ["00", "25", "2510", "2580", "2582", "9999"]}
    assert check_complete(table, asked, strict=False) == [
        Finding("codes-missing", "The answer lacks of “Region”: 9999.", "alarm"),
        Finding("codes-unasked", "The answer has, unasked, of “Region”: 2584.", "alarm"),
    ]


TIDS = Choices(("2024", "2023", "2022"), time=True)  # newest first
REGIONS = Choices(("00", "25", "2580", "2582"), otherwise="00")


@pytest.mark.parametrize(
    ("select", "found"),
    [
        ({"Tid": ["TOP(2)"]}, ("2024", "2023")),
        ({"Tid": ["bottom(1)"]}, ("2022",)),
        ({"Tid": ["TOP(1,1)"]}, ("2023",)),
        ({"Tid": ["FROM(2023)"]}, ("2024", "2023")),
        ({"Tid": ["TO(2023)"]}, ("2023", "2022")),
        ({"Tid": ["RANGE(2024,2023)", "2024"]}, ("2024", "2023")),
        ({"tid": ["*"]}, ("2024", "2023", "2022")),
        ({"Tid": ["202?"]}, ("2024", "2023", "2022")),
    ],
)
def test_expressions_become_codes_each_once(select, found):
    assert chosen({"Tid": TIDS}, select) == {"Tid": found}


@pytest.mark.parametrize(
    ("asked", "found"),
    [(["25*"], ("25", "2580", "2582")), (["TOP(2)"], ("00", "25")), (["*82"], ("2582",)),
     (["????"], ("2580", "2582")), (["BOTTOM(1)"], ("2582",)), (["2580", "2580"], ("2580",))],
)  # fmt: skip
def test_expressions_for_other_variables_follow_the_tables_order(asked, found):
    assert chosen({"Region": REGIONS}, {"Region": asked}) == {"Region": found}


def test_a_variable_that_is_not_named_takes_its_total_or_stops():
    assert chosen({"Region": REGIONS}, {}) == {"Region": ("00",)}
    with pytest.raises(WrongQuery, match="Nothing is selected of “Tid”"):
        chosen({"Tid": TIDS}, {})
    with pytest.raises(WrongQuery, match="“1999” is not among"):
        chosen({"Tid": TIDS}, {"Tid": ["1999"]})
    with pytest.raises(WrongQuery, match="no variable “Time”"):
        chosen({"Tid": TIDS}, {"Time": ["2024"]})


def test_an_interrupted_plan_goes_on_only_for_the_same_question_and_table(tmp_path):
    pieces = [{"A": ("1",)}, {"A": ("2",)}]

    def opened(mark="m1", question="q"):
        return open_plan(tmp_path, source="scb", question=question, mark=mark, pieces=pieces)

    opened().got(0, ["sha"])
    assert (opened().raw, opened().done) == ([("sha",), ()], 1)
    assert opened(question="other").done == 0
    assert opened(mark="m2").done == 0
    opened().finish()
    assert opened().done == 0


BEFORE = Fingerprint(
    "T", "Title",
    (Variable("Region", ("25", "2580"), ("Norrbotten", "Luleå")), Variable("Tid", ("2023",), ("2023",), True)),
    {"C": "antal"},
)  # fmt: skip


def changed(region=BEFORE.variables[0], tid=BEFORE.variables[1], units=BEFORE.units, **more):
    return Fingerprint("T", more.get("title", "Title"), (region, tid, *more.get("extra", ())), units,
                       more.get("discontinued", False))  # fmt: skip


@pytest.mark.parametrize(
    ("after", "found"),
    [
        (changed(), ()),
        (changed(tid=Variable("Tid", ("2023", "2024"), ("2023", "2024"), True)), (("codes-new", "note"),)),
        (changed(region=Variable("Region", ("25",), ("Norrbotten",))), (("codes-gone", "alarm"),)),
        (changed(region=Variable("Region", ("25", "2580", "9"), ("Norrbotten", "Luleå", "x"))), (("codes-new", "alarm"),)),
        (changed(region=Variable("Region", ("25", "2580"), ("Norrbotten", "Boden"))), (("labels-changed", "alarm"),)),
        (changed(extra=(Variable("Kon", ("1",), ("män",)),)), (("variable-new", "alarm"),)),
        (changed(units={"C": "procent"}), (("unit-changed", "alarm"),)),
        (changed(discontinued=True), (("discontinued", "alarm"),)),
        (changed(title="Other"), (("title-changed", "note"),)),
    ],
)  # fmt: skip
def test_changes_of_a_table_are_told_by_how_much_they_matter(after, found):
    assert tuple((each.code, each.severity) for each in differences(BEFORE, after)) == found
    assert (BEFORE.digest == after.digest) == (found == ())


def test_a_fingerprint_comes_back_from_json():
    assert Fingerprint.of(json.loads(json.dumps(BEFORE.value()))) == BEFORE


SIGNS = Symbols.of({"cells": {"..": "missing", "-": "zero", ":": "suppressed"},
                    "flags": {"p": "provisional", "b": "valid", "c": "suppressed"}})  # fmt: skip


@pytest.mark.parametrize(
    ("sign", "status", "value"),
    [("..", Status.MISSING, None), ("-", Status.VALID, 0.0), (":", Status.SUPPRESSED, None),
     ("null", Status.MISSING, None), ("c", Status.SUPPRESSED, None), ("p", Status.MISSING, None)],
)  # fmt: skip
def test_a_sign_in_the_place_of_a_number(sign, status, value):
    meaning = SIGNS.meaning(sign, {})
    assert (meaning.status, meaning.value) == (status, value)


@pytest.mark.parametrize(
    ("sign", "status"), [("p", Status.PROVISIONAL), ("bp", Status.PROVISIONAL), ("b", Status.VALID)]
)
def test_a_sign_beside_a_number(sign, status):
    assert SIGNS.beside(sign, {}) is status


def test_an_unknown_sign_stops_or_is_told_but_never_vanishes():
    with pytest.raises(NotUnderstood, match="“¤”"):
        SIGNS.meaning("¤", {})
    findings = {}
    warning = Symbols.of({"unknown": "warn"})
    assert warning.meaning("¤", findings).status is Status.MISSING
    assert [each.severity for each in findings.values()] == ["alarm"]
    assert math.isnan(float("nan"))

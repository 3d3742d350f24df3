"""Deliveries: what is new, what is revised, what is held back for a person."""

from datetime import timedelta

import pytest

from samkraft.accounts.rules import NotAllowed
from samkraft.calc.status import Status
from samkraft.indicators.models import HeldDelivery, Latest, Refresh
from samkraft.indicators.operations import (
    AlreadyDecided,
    DeliveryHeld,
    decide_held,
)
from samkraft.indicators.queries.store import held_folder, warehouse
from samkraft.journal.models import Entry
from samkraft.warehouse.errors import TimeRunsBackwards
from tests.conftest import NOON
from tests.factories import (
    deliver,
    make_indicator,
    make_own_indicator,
    make_person,
    make_region,
    observed,
)

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
MANY = {("NO-1", str(year)): 100.0 + year for year in range(1980, 2020)}
ZEROES = dict.fromkeys(MANY, 0.0)


def known(indicator):
    """The figures in the warehouse by area and period."""
    return {(row.area, row.period): row.value for row in warehouse().read(indicator.slug).rows()}


def told(delivered):
    vintage = delivered.vintage
    return vintage.new, vintage.revised, vintage.withdrawn, vintage.same


def hold(indicator, values=ZEROES, *, at=NOON + DAY, **more):
    with pytest.raises(DeliveryHeld) as caught:
        deliver(indicator, values, at=at, **more)
    return caught.value.held


def test_the_first_delivery_is_all_new_and_stands_in_the_record_and_the_journal():
    found = make_indicator("people")
    delivered = deliver(found, {("NO-1", "2023"): 5, ("NO-2", "2023"): 7})
    assert (told(delivered), delivered.places, delivered.changed) == ((2, 0, 0, 0), 2, True)
    refresh = Refresh.objects.get(indicator=found)
    assert (refresh.state, refresh.fetched_at, refresh.changed_at, refresh.vintage) == (
        "ok", NOON, NOON, delivered.vintage.number,
    )  # fmt: skip
    entry = Entry.objects.get(operation="deliver-figures")
    assert (entry.label, entry.at, entry.after["new"]) == ("people", NOON, 2)


def test_the_same_delivery_again_changes_nothing_but_when_it_was_fetched():
    found = make_indicator()
    first = deliver(found, {("NO-1", "2023"): 5})
    again = deliver(found, {("NO-1", "2023"): 5}, at=NOON + DAY)
    assert (told(again), again.places, again.changed) == ((0, 0, 0, 1), 0, False)
    refresh = Refresh.objects.get(indicator=found)
    assert (refresh.fetched_at, refresh.changed_at) == (NOON + DAY, NOON)
    assert Entry.objects.filter(operation="deliver-figures").count() == 1
    assert first.vintage.stored == 1


def test_figures_that_did_not_reach_the_pages_by_a_mishap_do_so_with_the_next_delivery(
    monkeypatch,
):
    from samkraft.indicators.operations import deliveries

    def fail(**_):
        raise OSError("disk full")

    found = make_indicator()
    with monkeypatch.context() as patch:
        patch.setattr(deliveries, "publish", fail)
        with pytest.raises(OSError, match="disk full"):
            deliver(found, {("NO-1", "2023"): 5})
    again = deliver(found, {("NO-1", "2023"): 5}, at=NOON + DAY)
    assert (again.changed, again.places, Latest.objects.get().value) == (False, 1, 5.0)
    assert deliver(found, {("NO-1", "2023"): 5}, at=NOON + 2 * DAY).places == 0


def test_a_revision_is_told_and_both_figures_are_kept():
    found = make_indicator()
    deliver(found, {("NO-1", "2022"): 4, ("NO-1", "2023"): 5})
    revised = deliver(found, {("NO-1", "2022"): 4, ("NO-1", "2023"): 6}, at=NOON + DAY)
    assert told(revised) == (0, 1, 0, 1)
    history = warehouse().history(found.slug, "NO-1", "T", "T")
    assert [(row.known_at, row.period, row.value) for row in history] == [
        (NOON, "2022", 4.0), (NOON, "2023", 5.0), (NOON + DAY, "2023", 6.0),
    ]  # fmt: skip
    assert Latest.objects.get(area="NO-1").value == 6


def test_what_a_complete_delivery_lacks_is_withdrawn_and_what_a_partial_one_lacks_stays():
    found = make_indicator()
    deliver(found, {("NO-1", "2023"): 5, ("NO-2", "2023"): 7})
    partial = deliver(found, {("NO-1", "2023"): 5}, at=NOON + DAY, complete=False)
    assert (told(partial), len(known(found))) == ((0, 0, 0, 1), 2)
    whole = deliver(found, {("NO-1", "2023"): 5}, at=NOON + 2 * DAY)
    assert (told(whole), known(found)) == ((0, 0, 1, 1), {("NO-1", "2023"): 5.0})
    assert set(Latest.objects.values_list("area", flat=True)) == {"NO-1"}


@pytest.mark.parametrize("lost", [0.0, None, Status.SUPPRESSED])
def test_many_figures_that_turn_to_zero_or_missing_are_held_back(lost):
    found = make_indicator()
    deliver(found, MANY)
    held = hold(found, dict.fromkeys(MANY, lost))
    assert held.reason == "40 of 40 figures would become zero or missing"
    assert (known(found)["NO-1", "2019"], Latest.objects.get().value) == (2119.0, 2119.0)
    assert Refresh.objects.get().state == "held"
    assert [path.name for path in held_folder().iterdir()] == [held.file]


def test_figures_that_would_be_gone_are_held_back_but_not_when_the_delivery_is_partial():
    found = make_indicator()
    deliver(found, MANY)
    few = dict(list(MANY.items())[:20])
    deliver(found, few, at=NOON + DAY, complete=False)
    hold(found, few, at=NOON + 2 * DAY)
    assert len(known(found)) == 40


def test_a_partial_delivery_of_zeroes_is_held_back_too():
    found = make_indicator()
    deliver(found, MANY)
    few = dict.fromkeys(list(MANY)[:30], 0.0)
    assert hold(found, few, complete=False).reason.startswith("30 of 30")


def test_another_delivery_that_is_held_takes_the_place_of_the_first():
    found = make_indicator()
    deliver(found, MANY)
    hold(found)
    second = hold(found, dict.fromkeys(MANY), at=NOON + 2 * DAY)
    assert HeldDelivery.objects.get() == second
    assert [path.name for path in held_folder().iterdir()] == [second.file]


def test_a_held_delivery_that_is_accepted_becomes_what_is_known():
    found, administrator = make_indicator(), make_person("administrator")
    deliver(found, MANY)
    held = hold(found)
    done = decide_held(held=held, accept=True, by=administrator, at=NOON + 2 * DAY)
    assert (told(done), set(known(found).values())) == ((0, 40, 0, 0), {0.0})
    assert Latest.objects.get().value == 0
    held.refresh_from_db()
    assert (held.accepted, held.decided_by, held.decided_at) == (
        True, administrator, NOON + 2 * DAY,
    )  # fmt: skip
    assert (Refresh.objects.get().state, list(held_folder().iterdir())) == ("ok", [])
    entry = Entry.objects.get(operation="decide-held-delivery")
    assert (entry.by, entry.after, entry.why) == (administrator.pk, {"accepted": True}, held.reason)


def test_a_held_delivery_that_is_refused_changes_nothing():
    found = make_indicator()
    deliver(found, MANY)
    held = hold(found)
    assert decide_held(held=held, accept=False, by=None, at=NOON + 2 * DAY) is None
    assert (set(known(found).values()), Refresh.objects.get().state) == (set(MANY.values()), "ok")
    assert list(held_folder().iterdir()) == []
    with pytest.raises(AlreadyDecided):
        decide_held(held=held, accept=True, by=None, at=NOON + 3 * DAY)


def test_an_accepted_partial_delivery_withdraws_nothing():
    found = make_indicator()
    deliver(found, MANY | {("NO-2", "2019"): 7.0})
    held = hold(found, complete=False)
    assert told(decide_held(held=held, accept=True, by=None, at=NOON + 2 * DAY)) == (0, 40, 0, 0)
    assert known(found)["NO-2", "2019"] == 7


def test_an_accepted_delivery_belongs_to_the_table_it_came_as():
    found = make_indicator()
    deliver(found, MANY, table="kolada/other")
    held = hold(found, table="kolada/other")
    done = decide_held(held=held, accept=True, by=None, at=NOON + 2 * DAY)
    assert (done.vintage.table, done.vintage.provenance) == (
        "kolada/other", {"source": "made up"},
    )  # fmt: skip


def test_an_accepted_delivery_takes_back_what_the_source_took_back():
    found = make_indicator()
    deliver(found, MANY | {("NO-2", "2019"): 7.0})
    gone = observed(found.slug, {("NO-2", "2019"): None})
    held = hold(found, complete=False, withdraw=gone)
    assert told(decide_held(held=held, accept=True, by=None, at=NOON + 2 * DAY)) == (0, 40, 1, 0)
    assert ("NO-2", "2019") not in known(found)


def test_an_accepted_delivery_that_cannot_be_taken_in_still_waits():
    found = make_indicator()
    deliver(found, MANY)
    held = hold(found)
    with pytest.raises(TimeRunsBackwards):
        decide_held(held=held, accept=True, by=None, at=NOON - DAY)
    held.refresh_from_db()
    assert (held.accepted, (held_folder() / held.file).exists()) == (None, True)


@pytest.mark.parametrize("role", ["reader", "contributor", "editor", "coordinator", "programme"])
def test_only_an_administrator_decides_about_the_shared_catalogue(role):
    person = make_person(role, None if role == "programme" else make_region())
    found = make_indicator()
    deliver(found, MANY)
    held = hold(found)
    with pytest.raises(NotAllowed):
        decide_held(held=held, accept=True, by=person, at=NOON + 2 * DAY)


def test_the_editors_of_a_region_decide_about_its_own_indicator():
    region = make_region()
    found = make_own_indicator(region, source="kolada")
    deliver(found, MANY)
    held = hold(found)
    for stranger in (make_person("contributor", region), make_person("editor", make_region())):
        with pytest.raises(NotAllowed):
            decide_held(held=held, accept=True, by=stranger, at=NOON + 2 * DAY)
    editor = make_person("editor", region)
    assert decide_held(held=held, accept=True, by=editor, at=NOON + 2 * DAY).changed

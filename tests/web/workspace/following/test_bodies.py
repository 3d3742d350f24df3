"""Bodies and seats on screen: new ones, changes, ends, conflicts."""

from __future__ import annotations

from datetime import date

import pytest

from samkraft.accounts.models import Body, Person, Seat
from samkraft.accounts.operations import describe_body, end_body, give_role, give_seat
from samkraft.lib.texts import Texts
from samkraft.web.workspace.following.bodies import body_rows
from tests.factories import make_action, make_body, make_organisation, make_person, make_region
from tests.web.workspace.following.conftest import DAY, DO, sv

pytestmark = pytest.mark.django_db
NEW = {
    "name_sv": "Ungdomsrådet", "kind": "youth_council", "existing": "new",
    "new_reason": "Ingen annan möts ofta nog.",
}  # fmt: skip


def test_a_standing_body_is_registered_in_one_step(page, lulea):
    answer = page.post(
        "norr/new-body/", name_sv="Styrgruppen", mandate_sv="Styr", kind="steering_group",
        organisation=lulea.pk, existing="standing", valid_from="2024-01-01", new_reason="",
    )  # fmt: skip
    made = Body.objects.get()
    assert answer["Location"].startswith("/en/workspace/norr/bodies/styrgruppen/")
    assert (made.name, made.kind, made.organisation, made.existing, made.valid_from) == (
        {"sv": {"text": "Styrgruppen"}}, "steering_group", lulea, True, date(2024, 1, 1),
    )  # fmt: skip


def test_a_new_structure_needs_its_reason(page, region):
    answer = page.post("norr/new-body/", **{**NEW, "new_reason": " "})
    assert "Write why none of the standing bodies can do it." in answer.content.decode()
    assert not Body.objects.exists()


def test_a_new_structure_is_formed_only_after_the_standing_ones_were_shown(page, region):
    make_body(region, "unga", kind="youth_council")
    make_body(region, "annat")
    answer = page.post("norr/new-body/", **NEW)
    text = answer.content.decode()
    assert ("There is 1 standing body of this kind." in text, "/bodies/unga/" in text,
            "/bodies/annat/" in text) == (True, True, False)  # fmt: skip
    assert Body.objects.count() == 2
    page.post("norr/new-body/", **NEW, seen="youth_council")
    made = Body.objects.get(slug="ungdomsradet")
    assert (made.existing, made.new_reason) == (False, NEW["new_reason"])


def test_another_kind_than_the_one_that_was_shown_is_shown_again(page, region):
    make_body(region, "nat", kind="network")
    answer = page.post("norr/new-body/", **{**NEW, "kind": "network"}, seen="youth_council")
    assert "There is 1 standing body of this kind." in answer.content.decode()


def test_names_are_kept_by_language_and_an_untouched_translation_stays_stale(page):
    region = make_region("nord", languages=["sv", "nb"])
    give_role(person=Person.objects.get(), region=region, role="editor", **DO)
    page.post("nord/new-body/", name_sv="Gruppen", name_nb="Gruppa", kind="other",
              existing="standing")  # fmt: skip
    body = Body.objects.get()
    page.post("nord/bodies/gruppen/change/", name_sv="Arbetsgruppen", name_nb="Gruppa",
              kind="other", revision=1)  # fmt: skip
    body.refresh_from_db()
    found = Texts.read(body.name)
    assert (found.get("sv"), found.get("nb"), found.stale("nb")) == (
        "Arbetsgruppen", "Gruppa", True,
    )  # fmt: skip


def test_two_people_change_a_body_and_neither_loses_anything(page, committee):
    now = describe_body(body=committee, revision=1, kind="committee", name=sv("Deras namn"), **DO)
    answer = page.post("norr/bodies/namnden/change/", name_sv="Mitt namn", kind="council",
                       revision=1)  # fmt: skip
    text = answer.content.decode()
    assert answer.status_code == 409
    assert ("Deras namn" in text, 'value="Mitt namn"' in text, 'name="revision" value="2"' in text
            ) == (True, True, True)  # fmt: skip
    assert now.named("sv").text == "Deras namn"
    page.post("norr/bodies/namnden/change/", name_sv="Mitt namn", kind="council", revision=2)
    committee.refresh_from_db()
    assert committee.named("sv").text == "Mitt namn"


def test_an_end_needs_a_reason_and_says_what_is_left_behind(page, committee, version):
    make_action(version, body=committee)
    text = page.get("norr/bodies/namnden/end/").content.decode()
    assert "It carries 1 open action." in text
    assert page.post("norr/bodies/namnden/end/", on="2026-03-02", why="").status_code == 200
    page.post("norr/bodies/namnden/end/", on="2026-03-02", why="Klar")
    committee.refresh_from_db()
    assert (committee.valid_until, committee.ended_why) == (DAY, "Klar")
    text = page.get("norr/bodies/").content.decode()
    assert "1 body that has ended" in text
    again = page.post("norr/bodies/namnden/end/", on="2026-03-02", why="Igen")
    assert "It was ended before, so nothing was changed." in again.content.decode()


class TestSeats:
    here = "norr/bodies/namnden/seats/give/"

    def test_a_seat_of_a_person_an_organisation_and_a_name(self, page, committee, lulea, region):
        person = make_person("reader", region)
        page.post(self.here, person=person.pk, role="chair", active_from="2026-01-01",
                  published_name="on")  # fmt: skip
        page.post(self.here, organisation=lulea.pk, role="member", active_from="2026-01-01")
        page.post(self.here, name="Berit", role="observer", active_from="2026-01-01",
                  active_until="2026-12-31")  # fmt: skip
        assert list(Seat.objects.order_by("pk").values_list(
            "person", "organisation", "name", "role", "published_name"
        )) == [
            (person.pk, None, "", "chair", True), (None, lulea.pk, "", "member", False),
            (None, None, "Berit", "observer", False),
        ]  # fmt: skip

    @pytest.mark.parametrize(
        ("given", "said"),
        [
            ({}, "Choose a person or an organisation, or write a name."),
            ({"name": "B", "active_until": "2025-01-01"}, "The end is before the beginning."),
            ({"person": "0"}, "Select a valid choice."),
            ({"name": "B", "role": "boss"}, "Select a valid choice."),
        ],
    )
    def test_what_makes_no_sense_is_refused(self, page, committee, given, said):
        sent = {"role": "member", "active_from": "2026-01-01", **given}
        answer = page.post(self.here, **sent)
        assert said in answer.content.decode()
        assert not Seat.objects.exists()

    def test_nobody_sits_in_a_body_that_has_ended(self, page, committee):
        end_body(body=committee, on=DAY, why="Klar", **DO)
        answer = page.post(self.here, name="B", role="member", active_from="2026-05-01")
        assert "The body has ended by then" in answer.content.decode()

    def test_a_seat_ends_and_stays_in_the_history(self, page, committee):
        seat = give_seat(body=committee, role="member", name="Berit", active_from=DAY, **DO)
        page.post(f"norr/bodies/namnden/seats/{seat.pk}/end/", on="2026-03-05", why="")
        seat.refresh_from_db()
        assert seat.active_until == date(2026, 3, 5)
        text = page.get("norr/bodies/namnden/").content.decode()
        assert ("Former seats" in text, "Berit" in text) == (True, True)


@pytest.mark.parametrize("many", [1, 3])
def test_the_list_costs_a_constant_number_of_queries(
    region, version, many, django_assert_num_queries
):
    for number in range(many):
        body = make_body(region, f"b{number}", organisation=make_organisation(region))
        give_seat(body=body, role="member", name="B", active_from=DAY, **DO)
        make_action(version, f"A{number}", body=body, due="2026-01")
    with django_assert_num_queries(4):
        rows = body_rows(region, date(2026, 6, 1))
    assert [(row.open_actions, row.late, row.seats) for row in rows] == [(1, 1, 1)] * many


def test_an_empty_region_says_what_belongs_here(page, region):
    text = page.get("norr/bodies/").content.decode()
    assert "First step: register the body that steers the plan." in text

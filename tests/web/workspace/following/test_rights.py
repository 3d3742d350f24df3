"""Who may open and who may post: every page of organising, everybody who could come by."""

from __future__ import annotations

import pytest
from django.urls import reverse

from samkraft.accounts.operations import end_seat, give_seat
from samkraft.accounts.rules import ROLES
from samkraft.actions.models import Opinion
from samkraft.plans.operations import start_draft
from samkraft.web.workspace.following.urls import following_urls
from tests.factories import (
    add,
    make_action_plan,
    make_body,
    make_draft,
    make_organisation,
    make_person,
    make_region,
    make_strategy,
)
from tests.web.workspace.following.conftest import DAY, DO, PLAN, browse
from tests.web.workspace.rights import ADMINISTRATOR, EDIT, READ
from tests.web.workspace.test_rights import log_in, outcome

pytestmark = pytest.mark.django_db

INITIATE, REGISTER, SEATED, OWN_SEAT, DECIDE = "initiate", "register", "seated", "own", "decide"
PEOPLE = (None, "stranger", "nobody", "actor", "seated", *ROLES, "programme", "administrator")

NEEDS = {
    "following_rates": ADMINISTRATOR,
    "following_bodies": READ,
    "following_new_body": EDIT,
    "following_body": SEATED,
    "following_change_body": EDIT,
    "following_end_body": EDIT,
    "following_give_seat": EDIT,
    "following_end_seat": EDIT,
    "following_seat_name": OWN_SEAT,
    "following_roles": READ,
    "following_involve": EDIT,
    "following_end_involvement": EDIT,
    "following_action_plans": REGISTER,
    "following_initiate": INITIATE,
    "following_action_plan": REGISTER,
    "following_write_action_plan": EDIT,
    "following_coordinator": DECIDE,
    "following_treatment": EDIT,
    "following_move": DECIDE,
    "following_linking": READ,
    "following_tie": EDIT,
    "following_untie": EDIT,
    "following_priorities": REGISTER,
    "following_weigh": INITIATE,
    "following_choose": EDIT,
    "following_new_criterion": EDIT,
    "following_criterion": EDIT,
    "following_end_criterion": EDIT,
    "following_rounds": READ,
    "following_new_round": EDIT,
    "following_habits": EDIT,
    "following_next": EDIT,
    "following_round": READ,
    "following_change_round": EDIT,
    "following_end_round": EDIT,
    "following_import": EDIT,
    "following_import_columns": EDIT,
    "following_import_try": EDIT,
    "following_import_take_in": EDIT,
    "following_import_mapping": EDIT,
    "following_xlsx": READ,
    "following_csv": READ,
}
# What each standing opens; whoever sees the region at all is refused the rest, others see nothing.
READER = {READ, REGISTER, SEATED}
EDITOR = READER | {INITIATE, EDIT, OWN_SEAT}
OPENS = {
    "stranger": set(), "nobody": set(), "actor": {REGISTER, INITIATE}, "seated": {SEATED, OWN_SEAT},
    "reader": READER, "programme": READER, "contributor": READER | {INITIATE}, "editor": EDITOR,
    "coordinator": EDITOR | {DECIDE}, "administrator": EDITOR | {DECIDE, ADMINISTRATOR},
}  # fmt: skip
OUTSIDE = ("stranger", "nobody", "actor", "seated")
# A public action plan is there for an actor, so that its changes are refused and not hidden.
SEEN = ("following_write_action_plan", "following_coordinator", "following_treatment",
        "following_move")  # fmt: skip


def test_every_page_of_organising_stands_in_the_table():
    assert sorted(each.name for each in following_urls) == sorted(NEEDS)


def expected(who: str | None, name: str) -> str:
    """in, out (not found), refused or asked to log in."""
    if who is None:
        return "log in"
    need = NEEDS[name]
    if need in OPENS[who]:
        return "in"
    if who == "actor" and name in SEEN:
        return "refused"
    return "out" if who in OUTSIDE and need != ADMINISTRATOR else "refused"


def enter(client, who: str | None, region, known, actor) -> None:
    if who == "actor":
        browse(client, actor)
    elif who == "seated":
        browse(client, known.seat.person)
    else:
        log_in(client, who, region)


def address_of(name: str, known, **other) -> str:
    """The page's address, with one of everything that it needs."""
    parts = {
        "region": "norr", "plan": "strategi", "body": "namnden", "seat": known.seat.pk,
        "involvement": known.involvement.pk, "action_plan": known.action_plan.slug,
        "state": "agreed", "serving": known.tie.pk, "criterion": known.criterion.pk,
        "round": known.round.pk, **other,
    }  # fmt: skip
    pattern = next(each for each in following_urls if each.name == name)
    given = {part: parts[part] for part in pattern.pattern.converters}
    query = "?candidate=ett-mal&member=me" if name == "following_weigh" else ""
    return reverse(f"workspace:{name}", kwargs=given) + query


@pytest.mark.parametrize("how", ["get", "post"])
@pytest.mark.parametrize("who", PEOPLE)
def test_only_those_with_the_right_come_in(client, known, region, actor, who, how):
    enter(client, who, region, known, actor)
    found = {name: outcome(getattr(client, how)(address_of(name, known))) for name in NEEDS}
    assert found == {name: expected(who, name) for name in NEEDS}


@pytest.mark.parametrize("name", [n for n, need in NEEDS.items() if need != ADMINISTRATOR])
def test_what_belongs_to_another_region_or_is_not_there_is_not_found(client, known, region, name):
    other = make_region("soder")
    make_strategy(other, slug="annan")
    make_body(other, "gruppen")
    browse(client, make_person("coordinator", region))
    assert client.get(address_of(name, known, region="soder")).status_code == 404
    for part, wrong in (("plan", "annan"), ("body", "gruppen"), ("seat", 0), ("involvement", 0),
                        ("action_plan", "ingen"), ("serving", 0), ("criterion", 0), ("round", 0),
                        ("state", "ingen")):  # fmt: skip
        address = address_of(name, known, **{part: wrong})
        if address != address_of(name, known):
            assert client.get(address).status_code == 404, (name, part)


class TestAnActor:
    """Somebody of an organisation that takes part, without a role in the region."""

    def test_writes_the_own_draft_and_sends_it_to_treatment(self, client, actor, version):
        made = make_action_plan(version, by=actor)
        browse(client, actor)
        here = f"/en/workspace/{PLAN}action-plans/{made.slug}/"
        assert client.get(here + "write/").status_code == 200
        assert client.post(here + "to/in_treatment/", {"revision": 1}).status_code == 302
        assert client.get(here + "write/").status_code == 403
        assert client.get(here).status_code == 200

    def test_sees_the_own_draft_and_nobody_elses(self, client, actor, version):
        own, other = make_action_plan(version, "Vår", by=actor), make_action_plan(version, "Deras")
        browse(client, actor)
        text = client.get(f"/en/workspace/{PLAN}action-plans/").content.decode()
        assert (own.slug in text, other.slug in text) == (True, False)
        here = f"/en/workspace/{PLAN}action-plans/{other.slug}/"
        assert client.get(here).status_code == 404

    def test_is_not_told_of_a_plan_that_is_not_public(self, client, actor, region):
        draft = make_draft(region, "Hemlig")
        browse(client, actor)
        for page in ("action-plans", "priorities", "new-action-plan", "priorities/weigh"):
            address = f"/en/workspace/norr/plans/{draft.plan.slug}/{page}/"
            assert client.get(address).status_code == 404, page

    def test_is_not_told_of_parts_that_are_only_in_a_draft(self, client, actor, plan, version):
        newer = start_draft(version=version, by=None, at=DO["at"])
        add(newer, "goal", "Hemligt mål")
        browse(client, actor)
        assert "Hemligt" not in client.get(f"/en/workspace/{PLAN}priorities/").content.decode()

    def test_speaks_for_the_own_organisation_only(self, client, actor, known, region):
        other = make_organisation(region)
        browse(client, actor)
        here = f"/en/workspace/{PLAN}priorities/weigh/?candidate=ett-mal&member="
        given = {f"score_{known.criterion.pk}": "4"}
        assert client.post(f"{here}{other.pk}", given).status_code == 404
        assert client.post(f"{here}{actor.organisation_id}", given).status_code == 302
        assert Opinion.objects.get().organisation_id == actor.organisation_id

    def test_is_out_when_the_organisation_takes_no_part(self, client, known):
        browse(client, make_person(organisation=make_organisation(make_region("soder"))))
        assert client.get(f"/en/workspace/{PLAN}new-action-plan/").status_code == 404


class TestWhoSitsInABody:
    def test_agrees_to_the_name_and_takes_it_back(self, client, known):
        browse(client, known.seat.person)
        here = f"/en/workspace/norr/bodies/namnden/seats/{known.seat.pk}/name/"
        for said, shown in (("yes", True), ("no", False)):
            client.post(here, {"agreed": said})
            known.seat.refresh_from_db()
            assert known.seat.published_name is shown

    def test_cannot_agree_for_another(self, client, known, committee):
        other = give_seat(
            body=committee, role="member", active_from=DAY, person=make_person(), **DO
        )
        browse(client, known.seat.person)
        here = f"/en/workspace/norr/bodies/namnden/seats/{other.pk}/name/"
        assert client.post(here, {"agreed": "yes"}).status_code == 404

    def test_is_out_when_the_seat_has_ended(self, client, known):
        end_seat(seat=known.seat, on=DAY, **DO)
        browse(client, known.seat.person)
        assert client.get("/en/workspace/norr/bodies/namnden/").status_code == 404

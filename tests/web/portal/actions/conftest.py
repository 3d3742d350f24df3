"""A plan with actions in every state, and beside them what nobody outside may see."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from types import SimpleNamespace

import pytest

from samkraft.accounts.operations import give_seat
from samkraft.actions import operations as do
from samkraft.lib.texts import Texts
from tests.conftest import NOON
from tests.factories import (
    make_action,
    make_action_plan,
    make_area,
    make_body,
    make_milestone,
    make_organisation,
    make_person,
    make_region,
    make_strategy,
)

BASE = "/en/nord/strategi"
SECRETS = ("Hemlig", "hemlig", "Dold Person", "dold@example.org", "Viskning")
DO = {"by": None, "at": NOON}


def sv(text: str) -> Texts:
    return Texts.of("sv", text)


@pytest.fixture
def world(db):
    """A region with a strategy, two actions in public, and things that are not."""
    region = make_region("nord")
    version = make_strategy(region, slug="strategi")
    plan = version.plan
    town = make_organisation(region, slug="kommunen", area=make_area("1860"))
    other = make_organisation(region, slug="grannen")
    board = make_body(region, slug="namnden")
    person = make_person(name="Dold Person", email="dold@example.org", organisation=town)
    give_seat(body=board, role="chair", active_from=date(2026, 1, 1), person=person, **DO)
    make = {"start": "2026", "due": "autumn 2027", "elements": ["ett-delmal"], "tags": ["youth"]}
    action = make_action(version, "Bygg badet", stage="under_way", organisation=town,
                         person=person, **make)  # fmt: skip
    step = make_milestone(action, "Grävt", "2026-06")
    do.move_milestone(milestone=step, due="2026-09", why="Tjäle", **DO)
    do.move_dates(action=action, start="2026", due="2028", why="Överklagat", **DO)
    said = do.Said("behind", text=sv("Det går långsamt"), cause=sv("Tjäle"))
    do.update_action(action=action, said=said, by=person, at=NOON)
    do.add_money(action=action, values=do.MoneyValues(
        "eu", 2026, "EUR", Decimal(1000), Decimal(250), funder="Fonden"), **DO)  # fmt: skip
    do.answer_principle(action=action, key="alla-med", considered="yes", text=sv("Ja"), **DO)
    do.comment(action=action, text="Viskning", by=make_person("editor", region), at=NOON)
    no = do.invite_partner(action=action, organisation=other, role="Hjälper", **DO)
    do.answer_invitation(partner=no, accepted=True, **DO)
    make_action(version, "Ingen bär", due="2026-01")
    contributor = make_person("contributor", region)
    proposal = make_action(version, "Hemligt förslag", stage="proposed", by=contributor,
                           public=False)  # fmt: skip
    do.need_action(action=action, needs=proposal, **DO)
    make_action_plan(version, "Hemligt utkast")
    drafted = make_action_plan(version, "Hemlig plan")
    make_action(version, "Hemligt i utkast", action_plan=drafted)
    gone = make_action(version, "Dubbelt")
    do.withdraw_action(action=gone, why="Samma som badet", **DO)
    public = make_action_plan(version, "Badplanen", elements=["ett-mal"], what=sv("Bad åt alla"))
    do.move_action_plan(action_plan=public, state="in_treatment", **DO)
    do.record_treatment(action_plan=public, body=board, on=NOON.date(), outcome="supported", **DO)
    do.involve(plan=plan, body=board, role="steering", active_from=date(2026, 1, 1), **DO)
    return SimpleNamespace(
        region=region, version=version, plan=plan, town=town, board=board, action=action,
        step=step, later=NOON + timedelta(days=1),
    )  # fmt: skip


@pytest.fixture
def read(client):
    """The words of a page that must open, without secrets."""

    def ask(address: str) -> str:
        answer = client.get(address)
        assert answer.status_code == 200, address
        page = " ".join(answer.content.decode().replace("\xa0", " ").split())
        assert [word for word in SECRETS if word in page] == [], address
        return page

    return ask

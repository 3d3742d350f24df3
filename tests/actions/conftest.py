"""What the tests of actions share."""

from datetime import date
from decimal import Decimal

import pytest

from samkraft.actions import operations as do
from samkraft.lib.texts import Texts
from tests.conftest import NOON
from tests.factories import (
    make_action,
    make_area,
    make_milestone,
    make_organisation,
    make_region,
    make_strategy,
    report,
)

# The factories work at noon of 2 March 2026.
DAY = date(2026, 3, 2)


@pytest.fixture
def region():
    return make_region("nord")


@pytest.fixture
def version(region):
    return make_strategy(region, slug="strategi")


def rich(version, number=0, **more):
    """An action with one of everything."""
    region = version.plan.region
    action = make_action(
        version, f"Arbete {number}", start="2026", due="2026-06", elements=["ett-delmal"],
        tags=["youth"], stage="under_way", areas=[make_area(f"9{number:03}")],
        organisation=make_organisation(region), **more,
    )  # fmt: skip
    step = make_milestone(action, "Steg", "2026-04", criterion=_sv("Klart"))
    do.move_milestone(milestone=step, due="2026-05", why="Sent", by=None, at=NOON)
    partner = do.invite_partner(
        action=action, organisation=make_organisation(region), by=None, at=NOON
    )
    do.answer_invitation(partner=partner, accepted=True, by=None, at=NOON)
    money = do.MoneyValues("local", 2026, "SEK", Decimal(100))
    do.add_money(action=action, values=money, by=None, at=NOON)
    do.add_document(action=action, title="Avtal", url="https://example.org/", by=None, at=NOON)
    answer = {"key": "alla-med", "considered": "yes", "text": _sv("Jo")}
    do.answer_principle(action=action, **answer, by=None, at=NOON)
    do.begin_experiment(action=action, hypothesis=_sv("Det går"), by=None, at=NOON)
    report(action, by=None)
    return action


def _sv(text):
    return Texts.of("sv", text)

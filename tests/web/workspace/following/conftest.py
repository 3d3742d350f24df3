"""An adopted strategy with measures, the organisations and bodies around it, and one of everything
that has a page."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import pytest

from samkraft.accounts.operations import give_seat
from samkraft.actions import operations as do
from samkraft.lib.texts import Texts
from tests.conftest import NOON
from tests.factories import (
    make_action_plan,
    make_body,
    make_organisation,
    make_person,
    make_region,
    make_strategy,
)

DO = {"by": None, "at": NOON}
DAY = date(2026, 3, 2)
PLAN = "norr/plans/strategi/"


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    """Uploaded lists lie in a folder of the test."""
    settings.DATA_DIR = tmp_path


def sv(text: str) -> Texts:
    return Texts.of("sv", text)


def browse(client, person):
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def region(db):
    return make_region("norr", languages=["sv"])


@pytest.fixture
def version(region):
    return make_strategy(region, slug="strategi")


@pytest.fixture
def plan(version):
    return version.plan


@pytest.fixture
def lulea(region):
    return make_organisation(region, slug="lulea")


@pytest.fixture
def committee(region):
    return make_body(region, "namnden")


@pytest.fixture
def actor(lulea):
    """Somebody of an organisation that takes part in the region, without a role there."""
    return make_person(organisation=lulea)


@pytest.fixture
def known(version, plan, committee, region):
    """One of everything that has a page."""
    owner = make_organisation(region, slug="pitea")
    seat = give_seat(body=committee, role="chair", active_from=DAY, person=make_person(), **DO)
    action_plan = make_action_plan(version, elements=["ett-mal"])
    do.move_action_plan(action_plan=action_plan, state="in_treatment", **DO)
    return SimpleNamespace(
        seat=seat, action_plan=action_plan, owner=owner,
        involvement=do.involve(plan=plan, role="lead", active_from=DAY, organisation=owner, **DO),
        tie=do.tie_measure(plan=plan, measure_key="en-atgard", goal_key="ett-mal", **DO),
        criterion=do.add_criterion(plan=plan, name=sv("Effekt"), **DO),
        round=do.open_round(plan=plan, title=sv("Våren"), opens=DAY, closes=DAY, **DO),
    )  # fmt: skip

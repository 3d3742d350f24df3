"""An adopted plan with an action that an organisation carries, and somebody of every standing."""

from __future__ import annotations

from datetime import date

import pytest

from samkraft.accounts.operations import give_seat
from samkraft.actions import operations as do
from samkraft.actions.models import Action
from samkraft.lib.texts import Texts
from tests.conftest import NOON
from tests.factories import (
    make_action,
    make_body,
    make_organisation,
    make_person,
    make_region,
    make_strategy,
)

DO = {"by": None, "at": NOON}


def sv(text: str) -> Texts:
    return Texts.of("sv", text)


def log_in(client, person):
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def version(region):
    return make_strategy(region, slug="strategi")


@pytest.fixture
def carrier():
    """An organisation of another place; only the action ties it to the region."""
    return make_organisation(make_region(), slug="barare")


@pytest.fixture
def action(version, carrier):
    return make_action(version, "Ett arbete", organisation=carrier, stage="under_way")


@pytest.fixture
def at(page, action):
    """Gets and posts under the action's address, as coordinator."""
    return At(page.client, action)


class At:
    """One action's pages, for whoever the client is logged in as."""

    def __init__(self, client, action: Action) -> None:
        self.client, self.action = client, action
        region = action.plan.region.slug
        self.base = f"/en/workspace/{region}/plans/{action.plan.slug}/actions/{action.slug}/"

    def get(self, path: str = "", **data):
        return self.client.get(self.base + path, data)

    def post(self, path: str, **data):
        return self.client.post(self.base + path, data)

    def now(self) -> Action:
        return Action.objects.get(pk=self.action.pk)

    def text(self, path: str = "", **data) -> str:
        return self.get(path, **data).content.decode()


class World:
    """A region, its plan, and what a person of one standing meets there."""

    def __init__(self, who: str | None, region, version) -> None:
        self.who, self.region, self.version = who, region, version
        elsewhere = make_region()
        self.carrier, self.partner = make_organisation(elsewhere), make_organisation(elsewhere)
        self.body = make_body(region)
        self.person = self._person(elsewhere) if who else None
        own = {"organisation": self.carrier}
        if who in ("of the responsible body", "observer of the body"):
            own = {"body": self.body}
        elif who == "the responsible person":
            own = {"person": self.person}
        self.own = own

    def _person(self, elsewhere):
        who = self.who
        if who in ("reader", "contributor", "editor", "coordinator"):
            return make_person(who, self.region)
        if who in ("administrator", "programme"):
            return make_person(who)
        if who == "editor elsewhere":
            return make_person("editor", elsewhere)
        if who == "of the responsible organisation":
            return make_person(organisation=self.carrier)
        if who == "of the partner":
            return make_person(organisation=self.partner)
        person = make_person()
        if "body" in who:
            role = "observer" if "observer" in who else "member"
            give_seat(body=self.body, role=role, person=person, active_from=date(2026, 1, 1), **DO)
        return person

    def action(self, **more) -> Action:
        """An action with its partner; nobody has answered yet."""
        made = make_action(self.version, "Arbete", **{"stage": "under_way", **self.own, **more})
        do.invite_partner(action=made, organisation=self.partner, **DO)
        Action.objects.filter(pk=made.pk).update(consent="asked")
        return Action.objects.get(pk=made.pk)

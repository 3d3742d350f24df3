"""A region with a coordinator who is logged in."""

from __future__ import annotations

import pytest

from tests.factories import make_draft, make_person, make_region

pytestmark = pytest.mark.django_db


@pytest.fixture
def region(db):
    return make_region("norr")


@pytest.fixture
def coordinator(region):
    return make_person("coordinator", region)


@pytest.fixture
def page(client, coordinator):
    """The test client, logged in as coordinator, under the addresses of the region."""
    client.force_login(coordinator, backend="allauth.account.auth_backends.AuthenticationBackend")
    return Pages(client)


@pytest.fixture
def draft(region):
    return make_draft(region)


class Pages:
    """Gets and posts in the workspace, in English."""

    def __init__(self, client):
        self.client = client

    def get(self, path: str, **data):
        return self.client.get(self.address(path), data)

    def post(self, path: str, **data):
        return self.client.post(self.address(path), data)

    @staticmethod
    def address(path: str) -> str:
        return f"/en/workspace/{path}"

"""Fetching from a local server."""

from __future__ import annotations

import pytest

from samkraft.indicators.operations import refresh
from tests.conftest import NOON

PLACES = ("SE-2580", "SE-2582", "NO-1833")


@pytest.fixture
def fetch_from(make_context):
    """Refreshes an indicator from a server: fetch_from(server, indicator, at=…)."""

    def fetched(server, indicator, *, areas=PLACES, at=NOON, **context):
        context = {"now": lambda: at, **context}
        addresses = {indicator.source: server.base}
        return refresh(
            indicator=indicator, areas=areas, by=None, at=at,
            context=make_context(addresses=addresses, **context),
        )  # fmt: skip

    return fetched

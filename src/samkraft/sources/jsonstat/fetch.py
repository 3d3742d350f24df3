"""Fetching JSON-stat from an address."""

from __future__ import annotations

import json

from samkraft.sources.connector.context import Context, Fetched, Query
from samkraft.sources.connector.files import fetch_file
from samkraft.sources.connector.source import Source
from samkraft.sources.jsonstat.read import read_jsonstat
from samkraft.sources.tables import Table


def fetch(query: Query, *, source: Source, context: Context) -> Fetched:
    """The whole table at `query.table`. Raises a FetchProblem."""
    return fetch_file(query, source=source, context=context, read=_read, accept="application/json")


def _read(content: bytes) -> Table:
    return read_jsonstat(json.loads(content.decode("utf-8-sig")))

"""Fetching a PX file from an address."""

from __future__ import annotations

from samkraft.sources.connector.context import Context, Fetched, Query
from samkraft.sources.connector.files import fetch_file
from samkraft.sources.connector.source import Source
from samkraft.sources.px.read import read_px


def fetch(query: Query, *, source: Source, context: Context) -> Fetched:
    """The whole table at `query.table`. Raises a FetchProblem."""
    return fetch_file(query, source=source, context=context, read=read_px)

"""Fetching codes and changes from Klass."""

from __future__ import annotations

from datetime import date
from typing import Any

from samkraft.sources.connector.context import Context, Session
from samkraft.sources.connector.http import json_of
from samkraft.sources.connector.source import Source
from samkraft.sources.klass.read import Change, Code, read_changes, read_codes


def fetch_codes(
    classification: str, *, start: date, end: date | None = None, source: Source, context: Context
) -> tuple[Code, ...]:
    """The codes valid at some time from `start` up to, not including, `end` (None: until now and
    after). Raises a FetchProblem or BrokenData."""
    return read_codes(_ask(source, context, classification, "codes", start, end))


def fetch_changes(
    classification: str, *, start: date, end: date | None = None, source: Source, context: Context
) -> tuple[Change, ...]:
    """The changes from `start` up to, not including, `end`, those decided for the future too.

    Raises a FetchProblem or BrokenData.
    """
    return read_changes(_ask(source, context, classification, "changes", start, end))


def _ask(
    source: Source, context: Context, classification: str, what: str, start: date, end: date | None
) -> Any:
    session = Session(source, context)
    until = f"&to={end:%Y-%m-%d}" if end else ""
    future = "&includeFuture=true" if what == "changes" else ""
    url = (
        f"{session.source.address}/classifications/{classification}/{what}"
        f"?from={start:%Y-%m-%d}{until}{future}&language={source.language}"
    )
    answer = session.get(url)
    session.keep(answer, table=f"{classification}-{what}", query={"url": url})
    return json_of(answer)

"""A whole table behind one address: fetched, kept, read."""

from __future__ import annotations

from collections.abc import Callable

from samkraft.sources.connector.context import Context, Fetched, Query, Session
from samkraft.sources.connector.fingerprints import fingerprint
from samkraft.sources.connector.problems import Finding, NotData
from samkraft.sources.connector.source import Source
from samkraft.sources.tables import BrokenData, Table


def fetch_file(
    query: Query,
    *,
    source: Source,
    context: Context,
    read: Callable[[bytes], Table],
    accept: str = "*/*",
) -> Fetched:
    """The table at the address `query.table`. Raises a FetchProblem."""
    session = Session(source, context)
    base = context.addresses.get(source.name, source.address)
    absolute = "://" in query.table
    address = query.table if absolute else f"{base.rstrip('/')}/{query.table.lstrip('/')}"
    answer = session.get(address, accept=accept)
    raw = session.keep(answer, table=query.table, query=query.value())
    try:
        table = read(answer.body)
    except BrokenData as error:
        raise NotData(f"What is at {address} cannot be read: {error}") from error
    context.progress(1, 1)
    return Fetched(
        source=source.name,
        query=query,
        tables=(table,),
        fingerprint=fingerprint(query.table, table),
        updated=table.updated,
        findings=tuple(Finding("reader", text) for text in table.findings),
        raw=(raw,),
    )

"""Fetching a CSV or XLSX file from an address."""

from __future__ import annotations

from samkraft.sources.connector.context import Context, Fetched, Query
from samkraft.sources.connector.files import fetch_file
from samkraft.sources.connector.source import Source
from samkraft.sources.reading import read_spreadsheet
from samkraft.sources.sheets.read import read_csv
from samkraft.sources.tables import Table


def fetch(query: Query, *, source: Source, context: Context) -> Fetched:
    """The sheet at `query.table`, as it stands: rows and columns.

    For observations give the raw copy to `observe_sheet` with its mapping. Raises a FetchProblem.
    """
    return fetch_file(query, source=source, context=context, read=_read)


def _read(content: bytes) -> Table:
    return read_spreadsheet(content) if content[:4] == b"PK\x03\x04" else read_csv(content)

"""Fetching from PxWeb's first interface: every variable named, every code once, json-stat2 back."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from samkraft.sources.connector.context import Context, Fetched, Query, Session
from samkraft.sources.connector.expressions import Choices, chosen
from samkraft.sources.connector.fingerprints import fingerprint
from samkraft.sources.connector.http import Answer, json_of
from samkraft.sources.connector.limits import stated_rate
from samkraft.sources.connector.pieces import Asking, fetch_selection
from samkraft.sources.connector.problems import NotData, NotFound, Refused, WrongQuery
from samkraft.sources.connector.source import Source
from samkraft.sources.connector.splitting import Selection, check_complete
from samkraft.sources.jsonstat.read import read_jsonstat
from samkraft.sources.pxweb.read import looks_like_metadata, read_metadata
from samkraft.sources.tables import Table


def fetch(query: Query, *, source: Source, context: Context) -> Fetched:
    """The tables of a selection; `query.table` is the path below the database.

    `query.codelists` holds filters ("agg:NAME", "agg_single:NAME", "vs:NAME") by variable,
    whose codes this interface does not list: they are sent as they are. Raises a FetchProblem.
    """
    session = Session(source, context)
    most = _configure(session, query)
    table = describe(session, query)
    print_ = fingerprint(query.table, table)
    asking = Asking(
        query,
        print_.digest,
        lambda piece: [_ask(session, query, piece)],
        lambda piece, contents: _read(query, piece, contents),
    )
    tables, raw = fetch_selection(session, asking, _selection(query, table), most=most)
    return Fetched(source=source.name, query=query, tables=tables, fingerprint=print_,
                   updated=tables[0].updated, raw=raw)  # fmt: skip


def describe(session: Session, query: Query) -> Table:
    """The variables and codes of a table. Raises NotData for a folder."""
    value = json_of(session.get(_address(session, query, "tables") + quote(query.table)))
    if not looks_like_metadata(value):
        raise NotData(f"“{query.table}” is a folder of tables, not a table.")
    return read_metadata(value)


def _configure(session: Session, query: Query) -> int:
    """Learn the limits; gives the most cells of one answer (maxCells, on old servers maxValues)."""
    try:
        value = json_of(session.get(_address(session, query, "config")))
    except (NotFound, Refused):  # installations that keep it to themselves
        return session.source.cells
    session.learn(stated_rate(value.get("maxCalls"), value.get("timeWindow")))
    stated = value.get("maxCells") or value.get("maxValues")
    return stated if isinstance(stated, int) and stated > 0 else session.source.cells


def _address(session: Session, query: Query, what: str) -> str:
    language = query.language or session.source.language
    return f"{session.source.address}/{session.source.paths[what].format(lang=language)}"


def _selection(query: Query, table: Table) -> Selection:
    grouped = {name.lower() for name in query.codelists}
    choices = {
        each.code: Choices(each.codes, each.role == "time")
        for each in table.dimensions
        if each.code.lower() not in grouped
    }
    plain = {name: codes for name, codes in query.select.items() if name.lower() not in grouped}
    found = chosen(choices, plain)
    codes = {name.lower(): codes for name, codes in query.select.items()}
    for each in table.dimensions:
        if each.code.lower() in grouped:
            found[each.code] = _sent(each.code, codes.get(each.code.lower(), ()))
    return {each.code: found[each.code] for each in table.dimensions}


def _sent(name: str, codes: Sequence[str]) -> tuple[str, ...]:
    if not codes or any("*" in code for code in codes):
        raise WrongQuery(f"“{name}” goes by groups: name their codes one by one.")
    return tuple(dict.fromkeys(codes))


def _ask(session: Session, query: Query, piece: Selection) -> Answer:
    filters = {name.lower(): each for name, each in query.codelists.items()}
    body: dict[str, Any] = {
        "query": [
            {"code": name, "selection": {"filter": filters.get(name.lower(), "item"),
                                         "values": list(codes)}}
            for name, codes in piece.items()
        ],
        "response": {"format": "json-stat2"},
    }  # fmt: skip
    return session.post(_address(session, query, "tables") + quote(query.table), body)


def _read(query: Query, piece: Mapping[str, tuple[str, ...]], contents: list[bytes]) -> Table:
    table = read_jsonstat(json.loads(contents[0].decode("utf-8-sig")))
    single = {
        name.lower() for name, each in query.codelists.items() if each.startswith("agg_single:")
    }
    held = {each.code.lower(): each.codes for each in table.dimensions}
    expected = {
        name: held.get(name.lower(), codes) if name.lower() in single else codes
        for name, codes in piece.items()
    }
    check_complete(table, expected)
    return table

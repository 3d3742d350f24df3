"""Fetching from PxWebApi 2: describe the table, work out the codes, ask piece by piece."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote

from samkraft.sources.connector.context import Context, Fetched, Query, Session
from samkraft.sources.connector.expressions import chosen
from samkraft.sources.connector.http import Answer, json_of
from samkraft.sources.connector.pieces import Asking, fetch_selection
from samkraft.sources.connector.problems import Finding
from samkraft.sources.connector.raw import folder_name, write_whole
from samkraft.sources.connector.refusals import LONGEST_ADDRESS
from samkraft.sources.connector.source import Source
from samkraft.sources.connector.splitting import Selection, check_complete
from samkraft.sources.jsonstat.read import read_jsonstat
from samkraft.sources.pxwebapi2.read import (
    Codelist,
    Config,
    Description,
    read_codelist,
    read_config,
    read_description,
)
from samkraft.sources.tables import Table

CONFIG_HOLDS = timedelta(days=1)


def fetch(query: Query, *, source: Source, context: Context) -> Fetched:
    """The tables of a selection. Raises a FetchProblem."""
    session = Session(source, context)
    config = _config(session)
    session.learn(config.rate)
    described = describe(session, query)
    lists = {name: _codelist(session, query, each) for name, each in query.codelists.items()}
    choices = dict(described.choices)
    for name, each in lists.items():
        known = next((n for n in choices if n.lower() == name.lower()), name)
        choices[known] = type(choices[known])(each.codes, choices[known].time)
    selection = chosen(choices, query.select)
    asking = Asking(
        query,
        f"{described.fingerprint.digest} {described.updated}",
        lambda piece: [_ask(session, query, piece)],
        lambda piece, contents: _read(query, lists, piece, contents),
    )
    most = (config.cells or source.cells) // _swell(query, lists)
    tables, raw = fetch_selection(session, asking, selection, most=max(1, most))
    return Fetched(
        source=source.name, query=query, tables=tables, fingerprint=described.fingerprint,
        updated=described.updated, next_update=described.next_update,
        findings=_findings(described), raw=raw,
    )  # fmt: skip


def describe(session: Session, query: Query) -> Description:
    """A table's description: codes, units, update, whether it is discontinued."""
    at = f"{session.source.address}/tables/{quote(query.table, safe='')}"
    language = f"?lang={query.language or session.source.language}"
    entry = json_of(session.get(at + language))
    metadata = json_of(session.get(f"{at}/metadata{language}"))
    return read_description(query.table, metadata, entry)


def data_address(base: str, query: Query, piece: Mapping[str, tuple[str, ...]]) -> str:
    """The GET address of a selection, for people and provenance; may be too long to ask."""
    language = f"lang={query.language}&" if query.language else ""
    parts = [f"valuecodes[{quote(name)}]={_listed(codes)}" for name, codes in piece.items()]
    return (
        f"{base}/tables/{quote(query.table, safe='')}/data?{language}outputFormat=json-stat2"
        + "".join(f"&{part}" for part in [*parts, *_groupings(query)])
    )


def _listed(codes: tuple[str, ...]) -> str:
    """Codes as an address writes them: those with a comma or brackets in (more) brackets."""
    return ",".join(
        quote(f"[{code}]" if set(code) & {",", "[", "]"} else code, safe="[]*()") for code in codes
    )


def _groupings(query: Query, *, codelists: bool = True) -> list[str]:
    lists = query.codelists.items() if codelists else ()
    return [f"codelist[{quote(name)}]={quote(each)}" for name, each in lists] + [
        f"outputValues[{quote(name)}]={quote(each)}" for name, each in query.outputs.items()
    ]


def _ask(session: Session, query: Query, piece: Selection) -> Answer:
    """GET while the address is short, so that anybody can repeat it; else POST."""
    full = Query(**{**_fields(query), "language": query.language or session.source.language})
    address = data_address(session.source.address, full, piece)
    if len(address) <= LONGEST_ADDRESS:
        return session.get(address)
    lists = {name.lower(): each for name, each in query.codelists.items()}
    body = {
        "selection": [
            {"variableCode": name, "valueCodes": list(codes)}
            | ({"codelist": lists[name.lower()]} if name.lower() in lists else {})
            for name, codes in piece.items()
        ]
    }
    where = f"{session.source.address}/tables/{quote(query.table, safe='')}/data"
    options = [f"lang={full.language}", "outputFormat=json-stat2"]
    options += _groupings(query, codelists=False)
    return session.post(f"{where}?{'&'.join(options)}", body)


def _fields(query: Query) -> dict[str, Any]:
    return {name: getattr(query, name) for name in query.__slots__}


def _read(query: Query, lists: Mapping[str, Codelist], piece: Selection, contents) -> Table:
    table = read_jsonstat(json.loads(contents[0].decode("utf-8-sig")))
    expected: dict[str, tuple[str, ...]] = dict(piece)
    for name, output in query.outputs.items():
        if output == "single" and name in lists and name in piece:
            members = (m for code in piece[name] for m in lists[name].members[code])
            expected[name] = tuple(dict.fromkeys(members))
    check_complete(table, expected)
    return table


def _swell(query: Query, lists: Mapping[str, Codelist]) -> int:
    """How many cells one chosen group may turn into when its members are asked for."""
    return max(
        [1]
        + [
            len(members)
            for name, each in lists.items()
            if query.outputs.get(name) == "single"
            for members in each.members.values()
        ]
    )


def _findings(described: Description) -> tuple[Finding, ...]:
    if not described.fingerprint.discontinued:
        return ()
    text = f"The table {described.fingerprint.table} is discontinued: look for the new one."
    return (Finding("discontinued", text, "alarm"),)


def _codelist(session: Session, query: Query, name: str) -> Codelist:
    language = query.language or session.source.language
    where = f"{session.source.address}/codelists/{quote(name, safe='')}?lang={language}"
    return read_codelist(json_of(session.get(where)))


def _config(session: Session) -> Config:
    """What the installation states, asked once a day."""
    address = session.source.address
    path = session.context.state_dir / "config" / f"{folder_name(address)}.json"
    now = session.context.now()
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        age = now - datetime.fromisoformat(kept["at"])
        if timedelta(0) <= age < CONFIG_HOLDS:
            return read_config(kept["config"])
    except (OSError, ValueError, KeyError):
        pass
    value = json_of(session.get(f"{address}/config"))
    write_whole(path, json.dumps({"at": now.isoformat(), "config": value}).encode())
    return read_config(value)

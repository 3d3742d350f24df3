"""Fetching from Eurostat: one address per piece, sparse answers, no description beforehand."""

from __future__ import annotations

import json
from collections.abc import Mapping
from urllib.parse import quote, urlencode

from samkraft.sources.connector.context import Context, Fetched, Query, Session
from samkraft.sources.connector.fingerprints import Fingerprint, Variable, fingerprint
from samkraft.sources.connector.http import Answer
from samkraft.sources.connector.pieces import Asking, fetch_selection
from samkraft.sources.connector.problems import Finding, WrongQuery
from samkraft.sources.connector.refusals import LONGEST_ADDRESS
from samkraft.sources.connector.source import Source
from samkraft.sources.connector.splitting import Selection
from samkraft.sources.jsonstat.read import read_jsonstat
from samkraft.sources.tables import Table

# Parameters that choose without being dimensions: they are sent as they are, never parted.
FILTERS = ("geoLevel", "sinceTimePeriod", "untilTimePeriod", "lastTimePeriod")


def fetch(query: Query, *, source: Source, context: Context) -> Fetched:
    """The tables of a selection by dimension; what is not named comes whole.

    Places without an answer are an alarm that names the NUTS version the source is set to.
    Raises a FetchProblem.
    """
    session = Session(source, context)
    filters = {name: str(query.select[name][0]) for name in FILTERS if query.select.get(name)}
    selection = {
        name: tuple(dict.fromkeys(map(str, codes)))
        for name, codes in query.select.items()
        if name not in FILTERS
    }
    if not selection:
        raise WrongQuery("Eurostat's tables are too large to fetch whole: name some geo codes.")
    asking = Asking(
        query,
        json.dumps(query.value(), sort_keys=True),
        lambda piece: [_ask(session, query, filters, piece)],
        lambda piece, contents: read_jsonstat(json.loads(contents[0].decode("utf-8-sig"))),
    )
    each = max(1, (LONGEST_ADDRESS - 300) // (12 * len(selection)))
    tables, raw = fetch_selection(session, asking, selection, most=source.cells, each=each)
    return Fetched(
        source=source.name, query=query, tables=tables, fingerprint=_merged(query, tables),
        updated=tables[0].updated, findings=_missing(source, selection, tables), raw=raw,
    )  # fmt: skip


def _ask(session: Session, query: Query, filters: Mapping[str, str], piece: Selection) -> Answer:
    options = [("format", "JSON"), ("lang", query.language or session.source.language)]
    options += list(filters.items())
    options += [(name, code) for name, codes in piece.items() for code in codes]
    where = f"{session.source.address}/data/{quote(query.table, safe='')}"
    return session.get(f"{where}?{urlencode(options)}")


def _merged(query: Query, tables: tuple[Table, ...]) -> Fingerprint:
    """One fingerprint of all pieces: there is no description of the whole table."""
    prints = [fingerprint(query.table, table) for table in tables]
    codes: dict[str, dict[str, str]] = {}
    for print_ in prints:
        for each in print_.variables:
            pairs = zip(each.codes, each.labels, strict=True)
            codes[each.code] = {**codes.get(each.code, {}), **dict(pairs)}
    times = {each.code for print_ in prints for each in print_.variables if each.time}
    variables = tuple(
        Variable(name, tuple(found), tuple(found.values()), name in times)
        for name, found in codes.items()
    )
    return Fingerprint(query.table, prints[0].title, variables)


def _missing(
    source: Source, selection: Selection, tables: tuple[Table, ...]
) -> tuple[Finding, ...]:
    found = []
    for name, codes in selection.items():
        held = {
            code for table in tables for each in table.dimensions if each.code == name
            for code in each.codes
        }  # fmt: skip
        if missing := [code for code in codes if code not in held]:
            version = source.expect.get("nuts_version", "?")
            hint = f" Are they codes of NUTS {version}?" if name == "geo" else ""
            text = f"Eurostat has no answer for {name} {', '.join(missing[:10])}.{hint}"
            found.append(Finding("unanswered", text, "alarm"))
    return tuple(found)

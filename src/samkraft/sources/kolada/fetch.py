"""Fetching from Kolada: at most 25 ids per part of the address, page after page."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote, urlsplit

from samkraft.sources.connector.context import Context, Fetched, Query, Session, Withdrawal
from samkraft.sources.connector.fingerprints import Fingerprint, Variable
from samkraft.sources.connector.http import Answer, json_of
from samkraft.sources.connector.pieces import Asking, fetch_pieces
from samkraft.sources.connector.problems import Finding, NotData, WrongQuery
from samkraft.sources.connector.source import Source
from samkraft.sources.connector.splitting import Selection, split
from samkraft.sources.kolada.metadata import Indicator, indicator_of
from samkraft.sources.kolada.read import looks_like_kolada, read_kolada
from samkraft.sources.tables import Table

MOST_IDS = 25
UNLIMITED = 10**12  # pages part the values, whatever their number
UNITS = {"municipality": "data", "ou": "oudata"}


def fetch(query: Query, *, source: Source, context: Context) -> Fetched:
    """Values by kpi, municipality (or ou) and year, at least two of them given.

    What was asked for and not answered is an alarm, for Kolada answers a wrong question with an
    empty list. `query.since` brings only what changed. Raises a FetchProblem.
    """
    session = Session(source, context)
    selection = _selection(query)
    indicators = fetch_indicators(session, selection["kpi"]) if "kpi" in selection else ()
    print_ = _fingerprint(query, indicators)
    withdrawn: list[Withdrawal] = []
    asking = Asking(
        query,
        print_.digest,
        lambda piece: _pages(session, _address(session, query, piece)),
        lambda piece, contents: _read(contents, withdrawn),
    )
    pieces = split(selection, UNLIMITED, each=MOST_IDS)
    tables, raw = fetch_pieces(session, asking, pieces)
    return Fetched(
        source=source.name, query=query, tables=tables, fingerprint=print_,
        next_update=_next(indicators, context), findings=_unanswered(query, selection, tables),
        raw=raw, withdrawn=tuple(dict.fromkeys(withdrawn)),
    )  # fmt: skip


def fetch_indicators(session: Session, ids: Sequence[str]) -> tuple[Indicator, ...]:
    """The descriptions of indicators, in the order asked. Raises WrongQuery for unknown ids."""
    found: dict[str, Indicator] = {}
    for piece in split({"kpi": tuple(dict.fromkeys(ids))}, UNLIMITED, each=MOST_IDS):
        for page in _pages(session, f"{session.source.address}/kpi/{_ids(piece['kpi'])}"):
            found |= {str(row["id"]): indicator_of(row) for row in _rows(json_of(page))}
    if unknown := [each for each in ids if each not in found]:
        raise WrongQuery(f"Kolada has no indicator {', '.join(unknown)}.")
    return tuple(found[each] for each in ids)


def fetch_list(session: Session, name: str) -> list[dict[str, Any]]:
    """A whole list of metadata: municipality, municipality_groups, kpi, kpi_groups, ou."""
    pages = _pages(session, f"{session.source.address}/{name}?per_page=5000")
    return [row for page in pages for row in _rows(json_of(page))]


def _selection(query: Query) -> Selection:
    known = {"kpi", "municipality", "ou", "year"}
    if wrong := set(query.select) - known:
        raise WrongQuery(f"Kolada knows no “{min(wrong)}”; there are kpi, municipality, ou, year.")
    chosen = {
        name: tuple(dict.fromkeys(map(str, query.select[name])))
        for name in ("kpi", "municipality", "ou", "year")
        if query.select.get(name)
    }
    if len(chosen) < 2 or {"municipality", "ou"} <= set(chosen):
        raise WrongQuery("Kolada wants two of kpi, municipality (or ou) and year.")
    return chosen


def _address(session: Session, query: Query, piece: Selection) -> str:
    kind = UNITS["ou" if "ou" in piece else "municipality"]
    parts = "".join(f"/{name}/{_ids(ids)}" for name, ids in piece.items())
    since = f"?from_date={query.since:%Y-%m-%d}" if query.since else ""
    return f"{session.source.address}/{kind}{parts}{since}"


def _ids(ids: Sequence[str]) -> str:
    return ",".join(quote(each, safe="") for each in ids)


def _pages(session: Session, url: str) -> list[Answer]:
    """All pages from an address on; `count` is of no use, only `next_url` tells the end."""
    home, seen, pages = urlsplit(url).netloc, set(), []
    while url:
        if url in seen or urlsplit(url).netloc != home:
            raise NotData(f"Kolada's next_url leads astray: {url}.")
        seen.add(url)
        pages.append(session.get(url))
        value = json_of(pages[-1])
        if not looks_like_kolada(value):
            raise NotData("Kolada's answer has no list of “values”.")
        url = value.get("next_url") or ""
    return pages


def _rows(value: dict[str, Any]) -> list[dict[str, Any]]:
    return list(value["values"])


def _read(contents: list[bytes], withdrawn: list[Withdrawal]) -> Table:
    rows = [row for content in contents for row in _rows(json.loads(content))]
    for row in rows:
        area = str(row.get("municipality") or row.get("ou"))
        withdrawn += [
            Withdrawal(str(row["kpi"]), area, str(row["period"]), str(each.get("gender", "T")))
            for each in row["values"]
            if each.get("isdeleted")
        ]
    if not rows:
        return read_kolada_values([])
    return read_kolada_values(rows)


def read_kolada_values(rows: list[dict[str, Any]]) -> Table:
    """The values of several pages as one table; an empty one keeps its four dimensions."""
    return read_kolada({"values": rows}, empty_is_data=True)


def _unanswered(query: Query, selection: Selection, tables: Sequence[Table]) -> tuple[Finding, ...]:
    """An alarm for every id without a single value; a note when only changes were asked for."""
    names = {"kpi": 0, "municipality": 1, "ou": 1, "year": 2}
    found = []
    for name, ids in selection.items():
        held = {code for table in tables for code in table.dimensions[names[name]].codes}
        if missing := [each for each in ids if each not in held]:
            shown = ", ".join(missing[:10]) + (" …" if len(missing) > 10 else "")
            text = f"Kolada has no answer for {name} {shown} ({len(missing)} of {len(ids)})."
            found.append(Finding("unanswered", text, "note" if query.since else "alarm"))
    return tuple(found)


def _fingerprint(query: Query, indicators: Sequence[Indicator]) -> Fingerprint:
    variable = Variable(
        "kpi", tuple(each.id for each in indicators), tuple(each.title for each in indicators)
    )
    units = {each.id: each.unit for each in indicators if each.unit}
    return Fingerprint(query.table, "Kolada", (variable,), units)


def _next(indicators: Sequence[Indicator], context: Context) -> str | None:
    """The nearest day on which one of the indicators is published anew."""
    today = f"{context.now():%Y-%m-%d}"
    days = [day for each in indicators for day in (each.preliminary, each.published) if day]
    return min((day for day in days if day > today), default=None)

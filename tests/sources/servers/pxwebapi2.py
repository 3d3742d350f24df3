"""PxWebApi 2 as SSB and SCB run it."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from tests.sources.servers.local import Asked, Limit, Reply, Server, as_json, problem
from tests.sources.servers.tables import SmallTable

ROOT = "/api/v2"
LONGEST = 2100


@contextmanager
def pxwebapi2_server(
    tables: Mapping[str, SmallTable], *, cells: int = 1000, limit: Limit = Limit(),  # noqa: B008
    config: Mapping[str, Any] | None = None, too_many: int = 400,
) -> Iterator[Server]:  # fmt: skip
    """`cells`: what is enforced; `config` replaces what /config states; `too_many`: 400 or 403."""
    stated = {
        "apiVersion": "2.3.2", "maxDataCells": cells, "maxCallsPerTimeWindow": limit.calls,
        "timeWindow": limit.seconds, "dataFormats": ["json-stat2", "px"], **(config or {}),
    }  # fmt: skip

    def answer(asked: Asked) -> Reply:
        if asked.length > LONGEST:
            return Reply(b"", 404)
        if asked.path == "/config":
            return as_json(stated)
        if found := re.fullmatch(r"/codelists/(.+)", asked.path):
            return _codelist(tables, found[1])
        found = re.fullmatch(r"/tables/([^/]+)(/metadata|/data)?", asked.path)
        if not found or found[1] not in tables:
            return problem("Non-existent table", 404)
        table = tables[found[1]]
        if not found[2]:
            return as_json({"id": found[1], "label": table.title, "updated": table.updated,
                            "discontinued": table.discontinued})  # fmt: skip
        if found[2] == "/metadata":
            return as_json({**table.dataset(table.codes | {}), "value": []} | {"status": {}})
        return _data(table, asked, cells, too_many)

    with Server(answer, limit, ROOT).running() as server:
        yield server


def _codelist(tables: Mapping[str, SmallTable], name: str) -> Reply:
    for table in tables.values():
        if name in table.groupings:  # codelist ids are case-sensitive
            values = [{"code": code, "label": code, "valueMap": members}
                      for code, members in table.groupings[name].items()]  # fmt: skip
            return as_json({"id": name, "type": "Aggregation", "values": values})
    return problem("Non-existent codelist", 404)


def _data(table: SmallTable, asked: Asked, cells: int, too_many: int) -> Reply:
    selection, lists = _asked_in_body(asked) if asked.method == "POST" else _asked_in_address(asked)
    chosen: dict[str, list[str]] = {}
    sums: dict[str, list[str]] = {}
    for name, codes in selection.items():
        variable = table.variable(name)
        if variable is None:
            return problem("Non-existent variable")
        if len(set(codes)) != len(codes):
            return Reply(b"", 500)
        groups = table.groupings.get(lists.get(name, ""), {})
        known = {code.lower(): code for code in [*table.codes[variable], *groups]}
        if any(code.lower() not in known for code in codes):
            return problem("Non-existent value")
        named = [known[code.lower()] for code in codes]
        if groups and asked.option(f"outputValues[{name}]") == "single":
            named = [member for code in named for member in groups[code]]
        elif groups:
            sums = {code: groups[code] for code in named}
        order = [*table.codes[variable], *groups]
        chosen[variable] = sorted(named, key=order.index)
    for variable in table.codes:
        if variable not in chosen:
            if variable not in table.totals:
                return problem("Missing selection for mandantory variable")
            chosen[variable] = [table.totals[variable]]
    if math.prod(map(len, chosen.values())) > cells:
        return problem("Too many cells selected", too_many)
    return as_json(table.dataset({name: chosen[name] for name in table.codes}, sums))


def _asked_in_body(asked: Asked) -> tuple[dict[str, list[str]], dict[str, str]]:
    selection = asked.json["selection"]
    return (
        {each["variableCode"]: each["valueCodes"] for each in selection},
        {each["variableCode"]: each["codelist"] for each in selection if "codelist" in each},
    )


def _asked_in_address(asked: Asked) -> tuple[dict[str, list[str]], dict[str, str]]:
    selection, lists = {}, {}
    for key, text in asked.options:
        if found := re.fullmatch(r"valuecodes\[(.+)\]", key, re.IGNORECASE):
            codes = re.findall(r"\[(?:\[.*?\]|[^\[\]])*\]|[^,]+", text)
            selection[found[1]] = [c[1:-1] if c.startswith("[") else c for c in codes]
        elif found := re.fullmatch(r"codelist\[(.+)\]", key, re.IGNORECASE):
            lists[found[1]] = text
    return selection, lists

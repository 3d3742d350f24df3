"""PxWeb's first interface."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from urllib.parse import unquote

from tests.sources.servers.local import Asked, Limit, Reply, Server, as_json
from tests.sources.servers.tables import SmallTable

ROOT = "/api/v1"


@contextmanager
def pxweb_server(
    tables: Mapping[str, SmallTable], *, cells: int = 1000, limit: Limit = Limit(),  # noqa: B008
    config: Mapping[str, Any] | None = None, below: str = "/sv/ssd/",
) -> Iterator[Server]:  # fmt: skip
    """Tables by their path below the database; `config` replaces what ?config states."""
    stated = {"maxValues": cells // 2, "maxCells": cells, "maxCalls": limit.calls,
              "timeWindow": limit.seconds, "CORS": True}  # fmt: skip
    stated = stated if config is None else dict(config)

    def answer(asked: Asked) -> Reply:
        path = unquote(asked.path)
        if any(key == "config" for key, _ in asked.options):
            return as_json(stated) if stated else Reply(b"", 404)
        name = path.removeprefix(below)
        if name in tables:
            if asked.method == "POST":
                return _data(tables[name], asked, cells)
            return as_json(_description(tables[name]))
        inside = [path for path in tables if path.startswith(name.rstrip("/") + "/")]
        if inside:
            return as_json([{"id": p.split("/")[-1], "type": "t", "text": p} for p in inside])
        return Reply(b"<html>Not found</html>", 404, "text/html")

    with Server(answer, limit, ROOT).running() as server:
        yield server


def _description(table: SmallTable) -> dict[str, Any]:
    """Flags that are false are left out; no units, no time of update."""
    variables = []
    for name, codes in table.codes.items():
        texts = [table.labels.get(code, code) for code in codes]
        each: dict[str, Any] = {"code": name, "text": name.lower(), "values": codes,
                                "valueTexts": texts}  # fmt: skip
        each |= {"time": True} if name == table.time else {}
        each |= {"elimination": True} if name in table.totals else {}
        variables.append(each)
    return {"title": table.title, "variables": variables}


def _data(table: SmallTable, asked: Asked, cells: int) -> Reply:
    chosen: dict[str, list[str]] = {}
    sums: dict[str, list[str]] = {}
    for each in asked.json["query"]:
        variable = table.variable(each["code"])
        form, codes = each["selection"]["filter"], each["selection"]["values"]
        if variable is None:
            return Reply(b"The request is malformed", 400, "text/plain")
        if len(set(codes)) != len(codes):
            return Reply(b"", 500)
        found = re.fullmatch(r"(agg|agg_single):(.+)", form)
        groups = table.groupings.get(found[2], {}) if found else {}
        if any(code not in (groups or table.codes[variable]) for code in codes):
            return Reply(b"<html>Bad request</html>", 400, "text/html")
        if found and found[1] == "agg_single":
            codes = [member for code in codes for member in groups[code]]
        elif found:
            sums = {code: groups[code] for code in codes}
        chosen[variable] = codes
    if set(chosen) != set(table.codes):  # several installations refuse instead of summing
        return Reply(b"The request is malformed", 400, "text/plain")
    if math.prod(map(len, chosen.values())) > cells:
        return Reply(b"", 403)
    return as_json(table.dataset({name: chosen[name] for name in table.codes}, sums))

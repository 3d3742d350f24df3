"""Klass: XML unless JSON is asked for, errors of CSV as plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from tests.sources.servers.local import Asked, Limit, Reply, Server, as_json


@contextmanager
def klass_server(
    *, codes: Sequence[Mapping[str, Any]] = (), changes: Sequence[Mapping[str, Any]] = (),
    limit: Limit = Limit(),  # noqa: B008
) -> Iterator[Server]:  # fmt: skip
    """One classification, 131; `changes` are given from `from` up to, not including, `to`."""

    def answer(asked: Asked) -> Reply:
        found = re.fullmatch(r"/classifications/(\d+)/(codes|changes)", asked.path)
        accept = asked.headers.get("accept", "")
        if not found or found[1] != "131":
            if "csv" in accept:
                return Reply(b"Classification not found", 404, "text/csv")
            return as_json({"error": "Not Found", "message": "Classification not found"}, 404)
        if not asked.option("from"):
            return as_json({"message": "Required parameter 'from' is missing"}, 400)
        if "json" not in accept:
            return Reply(b"<?xml version='1.0'?><codeList/>", 200, "application/xml")
        if found[2] == "codes":
            return as_json({"codes": list(codes)})
        start, end = asked.option("from"), asked.option("to", "9999-12-31")
        rows = [each for each in changes if start <= each["changeOccurred"] < end]
        return as_json({"codeChanges": rows})

    with Server(answer, limit, "/api/klass/v1").running() as server:
        yield server

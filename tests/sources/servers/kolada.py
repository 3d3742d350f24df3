"""Kolada's third interface, and its closed second."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from urllib.parse import unquote

from tests.sources.servers.local import Asked, Limit, Reply, Server, as_json

MOST = 25
KPIS = (
    {"id": "N01951", "title": "Invånare totalt, antal", "is_divided_by_gender": True,
     "municipality_type": "A", "publication_date": "2027-02-20",
     "prel_publication_date": None, "publ_period": "2025"},
    {"id": "N00945", "title": "Demografisk försörjningskvot", "is_divided_by_gender": False,
     "municipality_type": "A", "publication_date": "2026-02-20",
     "prel_publication_date": None, "publ_period": "2025"},
)  # fmt: skip
PLACES = ("0000", "0025", "2580", "2582")


def value(kpi: str, place: str, year: int, gender: str = "T", number: Any = 1.0, **more: Any):
    """One value as Kolada keeps it; more: status, isdeleted, changed (a day, for from_date)."""
    return {"kpi": kpi, "municipality": place, "period": year, "gender": gender,
            "status": "", "value": number, "count": 1, "isdeleted": False, **more}  # fmt: skip


@contextmanager
def kolada_server(
    values: Iterable[Mapping[str, Any]], *, kpis: Iterable[Mapping[str, Any]] = KPIS,
    places: Iterable[str] = PLACES, page: int = 5000, limit: Limit = Limit(),  # noqa: B008
) -> Iterator[Server]:  # fmt: skip
    """Values made by `value`; `page` is the most rows of one page."""
    values, kpis, places = list(values), list(kpis), list(places)

    def answer(asked: Asked) -> Reply:
        if asked.path.startswith("/v2"):
            return Reply(b'{"detail": "v2 was shut down"}', 410)
        path = unquote(asked.path.removeprefix("/v3"))
        segments = dict(re.findall(r"/(kpi|municipality|ou|year)/([^/]+)", path))
        if any(len(ids.split(",")) > MOST for ids in segments.values()):
            return as_json({"detail": "Too many ids"}, 400)
        if re.match(r"/(ou)?data", path):
            rows = _rows(values, segments, asked)
        elif path.startswith("/kpi"):
            asked_for = segments.get("kpi", "").split(",")
            rows = [each for each in kpis if not segments or each["id"] in asked_for]
        elif path.startswith("/municipality"):
            rows = [{"id": each, "title": each, "type": "K"} for each in places]
        else:
            return as_json({"detail": "Not Found"}, 404)
        return as_json(_page(server, asked, rows, page))

    # `base` is the third interface; the second answers beside it
    with Server(answer, limit, "/v3").running() as server:
        yield server


def _rows(values, segments: Mapping[str, str], asked: Asked) -> list[dict[str, Any]]:
    """Rows by kpi, place and year. Fewer than two segments (a wrong name) give an empty list."""
    chosen = {name: set(ids.split(",")) for name, ids in segments.items()}
    if len(chosen) < 2:
        return []
    keys = {"kpi": "kpi", "municipality": "municipality", "ou": "municipality", "year": "period"}
    since = asked.option("from_date")
    found: dict[tuple, list[dict[str, Any]]] = {}
    for each in values:
        if since and each.get("changed", "") < since:
            continue
        if all(str(each[keys[name]]) in ids for name, ids in chosen.items()):
            place = (each["kpi"], each["municipality"], each["period"])
            inner = {k: each[k] for k in ("gender", "status", "value", "count", "isdeleted")}
            found.setdefault(place, []).append(inner)
    unit = "ou" if "ou" in chosen else "municipality"
    return [{"kpi": k, unit: m, "period": y, "values": v} for (k, m, y), v in found.items()]


def _page(server: Server, asked: Asked, rows: list, size: int) -> dict[str, Any]:
    size = min(size, int(asked.option("per_page", str(size))))
    number = int(asked.option("page", "1"))
    part = rows[(number - 1) * size : number * size]
    more = number * size < len(rows)
    path = asked.path if asked.path.startswith("/v3") else f"/v3{asked.path}"
    kept = "".join(f"&{k}={v}" for k, v in asked.options if k != "page")
    following = f"{server.host}{path}?page={number + 1}{kept}" if more else None
    return {"values": part, "next_url": following, "previous_url": None, "count": len(part)}

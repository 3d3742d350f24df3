"""Eurostat's statistics interface: sparse, with flags, too big above a limit."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from tests.sources.servers.local import Asked, Limit, Reply, Server, as_json


@contextmanager
def eurostat_server(
    codes: Mapping[str, list[str]], cells: Mapping[tuple[str, ...], tuple[float | None, str]], *,
    most: int = 1000, later: int = 0, limit: Limit = Limit(),  # noqa: B008
) -> Iterator[Server]:  # fmt: skip
    """One dataset: `cells` maps codes, in the dimensions' order, to number and flag ("" none).

    Above `most` cells 413; above `later` (if set) it promises to answer another time.
    """

    def answer(asked: Asked) -> Reply:
        wanted: dict[str, set[str]] = {}
        for name, code in asked.options:
            if name not in ("format", "lang"):
                wanted.setdefault(name, set()).add(code)
        if unknown := set(wanted) - set(codes):
            label = f"Invalid parameter {min(unknown)}"
            return as_json({"error": [{"status": 400, "id": 150, "label": label}]}, 400)
        chosen = {
            name: [code for code in all_codes if name not in wanted or code in wanted[name]]
            for name, all_codes in codes.items()
        }
        size = math.prod(map(len, chosen.values()))
        if size > most:
            label = "EXTRACTION_TOO_BIG: The requested extraction is too big"
            return as_json({"error": [{"status": 413, "id": 413, "label": label}]}, 413)
        if later and size > later:
            label = "ASYNCHRONOUS_RESPONSE. Your request will be treated asynchronously."
            return as_json({"version": "2.0", "warning": {"status": 413, "label": label}})
        return as_json(_dataset(chosen, cells))

    with Server(answer, limit, "/1.0").running() as server:
        yield server


def _dataset(chosen: Mapping[str, list[str]], cells) -> dict:
    value, status = {}, {}
    for at, place in enumerate(itertools.product(*chosen.values())):
        number, flag = cells.get(place, (None, ""))
        if number is not None:
            value[str(at)] = number
        if flag:
            status[str(at)] = flag
    return {
        "version": "2.0", "class": "dataset", "label": "Population", "source": "ESTAT",
        "updated": "2026-06-01T23:00:00+0200", "id": list(chosen),
        "size": [len(codes) for codes in chosen.values()], "value": value, "status": status,
        "role": {"time": ["time"], "geo": ["geo"]},
        "dimension": {
            name: {"label": name, "category": {"index": {c: at for at, c in enumerate(codes)},
                                               "label": {c: c for c in codes}}}
            for name, codes in chosen.items()
        },
        "extension": {"status": {"label": {"p": "provisional", "e": "estimated"}}},
    }  # fmt: skip

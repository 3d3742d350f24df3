"""All sources there are, by name, and the one door to fetch from any of them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import yaml

from samkraft.sources.connector.context import Context, Fetched, Query
from samkraft.sources.connector.problems import WrongQuery
from samkraft.sources.connector.source import Source, source_of

FOLDER = Path(__file__).parent


@cache
def sources() -> dict[str, Source]:
    """Every installation of every service, by name ("ssb", "scb-v1", "kolada" …).

    Raises ValueError naming source and key when a `source.yml` is wrong.
    """
    found: dict[str, Source] = {}
    for path in sorted(FOLDER.glob("*/source.yml")):
        for source in read_sources(path.parent.name, path.read_text(encoding="utf-8")):
            if source.name in found:
                raise ValueError(f"Two sources are called “{source.name}”.")
            found[source.name] = source
    return found


def read_sources(service: str, text: str) -> list[Source]:
    """The installations in a `source.yml`; each takes what all share and adds its own."""
    value = yaml.safe_load(text)
    shared: Mapping[str, Any] = value.get("shared", {})
    return [
        source_of(str(name), service, {**shared, **facts})
        for name, facts in value["installations"].items()
    ]


def fetch(query: Query, *, source: str, context: Context) -> Fetched:
    """Ask a source by its name. Raises a FetchProblem: WrongQuery for a name that is not known
    or a service without tables (Klass has codes and changes)."""
    chosen = sources().get(source)
    if chosen is None or chosen.service == "klass":
        raise WrongQuery(f"There are no tables to fetch from a source “{source}”.")
    module = import_module(f"samkraft.sources.{chosen.service}.fetch")
    return module.fetch(query, source=chosen, context=context)

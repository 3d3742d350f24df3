"""The facts about a source, read from its `source.yml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from samkraft.sources.connector.limits import Rate
from samkraft.sources.connector.quiet import Window, window
from samkraft.sources.connector.symbols import Symbols


@dataclass(frozen=True, slots=True)
class Source:
    """One installation of a service.

    `service` is the folder that knows its protocol; `address` the base address; `paths` where
    below it things are. `rate` and `cells` hold until the service states its own. `areas` names
    the scheme of its place codes, `sexes` its codes for sex; `expect` is for `calc.quality`.
    """

    name: str
    service: str
    publisher: str
    licence: str
    attribution: str
    address: str
    rate: Rate
    cells: int
    country: str = ""
    language: str = ""
    areas: str = ""
    homepage: str = ""
    calendar: str = ""
    paths: Mapping[str, str] = field(default_factory=dict)
    quiet: tuple[Window, ...] = ()
    symbols: Symbols = field(default_factory=Symbols)
    sexes: Mapping[str, str] = field(default_factory=dict)
    expect: Mapping[str, Any] = field(default_factory=dict)


TEXTS = (
    "publisher", "licence", "attribution", "address", "country", "language", "areas",
    "homepage", "calendar",
)  # fmt: skip
KEYS = {*TEXTS, "rate", "cells", "paths", "quiet", "symbols", "sexes", "expect"}


def source_of(name: str, service: str, facts: Mapping[str, Any]) -> Source:
    """A source out of its facts. Raises ValueError naming source and key."""
    if unknown := set(facts) - KEYS:
        raise ValueError(f"{name}: the key “{min(unknown)}” is not known.")
    if lacking := [key for key in ("publisher", "licence", "attribution") if not facts.get(key)]:
        raise ValueError(f"{name}: the key “{lacking[0]}” is missing.")
    try:
        rate = facts.get("rate", {"calls": 10, "seconds": 10})
        quiet = facts.get("quiet", {})
        return Source(
            name=name,
            service=service,
            rate=Rate(int(rate["calls"]), float(rate["seconds"])),
            cells=int(facts.get("cells", 100_000)),
            paths=dict(facts.get("paths", {})),
            quiet=tuple(window(text, quiet["zone"]) for text in quiet.get("hours", ())),
            symbols=Symbols.of(facts.get("symbols", {})),
            sexes={str(code): sex for code, sex in facts.get("sexes", {}).items()},
            expect=dict(facts.get("expect", {})),
            **{key: str(facts.get(key, "")) for key in TEXTS},
        )
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError(f"{name}: {error}") from error

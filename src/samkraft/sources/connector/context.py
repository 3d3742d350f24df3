"""A question to a service, what it is asked with, and what comes of it."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from samkraft.sources.connector.fingerprints import Fingerprint
from samkraft.sources.connector.http import Answer, Client, Patience
from samkraft.sources.connector.limits import Limiter, Rate
from samkraft.sources.connector.problems import Finding
from samkraft.sources.connector.quiet import refuse_quiet
from samkraft.sources.connector.raw import RawStore
from samkraft.sources.connector.source import Source
from samkraft.sources.tables import Table


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked for.

    `table` is the service's id, path or address. `select` names codes or value expressions
    (`*`, `25*`, `TOP(3)`, `RANGE(a,b)` …) by variable; for Kolada the variables are kpi,
    municipality (or ou) and year. `codelists` chooses a grouping by variable, `outputs`
    "aggregated" or "single" for it. `since`: only what changed from that day (Kolada).
    """

    table: str
    select: Mapping[str, Sequence[str]] = field(default_factory=dict)
    codelists: Mapping[str, str] = field(default_factory=dict)
    outputs: Mapping[str, str] = field(default_factory=dict)
    language: str = ""
    since: date | None = None

    def value(self) -> dict[str, Any]:
        """The question as JSON: what makes two questions the same."""
        return {
            "table": self.table,
            "select": {name: list(codes) for name, codes in self.select.items()},
            "codelists": dict(self.codelists),
            "outputs": dict(self.outputs),
            "language": self.language,
            "since": self.since.isoformat() if self.since else None,
        }


@dataclass(frozen=True, slots=True)
class Context:
    """The world of a fetch, given from outside.

    `state_dir` keeps limits and unfinished plans and is shared by all workers of a machine.
    `now` decides about quiet hours and dates the raw copies; `clock` (seconds, shared by all
    processes) and `sleep` serve the limits. `addresses` replaces a source's base address.
    `progress` is told (done, total) pieces.
    """

    state_dir: Path
    raw: RawStore
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    clock: Callable[[], float] = time.time
    sleep: Callable[[float], None] = time.sleep
    jitter: Callable[[], float] = random.random
    patience: Patience = field(default_factory=Patience)
    addresses: Mapping[str, str] = field(default_factory=dict)
    progress: Callable[[int, int], None] = lambda done, total: None


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A value the source has taken back: the stored one must go."""

    measure: str
    area: str
    period: str
    sex: str


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a fetch brought: tables, proof, and what there is to tell about it.

    `raw` are the checksums of all answers the tables were read from. `updated` and
    `next_update` are as the source writes them, None when it does not say.
    """

    source: str
    query: Query
    tables: tuple[Table, ...]
    fingerprint: Fingerprint
    updated: str | None = None
    next_update: str | None = None
    findings: tuple[Finding, ...] = ()
    raw: tuple[str, ...] = ()
    withdrawn: tuple[Withdrawal, ...] = ()


class Session:
    """One source in one context: the client, the address, and the keeping of raw answers."""

    def __init__(self, source: Source, context: Context) -> None:
        address = context.addresses.get(source.name, source.address)
        self.source = replace(source, address=address.rstrip("/"))
        self.context = context
        self._client = Client(
            Limiter(context.state_dir, clock=context.clock, sleep=context.sleep),
            source.rate,
            now=context.now,
            sleep=context.sleep,
            patience=context.patience,
            jitter=context.jitter,
        )

    def get(self, url: str, *, accept: str = "application/json") -> Answer:
        """GET within the limits, outside of quiet hours. Raises a FetchProblem."""
        refuse_quiet(self.source.name, self.source.quiet, self.context.now())
        return self._client.get(url, accept=accept)

    def post(self, url: str, value: Any, *, accept: str = "application/json") -> Answer:
        """POST within the limits, outside of quiet hours. Raises a FetchProblem."""
        refuse_quiet(self.source.name, self.source.quiet, self.context.now())
        return self._client.post(url, value, accept=accept)

    def learn(self, rate: Rate | None) -> None:
        """The service has stated its own rate."""
        self._client.learn(self.source.address, rate)

    def keep(self, answer: Answer, *, table: str, query: Any) -> str:
        """Store an answer as it came; gives its checksum."""
        return self.context.raw.keep(
            answer.body,
            source=self.source.name,
            table=table,
            url=answer.url,
            query=query,
            at=self.context.now(),
            licence=self.source.licence,
            headers=answer.headers,
        ).sha256

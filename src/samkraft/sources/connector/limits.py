"""One rate limiter per host, shared by every process on the machine.

The services count calls by address over a sliding window, so all workers share one allowance. The
state is a small SQLite file. A call counts from before it is sent until a window after it was
answered, because nobody knows when in between the service counted it.
"""

from __future__ import annotations

import re
import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ABANDONED = 300.0  # seconds after which a call that never ended no longer holds a place
POLL = 0.05
TABLES = """
create table if not exists calls (id integer primary key, host text, began real, ended real);
create index if not exists calls_by_host on calls (host);
create table if not exists hosts (host text primary key, calls int, seconds real, until real);
"""


@dataclass(frozen=True, slots=True)
class Rate:
    """At most `calls` calls within any `seconds` seconds."""

    calls: int
    seconds: float

    def __post_init__(self) -> None:
        if self.calls < 1 or self.seconds <= 0:
            raise ValueError(f"{self.calls} calls in {self.seconds} seconds is no rate.")


class Limiter:
    """Hands out turns to call a host; `clock` gives seconds that all processes share."""

    def __init__(
        self,
        state_dir: Path,
        *,
        clock: Callable[[], float] = time.time,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        state_dir.mkdir(parents=True, exist_ok=True)
        self._path = state_dir / "limits.sqlite3"
        self._clock, self._sleep = clock, sleep
        with self._open() as store:
            store.executescript(TABLES)

    @contextmanager
    def turn(self, host: str, default: Rate) -> Iterator[None]:
        """Wait until the host may be called, and count the call.

        `default` holds until the host has said its own limit (`learn`).
        """
        call = self._wait(host, default)
        try:
            yield
        finally:
            with self._open() as store:
                store.execute("update calls set ended = ? where id = ?", (self._clock(), call))

    def learn(self, host: str, rate: Rate) -> None:
        """Keep the limit that the host states itself."""
        with self._open() as store:
            store.execute(
                "insert into hosts (host, calls, seconds) values (?, ?, ?) on conflict (host) "
                "do update set calls = excluded.calls, seconds = excluded.seconds",
                (host, rate.calls, rate.seconds),
            )

    def pause(self, host: str, seconds: float) -> None:
        """Nobody calls the host for so many seconds; a longer pause is not shortened."""
        with self._open() as store:
            store.execute(
                "insert into hosts (host, until) values (?, ?) on conflict (host) "
                "do update set until = max(coalesce(until, 0), excluded.until)",
                (host, self._clock() + seconds),
            )

    def rate(self, host: str, default: Rate) -> Rate:
        """The limit that holds for a host."""
        with self._open() as store:
            return self._rules(store, host, default)[0]

    def used(self, host: str, default: Rate) -> int:
        """How many calls of the present window are used up."""
        with self._open() as store:
            rate, _ = self._rules(store, host, default)
            return len(self._taken(store, host, rate, self._clock()))

    def _wait(self, host: str, default: Rate) -> int:
        while True:
            with self._open() as store:
                store.execute("begin immediate")
                now = self._clock()
                rate, until = self._rules(store, host, default)
                taken = self._taken(store, host, rate, now)
                if until <= now and len(taken) < rate.calls:
                    row = store.execute(
                        "insert into calls (host, began) values (?, ?)", (host, now)
                    )
                    return int(row.lastrowid or 0)
            self._sleep(max(_delay(taken, rate, now), until - now, 0.001))

    def _taken(self, store, host: str, rate: Rate, now: float) -> list[float | None]:
        """When the calls that still count were answered, None for those under way."""
        store.execute(
            "delete from calls where host = ? and coalesce(ended + ?, began + ?) <= ?",
            (host, rate.seconds, ABANDONED, now),
        )
        rows = store.execute("select ended from calls where host = ? order by ended", (host,))
        return [ended for (ended,) in rows]

    def _rules(self, store, host: str, default: Rate) -> tuple[Rate, float]:
        row = store.execute(
            "select calls, seconds, until from hosts where host = ?", (host,)
        ).fetchone()
        calls, seconds, until = row or (None, None, None)
        return (Rate(calls, seconds) if calls else default), until or 0.0

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        store = sqlite3.connect(self._path, timeout=60, isolation_level=None)
        try:
            with store:
                yield store
                if store.in_transaction:
                    store.execute("commit")
        finally:
            store.close()


def _delay(taken: list[float | None], rate: Rate, now: float) -> float:
    """Seconds until enough calls have left the window for one more."""
    over = len(taken) - rate.calls  # 0: the first to leave makes room
    if over < 0:
        return 0.0
    ended = [each for each in taken if each is not None]
    if over >= len(ended):
        return POLL  # the calls under way decide
    return ended[over] + rate.seconds - now + 0.001


def stated_rate(calls: object, seconds: object) -> Rate | None:
    """A limit as a configuration states it. SSB's 0 calls in 0 seconds says nothing: None."""
    try:
        return Rate(int(str(calls)), float(str(seconds)))
    except (TypeError, ValueError):
        return None


def header_rate(headers: Mapping[str, str]) -> Rate | None:
    """The limit in `x-ratelimit-policy` ("40;w=60s"), with `x-ratelimit-limit` if need be."""
    policy = headers.get("x-ratelimit-policy", "") or headers.get("ratelimit-policy", "")
    window = re.search(r"w\s*=\s*(\d+(?:\.\d+)?)\s*(m?)", policy)
    named = re.match(r"\s*(\d+)", policy) or re.match(
        r"\s*(\d+)", headers.get("x-ratelimit-limit", "")
    )
    if not window or not named:
        return None
    return stated_rate(named[1], float(window[1]) * (60 if window[2] else 1))


def header_remaining(headers: Mapping[str, str]) -> int | None:
    """How many calls are left by `x-ratelimit-remaining`, None when it is not said."""
    text = headers.get("x-ratelimit-remaining", "").strip()
    return int(text) if text.isdecimal() else None

"""What the tests of fetching share."""

from __future__ import annotations

import dataclasses
from datetime import UTC, datetime

import pytest

from samkraft.sources.connector.context import Context
from samkraft.sources.connector.http import Patience
from samkraft.sources.connector.raw import RawStore

MORNING = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


class Clock:
    """Time that passes only when somebody sleeps."""

    def __init__(self) -> None:
        self.seconds = 1_000.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.seconds

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.seconds += seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def make_context(tmp_path, clock):
    """A context whose pauses take no time; keywords replace its parts."""

    def made(**changes) -> Context:
        context = Context(
            state_dir=tmp_path / "state",
            raw=RawStore(tmp_path / "raw"),
            now=lambda: MORNING,
            clock=clock,
            sleep=clock.sleep,
            jitter=lambda: 1.0,
            patience=Patience(attempts=4, timeout=5, pause=1, longest=10),
        )
        return dataclasses.replace(context, **changes)

    return made

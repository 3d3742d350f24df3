"""Short ways to write rows and days in the tests, and the slow, obvious twin of the warehouse."""

from __future__ import annotations

from datetime import UTC, datetime

from samkraft.calc.observations import Observations, Row
from samkraft.calc.status import Status

TABLE = "kolada/schools"


def day(number: int) -> datetime:
    """A moment in January 2026."""
    return datetime(2026, 1, number, 8, tzinfo=UTC)


def rows(*facts: tuple) -> list[Row]:
    """Rows of N1: (area, period, value) and what differs from the usual."""
    return [Row("N1", *fact[:2], value=fact[2], **(fact[3] if fact[3:] else {})) for fact in facts]


def deliver(warehouse, facts: list[Row], on: int, **more):
    """Append rows known on a day of January; complete unless said otherwise."""
    return warehouse.append(
        Observations.of(facts),
        **{"table": TABLE, "known_at": day(on), "provenance": {}, "complete": True} | more,
    )


def key(row: Row) -> tuple[str, ...]:
    """What makes a row the same row, in the warehouse's order."""
    return (row.measure, row.area, row.sex, row.age, row.period)


class Replay:
    """Every delivery kept as it came; a state is what playing them all again gives."""

    def __init__(self) -> None:
        self.deliveries: list[tuple[datetime, list[Row], bool, list[Row]]] = []

    def append(self, facts: list[Row], on: datetime, complete: bool, withdraw: list[Row]) -> None:
        self.deliveries.append((on, facts, complete, withdraw))

    def state(self, as_of: datetime | None = None) -> list[Row]:
        """The rows in order, as known then."""
        held: dict[tuple, Row] = {}
        for on, facts, complete, withdraw in self.deliveries:
            if as_of is not None and on > as_of:
                continue
            whole = {row.measure for row in facts} if complete else set()
            held = {at: row for at, row in held.items() if row.measure not in whole}
            held |= {key(row): row for row in facts}
            for row in withdraw:
                held.pop(key(row), None)
        return [held[at] for at in sorted(held)]


SUPPRESSED = {"status": Status.SUPPRESSED}

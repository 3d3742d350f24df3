"""A vintage: one delivery of one table, when it was known and what it brought."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from samkraft.warehouse.errors import (
    MeasureClaimed,
    NaiveTime,
    TimeRunsBackwards,
    UnknownVintage,
)

When = int | datetime | None


@dataclass(frozen=True, slots=True)
class Vintage:
    """One delivery. `number` rises through the whole warehouse and may leave gaps.

    `new`, `revised` and `withdrawn` count the rows stored, `same` those that brought nothing new.
    `measures` are all that the delivery held, `complete` whether it claimed to hold all their rows.
    """

    number: int
    table: str
    known_at: datetime
    provenance: Mapping[str, Any]
    new: int
    revised: int
    withdrawn: int
    same: int
    measures: tuple[str, ...] = ()
    complete: bool = False

    @property
    def stored(self) -> int:
        """Rows on disk that carry this number."""
        return self.new + self.revised + self.withdrawn


class Vintages:
    """The listed vintages of one moment, in order."""

    def __init__(self, listed: Iterable[Vintage]) -> None:
        self.all = tuple(sorted(listed, key=lambda vintage: vintage.number))
        self.newest = self.all[-1].number if self.all else 0
        numbers = {vintage.number for vintage in self.all}
        self.gaps = tuple(n for n in range(1, self.newest) if n not in numbers)
        self.tables = {name: vintage.table for vintage in self.all for name in vintage.measures}

    def of(self, table: str | None) -> list[Vintage]:
        """Those of one table, or all."""
        return [vintage for vintage in self.all if table in (None, vintage.table)]

    def limit(self, table: str, when: When) -> int:
        """The last number that counts for a table: now, at a vintage, or at a moment.

        Raises UnknownVintage, NaiveTime.
        """
        if when is None:
            return self.newest
        if isinstance(when, int):
            if when and when not in {vintage.number for vintage in self.all}:
                raise UnknownVintage(f"There is no vintage {when}.")
            return when
        when = aware(when)
        known = [each.number for each in self.of(table) if each.known_at <= when]
        return known[-1] if known else 0

    def check_time(self, table: str, known_at: datetime) -> None:
        """Raises TimeRunsBackwards when the table has a later delivery."""
        last = self.of(table)[-1:]
        if last and known_at < last[0].known_at:
            raise TimeRunsBackwards(
                f"{table} was last delivered as known at {last[0].known_at:%Y-%m-%d %H:%M:%S} UTC; "
                f"a delivery known at {known_at:%Y-%m-%d %H:%M:%S} would rewrite the past. "
                "Deliver in order of time."
            )

    def check_claims(self, table: str, measures: Iterable[str]) -> None:
        """Raises MeasureClaimed when another table delivers one of the measures."""
        for name in measures:
            owner = self.tables.get(name, table)
            if owner != table:
                raise MeasureClaimed(
                    f"{name} is delivered by {owner}; {table} cannot deliver it too. "
                    "Give the measure another name."
                )


def aware(moment: datetime) -> datetime:
    """The moment in UTC. Raises NaiveTime."""
    if moment.utcoffset() is None:
        raise NaiveTime(f"{moment.isoformat()} has no time zone; give a moment in UTC.")
    return moment.astimezone(UTC)

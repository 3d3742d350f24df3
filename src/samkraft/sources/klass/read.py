"""Reading codes and changes of a classification, and what kind of change each one is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from samkraft.sources.tables import BrokenData

Kind = Literal["renamed", "renumbered", "merged", "split", "parted", "born", "ended"]


@dataclass(frozen=True, slots=True)
class Code:
    """A code of a classification; valid from `valid_from` up to, not including, `valid_until`."""

    code: str
    name: str
    parent: str | None
    level: int
    valid_from: date | None
    valid_until: date | None


@dataclass(frozen=True, slots=True)
class Change:
    """One row of changes. `old` None: born; `new` None: ended; the same: the name changed."""

    day: date
    old: str | None
    old_name: str | None
    new: str | None
    new_name: str | None


@dataclass(frozen=True, slots=True)
class Event:
    """Rows of one day that belong together.

    kind: renamed (same code), renumbered (one to one), merged (several into one), split (one into
    several), parted (several into several: some give away a part). No shares are given.
    """

    day: date
    kind: Kind
    old: tuple[str, ...]
    new: tuple[str, ...]


def read_codes(value: Any) -> tuple[Code, ...]:
    """The answer of /codes or /codesAt. Raises BrokenData."""
    return tuple(
        Code(
            str(row["code"]), str(row.get("name") or ""), row.get("parentCode") or None,
            int(row.get("level") or 1),
            _day(row.get("validFromInRequestedRange") or row.get("validFrom")),
            _day(row.get("validToInRequestedRange") or row.get("validTo")),
        )
        for row in _rows(value, "codes", "code")
    )  # fmt: skip


def read_changes(value: Any) -> tuple[Change, ...]:
    """The answer of /changes, oldest first. Raises BrokenData."""
    rows = _rows(value, "codeChanges", "changeOccurred")
    found = [
        Change(
            _day(row["changeOccurred"]) or date.min,
            row.get("oldCode") or None, row.get("oldName") or None,
            row.get("newCode") or None, row.get("newName") or None,
        )
        for row in rows
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda c: (c.day, c.old or "", c.new or "")))


def events(changes: Sequence[Change]) -> tuple[Event, ...]:
    """Changes gathered into what happened, oldest first."""
    found = []
    for day in sorted({change.day for change in changes}):
        rows = [change for change in changes if change.day == day]
        found += [_event(day, group) for group in _connected(rows)]
    return tuple(found)


def _connected(rows: Iterable[Change]) -> list[list[Change]]:
    """Rows that share an old or a new code, directly or through others."""
    groups: list[tuple[set[tuple[str, str]], list[Change]]] = []
    for row in rows:
        ends = {("old", row.old or ""), ("new", row.new or "")} - {("old", ""), ("new", "")}
        joined = [group for group in groups if group[0] & ends]
        groups = [group for group in groups if not group[0] & ends]
        keys = ends.union(*(group[0] for group in joined))
        groups.append((keys, [*(each for group in joined for each in group[1]), row]))
    return [members for _, members in groups]


def _event(day: date, rows: list[Change]) -> Event:
    old = tuple(sorted({row.old for row in rows if row.old}))
    new = tuple(sorted({row.new for row in rows if row.new}))
    kind: Kind
    if not old or not new:
        kind = "born" if not old else "ended"
    elif len(old) == len(new) == 1:
        kind = "renamed" if old == new else "renumbered"
    elif len(new) == 1:
        kind = "merged"
    else:
        kind = "split" if len(old) == 1 else "parted"
    return Event(day, kind, old, new)


def _rows(value: Any, key: str, needed: str) -> list[Mapping[str, Any]]:
    rows = value.get(key) if isinstance(value, Mapping) else None
    if not isinstance(rows, list):
        raise BrokenData(f"Klass answered without the list “{key}”.")
    for place, row in enumerate(rows):
        if not isinstance(row, Mapping) or not row.get(needed):
            raise BrokenData(f"Klass: “{key}” {place} has no “{needed}”.")
    return rows


def _day(text: Any) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(str(text)[:10])
    except ValueError as error:
        raise BrokenData(f"Klass: “{text}” is no day.") from error

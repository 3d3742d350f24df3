"""Actions in time, as places on a line from 0 to 100: bars, milestones, dates given up.

What is only known to the month, season or year is drawn as a lighter span. The page draws it;
here is nothing but arithmetic.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from samkraft.actions.rules.dates import When

# Nobody reads a century: what lies further away is cut at the edge.
BEFORE, AFTER = 8, 20
MOST_LABELS = 7
ENDED = ("done", "stopped", "handed_over")


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a bar. `kind`: sure, maybe (the date is approximate) or open (no end is known)."""

    kind: str
    x: str
    width: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A point in time. `kind`: milestone, reached, late, or former (a date that was given up)."""

    kind: str
    x: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """One action. `ended`: done, stopped or handed over."""

    pieces: tuple[Piece, ...]
    marks: tuple[Mark, ...]
    ended: bool


@dataclass(frozen=True, slots=True)
class Timeline:
    """All of a page: years with their places ("" for a line without words), today, the rows."""

    ticks: tuple[tuple[str, str], ...]
    today: str
    rows: tuple[Drawing, ...]


class Scale:
    """From whole year to whole year around some days."""

    def __init__(self, days: Iterable[date], today: date) -> None:
        days = [*days, today]
        first = max(min(days).year, today.year - BEFORE)
        last = min(max(days).year, today.year + AFTER)
        self.first, self.end = date(first, 1, 1), date(last + 1, 1, 1)
        self.days = (self.end - self.first).days

    def at(self, day: date) -> float:
        """The place of the beginning of a day, 0 to 100."""
        part = (day - self.first).days / self.days * 100
        return min(max(part, 0.0), 100.0)

    def ticks(self) -> tuple[tuple[str, str], ...]:
        """The beginning of each year; few enough of them are named."""
        years = range(self.first.year, self.end.year)
        step = -(-len(years) // MOST_LABELS)
        return tuple(
            (_number(self.at(date(year, 1, 1))), str(year) if at % step == 0 else "")
            for at, year in enumerate(years)
        )


def drawn(rows: Sequence, today: date) -> Timeline:
    """The drawing of some published timeline rows."""
    scale = Scale((day for row in rows for day in _days(row)), today)
    drawings = tuple(
        Drawing(
            pieces(row.action.start, row.action.due, scale), tuple(_marks(row, scale, today)),
            row.action.stage in ENDED,
        )
        for row in rows
    )  # fmt: skip
    return Timeline(scale.ticks(), _number(scale.at(today)), drawings)


def pieces(start: When, due: When, scale: Scale) -> tuple[Piece, ...]:
    """The bar between two times, either of which may be approximate or missing."""
    if not start and not due:
        return ()
    if not due:
        sure = _piece("open", _after(start), scale.end, scale)
        return (sure,) if start.exact else (_span(start, scale), sure)
    if not start:
        return (_span(due, scale),)
    begins = start.first if start.exact else _after(start)
    ends = _after(due) if due.exact else due.first
    if begins >= ends:  # both approximate and overlapping: nothing is sure
        return (_piece("maybe", start.first, _after(due), scale),)
    found = [_piece("sure", begins, ends, scale)]
    if not start.exact:
        found.insert(0, _span(start, scale))
    if not due.exact:
        found.append(_span(due, scale))
    return tuple(found)


def _marks(row, scale: Scale, today: date):
    for time in (*row.former_start, *row.former_due):
        if time:
            yield _mark("former", time.last, scale)
    open_ = row.action.stage not in ENDED
    for step in row.milestones:
        for time in step.former:
            if time:
                yield _mark("former", time.last, scale)
        day = step.done_on or step.due.last
        if day is not None:
            late = open_ and step.done_on is None and day < today
            yield _mark("reached" if step.done_on else "late" if late else "milestone", day, scale)


def _days(row):
    times = [row.action.start, row.action.due, *row.former_start, *row.former_due]
    for step in row.milestones:
        times += [step.due, *step.former]
        if step.done_on:
            yield step.done_on
    for time in times:
        if time:
            yield time.first
            yield time.last


def _after(time: When) -> date:
    return time.last + timedelta(days=1)


def _span(time: When, scale: Scale) -> Piece:
    return _piece("maybe", time.first, _after(time), scale)


def _piece(kind: str, first: date, end: date, scale: Scale) -> Piece:
    x, until = scale.at(first), scale.at(end)
    return Piece(kind, _number(x), _number(max(until - x, 0.4)))


def _mark(kind: str, day: date, scale: Scale) -> Mark:
    return Mark(kind, _number(scale.at(day)))


def _number(value: float) -> str:
    """A number as drawings write it, whatever the page's language."""
    return f"{value:.2f}"

"""Days on which nobody is reminded: weekends and the periods that a plan has named."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta


def is_quiet(day: date, periods: Sequence[tuple[date, date]]) -> bool:
    """Whether the day is a Saturday, a Sunday or in a quiet period (both ends included)."""
    return day.weekday() >= 5 or any(first <= day <= last for first, last in periods)


def next_working_day(day: date, periods: Sequence[tuple[date, date]]) -> date:
    """The day itself, or the first after it that is not quiet."""
    while is_quiet(day, periods):
        ends = [last for first, last in periods if first <= day <= last]
        day = max([*ends, day]) + timedelta(days=1)
    return day


def periods_of(value: Sequence[Sequence[str]]) -> tuple[tuple[date, date], ...]:
    """The periods as they are stored. Raises ValueError when one ends before it begins."""
    found = tuple((date.fromisoformat(first), date.fromisoformat(last)) for first, last in value)
    if any(last < first for first, last in found):
        raise ValueError("A quiet period ends before it begins.")
    return found

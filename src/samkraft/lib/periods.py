"""Dates as sources write them: a day, a month or only a year, and moments of counting."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

_WRITTEN = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


class NotADate(ValueError):
    """The text is not a date of the form 2014, 2014-06 or 2014-06-01."""


@dataclass(frozen=True, slots=True)
class Span:
    """A date known to a day, a month or a year, as the days it covers (both included)."""

    first: date
    last: date
    precision: str

    @property
    def after(self) -> date:
        """The first day after the span."""
        return self.last + timedelta(days=1)


def parse_span(text: str) -> Span:
    """The days that a written date covers: "2014", "2017-11" or "2023-10-31"."""
    found = _WRITTEN.fullmatch(text.strip())
    if found is None:
        raise NotADate(f"“{text}” is not a date such as 2014, 2014-06 or 2014-06-01.")
    year, month, day = (int(part) if part else None for part in found.groups())
    try:
        if day:
            only = date(year, month, day)
            return Span(only, only, "day")
        if month:
            following = date(year + month // 12, month % 12 + 1, 1)
            return Span(date(year, month, 1), following - timedelta(days=1), "month")
        return Span(date(year, 1, 1), date(year, 12, 31), "year")
    except ValueError:
        raise NotADate(f"“{text}” is not a day of the calendar.") from None


def parse_day(text: str) -> date:
    """A full date, year-month-day."""
    span = parse_span(text)
    if span.precision != "day":
        raise NotADate(f"“{text}” is not a full date such as 2015-01-01.")
    return span.first


def counting_moment(day: date) -> date:
    """The 1 January a yearly count belongs to: 31 December is the same midnight as the day after."""
    return day + timedelta(days=1) if (day.month, day.day) == (12, 31) else day


def in_words(day: date) -> str:
    """A date in plain English: 1 January 2015."""
    return f"{day.day} {day:%B} {day.year}"

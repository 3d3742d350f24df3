"""The hours in which a service changes its figures and must not be asked.

Local times follow the clock of the country, summer time included. The rules of the European Union
are written out here for computers without a time zone database (`tzdata`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from samkraft.sources.connector.problems import QuietHours

# Hours ahead of UTC in winter.
ZONES = {
    "Europe/Oslo": 1, "Europe/Stockholm": 1, "Europe/Luxembourg": 1, "Europe/Copenhagen": 1,
    "Europe/Helsinki": 2,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Window:
    """Every day from `start` until `end`, local time; `end` itself is free again."""

    start: time
    end: time
    zone: str

    def ends(self, now: datetime) -> datetime | None:
        """When the quiet hours that hold at `now` (any time zone) end; None when none hold."""
        local = now.astimezone(zone(self.zone))
        inside = (
            self.start <= local.time() < self.end
            if self.start <= self.end
            else local.time() >= self.start or local.time() < self.end
        )
        if not inside:
            return None
        day = local.date()
        if self.end <= self.start and local.time() >= self.start:
            day += timedelta(days=1)
        return datetime.combine(day, self.end, tzinfo=local.tzinfo)


def window(text: str, zone_name: str) -> Window:
    """Quiet hours out of "05:00-08:15". Raises ValueError."""
    found = re.fullmatch(r"(\d\d:\d\d)\s*[-–]\s*(\d\d:\d\d)", text.strip())
    if not found:
        raise ValueError(f"“{text}” is no span of time such as 05:00-08:15.")
    return Window(time.fromisoformat(found[1]), time.fromisoformat(found[2]), zone_name)


def refuse_quiet(source: str, windows: Sequence[Window], now: datetime) -> None:
    """Raise QuietHours when a service must not be asked at `now` (an aware time)."""
    ends = [end for each in windows if (end := each.ends(now))]
    if ends:
        raise QuietHours(source, max(ends))


def zone(name: str) -> tzinfo:
    """The time zone by its name, from the system's database or by the rules written out here."""
    try:
        return ZoneInfo(name)
    except ZoneInfoNotFoundError:
        return European(name, ZONES[name])


class European(tzinfo):
    """A zone of the European Union: summer time from the last Sunday of March to October's,
    01:00 UTC."""

    def __init__(self, name: str, hours: int) -> None:
        self._name, self._winter = name, timedelta(hours=hours)

    def utcoffset(self, moment: datetime | None) -> timedelta:
        return self._winter + self.dst(moment)

    def dst(self, moment: datetime | None) -> timedelta:
        if moment is None:
            return timedelta(0)
        summer = timedelta(hours=1)
        wall = moment.replace(tzinfo=None)
        start = _last_sunday(wall.year, 3) + self._winter
        end = _last_sunday(wall.year, 10) + self._winter + summer
        if not start <= wall < end:
            return timedelta(0)
        again = end - summer <= wall  # the hour that comes twice
        return timedelta(0) if again and moment.fold else summer

    def fromutc(self, moment: datetime) -> datetime:
        utc = moment.replace(tzinfo=None)
        begins, ends = _last_sunday(utc.year, 3), _last_sunday(utc.year, 10)
        summer = timedelta(hours=1) if begins <= utc < ends else timedelta(0)
        local = utc + self._winter + summer
        twice = ends <= utc < ends + timedelta(hours=1)
        return local.replace(tzinfo=self, fold=int(twice))

    def tzname(self, moment: datetime | None) -> str:
        hours = int(self.utcoffset(moment).total_seconds() // 3600)
        return {1: "CET", 2: "CEST"}.get(hours, "") if self._winter == timedelta(hours=1) else (
            "EET" if hours == 2 else "EEST"
        )  # fmt: skip


def _last_sunday(year: int, month: int) -> datetime:
    """The last Sunday of a month of 31 days, at 01:00 (UTC, written without zone)."""
    last = datetime(year, month, 31, 1, tzinfo=UTC).replace(tzinfo=None)
    return last - timedelta(days=(last.weekday() + 1) % 7)

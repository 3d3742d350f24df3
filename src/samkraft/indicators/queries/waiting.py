"""What waits for a person: figures to enter, and deliveries to look at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from samkraft.accounts.models import Person
from samkraft.accounts.rules import held_roles, may
from samkraft.calc.periods import Period, parse_period
from samkraft.indicators.models import Frequency, HeldDelivery, Indicator, Latest
from samkraft.indicators.rules.packed import unpack

PARTS = {
    Frequency.YEAR: ("A", 1), Frequency.HALF_YEAR: ("H", 2), Frequency.QUARTER: ("Q", 4),
    Frequency.MONTH: ("M", 12),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Lacking:
    """An indicator whose figures for a period are not entered for all of its places.

    `lacking` of `places` have none; no places at all: nothing has ever been entered.
    """

    indicator: Indicator
    period: str
    lacking: int
    places: int


def part_of(frequency: str) -> str:
    """The kind of period that a frequency counts: A, H, Q or M."""
    return PARTS[Frequency(frequency)][0]


def period_due(frequency: str, today: date) -> str:
    """The newest period of a frequency that has ended."""
    part, of = PARTS[Frequency(frequency)]
    done = (today.month - 1) * of // 12
    return str(Period(today.year, done, part) if done else Period(today.year - 1, of, part))


def values_lacking(person: Person, today: date) -> list[Lacking]:
    """The indicators a person enters figures of that lack the newest period. Two queries."""
    mine = Indicator.objects.filter(source="manual", responsible=person, withdrawn_at=None)
    mine = list(mine.exclude(region=None).select_related("region"))
    newest: dict[int, list[float]] = {}
    rows = Latest.objects.filter(indicator__in=mine) if mine else ()
    for row in rows:
        series = unpack(bytes(row.packed), row.area)
        years = [parse_period(p.period).years for each in series for p in each.points]
        newest.setdefault(row.indicator_id, []).append(max(years, default=0))
    found = []
    for each in mine:
        period = period_due(each.frequency, today)
        places = newest.get(each.pk, [])
        late = [years for years in places if years < parse_period(period).years]
        if late or not places:
            found.append(Lacking(each, period, len(late), len(places)))
    return found


def held_for(person: Person) -> list[HeldDelivery]:
    """The deliveries that wait for this person's decision. One query."""
    held = held_roles(person)
    rows = HeldDelivery.objects.filter(accepted=None).select_related("indicator__region")
    if "administrator" not in held.installation:
        rows = rows.filter(indicator__region__in=held.by_region)
    return [
        row
        for row in rows
        if row.indicator.region is None or may(person, "edit", row.indicator.region)
    ]

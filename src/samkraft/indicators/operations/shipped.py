"""The population figures that ship with Samkraft, as a delivery of the source “facts”."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from samkraft.calc.observations import Observations, Row
from samkraft.indicators.models import Indicator
from samkraft.indicators.operations.deliveries import Delivered, deliver
from samkraft.indicators.queries.geography import code_of
from samkraft.lib.periods import counting_moment, parse_day
from samkraft.places.models import Population

AGES = Path(__file__).resolve().parent.parent / "facts" / "population_by_age.csv"
MEASURE = "population"


def deliver_shipped(*, by: Any, at: datetime) -> Delivered:
    """Put the shipped population figures into the warehouse; the same ones again change nothing.

    Places must have been loaded before. Yearly counts belong to 1 January: a count of
    31 December is that of the next morning.
    """
    indicator = Indicator.objects.get(slug=MEASURE)
    rows = {**dict(_totals()), **dict(_by_age())}
    return deliver(
        indicator=indicator,
        observations=Observations.of(rows.values()),
        provenance={
            "source": "facts",
            "publisher": "Statistisk sentralbyrå; Statistiska centralbyrån",
            "licence": "CC BY 4.0; CC0",
            "tables": _sources(),
            "note": "carried over by hand from published extracts",
        },
        by=by,
        at=at,
    )


def _totals() -> Iterator[tuple[tuple, Row]]:
    """One figure for each place and year: a verified one before others, newer before older."""
    found = Population.objects.filter(measure="total", area__isnull=False).select_related("area")
    ranked = sorted(
        found, key=lambda row: (row.status.startswith("verified"), row.source_date, row.pk)
    )
    for each in ranked:
        moment = counting_moment(each.date)
        if (moment.month, moment.day) != (1, 1):
            continue  # a count in the middle of a year belongs to no yearly series
        row = Row(MEASURE, code_of(each.area), _year(moment), value=float(each.value))
        yield (row.area, row.period, row.age), row


def _by_age() -> Iterator[tuple[tuple, Row]]:
    with AGES.open(encoding="utf-8", newline="") as file:
        for each in csv.DictReader(file):
            moment = counting_moment(parse_day(each["date"]))
            area = f"{each['country']}-{each['code']}"
            row = Row(MEASURE, area, _year(moment), age=each["age"], value=float(each["people"]))
            yield (row.area, row.period, row.age), row


def _year(moment: date) -> str:
    return f"{moment.year:04d}"


def _sources() -> dict[str, list[str]]:
    """Where the figures were taken from, by country."""
    found = Population.objects.filter(measure="total", area__isnull=False)
    by_country: dict[str, list[str]] = {}
    for country, source in found.values_list("area__country", "source").distinct():
        by_country.setdefault(country, []).append(source)
    return {country: sorted(set(sources)) for country, sources in sorted(by_country.items())}

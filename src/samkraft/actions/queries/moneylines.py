"""Money and rates as plain values."""

from __future__ import annotations

from collections.abc import Iterable

from samkraft.actions.models import Money, Rate
from samkraft.actions.rules.money import DatedRate, Line


def line_of(row: Money, lang: str) -> Line:
    """A line with the funder's name."""
    funder = row.organisation.named(lang).text if row.organisation_id else row.funder
    return Line(row.level, funder, row.year, row.currency, row.promised, row.spent)


def rates_of(rows: Iterable[Rate]) -> list[DatedRate]:
    """Every stated rate. One query."""
    return [DatedRate(row.base, row.quote, row.on, row.rate, row.source) for row in rows]

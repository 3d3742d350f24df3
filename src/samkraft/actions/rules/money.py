"""Adding up money: never across currencies without a stated, dated rate."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Line:
    """What one funder promised and what was spent in a year; None is not known, not zero."""

    level: str
    funder: str
    year: int
    currency: str
    promised: Decimal | None
    spent: Decimal | None


@dataclass(frozen=True, slots=True)
class DatedRate:
    """On a day, one unit of `base` was worth `rate` units of `quote`."""

    base: str
    quote: str
    on: date
    rate: Decimal
    source: str


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum in its own currencies, and in one currency where rates are stated.

    `converted` is None when a rate is lacking (`lacking` says for which currencies) or when
    nothing is known; `rates` are those that were used.
    """

    by_currency: Mapping[str, Decimal]
    currency: str
    converted: Decimal | None
    rates: tuple[DatedRate, ...]
    lacking: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.by_currency)


def total(
    amounts: Iterable[tuple[str, Decimal | None]], to: str, rates: Iterable[DatedRate], on: date
) -> Sum:
    """The sum of amounts with their currencies, converted by the newest rates known on a day."""
    sums: dict[str, Decimal] = {}
    for currency, amount in amounts:
        if amount is not None:
            sums[currency] = sums.get(currency, Decimal(0)) + amount
    rates = [each for each in rates if each.on <= on]
    used: list[DatedRate] = []
    lacking: list[str] = []
    converted = Decimal(0)
    for currency, amount in sorted(sums.items()):
        if currency == to:
            converted += amount
            continue
        rate = rate_for(currency, to, rates)
        if rate is None:
            lacking.append(currency)
            continue
        used.append(rate)
        converted += amount * rate.rate if rate.base == currency else amount / rate.rate
    known = None if lacking or not sums else converted.quantize(Decimal("0.01"))
    return Sum(dict(sorted(sums.items())), to, known, tuple(used), tuple(lacking))


def rate_for(base: str, quote: str, rates: Iterable[DatedRate]) -> DatedRate | None:
    """The newest rate between two currencies, in either direction."""
    fit = [each for each in rates if {each.base, each.quote} == {base, quote}]
    return max(fit, key=lambda each: (each.on, each.base == base), default=None)


@dataclass(frozen=True, slots=True)
class Totals:
    """Promised against spent for one key: a level, a year, an area."""

    key: str
    promised: Sum
    spent: Sum


def totals(
    lines: Iterable[tuple[str, Line]], to: str, rates: Iterable[DatedRate], on: date
) -> tuple[Totals, ...]:
    """Promised and spent by key, keys in order."""
    by_key: dict[str, list[Line]] = {}
    for key, line in lines:
        by_key.setdefault(key, []).append(line)
    rates = list(rates)
    return tuple(
        Totals(
            key,
            total(((each.currency, each.promised) for each in found), to, rates, on),
            total(((each.currency, each.spent) for each in found), to, rates, on),
        )
        for key, found in sorted(by_key.items())
    )

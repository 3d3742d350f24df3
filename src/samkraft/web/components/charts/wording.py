"""What charts write: numbers and periods by language, and the words the caller passes in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from babel.dates import format_date
from babel.numbers import format_decimal

from samkraft.calc.periods import Period, parse_period
from samkraft.calc.status import Status

# The signs Nordic statistical offices print in place of a number.
SIGNS: Mapping[Status, str] = {
    Status.SUPPRESSED: ":",
    Status.NOT_APPLICABLE: ".",
    Status.MISSING: "..",
    Status.NOT_YET: "…",
}


@dataclass(frozen=True, slots=True)
class Words:
    """The language and, already translated, every word a chart may show.

    `unit` stands above the axis and after values; `decimals` None shows up to three as they
    come. `statuses` names provisional, estimated and the reasons for a missing value. `half` and
    `week` are patterns with {index} and {year}.
    """

    lang: str
    unit: str = ""
    decimals: int | None = None
    statuses: Mapping[Status, str] = field(default_factory=dict)
    signs: Mapping[Status, str] = field(default_factory=lambda: SIGNS)
    series_break: str = ""
    women: str = ""
    men: str = ""
    half: str = "{year}:{index}"
    week: str = "{year}:{index:02d}"

    def number(self, value: float, decimals: int | None = None) -> str:
        """A number by the language's rules: 2 553; 12,4."""
        return _number(self.lang, value, self.decimals if decimals is None else decimals)

    def figure(self, value: float | None, status: Status = Status.VALID) -> str:
        """A value with its unit, or the word for the reason there is none."""
        if value is None:
            return self.statuses.get(status, self.signs.get(status, ""))
        return f"{self.number(value)}\u00a0{self.unit}" if self.unit else self.number(value)

    def short(self, value: float) -> str:
        """A value with its unit when that is only a sign, such as %."""
        return self.figure(value) if len(self.unit) <= 2 else self.number(value)

    def period(self, text: str) -> str:
        """A period by the language's rules: 2024, K2 2024, apr. 2024."""
        return _period(self.lang, parse_period(text), self.half, self.week)

    def tip(self, *names: str, value: float | None, status: Status = Status.VALID) -> str:
        """One point in words: “Rana, 2024: 25 980 personer (foreløpig)”."""
        said = self.figure(value, status)
        sure = status is Status.VALID or not status.has_value
        note = "" if sure else self.statuses.get(status, "")
        head = ", ".join(name for name in names if name)
        return f"{head}: {said}" + (f" ({note})" if note else "")


@lru_cache(maxsize=4096)
def _number(lang: str, value: float, decimals: int | None) -> str:
    pattern = None
    if decimals is not None:
        value = round(value, decimals) or 0.0
        pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    text = format_decimal(value, format=pattern, locale=lang)
    return text.replace("-", "\u2212", 1) if text.startswith("-") else text


@lru_cache(maxsize=4096)
def _period(lang: str, period: Period, half: str, week: str) -> str:
    if period.part == "A":
        return str(period.year)
    if period.part in "HW":
        pattern = half if period.part == "H" else week
        return pattern.format(year=period.year, index=period.index)
    month = period.index if period.part == "M" else 3 * period.index - 2
    shown = "LLL y" if period.part == "M" else "QQQ y"
    return format_date(date(period.year, month, 1), shown, locale=lang)

"""What can be wrong in a line of an action list, in words and by code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


def N_(text: str) -> str:
    """Marks a text for the message catalogues; translated where it is shown."""
    return text


MESSAGES: dict[str, str] = {
    "no-title": N_("There is no title."),
    "not-a-time": N_(
        "“%(text)s” is no time; write a year, a month (2027-05), a day (2027-05-03), a season "
        "(autumn 2027) or a quarter (Q3 2027)."
    ),
    "unknown-stage": N_("“%(text)s” is no stage; there are %(known)s."),
    "not-a-number": N_("“%(text)s” is no number."),
    "id-too-long": N_("This is longer than 80 characters."),
    "bad-tag": N_("“%(text)s” has no letter or digit."),
    "not-money": N_("“%(text)s” is not: level | funder | year | currency | promised | spent."),
    "unknown-money": N_(
        "The level is one of %(levels)s, the currency one of %(currencies)s: “%(text)s”."
    ),
    "no-amount": N_("“%(text)s” has no amount, or no year that can be."),
    "unknown": N_("“%(text)s” is not known here."),
    "two-actors": N_("An organisation or a body, not both."),
    "twice": N_("Another line is the same action."),
}


@dataclass(frozen=True, slots=True)
class RowFinding:
    """What is wrong in a line. `column` is ours, "" for the whole line; `text` says it in
    English, `code` and `values` let a page say it in its own language."""

    line: int
    column: str
    text: str
    code: str = ""
    values: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, line: int, column: str, code: str, **values: str) -> RowFinding:
        """The finding with the message of its code."""
        return cls(line, column, MESSAGES[code] % values, code, values)

"""What stands beside every value: how sure it is, or why there is none. Missing is never zero."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum


class Status(StrEnum):
    """The first three go with a value, the last four stand in its place.

    The order is the code on disk (`Status.number`): new kinds go to the end.
    """

    VALID = "valid"
    PROVISIONAL = "provisional"
    ESTIMATED = "estimated"
    SUPPRESSED = "suppressed"
    NOT_APPLICABLE = "not_applicable"
    MISSING = "missing"
    NOT_YET = "not_yet"

    @property
    def number(self) -> int:
        """The small integer that stands for the status in columns and files."""
        return _ORDER.index(self)

    @property
    def has_value(self) -> bool:
        """Whether a number belongs to this status."""
        return self in (Status.VALID, Status.PROVISIONAL, Status.ESTIMATED)

    @staticmethod
    def of(number: int) -> Status:
        """The status of a small integer; raises IndexError for one that is not known."""
        return _ORDER[number]


_ORDER = tuple(Status)

# From the surest to the one that wins over all others when values are put together. What is
# withheld wins over what is unknown, so that a sum never shows what a part hides.
SEVERITY = (
    Status.VALID,
    Status.PROVISIONAL,
    Status.ESTIMATED,
    Status.NOT_APPLICABLE,
    Status.NOT_YET,
    Status.MISSING,
    Status.SUPPRESSED,
)


def combined(statuses: Iterable[Status]) -> Status:
    """The status of a value computed from parts: the last of theirs in `SEVERITY`.

    No parts at all: missing.
    """
    return max(statuses, key=SEVERITY.index, default=Status.MISSING)

"""What kind of number a measure is, and so whether areas may be put together."""

from __future__ import annotations

from enum import StrEnum


class NotAdditive(ValueError):
    """The measure cannot be added up over areas, or only with a denominator that is not given."""


class MeasureKind(StrEnum):
    """Counts add. Shares, means and rates are weighted by their denominator. The rest is as is."""

    COUNT = "count"
    SHARE = "share"
    MEAN = "mean"
    RATE = "rate"
    MEDIAN = "median"
    INDEX = "index"

    @property
    def adds(self) -> bool:
        """Whether the value of a whole is the sum of its parts'."""
        return self is MeasureKind.COUNT

    @property
    def weighs(self) -> bool:
        """Whether the value of a whole is the mean of its parts' by a denominator."""
        return self in (MeasureKind.SHARE, MeasureKind.MEAN, MeasureKind.RATE)

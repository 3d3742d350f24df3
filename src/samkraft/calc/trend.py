"""The trend of a series: Theil–Sen slope and Mann–Kendall test.

Sources: Sen (1968), “Estimates of the regression coefficient based on Kendall's tau”; Mann
(1945); Kendall (1975), “Rank correlation methods”; Gilbert (1987), “Statistical methods for
environmental pollution monitoring”, ch. 16, for ties and for the slope's interval. Both look at
the order of values only, so one odd year moves them little.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from math import erfc, floor, isnan, sqrt
from statistics import NormalDist, median

import numpy as np

from samkraft.calc.pairs import PairStatistics, pair_statistics

LATEST = 10
FEWEST = 5
ALPHA = 0.10


class Direction(StrEnum):
    """What Mann–Kendall's test says at the chosen level; the order is the code in arrays."""

    UP = "up"
    DOWN = "down"
    UNCLEAR = "unclear"
    TOO_FEW = "too_few"

    @property
    def number(self) -> int:
        """The small integer that stands for the direction in arrays."""
        return tuple(Direction).index(self)


@dataclass(frozen=True, slots=True)
class Trend:
    """A series' trend; all but `direction` and `points` are None for too few points.

    `slope` and its interval `low` to `high` are in the measure's unit per year, `intercept` is
    the line's value in year 0, `s` is Mann–Kendall's statistic and `p` its two-sided
    probability. `points` were used, from the year `first` to `last`.
    """

    direction: Direction
    points: int
    slope: float | None = None
    intercept: float | None = None
    low: float | None = None
    high: float | None = None
    s: int | None = None
    p: float | None = None
    first: float | None = None
    last: float | None = None

    def at(self, year: float) -> float:
        """The line's value in a year."""
        return self.intercept + self.slope * year


def trend(
    values: Sequence[float | None],
    years: Sequence[float],
    *,
    latest: int | None = LATEST,
    fewest: int = FEWEST,
    alpha: float = ALPHA,
) -> Trend:
    """The trend of the `latest` known values (None: all); None and NaN are gaps.

    `years` rise and are as many as the values. `alpha` is two-sided: 0.10 asks for p < 0.10 and
    gives a 90 % interval. Fewer than `fewest` known values: `Direction.TOO_FEW`.
    """
    known = _known(values, years)
    known = known if latest is None else known[-latest:]
    if len(known) < max(fewest, 2):
        return Trend(Direction.TOO_FEW, len(known))
    numbers = [value for _, value in known]
    slopes = sorted((y1 - y0) / (t1 - t0) for (t0, y0), (t1, y1) in combinations(known, 2))
    slope = median(slopes)
    s = sum((b > a) - (b < a) for a, b in combinations(numbers, 2))
    variance = _variance(len(known), Counter(numbers).values())
    p = _probability(s, variance)
    low, high = _interval(slopes, variance, alpha)
    return Trend(
        direction=_direction(s, p, alpha),
        points=len(known),
        slope=slope,
        intercept=median(y - slope * t for t, y in known),
        low=low,
        high=high,
        s=s,
        p=p,
        first=known[0][0],
        last=known[-1][0],
    )


def _known(values: Sequence[float | None], years: Sequence[float]) -> list[tuple[float, float]]:
    return [
        (year, value)
        for year, value in zip(years, values, strict=True)
        if value is not None and not isnan(value)
    ]


def _variance(n: int, ties: Sequence[int]) -> float:
    """Of Mann–Kendall's S, exact for any n; `ties` are the sizes of groups of equal values."""
    tied = sum(t * (t - 1) * (2 * t + 5) for t in ties)
    return (n * (n - 1) * (2 * n + 5) - tied) / 18


def _probability(s: int, variance: float) -> float:
    """Two-sided, by the normal approximation with continuity correction."""
    if s == 0 or variance <= 0:
        return 1.0
    return erfc((abs(s) - 1) / sqrt(variance) / sqrt(2))


def _direction(s: int, p: float, alpha: float) -> Direction:
    if p >= alpha:
        return Direction.UNCLEAR
    return Direction.UP if s > 0 else Direction.DOWN


def _interval(slopes: list[float], variance: float, alpha: float) -> tuple[float, float]:
    """Sen's interval: the ranks (N ∓ z·√Var S) / 2 among the slopes (Gilbert 1987, 16.4.2)."""
    width = NormalDist().inv_cdf(1 - alpha / 2) * sqrt(max(variance, 0.0))
    below = (len(slopes) - width) / 2
    above = (len(slopes) + width) / 2 + 1
    return _ranked(slopes, below), _ranked(slopes, above)


def _ranked(ordered: list[float], rank: float) -> float:
    """The value at a rank counted from 1; between two ranks in proportion, never outside."""
    rank = min(max(rank, 1.0), float(len(ordered)))
    below = ordered[floor(rank) - 1]
    above = ordered[min(floor(rank), len(ordered) - 1)]
    return below + (above - below) * (rank - floor(rank))


@dataclass(frozen=True, slots=True)
class Trends:
    """Trends of many series, one row each: slope per year (NaN for too few), `Direction.number`."""

    slope: np.ndarray
    direction: np.ndarray
    points: np.ndarray


def trends(
    values: np.ndarray,
    years: np.ndarray,
    *,
    latest: int = LATEST,
    fewest: int = FEWEST,
    alpha: float = ALPHA,
) -> Trends:
    """As `trend`, for values of shape (series, periods) with NaN gaps and years (periods,).

    Works in float32: values that differ by less than a ten-millionth part count as equal.
    """
    found = pair_statistics(values, np.asarray(years, np.float64), latest)
    few = found.points < max(fewest, 2)
    found.slope[few] = np.nan
    return Trends(found.slope, directions(found, fewest, alpha), found.points)


def directions(found: PairStatistics, fewest: int, alpha: float) -> np.ndarray:
    """`Direction.number` of each series as uint8, by the same test as `trend`."""
    sure = NormalDist().inv_cdf(1 - alpha / 2) * np.sqrt(np.maximum(found.variance, 0)) + 1
    result = np.full(len(found.s), Direction.UNCLEAR.number, np.uint8)
    result[found.s > sure] = Direction.UP.number
    result[found.s < -sure] = Direction.DOWN.number
    result[found.points < max(fewest, 2)] = Direction.TOO_FEW.number
    return result

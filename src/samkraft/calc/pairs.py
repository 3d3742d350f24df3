"""All pairs of points of many series at once: what Theil–Sen and Mann–Kendall are made of.

The mass path behind `calc.trend` and `calc.panel`; the slow twin is `calc.trend.trend`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True)
class PairStatistics:
    """One entry for each series.

    `slope`: median slope of all pairs (NaN without a pair); `s`: Mann–Kendall's S; `variance`:
    of S, corrected for ties; `points`: known values used.
    """

    slope: np.ndarray
    s: np.ndarray
    variance: np.ndarray
    points: np.ndarray

    @classmethod
    def empty(cls, series: int) -> PairStatistics:
        """Room for `series` results."""
        return cls(
            slope=np.empty(series, np.float32),
            s=np.empty(series, np.int16),
            variance=np.empty(series, np.float32),
            points=np.empty(series, np.int16),
        )

    def put(self, where: slice | np.ndarray, part: PairStatistics) -> None:
        """Write the results of some of the series."""
        self.slope[where] = part.slope
        self.s[where] = part.s
        self.variance[where] = part.variance
        self.points[where] = part.points


def pair_statistics(values: np.ndarray, years: np.ndarray, latest: int) -> PairStatistics:
    """Of the `latest` known values of each row.

    `values` (series, periods) with NaN gaps, `years` (periods,) rising. Rows without a gap in
    the latest periods, nearly all in practice, need no time of their own for each point.
    """
    window = np.asarray(values[:, -latest:], np.float32)
    whole = ~np.isnan(window).any(axis=1)
    if whole.all():
        return _of_whole(window, years[-latest:])
    result = PairStatistics.empty(len(values))
    result.put(whole, _of_whole(window[whole], years[-latest:]))
    gappy = ~whole
    result.put(gappy, _of_gappy(*_latest_known(values[gappy], years, latest)))
    return result


def _of_whole(values: np.ndarray, years: np.ndarray) -> PairStatistics:
    """Every value known, all rows at the same times."""
    series, points = values.shape
    slopes = np.empty((series, points * (points - 1) // 2), np.float32)
    at = 0
    for lag in range(1, points):
        step = (years[lag:] - years[:-lag]).astype(np.float32)
        block = slopes[:, at : at + points - lag]
        np.subtract(values[:, lag:], values[:, :-lag], out=block)
        block /= step
        at += points - lag
    s = _signs(slopes)
    variance = np.full(series, _untied(points), np.float32)
    tied = (slopes == 0).any(axis=1)
    variance[tied] -= _tied(values[tied])
    slopes.sort(axis=1)
    pairs = slopes.shape[1]
    if pairs == 0:
        slope = np.full(series, np.nan, np.float32)
    else:
        slope = (slopes[:, (pairs - 1) // 2] + slopes[:, pairs // 2]) / np.float32(2)
    return PairStatistics(slope, s, variance, np.full(series, points, np.int16))


def _latest_known(
    values: np.ndarray, years: np.ndarray, latest: int
) -> tuple[np.ndarray, np.ndarray]:
    """The latest known values of each row and their times, gaps moved to the front as NaN."""
    # A stable sort of “known” keeps the order of the periods.
    order = np.argsort(~np.isnan(values), axis=1, kind="stable")[:, -latest:]
    found = np.take_along_axis(values, order, axis=1).astype(np.float32)
    # From the first year on, so that float32 holds months and weeks apart.
    times = (years - years[0]).astype(np.float32)[order]
    times[np.isnan(found)] = np.nan
    return found, times


def _of_gappy(values: np.ndarray, times: np.ndarray) -> PairStatistics:
    """Known values at the end of each row, NaN before them, each row with its own times."""
    series, width = values.shape
    slopes = np.empty((series, width * (width - 1) // 2), np.float32)
    at = 0
    for lag in range(1, width):
        block = slopes[:, at : at + width - lag]
        np.subtract(values[:, lag:], values[:, :-lag], out=block)
        block /= times[:, lag:] - times[:, :-lag]
        at += width - lag
    points = (~np.isnan(values)).sum(axis=1).astype(np.int16)
    s = _signs(slopes)
    variance = _untied(points.astype(np.float32))
    tied = (slopes == 0).any(axis=1)
    variance[tied] -= _tied(values[tied])
    slopes.sort(axis=1)  # NaN to the end
    return PairStatistics(_median_of_first(slopes, points), s, variance, points)


def _median_of_first(ordered: np.ndarray, points: np.ndarray) -> np.ndarray:
    """The median of the known slopes of each row, which stand first; NaN where there is none."""
    slope = np.full(len(ordered), np.nan, np.float32)
    if not ordered.shape[1]:
        return slope
    pairs = points.astype(np.int64) * (points - 1) // 2
    low = np.maximum((pairs - 1) // 2, 0)[:, None]
    high = np.minimum(pairs // 2, ordered.shape[1] - 1)[:, None]
    middle = np.take_along_axis(ordered, low, 1) + np.take_along_axis(ordered, high, 1)
    slope[pairs > 0] = middle[pairs > 0, 0] / np.float32(2)
    return slope


def _signs(slopes: np.ndarray) -> np.ndarray:
    """Rising pairs minus falling ones, row by row."""
    rising = np.count_nonzero(slopes > 0, axis=1)
    falling = np.count_nonzero(slopes < 0, axis=1)
    return (rising - falling).astype(np.int16)


def _untied(points: float | np.ndarray) -> float | np.ndarray:
    return points * (points - 1) * (2 * points + 5) / 18


def _tied(values: np.ndarray) -> np.ndarray:
    """What ties take from the variance.

    A group of t equal values takes t(t−1)(2t+5)/18; shared out to its t members that is
    (t−1)(2t+5)/18 for each, and t is found by comparing a value with all of its row.
    """
    taken = np.zeros(len(values), np.float32)
    for column in values.T:
        t = np.count_nonzero(values == column[:, None], axis=1)
        t = np.maximum(t, 1)  # NaN equals nothing
        taken += (t - 1) * (2 * t + 5)
    return taken / np.float32(18)

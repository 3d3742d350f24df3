"""The mass path: latest value, trend and verdict of millions of series at once.

Series are rows of one array, periods its columns, NaN a gap. The work goes chunk by chunk, so
that memory stays small, and on several threads: numpy lets go of the interpreter's lock while it
sorts and counts. The slow twins are `trend.trend` and `verdict.judge`.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from samkraft.calc.pairs import pair_statistics
from samkraft.calc.trend import ALPHA, FEWEST, LATEST, directions
from samkraft.calc.verdict import CUTS, SLACK, Kind

CHUNK = 8192
THREADS = 2
NONE = -1


@dataclass(frozen=True, slots=True)
class Panel:
    """Many series and where each is to go.

    `values` (series, periods), float32 or float64, NaN for gaps; `years` (periods,) rising.
    The path runs straight from `start` (a year that is among `years`) to `due`. `target`
    (series,) or one number, NaN where there is none; `baseline` likewise, None for the value at
    `start`. `direction` as in `verdict.Path`, 0 for what follows from the values.
    """

    values: np.ndarray
    years: np.ndarray
    start: float
    due: float
    target: np.ndarray | float
    baseline: np.ndarray | float | None = None
    direction: np.ndarray | int = 0


@dataclass(frozen=True, slots=True)
class Assessment:
    """One entry for each series.

    `latest`: column of the last known value, −1 without one (int16); `slope`: Theil–Sen, per
    year, NaN for too few points (float32); `direction`: `trend.Direction.number` (uint8);
    `verdict`: `verdict.Kind.number` (uint8).
    """

    latest: np.ndarray
    slope: np.ndarray
    direction: np.ndarray
    verdict: np.ndarray


def assess(
    panel: Panel,
    *,
    points: int = LATEST,
    fewest: int = FEWEST,
    alpha: float = ALPHA,
    threads: int = THREADS,
) -> Assessment:
    """Trend by the latest `points` known values and verdict by `planned_path` of every series.

    Raises ValueError for shapes that do not fit.
    """
    series, periods = panel.values.shape
    years = np.asarray(panel.years, np.float64)
    if years.shape != (periods,):
        raise ValueError(f"{periods} periods of values, but years of shape {years.shape}.")
    result = Assessment(
        latest=np.empty(series, np.int16),
        slope=np.empty(series, np.float32),
        direction=np.empty(series, np.uint8),
        verdict=np.empty(series, np.uint8),
    )

    def work(rows: slice) -> None:
        values = panel.values[rows]
        found = pair_statistics(values, years, points)
        found.slope[found.points < max(fewest, 2)] = np.nan
        result.slope[rows] = found.slope
        result.direction[rows] = directions(found, fewest, alpha)
        latest = _latest(values)
        result.latest[rows] = latest
        result.verdict[rows] = _verdicts(panel, years, rows, values, latest)

    with ThreadPoolExecutor(threads) as pool:
        for _ in pool.map(work, _chunks(series)):
            pass
    return result


def _chunks(series: int) -> Iterator[slice]:
    return (slice(at, min(at + CHUNK, series)) for at in range(0, series, CHUNK))


def _latest(values: np.ndarray) -> np.ndarray:
    """The column of the last known value of each row, −1 where none is known."""
    periods = values.shape[1]
    latest = np.where(np.isnan(values[:, -1]), NONE, periods - 1).astype(np.int16)
    gappy = np.flatnonzero(latest == NONE)
    known = ~np.isnan(values[gappy])
    last = periods - 1 - known[:, ::-1].argmax(axis=1)
    latest[gappy] = np.where(known.any(axis=1), last, NONE)
    return latest


def _verdicts(
    panel: Panel, years: np.ndarray, rows: slice, values: np.ndarray, latest: np.ndarray
) -> np.ndarray:
    """`Kind.number` of each row by the rule of `verdict.judge`, without milestones."""
    target = _each(panel.target, rows)
    baseline = _baseline(panel, years, rows, values)
    sign = np.where(
        _each(panel.direction, rows) == 0, np.sign(target - baseline), _each(panel.direction, rows)
    )
    year = years[latest]
    value = values[np.arange(len(values)), latest].astype(np.float64)
    way = np.float64(panel.due - panel.start)
    with np.errstate(divide="ignore", invalid="ignore"):
        planned = np.minimum((year - panel.start) / way, 1.0)
        progress = (value - baseline) / (target - baseline)
        ratio = progress / planned
        kept = (value - target) * sign >= -SLACK * np.abs(target)
    keeps = (target - baseline) * sign <= 0
    overdue = year >= panel.due
    unknown = np.isnan(baseline) | np.isnan(target) | np.isnan(value) | (latest == NONE)
    unknown |= (year <= panel.start) | (sign == 0) | (panel.due <= panel.start)
    reached = ~keeps & (progress >= 1 - SLACK)
    on_path = (ratio >= CUTS["on_track"] - SLACK) & ~overdue
    # The first that holds.
    rules = {
        Kind.CANNOT_TELL: unknown,
        Kind.OFF_TRACK: keeps & ~kept,
        Kind.ACHIEVED: keeps & overdue | reached,
        Kind.ON_TRACK: keeps | on_path,
        Kind.BEHIND: ratio >= CUTS["behind"] - SLACK,
    }
    numbers = [np.uint8(kind.number) for kind in rules]
    return np.select(list(rules.values()), numbers, np.uint8(Kind.OFF_TRACK.number))


def _each(given: np.ndarray | float, rows: slice) -> np.ndarray:
    """The rows' own numbers as float64, or the one number for all."""
    given = np.asarray(given)
    return given[rows].astype(np.float64) if given.ndim else np.float64(given)


def _baseline(panel: Panel, years: np.ndarray, rows: slice, values: np.ndarray) -> np.ndarray:
    if panel.baseline is not None:
        return _each(panel.baseline, rows)
    at = np.flatnonzero(years == panel.start)
    if not len(at):
        return np.full(len(values), np.nan)
    return values[:, at[0]].astype(np.float64)

"""Figures of old areas as figures of new ones.

Counts are added up by the shares of territory; for everything else see `calc.carrying`.

How a result is marked, by the shares it is made of:

| share | value | status at least | comparable |
|---|---|---|---|
| whole (weight 1) | kept | as the parts | yes |
| counted part (0 < weight < 1) | split | estimated | yes |
| convention | computed | estimated | no |
| unknown | none | missing | no |

The parts' own statuses are put together by `status.combined`; a part without a row is missing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from samkraft.calc.observations import Column, Observations
from samkraft.calc.series import Point, Series
from samkraft.calc.shares import Share
from samkraft.calc.status import SEVERITY, Status

Shares = Sequence[Share] | Mapping[str, Sequence[Share]]

# From Status.number to its place in SEVERITY, and back.
SEVERITY_OF = np.array([SEVERITY.index(status) for status in Status], np.uint8)
NUMBER_OF = np.array([status.number for status in SEVERITY], np.uint8)
WITHOUT_VALUE = np.uint8(SEVERITY.index(Status.NOT_APPLICABLE))
_ESTIMATED = np.uint8(SEVERITY.index(Status.ESTIMATED))
_MISSING = np.uint8(SEVERITY.index(Status.MISSING))


@dataclass(frozen=True, slots=True)
class Recoded:
    """Observations by new areas; `comparable` (bool) stands beside each row."""

    observations: Observations
    comparable: np.ndarray


@dataclass(frozen=True, slots=True)
class _Table:
    """The shares of each (period, area) pair as flat columns; pair k has rows at[k] to at[k+1]."""

    at: np.ndarray
    area: np.ndarray
    weight: np.ndarray
    severity: np.ndarray
    comparable: np.ndarray
    named: np.ndarray
    areas: tuple[str, ...]
    expected: Mapping[tuple[int, int], int]


def recode(
    observations: Observations, shares: Shares, *, comparable: np.ndarray | None = None
) -> Recoded:
    """Counts by new areas: the sum over the old areas of value × weight.

    `shares` hold for all periods, or are given for each period (text as in the rows). An area
    that no share names as old keeps its code. No (measure, area, period, sex, age) comes twice.
    `comparable` marks the rows as they came. A new area lacking the row of one of its parts has
    no value, status missing. Rows stand in the order their new keys are first met.
    """
    table = _table(observations, shares)
    row, place = _spread(observations, table)
    key = _keys(observations, row, table.area[place], len(table.areas))
    _, met, group = np.unique(key, return_index=True, return_inverse=True)
    order = np.argsort(met)
    group = np.argsort(order)[group]
    met = met[order]
    severity = _severity(observations, table, row, place, group, len(met))
    part = np.nan_to_num(observations.value[row]) * table.weight[place]
    value = np.bincount(group, part, len(met)).astype(np.float64)
    value[severity >= WITHOUT_VALUE] = np.nan
    fit = table.comparable[place]
    if comparable is not None:
        fit = fit & comparable[row]
    source = row[met]
    return Recoded(
        Observations(
            measure=_taken(observations.measure, source),
            area=Column(table.areas, table.area[place][met].astype(np.int32)),
            period=_taken(observations.period, source),
            sex=_taken(observations.sex, source),
            age=_taken(observations.age, source),
            value=value,
            status=NUMBER_OF[severity],
        ),
        np.bincount(group, ~fit, len(met)) == 0,
    )


def _spread(observations: Observations, table: _Table) -> tuple[np.ndarray, np.ndarray]:
    """Every row once for each of its shares: the row, and the share's place in the columns."""
    pair = observations.period.codes.astype(np.int64) * len(observations.area.categories)
    pair += observations.area.codes
    count = np.diff(table.at)[pair]
    row = np.repeat(np.arange(len(observations)), count)
    # The pair's first place, and on from there.
    first = np.cumsum(count) - count
    return row, table.at[pair][row] + np.arange(len(row)) - first[row]


def _taken(column: Column, rows: np.ndarray) -> Column:
    return Column(column.categories, column.codes[rows])


def _keys(observations: Observations, row: np.ndarray, area: np.ndarray, areas: int) -> np.ndarray:
    """One integer for each new (measure, period, sex, age, area)."""
    key = np.zeros(len(row), np.int64)
    for name in ("measure", "period", "sex", "age"):
        column = getattr(observations, name)
        key = key * max(len(column.categories), 1) + column.codes[row]
    return key * max(areas, 1) + area


def _severity(
    observations: Observations,
    table: _Table,
    row: np.ndarray,
    place: np.ndarray,
    group: np.ndarray,
    groups: int,
) -> np.ndarray:
    """The place in SEVERITY of each new row's status."""
    own = SEVERITY_OF[observations.status]
    # A row without a number has no value, whatever its status says.
    bare = np.isnan(observations.value) & (own < WITHOUT_VALUE)
    own[bare] = _MISSING
    severity = np.zeros(groups, np.uint8)
    np.maximum.at(severity, group, np.maximum(own[row], table.severity[place]))
    # Only where an old part is there are the others expected: a row that stands under the new
    # code already is whole.
    present = np.bincount(group, table.named[place], groups)
    expected = np.zeros(groups, np.int64)
    pairs = observations.period.codes[row] * np.int64(len(table.areas)) + table.area[place]
    needed = np.zeros(len(observations.period.categories) * len(table.areas), np.int64)
    for (period, area), parts in table.expected.items():
        needed[period * len(table.areas) + area] = parts
    expected[group] = needed[pairs]
    lacking = (present > 0) & (present < expected)
    severity[lacking] = np.maximum(severity[lacking], _MISSING)
    return severity


def _table(observations: Observations, shares: Shares) -> _Table:
    """The shares of every period and area that occurs in the observations."""
    areas: dict[str, int] = {}
    at, area, weight, severity, fit, named = [0], [], [], [], [], []
    expected: dict[tuple[int, int], int] = {}
    for number, period in enumerate(observations.period.categories):
        by_old: dict[str, list[Share]] = {}
        for share in shares_of(shares, period):
            by_old.setdefault(share.old, []).append(share)
            if share.weight != 0:
                key = (number, areas.setdefault(share.new, len(areas)))
                expected[key] = expected.get(key, 0) + 1
        for old in observations.area.categories:
            held = by_old.get(old, (Share(old, old),))
            for share in (share for share in held if share.weight != 0):
                area.append(areas.setdefault(share.new, len(areas)))
                weight.append(share.weight or 0.0)
                severity.append(_share_severity(share))
                fit.append(share.comparable)
                named.append(old in by_old)
            at.append(len(area))
    return _Table(
        at=np.array(at, np.int64),
        area=np.array(area, np.int64),
        weight=np.array(weight, np.float64),
        severity=np.array(severity, np.uint8),
        comparable=np.array(fit, bool),
        named=np.array(named, bool),
        areas=tuple(areas),
        expected=expected,
    )


def shares_of(shares: Shares, period: str) -> Sequence[Share]:
    """The shares that hold for a period."""
    return shares.get(period, ()) if isinstance(shares, Mapping) else shares


def _share_severity(share: Share) -> np.uint8:
    if share.weight is None:
        return _MISSING
    whole = abs(share.weight - 1) < 1e-9
    return np.uint8(0) if whole and not share.convention else _ESTIMATED


def recode_series(series: Iterable[Series], shares: Shares) -> tuple[Series, ...]:
    """Series of counts by new areas; the points keep their order and carry `comparable`."""
    series = tuple(series)
    rows = [(one, point) for one in series for point in one.points]
    observations = Observations(
        measure=Column.same("", len(rows)),
        area=Column.of([one.area for one, _ in rows]),
        period=Column.of([point.period for _, point in rows]),
        sex=Column.of([one.sex for one, _ in rows]),
        age=Column.of([one.age for one, _ in rows]),
        value=np.array([np.nan if p.value is None else p.value for _, p in rows], np.float64),
        status=np.array([p.status.number for _, p in rows], np.uint8),
    )
    comparable = np.array([point.comparable for _, point in rows], bool)
    recoded = recode(observations, shares, comparable=comparable)
    points: dict[tuple[str, str, str], list[Point]] = {}
    for row, fit in zip(recoded.observations.rows(), recoded.comparable, strict=True):
        point = Point(row.period, row.value, row.status, bool(fit))
        points.setdefault((row.area, row.sex, row.age), []).append(point)
    order = {period: at for at, period in enumerate(sorted({p.period for _, p in rows}))}
    return tuple(
        Series(area, tuple(sorted(held, key=lambda point: order[point.period])), sex, age)
        for (area, sex, age), held in points.items()
    )

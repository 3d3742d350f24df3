"""From the warehouse to the copy that pages read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import pairwise

import numpy as np
from django.db import connection, transaction
from django.utils import timezone

from samkraft.calc.observations import Observations
from samkraft.calc.panel import Panel, assess
from samkraft.calc.periods import parse_period
from samkraft.calc.recoding import Recoded
from samkraft.calc.series import ALL
from samkraft.calc.status import Status
from samkraft.calc.trend import Direction
from samkraft.indicators.models import Indicator, Latest
from samkraft.indicators.queries.figures import prepared
from samkraft.indicators.queries.geography import Geography, geography
from samkraft.indicators.queries.store import warehouse
from samkraft.indicators.rules.computing import compute
from samkraft.indicators.rules.folding import folded
from samkraft.indicators.rules.packed import pack_all, unpack
from samkraft.indicators.rules.preparation import taken

# What a row of the copy holds, in this order; the summary of the whole is `COLUMNS[1:-1]`.
COLUMNS = ("area", "period", "value", "status", "before", "slope", "trend", "packed")
Row = tuple


def publish(*, indicator: Indicator, at: datetime) -> int:
    """Copy the newest figures of an indicator, and of those computed from it, for the pages.

    Returns the number of places. The copy is replaced as a whole.
    """
    places = geography(timezone.localdate(at))
    return _publish(indicator, warehouse().read([indicator.slug]), places)


def publish_all(*, at: datetime, indicators: Iterable[Indicator] | None = None) -> int:
    """Copy everything (or these indicators) again, as after a restore or a large delivery.

    Returns the number of rows. Measures come from the warehouse in portions, in little memory.
    """
    known = {row.slug: row for row in (indicators or Indicator.objects.all())}
    places, count = geography(timezone.localdate(at)), 0
    unknown = {name for name, row in known.items() if row.source != "computed"}
    for portion in warehouse().stream(sorted(known)):
        for name, rows in _by_measure(portion):
            if name in known:
                count += _publish(known[name], rows, places)
                unknown.discard(name)
    gone = Latest.objects.filter(indicator__slug__in=unknown).values_list("indicator", flat=True)
    for row in [row for row in known.values() if row.pk in set(gone)]:
        _publish(row, Observations.of(()), places)
    return count


def _by_measure(portion: Observations) -> Iterator[tuple[str, Observations]]:
    """The measures of sorted observations, one after the other."""
    codes = portion.measure.codes
    cuts = [0, *(np.flatnonzero(np.diff(codes)) + 1).tolist(), len(codes)]
    for first, last in pairwise(cuts):
        if last > first:
            name = portion.measure.categories[codes[first]]
            yield name, taken(portion, slice(first, last))


def _publish(indicator: Indicator, observations: Observations, places: Geography) -> int:
    recoded = prepared(indicator, observations, places)
    rows = list(_rows(recoded))
    _replace(indicator, rows)
    computed = Indicator.objects.filter(source="computed", query__of=indicator.slug)
    for other in computed if indicator.slug in _bases() else ():
        _replace(other, list(_computed(other, rows)))
    return len(rows)


def _bases() -> set[str]:
    """What computed indicators are worked out of."""
    queries = Indicator.objects.filter(source="computed").values_list("query", flat=True)
    return {query.get("of", "") for query in queries}


@transaction.atomic
def _replace(indicator: Indicator, rows: Sequence[Row]) -> None:
    """Put the rows in place of the former ones; written straight, for there are many."""
    Latest.objects.filter(indicator=indicator).delete()
    table = connection.ops.quote_name(Latest._meta.db_table)
    marks = ", ".join(["%s"] * (1 + len(COLUMNS)))
    names = ", ".join(["indicator_id", *COLUMNS])
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {table} ({names}) VALUES ({marks})",
            [(indicator.pk, *row) for row in rows],
        )


def _rows(recoded: Recoded) -> Iterator[Row]:
    told = _summaries(recoded)
    for area, packed in pack_all(recoded):
        yield (area, *told.get(area, _NOTHING), packed)


_NOTHING = ("", None, str(Status.MISSING), None, None, "")


def _summaries(recoded: Recoded) -> dict[str, tuple]:
    """The newest total, the one before and the trend of every area, all at once; neither looks
    back over a break."""
    observations = recoded.observations
    whole = _of_all(observations)
    if not whole.any():
        return {}
    areas, area_at = np.unique(observations.area.codes[whole], return_inverse=True)
    periods = [parse_period(text) for text in observations.period.categories]
    order = np.argsort(np.argsort([period.years for period in periods], kind="stable"))
    values = np.full((len(areas), len(periods)), np.nan)
    values[area_at, order[observations.period.codes[whole]]] = observations.value[whole]
    status = np.full(values.shape, Status.MISSING.number, np.uint8)
    status[area_at, order[observations.period.codes[whole]]] = observations.status[whole]
    if not recoded.comparable.all():
        broken = np.zeros(values.shape, bool)
        places = order[observations.period.codes[whole]]
        broken[area_at, places] = ~recoded.comparable[whole]
        values[_before_breaks(values, broken)] = np.nan
    years = np.sort(np.array([period.years for period in periods]))
    found = assess(Panel(values, years, start=years[0], due=years[-1] + 1, target=np.nan))
    names = [text for _, text in sorted(zip(order, observations.period.categories, strict=True))]
    return {
        observations.area.categories[code]: _summary(
            values[k], status[k], names, int(found.latest[k]), float(found.slope[k]),
            tuple(Direction)[found.direction[k]],
        )
        for k, code in enumerate(areas)
    }  # fmt: skip


def _before_breaks(values: np.ndarray, broken: np.ndarray) -> np.ndarray:
    """A mask of the values that do not compare with the newest of their row: those up to the
    last `broken` one that another value follows."""
    known = ~np.isnan(values)
    follows = np.logical_or.accumulate(known[:, ::-1], axis=1)[:, ::-1]
    ends = np.zeros(values.shape, bool)
    ends[:, :-1] = (broken & known)[:, :-1] & follows[:, 1:]
    return np.logical_or.accumulate(ends[:, ::-1], axis=1)[:, ::-1]


def _summary(values, status, names, latest: int, slope: float, direction: Direction) -> tuple:
    if latest < 0:
        return ("", None, str(Status.of(int(status[-1]))), None, None, str(direction))
    before = values[:latest][~np.isnan(values[:latest])]
    return (
        names[latest], float(values[latest]), str(Status.of(int(status[latest]))),
        float(before[-1]) if len(before) else None, None if np.isnan(slope) else slope,
        str(direction),
    )  # fmt: skip


def _computed(indicator: Indicator, base: Iterable[Row]) -> Iterator[Row]:
    series = [
        made
        for area, *_, packed in base
        for made in compute(indicator.query, area, unpack(packed, area))
    ]
    yield from _rows(folded(indicator.slug, series))


def _of_all(observations: Observations) -> np.ndarray:
    """A mask of the rows of all sexes and ages."""
    mask = np.ones(len(observations), bool)
    for column in (observations.sex, observations.age):
        if ALL not in column.categories:
            return np.zeros(len(observations), bool)
        mask &= column.codes == column.categories.index(ALL)
    return mask

"""Counts by the codes of another year, one area or two (a flow) in each row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

import numpy as np

from samkraft.calc.flows import recode_flows
from samkraft.calc.observations import Column, Observations
from samkraft.calc.recoding import recode
from samkraft.calc.shares import Share
from samkraft.calc.status import Status
from samkraft.sources.recoding.tables import numbers, written
from samkraft.sources.recoding.work import Work, periods_of

MOSTLY = 0.9  # of all areas and periods with anybody: then a zero is worth a remark


def recoded(work: Work) -> Iterator[tuple[str, ...]]:
    """The rows of the new table, in the order of `work.heads`."""
    return _flows(work) if len(work.areas) == 2 else _counts(work)


def _rest(work: Work) -> tuple[Column, list[tuple[str, ...]]]:
    """One column for all keys together, and the cells of each of its categories."""
    columns = [work.table[head] for head in work.keys]
    code = np.zeros(len(work.table), np.int64)
    for column in columns:
        code = code * max(len(column.categories), 1) + column.codes
    _, first, inverse = np.unique(code, return_index=True, return_inverse=True)
    cells = [tuple(column.categories[column.codes[row]] for column in columns) for row in first]
    names = tuple(str(number) for number in range(len(first)))
    return Column(names, inverse.astype(np.int32)), cells


def _row(work: Work, areas: Sequence[str], period: str, cells: tuple[str, ...], value: float,
         comparable: bool) -> tuple[str, ...]:  # fmt: skip
    found = dict(zip(work.areas, areas, strict=True)) | dict(zip(work.keys, cells, strict=True))
    found |= {work.period: period, work.value: written(value)}
    known = comparable and period not in work.later and work.ended.keys().isdisjoint(areas)
    found["comparable"] = "yes" if known else "no"
    return tuple(found[head] for head in work.heads)


def _counts(work: Work) -> Iterator[tuple[str, ...]]:
    area, period = work.table[work.areas[0]], periods_of(work)
    rest, cells = _rest(work)
    value = numbers(work.table[work.value])
    kept, shares = _in_use(work, area, period, value)
    rows = _filled(work, area, period, rest, value, kept, shares)
    area, period, rest, value = rows
    bare = np.isnan(value)
    status = np.where(bare, Status.MISSING.number, Status.VALID.number).astype(np.uint8)
    same = Column.same("", len(value))
    found = recode(Observations(rest, area, period, same, same, value, status), shares)
    new = found.observations
    zeros = _zeros(work, new)
    places = zip(new.area.texts(), new.period.texts(), new.measure.codes, new.value,
                 found.comparable, strict=True)  # fmt: skip
    for code, time, at, number, fit in places:
        if (time, code) in work.lacking:
            work.emptied.setdefault(code, []).append(time)
            number, fit = np.nan, False
        fit = fit and (time, code) not in zeros
        yield _row(work, [code], time, cells[int(new.measure.categories[at])], number, fit)


def _zeros(work: Work, new: Observations) -> set[tuple[str, str]]:
    """Periods in which an area has zeros only, or no rows, though nearly all others have more.

    Statistics Norway writes zeros for codes that were not in use; with lists that do not say
    when a code was, that is all one can see of a part that is not in the file.
    """
    shape = len(new.period.categories), len(new.area.categories)
    rows, sums = np.zeros(shape), np.zeros(shape)
    np.add.at(rows, (new.period.codes, new.area.codes), 1)
    np.add.at(sums, (new.period.codes, new.area.codes), np.abs(np.nan_to_num(new.value, nan=1)))
    held = (sums > 0).any(axis=0)  # areas that ever had anybody
    if (sums[:, held] > 0).mean() < MOSTLY:
        return set()
    found = set()
    for at, code in zip(*np.nonzero((sums == 0) & held), strict=True):
        pair = new.period.categories[at], new.area.categories[code]
        if pair not in work.lacking and pair[1] not in work.ended:
            told = work.zeros if rows[at, code] else work.absent
            told.setdefault(pair[1], []).append(pair[0])
            found.add(pair)
    return found


def _in_use(
    work: Work, area: Column, period: Column, value: np.ndarray
) -> tuple[np.ndarray, dict[str, list[Share]]]:
    """Which rows to keep, and the shares by period.

    A code that was not in use then has no people: its zeros go, unless its successor is lacking
    a part, for then they show where a value is missing.
    """
    kept = np.ones(len(value), bool)
    shares: dict[str, list[Share]] = {}
    full = ~np.isin(value, (0.0,)) & ~np.isnan(value)
    for number, time in enumerate(period.categories):
        then = period.codes == number
        here = {area.categories[code] for code in np.unique(area.codes[then])}
        filled = {area.categories[code] for code in np.unique(area.codes[then & full])}
        day = work.day(time)
        idle = set()
        if day != date.min:
            idle = {c for c in here - filled if work.succession.in_use(c, day) is False}
        used = [code for code in area.categories if code in here - idle]
        shares[time] = work.shares(used, time)
        _note_lacking(work, time, here, filled)
        for code in idle:
            news = {share.new for share in work.succession.shares(code, day)}
            if any((time, new) in work.lacking for new in news):
                shares[time] += work.succession.shares(code, day)
            else:
                kept &= ~(then & (area.codes == area.categories.index(code)))
    return kept, shares


def _note_lacking(work: Work, time: str, here: set[str], filled: set[str]) -> None:
    """Remember the new codes of which a part that existed then has no row at all.

    Not where figures stand under a later code already: such a table was recoded before.
    """
    day, succession = work.day(time), work.succession
    if day == date.min:
        return
    later = {code for code in filled if succession.in_use(code, day) is False}
    before = {share.new for code in later for share in succession.shares(code, day)}
    for code in succession.codes:
        if code in here or not succession.in_use(code, day):
            continue
        for share in succession.shares(code, day):
            if share.weight != 0 and share.new not in before:
                known = work.lacking.get((time, share.new), ())
                work.lacking[time, share.new] = (*known, code)


def _filled(
    work: Work,
    area: Column,
    period: Column,
    rest: Column,
    value: np.ndarray,
    kept: np.ndarray,
    shares: dict[str, list[Share]],
) -> tuple[Column, Column, Column, np.ndarray]:
    """The rows kept, and a zero where one part of a new area has a row and another has none.

    Tables of counts leave out what nobody was counted in; a part without any row in the period
    is another matter, see `_note_lacking`.
    """
    more = []
    for number, time in enumerate(period.categories):
        rows = np.flatnonzero(kept & (period.codes == number))
        found = _absent(area, rest, rows, shares[time])
        more += [(number, at, rests) for at, rests in found.items()]
    work.filled = sum(len(absent) for _, _, absent in more)
    return (
        Column(area.categories, _joined(area.codes[kept], [(at, len(r)) for _, at, r in more])),
        Column(period.categories, _joined(period.codes[kept], [(p, len(r)) for p, _, r in more])),
        Column(rest.categories, np.concatenate([rest.codes[kept], *(r for _, _, r in more)])),
        np.concatenate([value[kept], np.zeros(work.filled)]),
    )


def _absent(
    area: Column, rest: Column, rows: np.ndarray, shares: Sequence[Share]
) -> dict[int, np.ndarray]:
    """For each old area of one period, the keys that a part of its new area has and it has not."""
    parts: dict[str, list[int]] = {}
    place = {code: at for at, code in enumerate(area.categories)}
    for share in shares:
        if share.weight != 0:
            parts.setdefault(share.new, []).append(place[share.old])
    order = rows[np.argsort(area.codes[rows], kind="stable")]
    cuts = np.flatnonzero(np.diff(area.codes[order])) + 1
    rests = {area.codes[each[0]]: rest.codes[each] for each in np.split(order, cuts) if len(each)}
    absent: dict[int, set[int]] = {}
    for olds in parts.values():
        whole = np.unique(np.concatenate([rests[old] for old in olds]))
        for old in olds if len(olds) > 1 else ():
            absent.setdefault(old, set()).update(np.setdiff1d(whole, rests[old]).tolist())
    return {old: np.array(sorted(keys), np.int32) for old, keys in absent.items() if keys}


def _joined(codes: np.ndarray, more: list[tuple[int, int]]) -> np.ndarray:
    return np.concatenate([codes, *(np.full(many, code, np.int32) for code, many in more)])


def _flows(work: Work) -> Iterator[tuple[str, ...]]:
    """Every period and key by itself; a pair without a row is zero, as such tables leave it out."""
    origin, destination = (work.table[head] for head in work.areas)
    rest, cells = _rest(work)
    period = periods_of(work)
    value = numbers(work.table[work.value])
    for number, time in enumerate(period.categories):
        for key in np.unique(rest.codes[period.codes == number]):
            rows = np.flatnonzero((period.codes == number) & (rest.codes == key))
            codes = tuple(dict.fromkeys(
                [origin.categories[at] for at in origin.codes[rows]]
                + [destination.categories[at] for at in destination.codes[rows]]
            ))  # fmt: skip
            place = {code: at for at, code in enumerate(codes)}
            matrix = np.zeros((len(codes), len(codes)))
            for row in rows:
                cell = (place[origin.categories[origin.codes[row]]],
                        place[destination.categories[destination.codes[row]]])  # fmt: skip
                matrix[cell] += value[row]
            found = recode_flows(matrix, codes, codes, work.shares(codes, time))
            for a, b in np.argwhere(found.values != 0):
                areas = found.origins[a], found.destinations[b]
                fit = bool(found.comparable[a, b])
                yield _row(work, areas, time, cells[key], found.values[a, b], fit)

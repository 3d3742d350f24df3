"""Counts of a table by the codes of another year, one area or two (a flow) in each row.

Besides area, period and value every column is a key that stays, except those that only describe
the area, such as its name: they are left out, for a new area has another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from samkraft.calc.flows import recode_flows
from samkraft.calc.observations import Column, Observations
from samkraft.calc.recoding import recode
from samkraft.calc.shares import Change, Share
from samkraft.calc.status import Status
from samkraft.sources.recoding.succession import Succession
from samkraft.sources.recoding.tables import Columns, numbers, written

PERIODS = {"year", "aar", "år", "ar", "tid", "time", "period", "periode", "date", "dato", "datum",
           "quarter", "kvartal", "month", "maaned", "måned", "månad"}  # fmt: skip
YEAR = re.compile(r"^((?:19|20)\d\d)(?:[-MmKkQqTt ]?.*)?$")


class WrongColumn(ValueError):
    """A column that is named is not in the table."""


@dataclass(slots=True)
class Work:
    """A table being recoded.

    `lacking`: (period, new code) → the parts without any row;
    `emptied`: new code → the periods in which it has no value for that;
    `agreed` and `unknown`: old codes divided by convention, or by shares that nobody stated;
    `counted`: codes divided as their parts were last counted in the table, and when;
    `filled`: how many rows that were not there count as zero.
    """

    table: Columns
    areas: tuple[str, ...]
    value: str
    period: str
    keys: tuple[str, ...]
    described: tuple[str, ...]
    succession: Succession
    start: int | None
    lacking: dict[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    agreed: dict[str, tuple[Share, ...]] = field(default_factory=dict)
    unknown: dict[str, tuple[Share, ...]] = field(default_factory=dict)
    emptied: dict[str, list[str]] = field(default_factory=dict)
    counted: dict[str, tuple[dict[str, float], str]] = field(default_factory=dict)
    filled: int = 0

    @property
    def heads(self) -> tuple[str, ...]:
        kept = (*self.areas, *self.keys, self.value)
        return (*(head for head in self.table.heads if head in kept or head == self.period),
                "comparable")  # fmt: skip

    def day(self, period: str) -> date:
        """The day whose codes a period uses: 1 January of its year; without a year, long ago."""
        found = YEAR.match(period)
        year = int(found[1]) if found else self.start
        return date(year, 1, 1) if year else date.min

    def shares(self, codes: Sequence[str], period: str) -> list[Share]:
        """The shares of all codes in a period; those that were not counted are remembered."""
        found = []
        for code in codes:
            shares = self.succession.shares(code, self.day(period))
            if any(share.weight is None for share in shares):
                self.unknown[code] = shares
            elif any(share.convention for share in shares):
                self.agreed[code] = shares
            found += shares
        return found


def work_on(
    table: Columns,
    *,
    areas: Sequence[str],
    value: str,
    succession: Succession,
    period: str = "",
    start: int | None = None,
) -> Work:
    """Find out what the columns are. Raises WrongColumn."""
    for head in (*areas, value, *([period] if period else [])):
        if head not in table.heads:
            raise WrongColumn(f"There is no column “{head}”; there are {', '.join(table.heads)}.")
    others = [head for head in table.heads if head not in (*areas, value)]
    period = period or next((head for head in others if _is_period(table, head)), "")
    others = [head for head in others if head != period]
    described = [head for head in others if any(_describes(table, head, a, period) for a in areas)]
    keys = tuple(head for head in others if head not in described)
    return Work(table, tuple(areas), value, period, keys, tuple(described), succession, start)


def recoded(work: Work) -> Iterator[tuple[str, ...]]:
    """The rows of the new table, in the order of `work.heads`."""
    return _flows(work) if len(work.areas) == 2 else _counts(work)


def last_counts(work: Work) -> tuple[Change, ...]:
    """Shares of codes that were divided again, by the last period in which their former parts
    were all counted in the table; remembered in `work.counted`. The day is `date.min`."""
    area, period = work.table[work.areas[0]], _periods(work)
    value = np.nan_to_num(numbers(work.table[work.value]))
    found = []
    for old, news in work.succession.restored.items():
        parts = {part for olds in news.values() for part in olds}
        if any(change.weight is not None for change in work.succession.out.get(old, ())):
            continue
        if old not in area.categories or not parts <= set(area.categories):
            continue
        sums = np.zeros((len(period.categories), len(area.categories)))
        np.add.at(sums, (period.codes, area.codes), value)
        at = [area.categories.index(part) for part in parts]
        whole = [time for time in range(len(sums)) if (sums[time, at] > 0).all()]
        if not whole:
            continue
        last = max(whole, key=lambda time: period.categories[time])
        total = sums[last, at].sum()
        weights = {
            new: float(sum(sums[last, area.categories.index(part)] for part in olds) / total)
            for new, olds in news.items()
        }
        work.counted[old] = (weights, period.categories[last])
        found += [Change(old, new, date.min, weight) for new, weight in weights.items()]
    return tuple(found)


def _is_period(table: Columns, head: str) -> bool:
    return head.lower() in PERIODS and all(map(YEAR.match, table[head].categories))


def _describes(table: Columns, head: str, area: str, period: str) -> bool:
    """Whether a column says something of the area only, in each period, and of no period."""
    coded = np.array([bool(code) for code in table[area].categories])[table[area].codes]
    times = (table[period].codes if period else np.zeros(len(table), np.int32))[coded]
    cells = table[head].codes[coded]
    place = times.astype(np.int64) * len(table[area].categories) + table[area].codes[coded]
    pairs = len(np.unique(place * len(table[head].categories) + cells))
    of_time = len(np.unique(times.astype(np.int64) * len(table[head].categories) + cells))
    return pairs == len(np.unique(place)) and of_time > len(np.unique(times))


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


def _periods(work: Work) -> Column:
    return work.table[work.period] if work.period else Column.same("", len(work.table))


def _row(work: Work, areas: Sequence[str], period: str, cells: tuple[str, ...], value: float,
         comparable: bool) -> tuple[str, ...]:  # fmt: skip
    found = dict(zip(work.areas, areas, strict=True)) | dict(zip(work.keys, cells, strict=True))
    found |= {work.period: period, work.value: written(value)}
    found["comparable"] = "yes" if comparable else "no"
    return tuple(found[head] for head in work.heads)


def _counts(work: Work) -> Iterator[tuple[str, ...]]:
    area, period = work.table[work.areas[0]], _periods(work)
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
    places = zip(new.area.texts(), new.period.texts(), new.measure.codes, new.value,
                 found.comparable, strict=True)  # fmt: skip
    for code, time, at, number, fit in places:
        if (time, code) in work.lacking:
            work.emptied.setdefault(code, []).append(time)
            number, fit = np.nan, False
        yield _row(work, [code], time, cells[int(new.measure.categories[at])], number, fit)


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
    place = {code: at for at, code in enumerate(area.categories)}
    more: list[tuple[int, int, np.ndarray]] = []
    for number, time in enumerate(period.categories):
        parts: dict[str, list[str]] = {}
        for share in shares[time]:
            if share.weight != 0:
                parts.setdefault(share.new, []).append(share.old)
        rows = np.flatnonzero(kept & (period.codes == number))
        order = rows[np.argsort(area.codes[rows], kind="stable")]
        cuts = np.flatnonzero(np.diff(area.codes[order])) + 1
        rests = {int(area.codes[each[0]]): rest.codes[each] for each in np.split(order, cuts)
                 if len(each)}  # fmt: skip
        added: dict[int, set[int]] = {}
        for olds in parts.values():
            if len(olds) < 2:
                continue
            whole = np.unique(np.concatenate([rests[place[old]] for old in olds]))
            for old in olds:
                absent = np.setdiff1d(whole, rests[place[old]])
                added.setdefault(place[old], set()).update(absent.tolist())
        more += [(number, at, np.array(sorted(absent), np.int32))
                 for at, absent in added.items() if absent]  # fmt: skip
    work.filled = sum(len(absent) for _, _, absent in more)
    return (
        Column(area.categories, _joined(area.codes[kept], [(at, len(r)) for _, at, r in more])),
        Column(period.categories, _joined(period.codes[kept], [(p, len(r)) for p, _, r in more])),
        Column(rest.categories, np.concatenate([rest.codes[kept], *(r for _, _, r in more)])),
        np.concatenate([value[kept], np.zeros(work.filled)]),
    )


def _joined(codes: np.ndarray, more: list[tuple[int, int]]) -> np.ndarray:
    return np.concatenate([codes, *(np.full(many, code, np.int32) for code, many in more)])


def _flows(work: Work) -> Iterator[tuple[str, ...]]:
    """Every period and key by itself; a pair without a row is zero, as such tables leave it out."""
    origin, destination = (work.table[head] for head in work.areas)
    rest, cells = _rest(work)
    period = _periods(work)
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

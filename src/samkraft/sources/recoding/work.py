"""The table at hand: what its columns mean, and what is found out while it is recoded.

Besides area, period and value every column is a key that stays, except those that only describe
the area, such as its name: they are left out, for a new area has another.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from samkraft.calc.observations import Column
from samkraft.calc.shares import Change, Share
from samkraft.sources.recoding.succession import Succession
from samkraft.sources.recoding.tables import Columns, numbers

PERIODS = {"year", "aar", "år", "ar", "tid", "time", "period", "periode", "date", "dato", "datum",
           "quarter", "kvartal", "month", "maaned", "måned", "månad"}  # fmt: skip
WORDED = re.compile(r"^(?:K[-_. ]?)?(\d+)(?:[\s\xa0]+.*)?$")
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
    `filled`: how many rows that were not there count as zero;
    `later`: the periods after the year to come to, for nothing is recoded back in time;
    `ended`: codes that were no longer in use then, and no list tells what became of them;
    `zeros` and `absent`: new code → periods with zeros only, or without rows, unlike others.
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
    later: tuple[str, ...] = ()
    ended: dict[str, None] = field(default_factory=dict)
    zeros: dict[str, list[str]] = field(default_factory=dict)
    absent: dict[str, list[str]] = field(default_factory=dict)

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
        then = date(self.succession.year, 1, 1)
        self.ended |= {share.new: None for share in found
                       if self.succession.in_use(share.new, then) is False}  # fmt: skip
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
    table = _coded(table, areas, succession)
    others = [head for head in table.heads if head not in (*areas, value)]
    period = period or next((head for head in others if _is_period(table, head)), "")
    others = [head for head in others if head != period]
    described = [head for head in others if any(_describes(table, head, a, period) for a in areas)]
    keys = tuple(head for head in others if head not in described)
    work = Work(table, tuple(areas), value, period, keys, tuple(described), succession, start)
    times = periods_of(work).categories
    work.later = tuple(sorted(time for time in times if work.day(time).year > succession.year))
    return work


def _coded(table: Columns, areas: Sequence[str], succession: Succession) -> Columns:
    """The table with bare codes: "101" and "K-0101 Halden" are 0101 where that is known."""
    known = succession.known
    width = max((len(code) for code in known), default=0)

    def code(text: str) -> str:
        found = WORDED.match(text)
        tried = (text, *([found[1], found[1].zfill(width)] if found else []))
        return next((each for each in tried if each in known), text)

    columns = list(table.columns)
    for head in areas:
        column = table[head]
        bare = Column.of([code(text) for text in column.categories])
        columns[table.heads.index(head)] = Column(bare.categories, bare.codes[column.codes])
    return Columns(table.heads, tuple(columns))


def last_counts(work: Work) -> tuple[Change, ...]:
    """Shares of codes that were divided again, by the last period in which their former parts
    were all counted in the table; remembered in `work.counted`. The day is `date.min`."""
    area, period = work.table[work.areas[0]], periods_of(work)
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


def periods_of(work: Work) -> Column:
    """The column of periods; one without a name where the table has none."""
    return work.table[work.period] if work.period else Column.same("", len(work.table))

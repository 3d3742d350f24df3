"""The table behind a page of figures: the same numbers the charts show."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext

from samkraft.calc.periods import parse_period
from samkraft.calc.series import ALL, Point, Series
from samkraft.web.components import figurewords


@dataclass(frozen=True, slots=True)
class TableRow:
    """One series: where, of whom, and a point (or nothing) for each period of the table."""

    code: str
    name: str
    sex: str
    age: str
    points: tuple[Point | None, ...]


@dataclass(frozen=True, slots=True)
class FigureTable:
    """The periods, newest last, and the rows in the order of the page."""

    periods: tuple[str, ...]
    rows: tuple[TableRow, ...]


def table_of(page) -> FigureTable:
    """Everything an indicator page shows, as a table."""
    if page.place is None:
        return FigureTable((), ())
    name = str(page.place.name)
    named: list[tuple[str, str, Series]] = [(page.place.key, name, page.series)]
    if page.own_sum is not None:
        named.append((page.place.key, gettext("sum of the members"), page.own_sum))
    named += [(page.place.key, name, each) for each in (*page.sexes, *page.ages)]
    named += [(each.place.key, str(each.place.name), each.series) for each in page.members]
    named += [(each.place.key, str(each.place.name), each.series) for each in page.compared]
    named = [each for each in named if each[2].points]
    periods = sorted(
        {point.period for *_, series in named for point in series.points}, key=parse_period
    )
    rows = [
        TableRow(code, _told(label, series), series.sex, series.age,
                 tuple(series.at(period) for period in periods))
        for code, label, series in named
    ]  # fmt: skip
    return FigureTable(tuple(periods), tuple(rows))


def _told(label: str, series: Series) -> str:
    parts = [label]
    if series.sex != ALL:
        parts.append(figurewords.said("sex", series.sex))
    if series.age != ALL:
        parts.append(figurewords.age(series.age))
    return ", ".join(parts)

"""Columns of figures unfolded into series, place by place."""

from __future__ import annotations

import numpy as np

from samkraft.calc.periods import parse_period
from samkraft.calc.recoding import Recoded
from samkraft.calc.series import ALL, Point, Series
from samkraft.calc.status import Status


def series_by_area(recoded: Recoded) -> dict[str, tuple[Series, ...]]:
    """Each place's series, the whole (sex and age T) first, points in the order of periods."""
    rows = recoded.observations
    moment = {text: parse_period(text) for text in rows.period.categories}
    grouped: dict[str, dict[tuple[str, str], list[tuple]]] = {}
    columns = zip(
        rows.area.texts(), rows.sex.texts(), rows.age.texts(), rows.period.texts(),
        rows.value, rows.status, recoded.comparable, strict=True,
    )  # fmt: skip
    for area, sex, age, period, value, status, comparable in columns:
        point = Point(
            period, None if np.isnan(value) else float(value), Status.of(int(status)),
            bool(comparable),
        )  # fmt: skip
        grouped.setdefault(area, {}).setdefault((sex, age), []).append(point)
    return {
        area: tuple(
            Series(area, tuple(sorted(points, key=lambda p: moment[p.period])), sex, age)
            for (sex, age), points in sorted(groups.items(), key=_whole_first)
        )
        for area, groups in sorted(grouped.items())
    }


def _whole_first(entry: tuple[tuple[str, str], list]) -> tuple:
    (sex, age), _ = entry
    return (sex != ALL or age != ALL, sex != ALL, age != ALL, age_order(age), sex)


def age_order(age: str) -> tuple[int, str]:
    """Ages in their natural order: by where the group starts, all ages first."""
    if age == ALL:
        return -1, age
    digits = "".join(takewhile_digits(age))
    return (int(digits) if digits else 999), age


def takewhile_digits(text: str) -> list[str]:
    """The digits a text begins with."""
    found = []
    for letter in text:
        if not letter.isdigit():
            break
        found.append(letter)
    return found

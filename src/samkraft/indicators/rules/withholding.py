"""Counts of few people withheld before anybody reads them, with what would give them away."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from samkraft.calc.observations import Observations
from samkraft.calc.smallcells import NotATable, withhold
from samkraft.calc.status import Status
from samkraft.indicators.rules.preparation import joined, taken


def protected(
    observations: Observations, threshold: int, parents: Mapping[str, str]
) -> Observations:
    """The rows with counts below `threshold` withheld.

    `parents` tells which area lies in which. A county that is the sum of its municipalities is
    one table with them, so that no cell can be worked out from the county's figure; where the
    sums differ (or the county has no figures) every area is a table of its own.
    """
    areas = observations.area.categories
    done: list[Observations] = []
    left = np.ones(len(areas), bool)
    for county in dict.fromkeys(parents.values()):
        inside = [
            k for k, area in enumerate(areas) if parents.get(area) == county or area == county
        ]
        if county not in areas or len(inside) < 2:
            continue
        rows = taken(observations, np.isin(observations.area.codes, inside))
        try:
            done.append(withhold(rows, threshold, area_total=county, suppress_totals=True))
        except NotATable:
            continue
        left[inside] = False
    rest = taken(observations, left[observations.area.codes])
    if len(rest):
        done.append(_apart(rest, threshold))
    whole = done[0]
    for each in done[1:]:
        whole = joined(whole, each)
    return whole


def _apart(rows: Observations, threshold: int) -> Observations:
    """Every area by itself; where the groups do not add up, each small count by itself."""
    try:
        return withhold(rows, threshold, suppress_totals=True)
    except NotATable:
        small = (rows.value > 0) & (rows.value < threshold)
        value = np.where(small, np.nan, rows.value)
        status = np.where(small, np.uint8(Status.SUPPRESSED.number), rows.status)
        columns = (rows.measure, rows.area, rows.period, rows.sex, rows.age)
        return Observations(*columns, value, status)

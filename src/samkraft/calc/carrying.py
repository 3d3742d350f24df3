"""Shares, means, rates, medians and indices of old areas as figures of new ones.

Such figures are never added up: they are kept where a code was renumbered one to one, or
averaged by a given denominator; else there is no value.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from samkraft.calc.observations import Observations
from samkraft.calc.recoding import (
    NUMBER_OF,
    SEVERITY_OF,
    WITHOUT_VALUE,
    Recoded,
    Shares,
    recode,
    shares_of,
)
from samkraft.calc.shares import Share, renumberings
from samkraft.calc.status import Status


def carry(
    observations: Observations, shares: Shares, *, denominators: Observations | None = None
) -> Recoded:
    """Shares, means, rates, medians and indices by new areas, never added up.

    Where a code was renumbered one to one (or did not change) the value is kept. Elsewhere it is
    Σ value × denominator × weight / Σ denominator × weight, when `denominators` are given: rows
    of one measure, matched by area, period, sex and age. Give none for medians and indices: such
    values are then None, missing, not comparable.
    """
    plain = recode(observations, shares)
    kept = _renumbered(observations, plain.observations, shares)
    if denominators is None:
        value = np.where(kept, plain.observations.value, np.nan)
        status = np.where(kept, plain.observations.status, np.uint8(Status.MISSING.number))
        return Recoded(
            replace(plain.observations, value=value, status=status), plain.comparable & kept
        )
    weight, state = _matched(observations, denominators)
    products = replace(observations, value=observations.value * weight)
    above = recode(products, shares)
    below = recode(replace(observations, value=weight, status=state), shares)
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = above.observations.value / below.observations.value
    severity = np.maximum(
        SEVERITY_OF[above.observations.status], SEVERITY_OF[below.observations.status]
    )
    # A denominator of zero people has no mean.
    nobody = (below.observations.value == 0) & (severity < WITHOUT_VALUE)
    severity[nobody] = WITHOUT_VALUE
    mean[severity >= WITHOUT_VALUE] = np.nan
    value = np.where(kept, plain.observations.value, mean)
    status = np.where(kept, plain.observations.status, NUMBER_OF[severity])
    return Recoded(replace(plain.observations, value=value, status=status), plain.comparable)


def _renumbered(old: Observations, new: Observations, shares: Shares) -> np.ndarray:
    """Which new rows are one old row under another code."""
    pairs = np.unique(np.stack([old.period.codes, old.area.codes]), axis=1).T
    occurring: dict[str, set[str]] = {}
    for period, area in pairs:
        held = occurring.setdefault(old.period.categories[period], set())
        held.add(old.area.categories[area])
    whole = {
        (period, area)
        for period, areas in occurring.items()
        for _, area in renumberings(_relevant(shares_of(shares, period), areas))
    }
    kept = np.zeros((len(new.period.categories), len(new.area.categories)), bool)
    for p, period in enumerate(new.period.categories):
        for a, area in enumerate(new.area.categories):
            kept[p, a] = (period, area) in whole
    return kept[new.period.codes, new.area.codes]


def _relevant(shares: Sequence[Share], occurring: set[str]) -> list[Share]:
    """The shares that lead to where an occurring area goes, and those areas that just stay."""
    reached = {share.new for share in shares if share.old in occurring}
    named = {share.old for share in shares}
    stay = [Share(area, area) for area in sorted(occurring - named)]
    return [share for share in shares if share.new in reached] + stay


def _matched(
    observations: Observations, denominators: Observations
) -> tuple[np.ndarray, np.ndarray]:
    """For every row its denominator (NaN without) and that one's status number."""
    known = {key: at for at, key in enumerate(_places(denominators))}
    found = np.array([known.get(key, -1) for key in _places(observations)], np.int64)
    if not len(denominators):
        lacking = np.full(len(observations), np.uint8(Status.MISSING.number))
        return np.full(len(observations), np.nan), lacking
    weight = np.where(found < 0, np.nan, denominators.value[found])
    status = np.where(found < 0, np.uint8(Status.MISSING.number), denominators.status[found])
    return weight, status


def _places(observations: Observations) -> Iterator[tuple[str, ...]]:
    """Area, period, sex and age of every row."""
    names = ("area", "period", "sex", "age")
    return zip(*(getattr(observations, name).texts() for name in names), strict=True)

"""Made-up figures shaped like official statistics, for speed and size measurements."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from samkraft.calc.observations import Column, Observations

SEXES = ("T", "F", "M")
AREAS = 300
PERIODS = 15


def deliveries(rows: int, measures: int = 250, seed: int = 1) -> Iterator[Observations]:
    """One measure after the other, about `rows` rows in all: counts, shares and rates.

    Every measure has 300 areas × 3 sexes × 15 years × as many ages as `rows` needs; 3 % of the
    cells are suppressed, the last year is provisional.
    """
    ages = max(1, round(rows / measures / (AREAS * len(SEXES) * PERIODS)))
    for number in range(measures):
        yield one_measure(f"N{number:05d}", ages, np.random.default_rng((seed, number)))


def one_measure(name: str, ages: int, random: np.random.Generator) -> Observations:
    """All rows of a measure, sorted as the warehouse sorts them."""
    shape = (AREAS, len(SEXES), ages, PERIODS)
    places = np.indices(shape, dtype=np.int32).reshape(4, -1)
    value = _values(shape, random).reshape(-1)
    status = np.where(places[3] == PERIODS - 1, 1, 0).astype(np.uint8)
    hidden = random.random(value.size) < 0.03
    value[hidden], status[hidden] = np.nan, 3
    return Observations(
        Column.same(name, value.size),
        Column(tuple(f"SE-{100 + area:04d}" for area in range(AREAS)), places[0]),
        Column(tuple(str(2010 + year) for year in range(PERIODS)), places[3]),
        Column(SEXES, places[1]),
        Column(("T", *(f"{5 * age}-{5 * age + 4}" for age in range(ages - 1))), places[2]),
        value,
        status,
    )


def _values(shape: tuple[int, ...], random: np.random.Generator) -> np.ndarray:
    """Counts (random walks from log-normal populations), shares in % or rates, one decimal."""
    kind = random.integers(3)
    drift = random.normal(0, 0.02, shape).cumsum(axis=-1)
    if kind == 0:
        level = np.exp(random.normal(6, 1.5, (*shape[:3], 1)))
        return np.round(level * np.exp(drift))
    level = (
        random.normal(50, 12, (*shape[:3], 1))
        if kind == 1
        else np.exp(random.normal(3, 1, (*shape[:3], 1)))
    )
    return np.round(np.clip(level * (1 + drift), 0, None), 1)

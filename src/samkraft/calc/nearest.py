"""Similar municipalities: nearest neighbours in size, age and density.

Distance is Euclidean in the standardised logarithm of population, share of 65 and older, and
logarithm of density, each with the same weight. Logarithms, because 1 000 to 2 000 people is as
far as 100 000 to 200 000. The idea is that of the comparison groups of Kolada (Sweden) and KOSTRA
(Norway), here with few and plain dimensions so that a choice can be explained.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

DIMENSIONS = ("population", "older", "density")


class NotAmongPlaces(LookupError):
    """The place has not all the numbers that neighbours are sought by."""


@dataclass(frozen=True, slots=True)
class Place:
    """`population` in people, `older` in percent aged 65+, `density` in people per km² of land."""

    area: str
    population: float | None
    older: float | None
    density: float | None

    @property
    def usable(self) -> bool:
        """Whether all three are known and have logarithms."""
        return bool(self.population and self.density) and self.older is not None


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A similar place. `differences` are by dimension, in standard deviations: + is more."""

    place: Place
    distance: float
    differences: dict[str, float]


def nearest(area: str, places: Iterable[Place], count: int = 5) -> tuple[Neighbour, ...]:
    """The `count` places most like `area`, the nearest first, equals by code.

    Places that lack a number are left out. Standard deviations are over all usable places.
    Raises NotAmongPlaces when `area` itself is not usable.
    """
    usable = sorted((place for place in places if place.usable), key=lambda place: place.area)
    at = next((k for k, place in enumerate(usable) if place.area == area), None)
    if at is None:
        raise NotAmongPlaces(area)
    table = np.array(
        [[np.log(p.population), p.older, np.log(p.density)] for p in usable], np.float64
    )
    spread = table.std(axis=0)
    # A dimension in which all are alike tells nobody apart.
    differences = (table - table[at]) / np.where(spread > 0, spread, 1.0)
    distance = np.sqrt((differences**2).sum(axis=1))
    order = [k for k in np.argsort(distance, kind="stable") if k != at][:count]
    return tuple(
        Neighbour(
            usable[k],
            float(distance[k]),
            {name: float(d) for name, d in zip(DIMENSIONS, differences[k], strict=True)},
        )
        for k in order
    )

"""Annual growth between two points of a series, and the points a rule looks at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

Points = Sequence[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Case:
    """What a rule is asked: known (year, value) points in order, and what is wanted.

    `direction` is +1 where more is better, −1 where less is. `target` is due in the year `due`;
    None without one. `start` and `baseline` are the plan's own, used by rules that look at them.
    `limit` is a natural bound the values cannot pass in that direction, such as 100 percent.
    """

    points: tuple[tuple[float, float], ...]
    direction: int
    target: float | None = None
    due: float | None = None
    start: float | None = None
    baseline: float | None = None
    milestones: tuple[tuple[float, float], ...] = ()
    limit: float | None = None

    @property
    def reached(self) -> bool:
        """Whether the last value is at or beyond the target."""
        if self.target is None or not self.points:
            return False
        return (self.points[-1][1] - self.target) * self.direction >= 0


def growth(first: float, last: float, years: float) -> float | None:
    """Compound annual growth rate, as a fraction: (last / first)^(1/years) − 1.

    None where it is not defined: from zero, between different signs, or without time between.
    """
    if years <= 0 or first == 0 or last / first < 0:
        return None
    return (last / first) ** (1 / years) - 1


def since(points: Points, year: float) -> tuple[float, float] | None:
    """The first point in `year` or after."""
    return next((point for point in points if point[0] >= year), None)

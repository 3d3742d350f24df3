"""A series: one measure in one place for one sex and age, period by period.

Places are written country and official code: "NO-1833", "SE-25"; the country itself "NO". Sex is
T (all), F (women) or M (men). Age is T (all) or the group as the source writes it: "0-15", "65+".
Periods are as in `calc.periods`: 2024, 2024H1, 2024Q1, 2024M01, 2024W01.
"""

from __future__ import annotations

from dataclasses import dataclass

from samkraft.calc.status import Status

ALL = "T"
WOMEN = "F"
MEN = "M"
SEXES = (ALL, WOMEN, MEN)


@dataclass(frozen=True, slots=True)
class Point:
    """One period's value in the measure's unit, or None with the reason as `status`.

    `comparable` is False when the value cannot be compared with the periods after it (a code
    change without a counted share, a new definition).
    """

    period: str
    value: float | None
    status: Status = Status.VALID
    comparable: bool = True


@dataclass(frozen=True, slots=True)
class Series:
    """Points in the order of their periods, none twice."""

    area: str
    points: tuple[Point, ...]
    sex: str = ALL
    age: str = ALL

    @property
    def known(self) -> tuple[Point, ...]:
        """The points that have a number."""
        return tuple(point for point in self.points if point.value is not None)

    @property
    def comparable(self) -> tuple[Point, ...]:
        """The known points that can be compared with the newest one: those after the last break."""
        points = self.known
        for at in range(len(points) - 2, -1, -1):
            if not points[at].comparable:
                return points[at + 1 :]
        return points

    @property
    def latest(self) -> Point | None:
        """The last point with a number."""
        return self.known[-1] if self.known else None

    def at(self, period: str) -> Point | None:
        """The point of a period, also one without a number."""
        return next((point for point in self.points if point.period == period), None)

"""One figure that stands alone: a value with its status."""

from __future__ import annotations

from dataclasses import dataclass

from samkraft.calc.series import Point
from samkraft.calc.status import Status, combined


@dataclass(frozen=True, slots=True)
class Figure:
    """A value in some unit, or None with the reason as `status`."""

    value: float | None
    status: Status = Status.VALID

    @classmethod
    def of(cls, given: Given) -> Figure:
        """A figure of a point, of a number, or of None: missing."""
        if isinstance(given, Figure):
            return given
        if isinstance(given, Point):
            return cls(given.value, given.status)
        return cls(None, Status.MISSING) if given is None else cls(float(given))


Given = Figure | Point | float | None

UNDEFINED = Figure(None, Status.NOT_APPLICABLE)


def total(figures: list[Figure]) -> Figure:
    """The sum of figures in one unit; without a value when any of them has none."""
    status = combined(figure.status for figure in figures)
    if any(figure.value is None for figure in figures) or not status.has_value:
        return Figure(None, status)
    return Figure(sum(figure.value for figure in figures), status)


def ratio(above: Figure, below: Figure, per: float = 1.0) -> Figure:
    """`per` × above / below; undefined (not applicable) when `below` is zero."""
    status = combined((above.status, below.status))
    if above.value is None or below.value is None:
        return Figure(None, status)
    if below.value == 0:
        return UNDEFINED
    return Figure(per * above.value / below.value, status)

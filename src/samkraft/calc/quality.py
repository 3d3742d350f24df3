"""What we expect of a delivery, held against the former one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from samkraft.calc.observations import KEYS, Observations, Row
from samkraft.calc.status import Status

LOST_SHARE = 0.20
LOST_ROWS = 20
JUMP = 0.5
JUMP_OF = 10.0


class Severity(StrEnum):
    """A finding that stops a delivery, or one that people should see."""

    STOP = "stop"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class MassChange:
    """`lost` of `rows` that had a value other than zero have none, or zero, in the new delivery."""

    rows: int
    lost: int
    limit: float

    severity = Severity.STOP

    @property
    def share(self) -> float:
        """The part lost, 0 to 1."""
        return self.lost / self.rows


@dataclass(frozen=True, slots=True)
class Jump:
    """A value that changed suddenly between two deliveries."""

    before: Row
    after: Row

    severity = Severity.WARNING


def mass_change(
    before: Observations,
    after: Observations,
    *,
    limit: float = LOST_SHARE,
    at_least: int = LOST_ROWS,
) -> MassChange | None:
    """Whether too many rows turned to zero, to missing, or are gone.

    Rows of `before` with a value other than zero are looked up in `after`. A finding when more
    than `limit` of them (and of at least `at_least` such rows) lost their value; else None.
    """
    new = _values(after)
    had = [key for key, value in _values(before).items() if value]
    lost = sum(not new.get(key) for key in had)
    if len(had) < at_least or lost <= limit * len(had):
        return None
    return MassChange(len(had), lost, limit)


def jumps(
    before: Observations,
    after: Observations,
    *,
    log_ratio: float = JUMP,
    absolute: float = JUMP_OF,
) -> tuple[Jump, ...]:
    """Values revised by more than `log_ratio` (natural logarithm) and more than `absolute`.

    Both must hold: 2 → 4 people is no news. `absolute` is in the measure's unit. Values of
    different signs differ by any ratio. Ordered as in `after`.
    """
    places = {key: at for at, key in enumerate(_keys(before))}
    at = np.array([places.get(key, -1) for key in _keys(after)], np.int64)
    known = np.flatnonzero(at >= 0)
    old, new = before.value[at[known]], after.value[known]
    # NaN compares as False everywhere, so values that are missing do not jump.
    counted = (old != 0) & (new != 0) & (np.abs(new - old) > absolute)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = new / old
        far = (ratio < 0) | (np.abs(np.log(np.abs(ratio))) > log_ratio)
    hits = known[counted & far]
    return tuple(Jump(_row(before, at[hit]), _row(after, hit)) for hit in hits)


def _keys(observations: Observations) -> Iterator[tuple[str, ...]]:
    """Every row's key."""
    return zip(*(getattr(observations, name).texts() for name in KEYS), strict=True)


def _row(observations: Observations, at: int) -> Row:
    columns = (getattr(observations, name) for name in KEYS)
    key = (column.categories[column.codes[at]] for column in columns)
    return Row(*key, float(observations.value[at]), Status.of(int(observations.status[at])))


def _values(observations: Observations) -> dict[tuple[str, ...], float]:
    """Every row's value by key; missing counts as zero here: neither is something to lose."""
    values = np.nan_to_num(observations.value).tolist()
    return dict(zip(_keys(observations), values, strict=True))

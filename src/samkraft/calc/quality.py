"""What we expect of a delivery, held against the former one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from samkraft.calc.observations import KEYS, Observations, Row

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
    old = {_key(row): row for row in before.rows()}
    found = []
    for row in after.rows():
        former = old.get(_key(row))
        if former is None or not former.value or not row.value:
            continue
        ratio = row.value / former.value
        far = ratio <= 0 or abs(np.log(ratio)) > log_ratio
        if far and abs(row.value - former.value) > absolute:
            found.append(Jump(former, row))
    return tuple(found)


def _key(row: Row) -> tuple[str, ...]:
    return tuple(getattr(row, name) for name in KEYS)


def _values(observations: Observations) -> dict[tuple[str, ...], float | None]:
    """Every row's value by key; None and zero both count as no value here."""
    keys = zip(*(getattr(observations, name).texts() for name in KEYS), strict=True)
    values = np.nan_to_num(observations.value).tolist()
    return dict(zip(keys, values, strict=True))

"""Many observations as columns: what a source delivers and the warehouse keeps."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from samkraft.calc.series import ALL
from samkraft.calc.status import Status

KEYS = ("measure", "area", "period", "sex", "age")


@dataclass(frozen=True, slots=True)
class Column:
    """Texts that repeat: the distinct ones, and for every row the place of its own among them."""

    categories: tuple[str, ...]
    codes: np.ndarray

    @classmethod
    def of(cls, texts: Sequence[str]) -> Column:
        """Encode texts; the categories stand in the order first seen."""
        places: dict[str, int] = {}
        codes = np.fromiter(
            (places.setdefault(text, len(places)) for text in texts), np.int32, len(texts)
        )
        return cls(tuple(places), codes)

    @classmethod
    def same(cls, text: str, rows: int) -> Column:
        """One text for every row."""
        return cls((text,), np.zeros(rows, np.int32))

    def texts(self) -> list[str]:
        """The texts row by row."""
        return [self.categories[code] for code in self.codes]

    def __len__(self) -> int:
        return len(self.codes)


@dataclass(frozen=True, slots=True)
class Observations:
    """Rows keyed by measure, area, period, sex and age (written as in `calc.series`).

    `value` is float64 with NaN where there is no number; `status` is uint8, `Status.number`.
    """

    measure: Column
    area: Column
    period: Column
    sex: Column
    age: Column
    value: np.ndarray
    status: np.ndarray

    def __len__(self) -> int:
        return len(self.value)

    @classmethod
    def of(cls, rows: Iterable[Row]) -> Observations:
        """Columns of single rows."""
        rows = list(rows)
        keys = (Column.of([getattr(row, key) for row in rows]) for key in KEYS)
        value = np.array(
            [np.nan if row.value is None else row.value for row in rows], dtype=np.float64
        )
        status = np.array([row.status.number for row in rows], dtype=np.uint8)
        return cls(*keys, value, status)

    def rows(self) -> list[Row]:
        """The single rows, in order."""
        keys = zip(*(getattr(self, key).texts() for key in KEYS), strict=True)
        return [
            Row(*key, None if np.isnan(value) else float(value), Status.of(int(status)))
            for key, value, status in zip(keys, self.value, self.status, strict=True)
        ]


@dataclass(frozen=True, slots=True)
class Row:
    """One observation."""

    measure: str
    area: str
    period: str
    sex: str = ALL
    age: str = ALL
    value: float | None = None
    status: Status = Status.VALID

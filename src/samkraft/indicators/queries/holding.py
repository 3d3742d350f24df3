"""A delivery held back: how many figures differ from those known, and some of them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from samkraft.calc.observations import Observations
from samkraft.calc.status import Status
from samkraft.indicators.models import HeldDelivery
from samkraft.indicators.queries.geography import areas_named
from samkraft.indicators.queries.store import held_folder, warehouse
from samkraft.indicators.rules.keeping import read_kept

SHOWN = 20
Key = tuple[str, str, str, str]
Known = tuple[float | None, Status]


@dataclass(frozen=True, slots=True)
class HeldRow:
    """One figure before and after; None as value with the reason as status."""

    area: str
    period: str
    sex: str
    age: str
    before: Known
    after: Known


@dataclass(frozen=True, slots=True)
class Sample:
    """The first rows that differ, of `differing` among `figures` delivered."""

    rows: tuple[HeldRow, ...]
    differing: int
    figures: int
    lost: bool = False


def sample_of(held: HeldDelivery, lang: str) -> Sample:
    """What would change. `lost`: the file of the delivery is not there any more."""
    path = held_folder() / held.file
    if not path.exists():
        return Sample((), 0, 0, lost=True)
    after = _by_key(read_kept(path))
    before = _by_key(warehouse().read([held.indicator.slug]))
    gone: Known = (None, Status.MISSING)
    differing = [key for key in after if key in before and after[key] != before[key]]
    if held.provenance.get("complete", True):
        differing += [key for key in before if key not in after]
    differing.sort(key=lambda key: (key[1], key[0], key[2], key[3]), reverse=True)
    shown = differing[:SHOWN]
    names = {code: area.named(lang).text for code, area in areas_named(k[0] for k in shown).items()}
    rows = tuple(
        HeldRow(names.get(key[0], key[0]), *key[1:], before[key], after.get(key, gone))
        for key in shown
    )
    return Sample(rows, len(differing), len(after))


def _by_key(rows: Observations) -> dict[Key, Known]:
    names = (rows.area, rows.period, rows.sex, rows.age)
    keys = zip(*(column.texts() for column in names), strict=True)
    values = zip(rows.value, rows.status, strict=True)
    return {
        key: (None if np.isnan(value) else float(value), Status.of(int(status)))
        for key, (value, status) in zip(keys, values, strict=True)
    }

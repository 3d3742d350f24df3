"""The packed figures of one place, with what cannot be compared in front.

The warehouse's packing knows values and statuses. Breaks arise later, when codes are carried
over; they are few, so their places are listed: a length, a small JSON, then the packed figures.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from samkraft.calc.recoding import Recoded
from samkraft.calc.series import Series
from samkraft.warehouse import packing
from samkraft.warehouse.bulkpacking import packed

_LENGTH = 4
_NOTHING_BROKEN = bytes(_LENGTH)


def pack_all(recoded: Recoded) -> Iterator[tuple[str, bytes]]:
    """Every place's packed figures of one measure; the rows are in order."""
    if recoded.comparable.all():
        for _, area, data in packed(recoded.observations):
            yield area, _NOTHING_BROKEN + data
        return
    for _, area, rows in packing.groups(recoded.observations):
        yield area, pack(recoded, rows)


def pack(recoded: Recoded, rows: slice) -> bytes:
    """The rows of one measure and place."""
    broken = np.flatnonzero(~recoded.comparable[rows]) + rows.start
    head = b""
    if len(broken):
        found = recoded.observations
        places = [
            [column.categories[column.codes[at]] for column in (found.sex, found.age, found.period)]
            for at in broken
        ]
        head = json.dumps(places, separators=(",", ":")).encode()
    return len(head).to_bytes(_LENGTH, "big") + head + packing.pack(recoded.observations, rows)


def unpack(data: bytes, area: str) -> tuple[Series, ...]:
    """All series of a place, the whole first."""
    head, body = _parts(data)
    series = packing.unpack(body, area)
    return tuple(_marked(each, head) for each in series)


def unpack_whole(data: bytes, area: str) -> Series:
    """The series of all sexes and ages; without points when there is none."""
    head, body = _parts(data)
    found = packing.unpack_total(body, area)
    return _marked(found, head) if found is not None else Series(area, ())


def _parts(data: bytes) -> tuple[set[tuple[str, str, str]], bytes]:
    length = int.from_bytes(data[:_LENGTH], "big")
    body = data[_LENGTH + length :]
    if not length:
        return set(), body
    return {tuple(each) for each in json.loads(data[_LENGTH : _LENGTH + length])}, body


def _marked(series: Series, broken: set[tuple[str, str, str]]) -> Series:
    if not broken or not any(each[:2] == (series.sex, series.age) for each in broken):
        return series
    points = tuple(
        replace(point, comparable=False)
        if (series.sex, series.age, point.period) in broken
        else point
        for point in series.points
    )
    return replace(series, points=points)

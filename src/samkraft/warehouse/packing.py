"""One measure in one area as a few bytes, for the serving copy in the database.

    version | flags | length of total (u32) | total | rest

`total` holds the series of all sexes and ages by itself, so that a page that shows only it reads
only it; `rest` holds the others and is deflated when that helps. Both are a line of text, the shape,
that says which series and periods there are (see `shapes`), and after it the figures (see
`cells`). Whole numbers and decimals of up to six places come back as the same float64.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from functools import lru_cache

import numpy as np

from samkraft.calc.observations import Observations
from samkraft.calc.series import ALL, Point, Series
from samkraft.warehouse.cells import decoded, encoded
from samkraft.warehouse.shapes import Shape, read_shape, write_shape

VERSION = 1
_TOTAL, _REST, _DEFLATED = 1, 2, 4
_HEAD = struct.Struct("<BBI")


class NotPacked(ValueError):
    """The bytes were not written by `pack`, or by a later version of it."""


def groups(observations: Observations) -> Iterator[tuple[str, str, slice]]:
    """The runs of one measure and area in sorted observations."""
    measure, area = observations.measure, observations.area
    if not len(observations):
        return
    cuts = np.flatnonzero(
        (measure.codes[1:] != measure.codes[:-1]) | (area.codes[1:] != area.codes[:-1])
    )
    starts = [0, *(cuts + 1).tolist()]
    ends = [*starts[1:], len(observations)]
    measures, areas = measure.codes[starts].tolist(), area.codes[starts].tolist()
    for code, place, start, end in zip(measures, areas, starts, ends, strict=True):
        yield measure.categories[code], area.categories[place], slice(start, end)


def pack(observations: Observations, rows: slice) -> bytes:
    """The rows of one measure and area, as `groups` gives them: series by series, each in the
    order of its periods."""
    columns = (observations.sex, observations.age, observations.period)
    start, end, total, rest = split(
        *(column.categories for column in columns),
        *(column.codes[rows].tobytes() for column in columns),
        observations.sex.codes.dtype.str,
    )
    value, status = observations.value[rows], observations.status[rows]
    head = tail = b""
    if total:
        head = total + encoded(value[start:end], status[start:end])
    if rest:
        if total:
            value = np.concatenate((value[:start], value[end:]))
            status = np.concatenate((status[:start], status[end:]))
        tail = rest + encoded(value, status)
    return assembled(head, tail)


def assembled(total: bytes, rest: bytes) -> bytes:
    """The two blocks, each empty when there is nothing of the kind, as one."""
    flags = (_TOTAL if total else 0) | (_REST if rest else 0)
    deflated = zlib.compress(rest, 6, -15)
    if len(deflated) < len(rest):
        flags, rest = flags | _DEFLATED, deflated
    return _HEAD.pack(VERSION, flags, len(total)) + total + rest


def unpack(data: bytes, area: str) -> list[Series]:
    """The series, that of all sexes and ages first. Raises NotPacked."""
    flags, length = _head(data)
    found = []
    if flags & _TOTAL:
        found = _series(data[_HEAD.size : _HEAD.size + length], area)
    if flags & _REST:
        tail = data[_HEAD.size + length :]
        found += _series(zlib.decompress(tail, -15) if flags & _DEFLATED else tail, area)
    return found


def unpack_total(data: bytes, area: str) -> Series | None:
    """Only the series of all sexes and ages, None when there is none. Raises NotPacked."""
    flags, length = _head(data)
    if not flags & _TOTAL:
        return None
    return _series(data[_HEAD.size : _HEAD.size + length], area)[0]


def _head(data: bytes) -> tuple[int, int]:
    if len(data) < _HEAD.size or data[0] != VERSION:
        raise NotPacked(f"The figures are not packed as version {VERSION}; publish them again.")
    _, flags, length = _HEAD.unpack_from(data)
    return flags, length


def _series(block: bytes, area: str) -> list[Series]:
    end = block.index(b"\n")
    shape = read_shape(block[:end])
    values, statuses = decoded(block, end + 1, shape.cells)
    points = list(map(Point, shape.periods, values, statuses))
    return [
        Series(area, tuple(points[start:end]), sex, age) for sex, age, start, end in shape.series
    ]


@lru_cache(maxsize=4096)
def split(
    sexes: tuple[str, ...],
    ages: tuple[str, ...],
    periods: tuple[str, ...],
    sex: bytes,
    age: bytes,
    period: bytes,
    kind: str,
) -> tuple[int, int, bytes, bytes]:
    """Where the total stands, and the two shapes (empty when there is nothing of the kind)."""
    codes = [np.frombuffer(data, kind).tolist() for data in (sex, age, period)]
    rows = [(sexes[s], ages[a], periods[p]) for s, a, p in zip(*codes, strict=True)]
    total = [row for row in rows if row[:2] == (ALL, ALL)]
    start = rows.index(total[0]) if total else 0
    rest = rows[:start] + rows[start + len(total) :]
    return start, start + len(total), _shape(total), _shape(rest)


def _shape(rows: list[tuple[str, str, str]]) -> bytes:
    return write_shape(Shape.of(rows)) + b"\n" if rows else b""

"""Figures and their statuses as bytes.

    form | runs (u32) | length of each run (u16) | kind of each run | first (i64) | steps

A cell's kind is twice its status, plus one when it has no number. The numbers that are there are
whole multiples of 10^-d: the first, and the step from each to the next, low bytes first, then the
next bytes, and so on. `form` is 16 d + the width of a step (1, 2, 4 or 8 bytes); 0xF8 says that the
numbers are not such multiples and stand as float64.
"""

from __future__ import annotations

import struct

import numpy as np

from samkraft.calc.status import Status

_RAW = 0xF8
PLACES = 6
EXACT = 2.0**53
TENS = tuple(10.0**places for places in range(PLACES + 1))
_HEAD = struct.Struct("<BI")
FIRST = struct.Struct("<q")
_STATUSES = tuple(Status)
_WIDTHS = {1: np.dtype("<i1"), 2: np.dtype("<i2"), 4: np.dtype("<i4"), 8: np.dtype("<i8")}
_LONGEST = 0xFFFF


def encoded(value: np.ndarray, status: np.ndarray) -> bytes:
    """The cells as bytes: value float64 with NaN where there is no number, status uint8."""
    there = value == value  # faster than ~np.isnan
    kinds = (status * np.uint8(2) + ~there).tobytes()
    runs = runs_of(kinds)
    with np.errstate(over="ignore", invalid="ignore"):  # very large numbers stand as float64
        form, numbers = _numbers(value[there] if any(kind & 1 for _, kind in runs) else value)
    return framed(form, runs, numbers)


def framed(form: int, runs: list[tuple[int, int]], numbers: bytes) -> bytes:
    """A block of its parts; `runs` are length and kind."""
    return b"".join(
        (
            _HEAD.pack(form, len(runs)),
            struct.pack(f"<{len(runs)}H", *[length for length, _ in runs]),
            bytes([kind for _, kind in runs]),
            numbers,
        )
    )


def runs_of(kinds: bytes) -> list[tuple[int, int]]:
    """How often each kind follows itself, at most _LONGEST at once."""
    runs = []
    start = 0
    while start < len(kinds):
        kind = kinds[start : start + 1]
        end = min(len(kinds), start + _LONGEST)
        length = end - start - len(kinds[start:end].lstrip(kind))
        runs.append((length, kind[0]))
        start += length
    return runs


def decoded(data: bytes, offset: int, cells: int) -> tuple[list[float | None], list[Status]]:
    """The values, None where there is no number, and statuses of so many cells."""
    form, runs = _HEAD.unpack_from(data, offset)
    offset += _HEAD.size
    lengths = struct.unpack_from(f"<{runs}H", data, offset)
    kinds = bytes(data[offset + 2 * runs : offset + 3 * runs])
    statuses: list[Status] = []
    for length, kind in zip(lengths, kinds, strict=True):
        statuses += [_STATUSES[kind >> 1]] * length
    lost = sum(length for length, kind in zip(lengths, kinds, strict=True) if kind & 1)
    known = _read_numbers(data, offset + 3 * runs, form, cells - lost)
    if not lost:
        return known, statuses
    values: list[float | None] = []
    place = 0
    for length, kind in zip(lengths, kinds, strict=True):
        if kind & 1:
            values += [None] * length
        else:
            values += known[place : place + length]
            place += length
    return values, statuses


def _numbers(known: np.ndarray) -> tuple[int, bytes]:
    if not len(known):
        return 1, b""
    places = _places(known.item(0))
    scaled = np.rint(known * TENS[places])
    while places < PLACES and (scaled / TENS[places] != known).any():
        places += 1
        scaled = np.rint(known * TENS[places])
    size, low = np.abs(scaled), known.min()
    if (
        not size.max() < EXACT
        or (scaled / TENS[places] != known).any()
        or (low <= 0 and np.signbit(known[known == 0]).any())
    ):
        return _RAW, known.tobytes()
    whole = scaled.astype(np.int64)
    steps = whole[1:] - whole[:-1]
    width = _width(steps)
    planes = steps.astype(_WIDTHS[width]).view(np.uint8).reshape(-1, width).T
    return 16 * places + width, FIRST.pack(whole.item(0)) + planes.tobytes()


def _places(number: float) -> int:
    """As many decimals as one number has, as a first guess."""
    text = repr(number)
    return 0 if text.endswith(".0") else min(PLACES, len(text.partition(".")[2]))


def _width(steps: np.ndarray) -> int:
    if not len(steps):
        return 1
    reach = max(steps.max(), -1 - steps.min())
    return 1 if reach < 1 << 7 else 2 if reach < 1 << 15 else 4 if reach < 1 << 31 else 8


def _read_numbers(data: bytes, offset: int, form: int, count: int) -> list[float]:
    if not count:
        return []
    if form == _RAW:
        return np.frombuffer(data, "<f8", count, offset).tolist()
    places, width = divmod(form, 16)
    whole = np.empty(count, np.int64)
    (whole[0],) = FIRST.unpack_from(data, offset)
    planes = np.frombuffer(data, np.uint8, width * (count - 1), offset + FIRST.size)
    steps = np.ascontiguousarray(planes.reshape(width, -1).T).view(_WIDTHS[width])
    whole[1:] = steps.reshape(-1)
    return (np.cumsum(whole) / TENS[places]).tolist()

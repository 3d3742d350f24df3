"""Parting a selection into pieces that a service will answer, every cell in exactly one."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import pairwise, product

from samkraft.sources.connector.problems import Finding, Incomplete
from samkraft.sources.tables import Table

Selection = dict[str, tuple[str, ...]]


def cells(selection: Mapping[str, Sequence[str]]) -> int:
    """How many cells a selection has."""
    return math.prod(len(codes) for codes in selection.values())


def split(
    selection: Mapping[str, Sequence[str]], most: int, *, each: int | None = None
) -> list[Selection]:
    """Pieces with at most `most` cells and, when given, at most `each` codes per variable.

    The largest variables are parted first, into pieces as even as can be; the order follows the
    selection, so the same question gives the same pieces. Raises ValueError for an empty
    variable, a code twice, or a limit below 1.
    """
    if most < 1 or (each is not None and each < 1):
        raise ValueError("A piece must hold at least one cell.")
    for name, codes in selection.items():
        if not codes:
            raise ValueError(f"Nothing is selected of “{name}”.")
        if len(set(codes)) != len(codes):
            raise ValueError(f"“{name}” is given the same code twice.")
    widths = _widths(selection, most, each)
    parts = [_parted(tuple(codes), widths[name]) for name, codes in selection.items()]
    return [dict(zip(selection, piece, strict=True)) for piece in product(*parts)]


def _widths(selection: Mapping[str, Sequence[str]], most: int, each: int | None) -> dict[str, int]:
    """How many codes of every variable one piece may have."""
    widths = {name: min(len(codes), each or len(codes)) for name, codes in selection.items()}
    for name in sorted(widths, key=lambda name: -len(selection[name])):
        others = math.prod(width for other, width in widths.items() if other != name)
        widths[name] = max(1, min(widths[name], most // others))
    return widths


def _parted(codes: tuple[str, ...], width: int) -> list[tuple[str, ...]]:
    """Neighbouring codes in the fewest parts of at most `width`, as even as can be."""
    parts = math.ceil(len(codes) / width)
    edges = [round(at * len(codes) / parts) for at in range(parts + 1)]
    return [codes[start:end] for start, end in pairwise(edges)]


def check_complete(
    table: Table, asked: Mapping[str, Sequence[str]], *, strict: bool = True
) -> list[Finding]:
    """Whether an answer holds exactly the codes asked for; capitals do not matter.

    Raises Incomplete naming variable and codes, or with `strict` False returns it as alarms.
    """
    held = {each.code.lower(): each for each in table.dimensions}
    found: list[Finding] = []
    for name, codes in asked.items():
        dimension = held.get(name.lower())
        if dimension is None:
            found.append(Finding("variable-missing", f"The answer has no “{name}”.", "alarm"))
            continue
        wanted, given = {c.lower() for c in codes}, {c.lower() for c in dimension.codes}
        found += _differing(name, "lacks", [c for c in codes if c.lower() not in given])
        extra = [c for c in dimension.codes if c.lower() not in wanted]
        found += _differing(name, "has, unasked,", extra)
    known = {name.lower() for name in asked}
    found += [
        Finding("variable-unasked", f"The answer has a variable more: “{each.code}”.", "alarm")
        for each in table.dimensions
        if each.code.lower() not in known and len(each.codes) > 1
    ]
    if found and strict:
        raise Incomplete(" ".join(each.text for each in found))
    return found


def _differing(name: str, verb: str, codes: Sequence[str]) -> list[Finding]:
    if not codes:
        return []
    shown = ", ".join(codes[:10]) + (f" and {len(codes) - 10} more" if len(codes) > 10 else "")
    code = "codes-missing" if verb == "lacks" else "codes-unasked"
    return [Finding(code, f"The answer {verb} of “{name}”: {shown}.", "alarm")]

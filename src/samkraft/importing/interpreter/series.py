"""A row of headings with one word and a counting number: "Kraftfelt 1: Hav", "Kraftfelt 2: Jord"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from .labels import Label
from .parts import Part
from .words import COUNTED_PLAINLY

_COUNTED = re.compile(
    r"^(?P<word>[A-ZÅÄÖÆØ][^\W\d_]+(?: [^\W\d_]+){0,2}) (?P<number>\d{1,2}|[A-H]|[IVX]{1,4})"
    r"\s?(?:[:.)–—-]\s*|\s)(?P<name>\S.{2,90})$"
)
_WIDE = ("goal", "path", "measure")
_AREAS = ("area", "goalarea")


def name_series(parts: Sequence[Part]) -> list[Part]:
    """The headings of such a row as areas, where no other heading names areas."""
    if any(p.kind == "heading" and p.label and p.label.role in _AREAS for p in parts):
        return list(parts)
    rows: dict[tuple[str, int], dict[str, int]] = defaultdict(dict)
    for at, part in enumerate(parts):
        match = _counted(part)
        if match:
            rows[match["word"].lower(), part.rank].setdefault(match["number"], at)
    result = list(parts)
    for row in rows.values():
        places = sorted(row.values())
        if len(places) >= 2 and (parts[places[0]].label is None or _hold_goals(parts, places)):
            for at in places:
                result[at] = _as_area(parts[at])
    return result


def _hold_goals(parts: Sequence[Part], places: list[int]) -> bool:
    """ "Grep 1: Hav" with a "Mål" of its own is an area, whatever its word means elsewhere."""
    holding = 0
    for start, end in zip(places, [*places[1:], len(parts)], strict=True):
        below = [p.label for p in parts[start + 1 : end] if p.kind == "heading" and p.label]
        holding += any(one.role == "goal" and not one.number for one in below)
    return holding >= 2 and holding == len(places)


def _as_area(part: Part) -> Part:
    match = _counted(part)
    assert match is not None
    name = match["name"].strip()
    label = Label("area", False, match["number"], name, colon=True)
    return replace(part, text=name, label=label, rank=40 if part.soft else part.rank)


def counts(text: str) -> bool:
    """Whether a line reads like a heading of such a row."""
    match = _COUNTED.match(text)
    return match is not None and match["word"].split()[-1].lower() not in COUNTED_PLAINLY


def _counted(part: Part) -> re.Match[str] | None:
    if part.kind != "heading" or (part.label and part.label.role not in _WIDE):
        return None
    return _COUNTED.match(part.para.text) if counts(part.para.text) else None

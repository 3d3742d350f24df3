"""Which share of an old area lies in a new one: code changes walked forward between two days.

Pure arithmetic over codes. A change moves territory; what is listed for a code on a day is all
that becomes of it, so a code that only loses a part is listed with itself too (A→A 0.9, A→B 0.1).
The share that reaches an area is the product of the weights on the way, added up over the ways;
one unknown weight makes the share unknown, one agreed weight makes it a convention.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import attrgetter


@dataclass(frozen=True, slots=True)
class Share:
    """`weight` (0 to 1, None: not known) of the territory of `old` lies in `new`.

    `convention` is True when a weight was agreed on and not counted.
    """

    old: str
    new: str
    weight: float | None = 1.0
    convention: bool = False

    @property
    def comparable(self) -> bool:
        """Whether figures of the old area may be compared with those of the new one."""
        return self.weight is not None and not self.convention


@dataclass(frozen=True, slots=True)
class Change:
    """From `on`, `weight` (0 to 1, None: not known) of `old` belongs to `new`."""

    old: str
    new: str
    on: date
    weight: float | None = 1.0
    convention: bool = False


def shares_between(
    changes: Iterable[Change], codes: Iterable[str], *, since: date, until: date
) -> tuple[Share, ...]:
    """What became of the `codes` valid on `since`, as they are on `until`.

    Changes with `since` < on ≤ `until` count, day by day. Every code has at least one share; one
    that did not change has a share in itself. Order: by `codes`, then as first reached.
    """
    relevant = sorted(
        (change for change in changes if since < change.on <= until), key=attrgetter("on")
    )
    parts = {code: {code: Share(code, code)} for code in codes}
    for _, day in groupby(relevant, key=attrgetter("on")):
        out: dict[str, list[Change]] = {}
        for change in day:
            out.setdefault(change.old, []).append(change)
        parts = {code: _stepped(held, out) for code, held in parts.items()}
    return tuple(share for held in parts.values() for share in held.values())


def _stepped(held: dict[str, Share], out: dict[str, list[Change]]) -> dict[str, Share]:
    """One code's shares after a day of changes."""
    moved: dict[str, Share] = {}
    for share in held.values():
        for change in out.get(share.new, ()):
            _add(moved, _step(share, change))
        if share.new not in out:
            _add(moved, share)
    return moved


def _step(share: Share, change: Change) -> Share:
    weight = None
    if share.weight is not None and change.weight is not None:
        weight = share.weight * change.weight
    return Share(share.old, change.new, weight, share.convention or change.convention)


def _add(moved: dict[str, Share], share: Share) -> None:
    known = moved.get(share.new)
    if known is not None:
        unknown = known.weight is None or share.weight is None
        weight = None if unknown else known.weight + share.weight
        share = Share(share.old, share.new, weight, known.convention or share.convention)
    moved[share.new] = share


def renumberings(shares: Iterable[Share]) -> frozenset[tuple[str, str]]:
    """The (old, new) pairs that are the same territory under another code, or unchanged."""
    shares = [share for share in shares if share.weight != 0]
    outs: dict[str, int] = {}
    ins: dict[str, int] = {}
    for share in shares:
        outs[share.old] = outs.get(share.old, 0) + 1
        ins[share.new] = ins.get(share.new, 0) + 1
    return frozenset(
        (share.old, share.new)
        for share in shares
        if share.comparable
        and abs(share.weight - 1) < 1e-9
        and outs[share.old] == ins[share.new] == 1
    )

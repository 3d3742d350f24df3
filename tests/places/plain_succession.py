"""The slow, obvious twin of `places.succession`: play every day of change, all areas at once."""

from __future__ import annotations

from datetime import date


def shares_forward(changes, area, on: date) -> dict:
    """Where `area` lies on `on`: area → share of it, None when a share is not stated."""
    shares = {area: 1.0}
    for day in sorted({change.on for change in changes if change.on <= on}):
        shares = _played(shares, [(c.old, c.new, c.weight) for c in changes if c.on == day])
    return shares


def shares_backward(changes, area, on: date) -> dict:
    """What made up `area` on `on`: area → share of it that is in `area`."""
    shares = {area: 1.0}
    for day in sorted({change.on for change in changes if change.on > on}, reverse=True):
        shares = _played(shares, [(c.new, c.old, c.weight) for c in changes if c.on == day])
    return shares


def _played(shares: dict, moves: list) -> dict:
    after: dict = {}
    for area, share in shares.items():
        leaving = [(target, weight) for source, target, weight in moves if source == area]
        for target, weight in leaving or [(area, 1.0)]:
            moved = None if share is None or weight is None else share * weight
            if target in after and (moved is None or after[target] is None):
                after[target] = None
            else:
                after[target] = moved if target not in after else after[target] + moved
    return after

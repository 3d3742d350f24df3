"""Observations as a file of their own, while they wait for a person."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np

from samkraft.calc.observations import KEYS, Column, Observations


def write_kept(path: Path, observations: Observations) -> None:
    """Write the columns to an .npz file; the categories stand in it as JSON."""
    columns = {f"{key}_codes": getattr(observations, key).codes for key in KEYS}
    names = json.dumps({key: getattr(observations, key).categories for key in KEYS})
    np.savez_compressed(
        path, value=observations.value, status=observations.status,
        names=np.frombuffer(names.encode(), dtype=np.uint8), **columns,
    )  # fmt: skip


def read_kept(path: Path) -> Observations:
    """Read what `write_kept` wrote."""
    with np.load(path, allow_pickle=False) as kept:
        names = json.loads(kept["names"].tobytes().decode())
        columns = (Column(tuple(names[key]), kept[f"{key}_codes"]) for key in KEYS)
        return Observations(*columns, kept["value"], kept["status"])

"""Where municipalities stand on a schematic grid, drawn by hand for the north."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

TILES = Path(__file__).resolve().parent.parent / "facts" / "tiles.csv"


@cache
def tile_positions() -> dict[str, tuple[int, int]]:
    """Column (west to east) and row (north to south) of each code such as "NO-1833"."""
    with TILES.open(encoding="utf-8", newline="") as file:
        return {
            f"{row['country']}-{row['code']}": (int(row["column"]), int(row["row"]))
            for row in csv.DictReader(file)
        }

"""Where the figures are kept: the warehouse of this installation."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from django.conf import settings

from samkraft.warehouse.warehouse import Warehouse


@cache
def _opened(root: str, options: tuple[tuple[str, str], ...]) -> Warehouse:
    return Warehouse(root, storage_options=dict(options) or None)


def warehouse() -> Warehouse:
    """The warehouse that settings name: a folder of the data directory, or object storage."""
    return _opened(str(settings.WAREHOUSE), tuple(sorted(settings.WAREHOUSE_OPTIONS.items())))


def held_folder() -> Path:
    """Deliveries that wait for a person."""
    return Path(settings.DATA_DIR) / "held"


def raw_folder() -> Path:
    """Answers of the services as they came."""
    return Path(settings.DATA_DIR) / "raw"


def fetching_folder() -> Path:
    """State of fetches under way and of the services' limits, shared by all workers."""
    return Path(settings.DATA_DIR) / "fetching"

"""The words for units, shown after a number."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml

from samkraft.lib.texts import NEAR

UNITS = Path(__file__).resolve().parent.parent / "catalogue" / "units.yml"


@cache
def _units() -> dict[str, dict[str, str]]:
    return yaml.safe_load(UNITS.read_text(encoding="utf-8")) or {}


def unit_words(unit: str, lang: str) -> str:
    """The unit in the reader's language; a region's own unit stands as it was written."""
    words = _units().get(unit)
    if words is None:
        return unit
    for code in (lang, *NEAR.get(lang, ()), "en"):
        if code in words:
            return words[code]
    return next(iter(words.values()), unit)


def unit_keys() -> tuple[str, ...]:
    """The units the catalogue knows."""
    return tuple(_units())

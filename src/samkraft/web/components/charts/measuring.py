"""How much room text takes, guessed on the wide side: the reader's font is not known here."""

from __future__ import annotations

import re

_NARROW = frozenset("iljtfrI.,:;'|!()[]/ \u00a0\u202f")
_WIDE = frozenset("mwMWÆŒ@%—…&")


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """An upper estimate in pixels, by the widths of a wide sans-serif (DejaVu Sans, Verdana)."""
    ems = sum(0.40 if c in _NARROW else 0.98 if c in _WIDE else _usual(c) for c in text)
    return ems * size * (1.1 if bold else 1.0)


def widest(texts, size: float, *, bold: bool = False) -> float:
    """The widest of several texts, 0 for none."""
    return max((text_width(text, size, bold=bold) for text in texts), default=0.0)


def wrapped(text: str, room: float, size: float, *, bold: bool = False) -> tuple[str, ...]:
    """The text in lines that fit the room; a single word that does not is shortened."""
    lines: list[str] = []
    for word in re.findall(r"\S+?(?:[-/](?=\w)|(?=\s)|$)", text):
        glue = " " if lines and not lines[-1].endswith(("-", "/")) else ""
        if lines and text_width(lines[-1] + glue + word, size, bold=bold) <= room:
            lines[-1] += glue + word
        else:
            lines.append(word)
    return tuple(shortened(line, room, size, bold=bold) for line in lines) or ("",)


def shortened(text: str, room: float, size: float, *, bold: bool = False) -> str:
    """The text, cut with … when it is wider than the room."""
    if text_width(text, size, bold=bold) <= room:
        return text
    kept = text
    while kept and text_width(kept + "…", size, bold=bold) > room:
        kept = kept[:-1]
    return kept.rstrip() + "…"


def spread(wanted: list[float], heights: list[float], low: float, high: float) -> list[float]:
    """Middles of labels moved apart as little as needed, kept between low and high."""
    order = sorted(range(len(wanted)), key=wanted.__getitem__)
    placed = list(wanted)
    floor = low
    for index in order:
        placed[index] = max(placed[index], floor + heights[index] / 2)
        floor = placed[index] + heights[index] / 2
    ceiling = high
    for index in reversed(order):
        placed[index] = min(placed[index], ceiling - heights[index] / 2)
        ceiling = placed[index] - heights[index] / 2
    return placed


def _usual(character: str) -> float:
    return 0.70 if character.isupper() else 0.64

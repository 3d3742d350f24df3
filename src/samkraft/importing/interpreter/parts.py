"""One part of a document: a heading, label, list item, text, quote or table cell."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .labels import Label
from .metrics import Metrics
from .paragraphs import Para


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph with its part in the document.

    kind    heading, item, text, quote, cell
    label   the role words it carries, if any
    rank    headings only: 10 is the widest section, 90 the narrowest
    soft    the rank was guessed from words or case, not given by the layout
    number  numbering taken off a heading, else ""
    text    the heading's or item's own text
    """

    kind: str
    para: Para
    text: str
    label: Label | None = None
    rank: int = 0
    soft: bool = True
    number: str = ""


def looks_large(para: Para, metrics: Metrics) -> bool:
    return bool(metrics.sized and para.size and para.size > metrics.body + 0.8)


def depth(number: str) -> int:
    """How deep a numbering goes: "4" and "IV" are 1, "4.1" is 2."""
    return len(re.split(r"[.:]", number)) if number else 0

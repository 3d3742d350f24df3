"""Pull quotes and speech bubbles: they interrupt the text and are never elements."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from .labels import Label, find_label
from .metrics import Metrics
from .paragraphs import Para
from .parts import Part, looks_large
from .words import CLOSING_QUOTES, OPENING_QUOTES

_QUOTED = re.compile(
    rf"^[{OPENING_QUOTES}](?P<text>[^{OPENING_QUOTES}{CLOSING_QUOTES}]{{8,400}}[.!?…]?)[{CLOSING_QUOTES}][.!]?"
    r"\s*(?P<speaker>[–—-].{2,90}|\(.{2,80}\)|[A-ZÅÄÖÆØ][^.!?:]{2,60})?$"
)
LARGE_HEADINGS = 3
_SPEAKER = re.compile(r"^[–—-]\s*.{2,80}$")


def is_quote(para: Para, before: Para | None, former: Label | None, metrics: Metrics) -> bool:
    """Does this paragraph stand apart from the running text as somebody's words?"""
    if para.bullet and para.bullet not in "–—":
        return False
    if (
        former
        and former.role in ("vision", "goal", "area", "subgoal", "goalarea")
        and not former.name
    ):
        return False
    if former and former.role == "other" and _QUOTED.match(para.text):
        return True
    label = find_label(para.text)
    if label:
        return label.role == "quote" and bool(label.name)
    if former and former.role == "quote" and len(para.text) < 300:
        return True
    if before is not None and _QUOTED.match(para.text) and len(para.text) > 20:
        return True
    if para.aside:
        return len(para.text) < 320
    if (
        para.italic
        and para.gap
        and not para.bold
        and len(para.text.split()) <= 30
        and before is not None
    ):
        return metrics.sized or para.whole
    return _is_narrow(para, before, metrics)


def _is_narrow(para: Para, before: Para | None, metrics: Metrics) -> bool:
    """Several short lines between full ones, in mixed case, with no full stop at the end."""
    if before is None or para.whole or para.bullet or para.caps or para.bold or para.lines < 2:
        return False
    if para.widest > 0.5 * metrics.width or metrics.width < 45 or not para.gap:
        return False
    if metrics.sized and para.size and para.size > metrics.body + 0.8:
        return bool(para.italic)
    return para.widest <= 36 and not para.text.endswith((":", ".")) and not para.text[:1].isdigit()


def plain_among_bold(parts: Sequence[Part], metrics: Metrics) -> list[Part]:
    """Large lines that are not bold, among large headings that are: quotations drawn out."""
    large = [p for p in parts[1:] if p.kind == "heading" and looks_large(p.para, metrics)]
    bold = sum(bool(p.para.bold) for p in large)
    if bold < LARGE_HEADINGS or bold < 0.6 * len(large):
        return list(parts)
    result = list(parts)
    for at, part in enumerate(parts):
        plain = part.kind == "heading" and part.para.bold is False and part.para.level is None
        if at < 3 or not plain or part.label or part.number or not looks_large(part.para, metrics):
            continue
        before = parts[at - 1].label
        if not (before and not before.name and before.role not in ("other", "area")):
            result[at] = replace(part, kind="quote", rank=0, text=quote_text(part.para.text))
    return result


def quote_text(text: str) -> str:
    """The words without quotation marks and without a label."""
    label = find_label(text)
    if label and label.role == "quote" and label.name:
        text = label.name
    match = _QUOTED.match(text)
    if match:
        speaker = match["speaker"]
        return f"{match['text']} {speaker}" if speaker else match["text"]
    return text.strip(OPENING_QUOTES + CLOSING_QUOTES + " ")

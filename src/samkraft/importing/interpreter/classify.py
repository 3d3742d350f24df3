"""What each paragraph is: heading, label, list item, text, quote or table cell."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .items import sentences
from .labels import Label, find_label
from .metrics import Metrics
from .naming import demote_interrupters, name_labels, number_runs, vision_lines
from .numbered import numbered_heading, numbered_item
from .numbers import strip_number
from .paragraphs import Para
from .parts import Part, looks_large
from .quotes import is_quote, plain_among_bold, quote_text
from .ranks import heading_sizes, with_rank
from .series import counts, name_series
from .words import CONJUNCTIONS, FINITE_VERBS

_LETTERED = re.compile(r"^\w")
_END = (".", ",", ";", ":", "!", "…")


def classify(paras: Sequence[Para], metrics: Metrics) -> list[Part]:
    """Sort the paragraphs into parts, then give ranks and names to headings."""
    styled = sum(1 for p in paras if p.level or looks_large(p, metrics)) >= 3
    sizes = heading_sizes(paras, metrics)
    parts: list[Part] = []
    for index, para in enumerate(paras):
        before = paras[index - 1] if index else None
        after = paras[index + 1] if index + 1 < len(paras) else None
        part = _classify_one(para, before, after, parts, metrics, styled)
        if part.kind == "heading":
            part = with_rank(part, metrics, sizes)
        parts.append(part)
    parts = plain_among_bold(vision_lines(parts), metrics)
    parts = name_series(number_runs(parts))
    return demote_interrupters(name_labels(demote_interrupters(parts)))


def _classify_one(
    para: Para,
    before: Para | None,
    after: Para | None,
    parts: list[Part],
    metrics: Metrics,
    styled: bool,
) -> Part:
    if para.cell is not None:
        return Part("cell", para, para.text)
    former = parts[-1].label if parts else None
    in_facts = next(
        (
            p.label is not None and p.label.role == "facts"
            for p in reversed(parts[-12:])
            if p.kind == "heading"
        ),
        False,
    )
    if para.level is None and not in_facts and is_quote(para, before, former, metrics):
        return Part("quote", para, quote_text(para.text))
    label = find_label(para.text)
    if para.bullet:
        return _bulleted(para, before, after, label, metrics)
    if label and _label_stands(para, label, styled):
        number, _ = strip_number(para.text)
        return Part("heading", para, label.name or para.text.rstrip(": "), label, number=number)
    if numbered_item(para, parts, metrics):
        return Part("item", para, para.text, label if label and label.name else None)
    if _is_heading(para, before, after, parts, metrics, styled):
        number, text = strip_number(para.text)
        return Part("heading", para, text.rstrip(": ") or para.text, number=number)
    return Part("text", para, para.text)


def _label_stands(para: Para, label: Label, styled: bool) -> bool:
    """A label counts when the line is short or the label is cut off by a colon or number."""
    if label.name:
        return label.colon or bool(label.number) or len(para.text) < 160
    return len(para.text) < 110 and not para.text.rstrip().endswith((",", ";"))


def _bulleted(
    para: Para, before: Para | None, after: Para | None, label: Label | None, metrics: Metrics
) -> Part:
    """A numbered line may be a heading; a bullet with a role word alone is a label."""
    numeric = para.bullet[:1].isalnum() and para.bullet[-1:] in ".)"
    if numeric and para.level is None and numbered_heading(para, before, after, metrics):
        number, text = strip_number(para.text)
        if label:
            return Part("heading", para, label.name or text.rstrip(": "), label, number=number)
        return Part("heading", para, text.rstrip(": "), number=number)
    if (
        label
        and not label.name
        and not para.whole
        and label.role != "other"
        and (label.colon or para.bold)
    ):
        return Part("heading", para, para.text.rstrip(": "), label)
    _, text = strip_number(para.text) if numeric else ("", para.text)
    return Part("item", para, text, label if label and (label.name or label.number) else None)


def _is_heading(
    para: Para,
    before: Para | None,
    after: Para | None,
    parts: list[Part],
    metrics: Metrics,
    styled: bool,
) -> bool:
    if para.level is not None:
        return True
    text = para.text
    if len(text) > 110 or len(text.split()) > 14 or not _LETTERED.match(text):
        return False
    if not any(c.isalpha() for c in text):
        return False
    if looks_large(para, metrics):
        return not text.endswith((",", ";"))
    if text.endswith(_END) or text[0].islower() or text.split()[-1].lower() in CONJUNCTIONS:
        return False
    number, rest = strip_number(text)
    if len(sentences(rest)) > 1:
        return False
    if para.bold:
        return not para.italic or len(text) < 70
    if number and not rest[:1].islower() and (para.gap or "." in number or number.isalpha()):
        return not _prose_number(number, text)
    if para.caps and len(text) > 3:
        return True
    if styled or para.italic or (para.whole and metrics.sized and para.bold is False):
        return False
    return _stands_alone(para, before, parts, after, metrics)


def _prose_number(number: str, text: str) -> bool:
    return number.isdigit() and len(text.split()) > 10


def _stands_alone(
    para: Para, before: Para | None, parts: list[Part], after: Para | None, metrics: Metrics
) -> bool:
    """A short line of its own, with room above or right under another heading."""
    if para.lines > 2 or len(para.text) > 80 or after is None:
        return False
    if len(sentences(strip_number(para.text)[1])) > 1:
        return False  # the end of one sentence and the beginning of the next
    if ": " in para.text and not counts(para.text):
        return False  # "Folketall: 4 000" says something about a thing and names no section
    under_heading = bool(parts) and parts[-1].kind == "heading"
    if under_heading and not para.gap and parts[-1].label and parts[-1].label.colon:
        return False
    if not (para.gap or under_heading or before is None):
        return False
    words = {w.lower() for w in para.text.split()[1:]}
    if words & FINITE_VERBS and len(words) > 6:
        return False
    return para.lines == 1 or para.widest > 0.5 * metrics.width

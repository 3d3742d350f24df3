"""Facts boxes: one fact per label with its value."""

from __future__ import annotations

import re

from .draft import Draft
from .parts import Part
from .sections import Section

_LABELLED = re.compile(r"^[^:]{2,60}:\s*\S")
_PAIR = re.compile(r"^(?P<label>[^\t|]{2,50}?)\s*(?:\t+|\s\|\s| {3,})\s*(?P<value>\S.*)$")


def gather_facts(section: Section, draft: Draft) -> None:
    """Read a facts box: lines, list items, table rows or pairs of short paragraphs."""
    parts: list[Part] = []
    for each in section.walk():
        if each is not section and each.part:
            parts.append(each.part)
        parts.extend(each.parts)
    parts.sort(key=lambda p: p.para.order)
    cells = [p for p in parts if p.kind == "cell"]
    _table_facts(cells, draft)
    waiting: Part | None = None
    for part in (p for p in parts if p.kind != "cell"):
        text = part.para.text
        if waiting is not None:
            draft.add("fact", f"{waiting.para.text.rstrip(':')}: {text}", waiting.para, None)
            draft.pieces[-1].last = part.para.last
            waiting = None
        elif _LABELLED.match(text):
            draft.add("fact", text, part.para, None)
        elif text.endswith(":") and len(text) < 60:
            waiting = part
        elif _PAIR.match(part.para.raw):
            pair = _PAIR.match(part.para.raw)
            assert pair is not None
            draft.add("fact", f"{pair['label']}: {pair['value']}", part.para, None)
        elif part.kind == "item":
            draft.add("fact", text, part.para, None)


def _table_facts(cells: list[Part], draft: Draft) -> None:
    rows: dict[tuple[int, int], list[Part]] = {}
    for part in cells:
        assert part.para.cell is not None
        rows.setdefault((part.para.cell.table, part.para.cell.row), []).append(part)
    for row in rows.values():
        if row[0].para.cell and row[0].para.cell.header:
            continue
        label, *values = [p.para.text for p in row]
        if values:
            text = f"{label.rstrip(':')}: {' '.join(values)}"
            draft.add("fact", text, row[0].para, None).last = row[-1].para.last
        elif _LABELLED.match(label):
            draft.add("fact", label, row[0].para, None)

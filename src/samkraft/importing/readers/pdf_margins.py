"""Sets apart what stands in large or slanting letters right of all running text: pull quotes."""

from __future__ import annotations

from collections import Counter

from samkraft.importing.readers.pdf_segments import Segment

LONG = 40
MANY = 5
APART = 6.0
LARGER = 1.15
CLOSE = 1.9


def beyond_text(segments: list[Segment]) -> tuple[list[Segment], list[Segment]]:
    """The segments of a page in its text columns, and the quotations in its right margin."""
    prose = [one for one in segments if len(one.text) >= LONG]
    if len(prose) < MANY:
        return segments, []
    body = Counter(round(one.size) for one in prose).most_common(1)[0][0]
    right = max(one.x1 for one in prose)
    outside = [one for one in segments if one.x0 >= right + APART and not one.text.isdigit()]
    kept: list[Segment] = []
    for group in _groups(outside):
        loud = all(one.size >= LARGER * body or one.italic for one in group)
        kept += group if loud and not any(one.bold for one in group) else []
    inside = {id(one) for one in kept}
    return [one for one in segments if id(one) not in inside], kept


def _groups(segments: list[Segment]) -> list[list[Segment]]:
    """Lines close below each other; a line alone is no group."""
    groups: list[list[Segment]] = []
    for one in sorted(segments, key=lambda one: one.baseline):
        if groups and one.baseline - groups[-1][-1].baseline <= CLOSE * one.size:
            groups[-1].append(one)
        else:
            groups.append([one])
    return [group for group in groups if len(group) >= 2]

"""Finds where the text columns of a whole document begin, seen in its running text.

The cells of a table stand in line just as columns of text do. What tells them apart is running
text: many lines on end that begin at the same place, close below each other. Where such columns
are known, each of them is searched for tables by itself.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from samkraft.importing.readers.pdf_segments import Segment

NEAR = 3.0
RUN = 3
MANY, LEVEL = 3, 0.7
LETTERS = 18
CLOSE = 1.75
MIN_LINES = 8
SHARE = 0.12
APART = 90.0
ON_PAGE = 3


def column_edges(pages: Iterable[Sequence[Segment]]) -> list[float]:
    """The left edges of the second and further text columns, none where there is only one."""
    counts: Counter[int] = Counter()
    for segments in pages:
        for edge, number in _running_lines(segments).items():
            counts[edge] += number
    total = sum(counts.values())
    merged = _merged(counts)
    common = [edge for edge, number in merged if number >= max(MIN_LINES, SHARE * total)]
    edges: list[float] = []
    for edge in sorted(common):
        if not edges or edge - edges[-1] > NEAR:
            edges.append(edge)
    kept = edges[:1]
    for edge in edges[1:]:
        if edge - kept[-1] >= APART:
            kept.append(edge)
    return kept[1:]


def parted(segments: Sequence[Segment], edges: Sequence[float]) -> list[list[Segment]]:
    """The segments of a page by text column; what runs across an edge is a group of its own."""
    used = [
        edge
        for edge in edges
        if sum(abs(one.x0 - edge) <= NEAR for one in segments) >= ON_PAGE
        and not _mostly_crossed(segments, edge)
    ]
    if not used:
        return [list(segments)]
    groups: dict[int, list[Segment]] = defaultdict(list)
    for one in segments:
        crosses = any(one.x0 < edge - NEAR and one.x1 > edge for edge in used)
        groups[-1 if crosses else sum(one.x0 >= edge - NEAR for edge in used)].append(one)
    return [groups[key] for key in sorted(groups)]


def _mostly_crossed(segments: Sequence[Segment], edge: float) -> bool:
    """A page of one wide column in a document that elsewhere has several."""
    crossing = sum(one.x0 < edge - NEAR and one.x1 > edge + NEAR for one in segments)
    beginning = sum(abs(one.x0 - edge) <= NEAR for one in segments)
    return crossing > 2 * beginning


def _running_lines(segments: Sequence[Segment]) -> Counter[int]:
    """The number of lines of running text by their left edge, rounded to points."""
    found: Counter[int] = Counter()
    starts: dict[int, list[int]] = defaultdict(list)
    runs = _runs(segments)
    for run in runs:
        starts[round(run[0].baseline)].append(round(run[0].x0))
    for edge in {round(run[0].x0) for run in runs}:
        own = [run for run in runs if round(run[0].x0) == edge]
        own = [run for run in own if len(run) >= RUN and len(run[0].text) >= LETTERS]
        # The cells of a table row begin on one line; paragraphs in two columns seldom do.
        level = [run for run in own if any(x < edge - NEAR for x in _near(starts, run[0]))]
        if len(own) >= MANY and len(level) >= LEVEL * len(own):
            continue
        found[edge] += sum(len(run) for run in own)
    return found


def _near(starts: dict[int, list[int]], line: Segment) -> list[int]:
    at = round(line.baseline)
    return [x for y in (at - 1, at, at + 1) for x in starts.get(y, ())]


def _runs(segments: Sequence[Segment]) -> list[list[Segment]]:
    """Lines that begin at the same place, close below each other."""
    edges: dict[int, list[Segment]] = defaultdict(list)
    for one in segments:
        if not one.tilted:
            edges[round(one.x0)].append(one)
    runs: list[list[Segment]] = []
    for lines in edges.values():
        lines.sort(key=lambda one: one.baseline)
        for number, line in enumerate(lines):
            if number and _follows(lines[number - 1], line):
                runs[-1].append(line)
            else:
                runs.append([line])
    return runs


def _follows(above: Segment, below: Segment) -> bool:
    distance = below.baseline - above.baseline
    return abs(above.size - below.size) <= 0.5 and 0 < distance <= CLOSE * below.size


def _merged(counts: Counter[int]) -> list[tuple[float, int]]:
    """Edges a point or two apart are one."""
    merged: list[tuple[float, int]] = []
    for edge in sorted(counts):
        if merged and edge - merged[-1][0] <= 2:
            place = merged[-1][0] if merged[-1][1] >= counts[edge] else float(edge)
            merged[-1] = (place, merged[-1][1] + counts[edge])
        else:
            merged.append((float(edge), counts[edge]))
    return merged

"""Finds the text columns of a page and puts its lines into reading order.

The page is cut again and again: a gutter that keeps its place down several lines parts a left
from a right side; lines that run across it part the page into bands above and below.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from statistics import median

from samkraft.importing.readers.pdf_segments import Segment, is_mark, join, rows_of
from samkraft.importing.readers.pdf_tables import Grid

Item = Segment | Grid

# No page of running text has more lines or left edges; drawings and hostile files do.
MAX_ITEMS = 600
MAX_EDGES = 8
MAX_DEPTH = 6
TOLERANCE = 2.5
MIN_GUTTER = 0.75
MIN_PAIRS = 3
WIDE_GAP = 2.5
EVEN = 1.0


@dataclass(slots=True)
class Line:
    """A line or a table in reading order, with the column it stands in."""

    item: Item
    column: int = 0
    aside: bool = False
    band: int = 0


def ordered(items: list[Item], *, depth: int = 0) -> list[Line]:
    """The items of a page, or a part of one, in reading order."""
    gutter = _gutter(items) if len(items) <= MAX_ITEMS and depth < MAX_DEPTH else None
    if gutter is None:
        return _single_column(items)
    across, insets = _across(items, gutter)
    outside = {id(item) for item in (*across, *insets)}
    beside = [item for item in items if id(item) not in outside]
    lines: list[Line] = []
    heading: list[Item] = []
    bands = _bands(across, beside)
    for number, (is_across, group) in enumerate(bands):
        if is_across:
            lines += [replace(line, band=number) for line in _single_column(heading + group)]
            heading = []
            continue
        left = [item for item in group if _is_left(item, gutter)]
        right = [item for item in group if not _is_left(item, gutter)]
        heading = _heading_below(left, right) if number + 1 < len(bands) else []
        lines += _beside(left[: len(left) - len(heading)], right, depth)
    return lines + [replace(line, aside=True) for line in _single_column(insets)]


def _beside(left: list[Item], right: list[Item], depth: int) -> list[Line]:
    first, second = ordered(left, depth=depth + 1), ordered(right, depth=depth + 1)
    shift = 1 + max((line.column for line in first), default=0)
    return first + [replace(line, column=line.column + shift) for line in second]


def _heading_below(left: list[Item], right: list[Item]) -> list[Item]:
    """A short heading under both columns, which introduces what follows across the page."""
    if not left or not right:
        return []
    end = max(item.bottom for item in right)
    usual = median(item.size for item in left)
    found: list[Item] = []
    for item in reversed(left):
        if not isinstance(item, Segment) or item.top <= end or item.size <= 1.1 * usual:
            break
        # Two headings that follow each other are not one; the upper may end its column.
        if found and found[0].top - item.bottom > 0.6 * item.size:
            break
        found.insert(0, item)
    return found if len(found) < len(left) else []


def _gutter(items: list[Item]) -> float | None:
    """The left edge of the right side of the best gutter, None in a single column."""
    best: tuple[float, float] | None = None
    for edge in _edges(items):
        score = _score(items, edge)
        if score > 0 and (best is None or score > best[0]):
            best = (score, edge)
    return best[1] if best else None


def _edges(items: list[Item]) -> list[float]:
    """Left edges that items share, and that have something to their left."""
    edges: list[list[float]] = []
    for x in sorted(item.x0 for item in items):
        if edges and x - edges[-1][0] <= TOLERANCE:
            edges[-1].append(x)
        else:
            edges.append([x])
    shared = [group for group in edges[1:] if len(group) >= MIN_PAIRS]
    shared.sort(key=len, reverse=True)
    return [group[0] for group in shared[:MAX_EDGES]]


def _score(items: list[Item], edge: float) -> float:
    """How many lines a gutter before this edge parts, less those set into it."""
    across, insets = _across(items, edge)
    outside = {id(item) for item in (*across, *insets)}
    beside = [item for item in items if id(item) not in outside]
    pairs = 0
    for is_across, group in _bands(across, beside):
        # Spaces of a few stretched lines may chance to stand in line; a gutter goes on.
        found = 0 if is_across else _pairs(group, edge)
        pairs += found if found >= MIN_PAIRS else 0
    return pairs - len(insets)


def _pairs(items: list[Item], edge: float) -> int:
    """The number of lines that begin at the edge and have a line to their left."""
    left = [item for item in items if _is_left(item, edge)]
    right = [item for item in items if abs(item.x0 - edge) <= TOLERANCE]
    pairs, reach = 0, 0.0
    for item in right:
        neighbours = [one.x1 for one in left if one.top < item.bottom and item.top < one.bottom]
        pairs += bool(neighbours)
        reach = max([reach, *neighbours])
    narrow = bool(right) and edge - reach < MIN_GUTTER * min(item.size for item in right)
    return 0 if narrow else pairs


def _is_left(item: Item, edge: float) -> bool:
    return item.x1 <= edge - 1.0


def _has_neighbour(item: Item, items: list[Item]) -> bool:
    """Whether something else stands on the same height, left or right of an item."""
    middle = (item.top + item.bottom) / 2
    return any(
        other is not item
        and other.top < middle < other.bottom
        and (other.x1 <= item.x0 or item.x1 <= other.x0)
        for other in items
    )


def _across(items: list[Item], edge: float) -> tuple[list[Item], list[Item]]:
    """Items that run across the gutter: those alone on their height, and insets between text."""
    crossing = [item for item in items if not _is_left(item, edge) and item.x0 < edge - TOLERANCE]
    insets = [
        item for item in crossing if isinstance(item, Segment) and _has_neighbour(item, items)
    ]
    set_in = {id(item) for item in insets}
    return [item for item in crossing if id(item) not in set_in], insets


def _bands(across: list[Item], beside: list[Item]) -> list[tuple[bool, list[Item]]]:
    """Groups from the top: items across the page, and items beside each other."""
    marked = [(item.top, True, item) for item in across]
    marked += [(item.top, False, item) for item in beside]
    marked.sort(key=lambda one: one[0])
    grouped = groupby(marked, key=lambda one: one[1])
    return [(is_across, [item for _, _, item in group]) for is_across, group in grouped]


def _single_column(items: list[Item]) -> list[Line]:
    grids = [item for item in items if isinstance(item, Grid)]
    lines = [
        piece
        for row in rows_of([i for i in items if isinstance(i, Segment)])
        for piece in _line(row)
    ]
    both: list[Item] = [*lines, *grids]
    both.sort(key=lambda item: item.top if isinstance(item, Grid) else item.baseline)
    return [Line(item) for item in both]


def _line(row: list[Segment]) -> list[Segment]:
    """The segments of a row joined to one line, unless they stand far apart."""
    pieces = [row[0]]
    gaps = [right.x0 - left.x1 for left, right in pairwise(row)]
    # Lines stretched to fill a narrow column have wide spaces, but all of one width.
    stretched = len(gaps) >= 2 and max(gaps) - min(gaps) <= EVEN
    for gap, segment in zip(gaps, row[1:], strict=True):
        former = pieces[-1]
        # A page number far right belongs to its line in a table of contents.
        numbered = is_mark(former.text) or segment.text.isdigit()
        if gap <= WIDE_GAP * former.size or numbered or stretched:
            pieces[-1] = join(former, segment)
        else:
            pieces.append(segment)
    return pieces

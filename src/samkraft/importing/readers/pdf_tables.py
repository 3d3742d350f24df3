"""Finds tables on a PDF page: by their borders, else by cells that stand in line."""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from samkraft.importing.readers.pdf_gutters import parted
from samkraft.importing.readers.pdf_rules import Rule, connected
from samkraft.importing.readers.pdf_segments import Segment, is_mark, rows_of

NEAR = 3.0
CELL_GAP = 1.5
ROW_GAP = 1.25
MAX_ROW_DISTANCE = 3.5
MAX_LINES_IN_ROW = 6
LABEL_LENGTH = 45
HEAD_LENGTH = 30
ALIKE = 1.3
LARGER = 1.15
LINE = 1.5
RUNNING = 0.3
FILLED = 0.6


@dataclass(frozen=True, slots=True)
class Piece:
    """A line of text in a cell."""

    segment: Segment
    row: int
    column: int
    header: bool


@dataclass(slots=True, eq=False)
class Grid:
    """A table on a page and the lines of its cells, row by row and cell by cell."""

    pieces: list[Piece]

    @property
    def x0(self) -> float:
        """The left edge of its text."""
        return min(piece.segment.x0 for piece in self.pieces)

    @property
    def x1(self) -> float:
        """The right edge of its text."""
        return max(piece.segment.x1 for piece in self.pieces)

    @property
    def top(self) -> float:
        """The upper edge of its text."""
        return min(piece.segment.top for piece in self.pieces)

    @property
    def bottom(self) -> float:
        """The lower edge of its text."""
        return max(piece.segment.bottom for piece in self.pieces)

    @property
    def size(self) -> float:
        """The size of its first line."""
        return self.pieces[0].segment.size


def grids_of(
    segments: list[Segment], rules: list[Rule], edges: Sequence[float] = ()
) -> tuple[list[Grid], list[Segment]]:
    """The tables among the segments of a page, and the segments outside of them.

    `edges` are the left edges of further text columns: no table without borders begins in one
    column and goes on in the next, unless its own columns stand elsewhere.
    """
    segments = _numbers_apart(segments)
    grids: list[Grid] = []
    for group in connected(rules):
        grid, segments = _bordered(group, segments)
        grids += [grid] if grid else []
    for group in parted(segments, edges):
        for region in _aligned_regions(group):
            grid = _aligned(region)
            if grid is not None:
                inside = {id(piece.segment) for piece in grid.pieces}
                segments = [segment for segment in segments if id(segment) not in inside]
                grids.append(grid)
    return grids, segments


def _numbers_apart(segments: list[Segment]) -> list[Segment]:
    """Numbers of table rows as cells of their own, where a bold head stands over the next cell."""
    joined = [one for one in segments if one.halves]
    heads = [b for row in rows_of(segments) for _, b in itertools.pairwise(row) if b.bold]
    apart = {
        id(one)
        for one in joined
        if one.halves
        and any(
            abs(head.x0 - one.halves[1].x0) <= NEAR and head.baseline < one.baseline
            for head in heads
        )
    }
    return [
        half
        for one in segments
        for half in (one.halves if one.halves and id(one) in apart else (one,))
    ]


def _bordered(group: list[Rule], segments: list[Segment]) -> tuple[Grid | None, list[Segment]]:
    across = [rule for rule in group if rule.across]
    down = [rule for rule in group if not rule.across]
    if len(across) < 2 or not down:
        return None, segments
    ends = [end for rule in across for end in (rule.start, rule.end)]
    xs = _distinct([rule.at for rule in down] + [min(ends), max(ends)])
    ys = _distinct([rule.at for rule in across])
    if len(xs) < 3 or len(ys) < 3:
        return None, segments
    cells: dict[tuple[int, int], list[Segment]] = {}
    outside = []
    for segment in segments:
        column = bisect_right(xs, segment.x0 + 1.0) - 1
        row = bisect_right(ys, (segment.top + segment.bottom) / 2) - 1
        if 0 <= column < len(xs) - 1 and 0 <= row < len(ys) - 1:
            cells.setdefault((row, column), []).append(segment)
        else:
            outside.append(segment)
    grid = _grid(cells)
    return (grid, outside) if grid else (None, segments)


def _distinct(places: list[float]) -> list[float]:
    found: list[float] = []
    for place in sorted(places):
        if not found or place - found[-1] > NEAR:
            found.append(place)
    return found


def _grid(cells: dict[tuple[int, int], list[Segment]]) -> Grid | None:
    """A grid of the cells, empty rows and columns closed up; None when it is no table."""
    rows = sorted({row for row, _ in cells})
    columns = sorted({column for _, column in cells})
    if len(rows) < 2 or len(columns) < 2 or len(cells) < 3:
        return None
    header = _bold(cells, rows[0]) and not all(_bold(cells, row) for row in rows[1:])
    pieces = []
    for (row, column), inside in sorted(cells.items(), key=lambda one: one[0]):
        for line in rows_of(inside):
            pieces += [
                Piece(segment, rows.index(row), columns.index(column), header and row == rows[0])
                for segment in line
            ]
    return Grid(pieces)


def _bold(cells: dict[tuple[int, int], list[Segment]], row: int) -> bool:
    inside = [segment for (at, _), cell in cells.items() if at == row for segment in cell]
    return all(segment.bold for segment in inside)


def _aligned_regions(segments: list[Segment]) -> list[list[list[Segment]]]:
    """Runs of rows whose segments begin at the same places."""
    regions: list[list[list[Segment]]] = []
    region: list[list[Segment]] = []
    starts: list[float] = []
    for row in rows_of(segments):
        if region and _fits(row, region, starts):
            region.append(row)
            continue
        regions.append(region)
        region, starts = ([row], [one.x0 for one in row]) if _is_parted(row) else ([], [])
    regions.append(region)
    return [one for one in regions if len(one) >= (2 if _heads(one) else 3)]


def _heads(region: list[list[Segment]]) -> bool:
    """Whether a region begins with a row of bold heads over cells that are not bold."""
    if len(region) < 2 or not all(one.bold for one in region[0]):
        return False
    below = [one for row in region[1:] for one in row]
    heads = [one.text for one in region[0]]
    short = all(len(text) <= HEAD_LENGTH for text in heads) and len(region[0]) >= 2
    return short and len(region[1]) >= 2 and not any(one.bold for one in below)


def _is_parted(row: list[Segment]) -> bool:
    pairs = itertools.pairwise(row)
    sizes = [one.size for one in row]
    alike = max(sizes) <= ALIKE * min(sizes)
    return len(row) >= 2 and alike and all(b.x0 - a.x1 >= CELL_GAP * a.size for a, b in pairs)


def _fits(row: list[Segment], region: list[list[Segment]], starts: list[float]) -> bool:
    distance = row[0].baseline - region[-1][0].baseline
    if distance > MAX_ROW_DISTANCE * row[0].size:
        return False
    if max(one.size for one in row) > LARGER * region[0][0].size:
        return False
    for segment in row:
        column = bisect_right(starts, segment.x0 + NEAR) - 1
        if column < 0 or abs(segment.x0 - starts[column]) > NEAR:
            return False
        if column + 1 < len(starts) and segment.x1 > starts[column + 1] - segment.size / 2:
            return False
    return True


def _aligned(region: list[list[Segment]]) -> Grid | None:
    """A table without borders, None when the region may as well be columns of text."""
    sizes = [one.size for row in region for one in row]
    if max(sizes) > ALIKE * min(sizes):
        return None  # headings among text, so these are columns of a page
    starts = [segment.x0 for segment in region[0]]
    logical = _logical_rows(region, starts[0])
    fewest = 2 if _heads(region) else 3
    if len(logical) < fewest or len(region) > MAX_LINES_IN_ROW * len(logical):
        return None
    cells: dict[tuple[int, int], list[Segment]] = {}
    for number, rows in enumerate(logical):
        for segment in (one for row in rows for one in row):
            column = bisect_right(starts, segment.x0 + NEAR) - 1
            cells.setdefault((number, column), []).append(segment)
    if len(cells) < FILLED * len(logical) * len(starts) or not _reads_as_table(cells):
        return None
    filled = Counter(column for _, column in cells)
    if len(filled) < len(starts) or min(filled.values()) < 2:
        return None
    return _grid(cells)


def _logical_rows(region: list[list[Segment]], left: float) -> list[list[list[Segment]]]:
    """The lines of a region by table row: a row begins after a gap, or is a single line."""
    distances = [b[0].baseline - a[0].baseline for a, b in itertools.pairwise(region)]
    leading = min(distances)
    # Lines as close as those of running text, with wider steps between some of them, are
    # wrapped cells; else each line is a row when none of them is shorter than two cells.
    wrapped = leading < LINE * region[0][0].size and max(distances) > ROW_GAP * leading
    full = all(len(row) >= 2 for row in region) and not wrapped
    rows = [[region[0]]]
    for distance, row in zip(distances, region[1:], strict=True):
        begins = full or distance > ROW_GAP * leading
        # A row whose first cell goes on from above still begins after a gap.
        carried = len(row) >= 2 and distance > ROW_GAP * leading
        if begins and (row[0].x0 <= left + NEAR or carried):
            rows.append([row])
        else:
            rows[-1].append(row)
    return rows


def _reads_as_table(cells: dict[tuple[int, int], list[Segment]]) -> bool:
    firsts = [cell[0].text for cell in cells.values()]
    last = max(column for _, column in cells)
    # Bullets side by side are two lists; a last column of numbers alone is a table of contents.
    if sum(is_mark(text.split(" ")[0]) for text in firsts) > len(firsts) / 2:
        return False
    ends = [cell[0].text for (_, column), cell in cells.items() if column == last]
    if last == 1 and all(text.isdigit() for text in ends):
        return False
    labels = [len(cell[0].text) for (_, column), cell in cells.items() if column == 0]
    if median(labels) > LABEL_LENGTH:
        return False
    # The lines of running text mostly go on in the middle of a sentence; cells begin anew.
    return sum(text[:1].islower() for text in firsts) < RUNNING * len(firsts)

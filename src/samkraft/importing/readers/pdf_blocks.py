"""Turns the ordered lines of all PDF pages into blocks, with indents and gaps measured."""

from __future__ import annotations

import itertools
from collections import Counter
from dataclasses import dataclass, field

from samkraft.importing.outline import Block, Cell, UnreadableDocument
from samkraft.importing.readers.pdf_columns import Line
from samkraft.importing.readers.pdf_segments import Segment
from samkraft.importing.readers.pdf_tables import Grid
from samkraft.importing.readers.safety import MAX_TEXT_CHARACTERS, TOO_MUCH_TEXT

USUAL_LEADING = 1.2
NEAR = 3.0
MARGIN_REACH = 72.0
COMMON = 0.1


@dataclass(slots=True)
class Blocks:
    """Blocks and lines in the making."""

    pages: list[tuple[int, list[Line]]]
    blocks: list[Block] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    _leading: float = USUAL_LEADING
    _edges: tuple[list[float], list[float]] = field(default_factory=lambda: ([], []))
    _tables: int = 0
    _characters: int = 0

    def build(self) -> None:
        """All blocks of all pages."""
        self._leading = _leading([lines for _, lines in self.pages])
        self._edges = _common_edges(self.pages, 0), _common_edges(self.pages, 1)
        for number, lines in self.pages:
            self._page(number, lines)

    def _page(self, number: int, lines: list[Line]) -> None:
        lefts = self._lefts(number, lines)
        former: tuple[int, bool, Segment] | None = None
        for line in lines:
            if isinstance(line.item, Grid):
                self._grid(number, line, line.item)
                former = None
                continue
            segment = line.item
            gap = 0.0
            if former is not None and former[:2] == (line.column, line.aside):
                gap = self._gap(former[2], segment)
            former = (line.column, line.aside, segment)
            indent = max(round(segment.x0 - lefts[line.column], 1), 0.0)
            self._put(number, segment, line, indent=indent, gap=gap)

    def _gap(self, above: Segment, below: Segment) -> float:
        height = self._leading * below.size
        return max(round((below.baseline - above.baseline) / height - 1, 1), 0.0) + 0.0

    def _lefts(self, number: int, lines: list[Line]) -> dict[int, float]:
        """The left edge of each text column of a page."""
        starts: dict[int, list[float]] = {}
        for line in lines:
            starts.setdefault(line.column, []).append(line.item.x0)
        main = {
            column: [line.item.x0 for line in lines if line.column == column and not line.aside]
            for column in starts
        }
        lefts = {column: min(main[column] or found) for column, found in starts.items()}
        # A page that holds nothing but list items still has the margin of the other pages.
        usual = [
            edge
            for edge in self._edges[number % 2]
            if 0 in lefts and NEAR < lefts[0] - edge <= MARGIN_REACH
        ]
        if usual:
            lefts[0] = min(usual)
        return lefts

    def _grid(self, number: int, line: Line, grid: Grid) -> None:
        identity, self._tables = self._tables, self._tables + 1
        for piece in grid.pieces:
            place = Cell(identity, piece.row, piece.column, piece.header)
            self._put(number, piece.segment, line, cell=place)

    def _put(
        self,
        number: int,
        segment: Segment,
        line: Line,
        *,
        indent: float = 0.0,
        gap: float = 0.0,
        cell: Cell | None = None,
    ) -> None:
        self._characters += len(segment.text)
        if self._characters > MAX_TEXT_CHARACTERS:
            raise UnreadableDocument(TOO_MUCH_TEXT)
        self.lines.append(segment.text)
        self.blocks.append(
            Block(
                segment.text,
                len(self.lines),
                len(self.lines),
                page=number,
                size=segment.size,
                bold=segment.bold,
                italic=segment.italic,
                indent=indent,
                gap=gap,
                column=line.column,
                aside=line.aside,
                cell=cell,
            )
        )


def _leading(pages: list[list[Line]]) -> float:
    """The usual distance of baselines in sizes of the letters."""
    seen: Counter[float] = Counter()
    for lines in pages:
        for above, below in itertools.pairwise(lines):
            one, other = above.item, below.item
            if above.column != below.column or not (
                isinstance(one, Segment) and isinstance(other, Segment)
            ):
                continue
            ratio = round((other.baseline - one.baseline) / other.size, 2)
            if one.size == other.size and 0.9 <= ratio <= 2.5:
                seen[ratio] += 1
    return seen.most_common(1)[0][0] if seen else USUAL_LEADING


def _common_edges(pages: list[tuple[int, list[Line]]], parity: int) -> list[float]:
    """Left edges that many lines of the odd or even pages share."""
    seen: Counter[int] = Counter()
    for number, lines in pages:
        if number % 2 == parity:
            seen.update(round(line.item.x0) for line in lines if not (line.column or line.aside))
    total = sum(seen.values())
    return [float(edge) for edge, count in seen.items() if count >= COMMON * total]

"""Walks through the body of an OpenDocument text in reading order."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from samkraft.importing.outline import Block, Cell
from samkraft.importing.readers.odt_styles import (
    DRAW,
    OFFICE,
    TABLE,
    TEXT,
    Letters,
    ListStyle,
    Styles,
    whole,
    written,
)
from samkraft.importing.readers.paragraphs import Look, Paragraphs

MAX_DEPTH = 60
MAX_REPEAT = 1000
SKIPPED = frozenset(
    {TEXT + "tracked-changes", TEXT + "table-of-content", TEXT + "note", OFFICE + "annotation"}
    | {TEXT + name for name in ("illustration-index", "alphabetical-index", "ruby-text")}
    | {OFFICE + "forms", TEXT + "sequence-decls", TEXT + "hidden-text"}
)
ROW_GROUPS = frozenset(
    TABLE + name for name in ("table-header-rows", "table-rows", "table-row-group")
)


@dataclass(frozen=True, slots=True)
class Lists:
    """The list a paragraph stands in: its style, depth from 1, and what has been counted."""

    style: str | None
    levels: ListStyle
    depth: int
    counts: dict[int, int]
    first: bool = False


@dataclass(slots=True)
class Pieces:
    """What a paragraph holds."""

    texts: list[tuple[str, Letters]] = field(default_factory=list)
    frames: list[Any] = field(default_factory=list)
    breaks: int = 0


@dataclass(slots=True)
class Body:
    """Turns the elements of a body into paragraphs, keeping track of page, list and table."""

    styles: Styles
    soft_breaks: bool
    paragraphs: Paragraphs = field(default_factory=Paragraphs)
    _page: int = 1
    _tables: int = 0
    _headings: dict[int, int] = field(default_factory=dict)
    _ended: dict[str | None, dict[int, int]] = field(default_factory=dict)

    @property
    def pages(self) -> int | None:
        """The number of pages, None when the document says nothing about pages."""
        return self._page if self.soft_breaks or self._page > 1 else None

    @property
    def blocks(self) -> list[Block]:
        """All blocks; their pages are dropped when the document knows none."""
        if self.pages is not None:
            return self.paragraphs.blocks
        return [replace(block, page=None) for block in self.paragraphs.blocks]

    def read(
        self, parent: Any, *, look: Look | None = None, lists: Lists | None = None, depth: int = 0
    ) -> None:
        """All headings, paragraphs, lists, tables and frames under an element."""
        look = look or Look()
        if depth > MAX_DEPTH:
            return
        for child in parent:
            if child.tag in (TEXT + "p", TEXT + "h"):
                self._paragraph(child, look, lists, depth)
                lists = None if lists is None else replace(lists, first=False)
            elif child.tag == TEXT + "list":
                self._list(child, look, lists, depth)
            elif child.tag == TABLE + "table":
                self._table(child, look, depth)
            elif child.tag == TEXT + "soft-page-break":
                self._page += 1
            elif child.tag == DRAW + "frame":
                self._frame(child, look, depth)
            elif isinstance(child.tag, str) and child.tag not in SKIPPED:
                self.read(child, look=look, lists=lists, depth=depth + 1)

    def _frame(self, frame: Any, look: Look, depth: int) -> None:
        for box in frame.iterfind(DRAW + "text-box"):
            self.read(box, look=replace(look, aside=True), depth=depth + 1)

    def _paragraph(self, paragraph: Any, look: Look, lists: Lists | None, depth: int) -> None:
        style = paragraph.get(TEXT + "style-name")
        if self.styles.breaks_before(style) and self.paragraphs.blocks:
            self._page += 1
        page = self._page
        found = self._pieces(paragraph, self.styles.letters("paragraph", style), Pieces())
        self._page += found.breaks
        visible = [letters for text, letters in found.texts if text.strip()]
        level = self._level(paragraph, style)
        bullet = self._heading_number(paragraph, level) if paragraph.tag == TEXT + "h" else None
        indent = self.styles.indent(style)
        if lists is not None:
            bullet = bullet or (_mark(lists) if lists.first else None)
            known = lists.levels.get(lists.depth)
            indent = known.indent if known is not None else indent
        if not self.styles.contents(style):
            sizes = {letters.size for letters in visible}
            facts = replace(
                look,
                page=page,
                size=sizes.pop() if len(sizes) == 1 else None,
                bold=all(letters.bold for letters in visible),
                italic=all(letters.italic for letters in visible),
                level=level,
                bullet=bullet,
                indent=indent or 0.0,
                aside=look.aside or self.styles.quote(style),
            )
            self.paragraphs.add("".join(text for text, _ in found.texts), facts)
        for frame in found.frames:
            self._frame(frame, look, depth)

    def _pieces(self, element: Any, letters: Letters, found: Pieces) -> Pieces:
        """Text with its letters, the frames anchored in it, and the pages it runs over."""
        # The parser refuses XML nested deeper than 256 elements, so this cannot go too deep.
        found.texts.append((_sign(element) + (element.text or ""), letters))
        for child in element:
            if child.tag == DRAW + "frame":
                found.frames.append(child)
            elif child.tag == TEXT + "soft-page-break":
                found.breaks += 1
            elif isinstance(child.tag, str) and child.tag not in SKIPPED:
                own = self.styles.letters("text", child.get(TEXT + "style-name")).over(letters)
                if not own.hidden:
                    self._pieces(child, own, found)
            if child.tail:
                found.texts.append((child.tail, letters))
        return found

    def _level(self, paragraph: Any, style: str | None) -> int | None:
        if paragraph.tag == TEXT + "h":
            return min(max(whole(paragraph.get(TEXT + "outline-level"), 1), 1), 6)
        return self.styles.level(style)

    def _heading_number(self, heading: Any, level: int | None) -> str | None:
        if level is None or heading.get(TEXT + "is-list-header") == "true":
            return None
        known = self.styles.outline.get(level)
        start = known.start if known is not None else 1
        self._headings[level] = self._headings.get(level, start - 1) + 1
        for deeper in [depth for depth in self._headings if depth > level]:
            del self._headings[deeper]
        return written(self.styles.outline, level, self._headings)

    def _list(self, element: Any, look: Look, outer: Lists | None, depth: int) -> None:
        style = element.get(TEXT + "style-name") or (outer.style if outer else None)
        level = outer.depth + 1 if outer else 1
        levels = self.styles.lists.get(style or "", {})
        counts = outer.counts if outer else {}
        if outer is None and element.get(TEXT + "continue-numbering") == "true":
            counts = dict(self._ended.get(style, {}))
        if outer is not None and element.get(TEXT + "continue-numbering") != "true":
            counts.pop(level, None)
        start = levels[level].start if level in levels else 1
        for item in element:
            if item.tag == TEXT + "list-item":
                given = whole(item.get(TEXT + "start-value"), -1)
                counts[level] = given if given >= 0 else counts.get(level, start - 1) + 1
            elif item.tag != TEXT + "list-header":
                continue
            first = item.tag == TEXT + "list-item"
            lists = Lists(style, levels, level, counts, first)
            self.read(item, look=look, lists=lists, depth=depth + 1)
        if outer is None:
            self._ended[style] = counts

    def _table(self, table: Any, look: Look, depth: int) -> None:
        rows = _rows(table)
        count = sum(1 for row, _ in rows for _ in row.iterfind(TABLE + "table-cell"))
        identity = self._tables
        # A frame of a single cell is a box drawn around text, not a table.
        self._tables += count > 1
        for index, (row, header) in enumerate(rows):
            column = 0
            for cell in row:
                if cell.tag == TABLE + "table-cell":
                    place = Cell(identity, index, column, header) if count > 1 else look.cell
                    self.read(cell, look=replace(look, cell=place), depth=depth + 1)
                if cell.tag in (TABLE + "table-cell", TABLE + "covered-table-cell"):
                    repeated = whole(cell.get(TABLE + "number-columns-repeated"), 1)
                    column += min(repeated, MAX_REPEAT)


def _rows(table: Any) -> list[tuple[Any, bool]]:
    """The rows of a table, and whether each is a header row."""
    found = []
    stack = [(child, False) for child in reversed(table)]
    while stack:
        element, header = stack.pop()
        if element.tag == TABLE + "table-row":
            found.append((element, header))
        elif element.tag in ROW_GROUPS:
            header = header or element.tag == TABLE + "table-header-rows"
            stack += [(child, header) for child in reversed(element)]
    return found


def _mark(lists: Lists) -> str | None:
    # A list without a style of its own is shown with bullets.
    return written(lists.levels, lists.depth, lists.counts) if lists.levels else "•"


def _sign(element: Any) -> str:
    if element.tag == TEXT + "s":
        return " " * min(whole(element.get(TEXT + "c"), 1), MAX_REPEAT)
    return {TEXT + "tab": "\t", TEXT + "line-break": "\n"}.get(element.tag, "")

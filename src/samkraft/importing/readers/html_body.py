"""Walks through the content of a web page in reading order, without recursion."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field
from typing import Any

from samkraft.importing.outline import Cell
from samkraft.importing.readers.html_page import Page
from samkraft.importing.readers.numerals import letter, roman
from samkraft.importing.readers.paragraphs import Look, Paragraphs

HEADINGS = {f"h{number}": number for number in range(1, 7)}
BLOCKS = frozenset(
    {
        "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details",
        "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "header", "hr",
        "html", "legend", "li", "main", "ol", "p", "pre", "section", "summary", "table", "tbody",
        "td", "tfoot", "th", "thead", "tr", "ul", *HEADINGS,
    }
)  # fmt: skip
ASIDES = frozenset({"aside", "blockquote", "figcaption"})
BOLD, ITALIC = frozenset({"b", "strong", "th"}), frozenset({"i", "em"})
BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
SPACE = re.compile(r"\s+")
BREAK = "\x00"
MAX_SPAN = 1000
MAX_LOOKED_AT = 2000
KINDS = {"a": letter, "A": letter, "i": roman, "I": roman}


@dataclass(slots=True)
class List:
    """An open list and how far it has counted."""

    count: int | None
    kind: str = "1"

    def next_mark(self, item: Any) -> str:
        """The mark of the next item."""
        if self.count is None:
            return "•"
        count = _whole(item.get("value"), self.count)
        self.count = count + 1
        text = KINDS.get(self.kind, str)(count)
        return f"{text.upper() if self.kind in ('A', 'I') else text}."


@dataclass(slots=True)
class Table:
    """An open table; `identity` is None where a table only arranges the page."""

    identity: int | None
    row: int = -1
    column: int = 0
    header: bool = False
    taken: dict[int, int] = field(default_factory=dict)

    def next_row(self, element: Any) -> None:
        """Begins a row; cells that reach down from above keep their columns."""
        self.row, self.column = self.row + 1, 0
        cells = [cell.tag for cell in itertools.islice(element, MAX_SPAN)]
        cells = [tag for tag in cells if tag in ("td", "th")]
        parent = element.getparent()
        in_head = parent is not None and parent.tag == "thead"
        self.header = in_head or (bool(cells) and all(tag == "th" for tag in cells))

    def next_cell(self, element: Any) -> Cell | None:
        """The place of the next cell, None in a table that only arranges the page."""
        # A cell may stand outside of any row in careless pages.
        self.row = max(self.row, 0)
        while self.taken.get(self.column, 0) > self.row:
            self.column += 1
        width = min(max(_whole(element.get("colspan"), 1), 1), MAX_SPAN)
        height = min(max(_whole(element.get("rowspan"), 1), 1), MAX_SPAN)
        place = self.column
        for column in range(place, place + width):
            self.taken[column] = self.row + height
        self.column += width
        if self.identity is None:
            return None
        return Cell(self.identity, self.row, place, self.header)

    def next_pair(self, term: bool) -> Cell | None:
        """The place of a term or its description: a list of them reads as rows of two cells."""
        if term or self.row < 0:
            self.row += 1
        return None if self.identity is None else Cell(self.identity, self.row, int(not term))


@dataclass(slots=True)
class Walk:
    """Collects text between the edges of block elements into paragraphs."""

    page: Page
    paragraphs: Paragraphs = field(default_factory=Paragraphs)
    _texts: list[tuple[str, bool, bool]] = field(default_factory=list)
    _lists: list[List] = field(default_factory=list)
    _tables: list[Table] = field(default_factory=list)
    _cells: list[Cell | None] = field(default_factory=list)
    _count: int = 0
    _asides: int = 0
    _bold: int = 0
    _italic: int = 0
    _pre: int = 0
    _article: int = 0
    _level: int | None = None
    _bullet: str | None = None

    def read(self, root: Any) -> None:
        """All paragraphs under an element, the element included."""
        from lxml import etree

        walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
        left_out = None
        for event, element in walk:
            if left_out is not None:
                if event == "end" and element is left_out:
                    left_out = None
                    self._after(element, root)
                continue
            if event in ("comment", "pi"):
                self._after(element, root)
            elif event == "start":
                if element is not root and self.page.left_out(element, self._article > 0):
                    left_out = element
                    # An invisible element still parts what stands before and after it.
                    if element.tag in ("nav", "header", "footer", "dialog", "menu"):
                        self._end_paragraph()
                    walk.skip_subtree()
                else:
                    self._open(element)
                    self._text(element.text)
            else:
                self._close(element)
                self._after(element, root)
        self._end_paragraph()

    def _after(self, element: Any, root: Any) -> None:
        if element is not root:
            self._text(element.tail)

    def _text(self, text: str | None) -> None:
        if text:
            kept = text.replace("\n", BREAK) if self._pre else text
            self._texts.append((kept, self._bold > 0, self._italic > 0))

    def _open(self, element: Any) -> None:
        tag = element.tag
        if tag == "br":
            self._texts.append((BREAK, False, False))
        if tag in BLOCKS:
            self._end_paragraph()
        self._count_styles(element, +1)
        if tag in HEADINGS:
            self._level = HEADINGS[tag]
        elif tag == "ul":
            self._lists.append(List(None))
        elif tag == "ol":
            self._lists.append(List(_whole(element.get("start"), 1), element.get("type") or "1"))
        elif tag == "li":
            self._bullet = self._lists[-1].next_mark(element) if self._lists else "•"
        elif tag == "table":
            self._open_table(element)
        elif tag == "tr" and self._tables:
            self._tables[-1].next_row(element)
        elif tag in ("td", "th"):
            self._cells.append(self._tables[-1].next_cell(element) if self._tables else None)
        elif tag == "dl":
            self._tables.append(Table(self._next_table()))
        elif tag in ("dt", "dd"):
            self._cells.append(self._tables[-1].next_pair(tag == "dt") if self._tables else None)

    def _close(self, element: Any) -> None:
        tag = element.tag
        if tag in BLOCKS:
            self._end_paragraph()
        self._count_styles(element, -1)
        if tag in HEADINGS:
            self._level = None
        elif tag in ("ul", "ol") and self._lists:
            self._lists.pop()
        elif tag == "li":
            self._bullet = None
        elif tag in ("table", "dl") and self._tables:
            self._tables.pop()
        elif tag in ("td", "th", "dt", "dd") and self._cells:
            self._cells.pop()

    def _count_styles(self, element: Any, step: int) -> None:
        tag = element.tag
        self._bold += step * (tag in BOLD or bool(BOLD_STYLE.search(element.get("style") or "")))
        self._italic += step * (tag in ITALIC)
        self._asides += step * (tag in ASIDES)
        self._pre += step * (tag == "pre")
        self._article += step * (tag in ("article", "main"))

    def _open_table(self, element: Any) -> None:
        self._tables.append(Table(self._next_table() if _holds_data(element) else None))

    def _next_table(self) -> int:
        self._count += 1
        return self._count - 1

    def _end_paragraph(self) -> None:
        texts, self._texts = self._texts, []
        visible = [one for one in texts if one[0].replace(BREAK, "").strip()]
        if not visible:
            return
        text = SPACE.sub(" ", "".join(text for text, _, _ in texts)).replace(BREAK, "\n")
        look = Look(
            bold=all(bold for _, bold, _ in visible),
            italic=all(italic for _, _, italic in visible),
            indent=2.0 * max(len(self._lists) - 1, 0),
            bullet=self._bullet,
            level=self._level,
            aside=self._asides > 0,
            cell=self._cells[-1] if self._cells else None,
        )
        self._bullet = None
        self.paragraphs.add(text, look)


def _holds_data(table: Any) -> bool:
    """Whether a table holds data: rows with several cells, and no table within."""
    if table.get("role") in ("presentation", "none"):
        return False
    several = False
    inside = table.iterdescendants("table", "td", "th")
    for element in itertools.islice(inside, MAX_LOOKED_AT):
        if element.tag == "table":
            return False
        several = several or element.getprevious() is not None
    return several


def _whole(text: str | None, default: int) -> int:
    text = (text or "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else default

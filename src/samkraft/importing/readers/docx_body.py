"""Walks through the body of a Word document in reading order."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from samkraft.importing.outline import Block, Cell
from samkraft.importing.readers.docx_numbering import Numbering
from samkraft.importing.readers.docx_runs import PAGE, Run, runs_of, text_boxes
from samkraft.importing.readers.docx_styles import (
    Letters,
    Styles,
    W,
    number,
    outline_level,
    points,
    switch,
    value,
)
from samkraft.importing.readers.paragraphs import Look, Paragraphs

MAX_DEPTH = 60
WRAPPERS = frozenset(W + name for name in ("ins", "moveTo", "customXml", "smartTag"))


@dataclass(slots=True)
class Body:
    """Turns the elements of a body into paragraphs, keeping track of page and table."""

    styles: Styles
    numbering: Numbering
    rendered: bool
    paragraphs: Paragraphs = field(default_factory=Paragraphs)
    notes: list[str] = field(default_factory=list)
    _page: int = 1
    _tables: int = 0
    _carried: list[Run] = field(default_factory=list)

    @property
    def pages(self) -> int | None:
        """The number of pages, None when the document says nothing about pages."""
        return self._page if self.rendered or self._page > 1 else None

    @property
    def blocks(self) -> list[Block]:
        """All blocks; their pages are dropped when the document knows none."""
        if self.pages is not None:
            return self.paragraphs.blocks
        return [replace(block, page=None) for block in self.paragraphs.blocks]

    def read(self, parent: Any, *, look: Look | None = None, depth: int = 0) -> None:
        """All paragraphs and tables under an element."""
        look = look or Look()
        if depth > MAX_DEPTH:
            return
        for child in parent:
            if child.tag == W + "p":
                self._paragraph(child, look, depth)
            elif child.tag == W + "tbl":
                self._table(child, look, depth)
            elif child.tag == W + "sdt":
                self._controlled(child, look, depth)
            elif child.tag in WRAPPERS:
                self.read(child, look=look, depth=depth + 1)
            elif child.tag == W + "altChunk":
                self.notes.append("A part inserted from another file was not read.")

    def _controlled(self, control: Any, look: Look, depth: int) -> None:
        gallery = control.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
        # A generated table of contents only repeats the headings.
        if gallery is not None and gallery.get(W + "val") == "Table of Contents":
            return
        content = control.find(W + "sdtContent")
        if content is not None:
            self.read(content, look=look, depth=depth + 1)

    def _paragraph(self, paragraph: Any, look: Look, depth: int) -> None:
        properties = paragraph.find(W + "pPr")
        style = value(properties, "pStyle") or self.styles.default_paragraph
        if not self.rendered and _breaks_before(properties, self.styles, style):
            self._page += 1
        runs = self._carried + self._paged(runs_of(paragraph))
        self._carried = []
        marks = None if properties is None else properties.find(W + "rPr")
        if marks is not None and marks.find(W + "del") is not None:
            # The end of this paragraph was deleted, so its text runs on in the next one.
            self._carried = runs
        elif not self.styles.contents(style):
            self._put(runs, properties, style, look)
        for box in text_boxes(paragraph):
            self.read(box, look=replace(look, aside=True), depth=depth + 1)
        if properties is not None and not self.rendered:
            self._end_section(properties.find(W + "sectPr"))

    def _end_section(self, section: Any) -> None:
        if section is not None and (value(section, "type") or "nextPage") not in (
            "continuous",
            "nextColumn",
        ):
            self._page += 1

    def _paged(self, runs: list[Run]) -> list[Run]:
        """The runs with their pages; the breaks themselves are taken out."""
        paged = []
        for run in runs:
            if run.text == PAGE:
                self._page += run.rendered == self.rendered
            else:
                paged.append(replace(run, page=self._page))
        return paged

    def _put(self, runs: list[Run], properties: Any, style: str | None, look: Look) -> None:
        text = "".join(run.text for run in runs)
        # Word numbers empty items too, so the mark is drawn before the text is looked at.
        bullet, indent = self._mark(properties, style)
        if not text.strip():
            self.paragraphs.add("", look)
            return
        visible = [run for run in runs if run.text.strip()]
        base = self.styles.letters(style).over(self.styles.defaults)
        letters = [run.letters.over(self.styles.letters(run.style)).over(base) for run in visible]
        look = replace(
            look,
            page=visible[0].page,
            size=_shared_size(letters),
            bold=all(one.bold for one in letters),
            italic=all(one.italic for one in letters),
            level=self._level(properties, style),
            bullet=bullet,
            indent=indent,
            aside=look.aside or self.styles.quote(style),
        )
        self.paragraphs.add(text, look)

    def _level(self, properties: Any, style: str | None) -> int | None:
        outline = number(value(properties, "outlineLvl"))
        return self.styles.level(style) if outline is None else outline_level(outline)

    def _mark(self, properties: Any, style: str | None) -> tuple[str | None, float]:
        direct = None if properties is None else properties.find(W + "numPr")
        inherited = self.styles.paragraph(style, "numPr")
        list_id = value(direct, "numId") or value(inherited, "numId")
        bullet, indent = None, None
        if list_id is not None and list_id != "0":
            depth = number(value(direct, "ilvl"))
            if depth is None:
                depth = number(value(inherited, "ilvl"))
            if depth is None:
                depth = self.numbering.level_of_style(list_id, style)
            bullet, indent = self.numbering.mark(list_id, depth)
        own = points(None if properties is None else properties.find(W + "ind"), "left", "start")
        if own is None and indent is None:
            own = points(self.styles.paragraph(style, "ind"), "left", "start")
        return bullet, own if own is not None else indent or 0.0

    def _table(self, table: Any, look: Look, depth: int) -> None:
        rows = [row for row in _rows(table) if row.find(f"{W}trPr/{W}del") is None]
        placed = [_placed(row) for row in rows]
        # A frame of a single cell is a box drawn around text, not a table.
        if sum(len(row) for row in placed) <= 1:
            for cell, _ in (one for row in placed for one in row):
                self.read(cell, look=look, depth=depth + 1)
            return
        identity = self._tables
        self._tables += 1
        for index, cells in enumerate(placed):
            header = self._is_header(table, rows, index)
            for cell, column in cells:
                place = Cell(identity, index, column, header)
                self.read(cell, look=replace(look, cell=place), depth=depth + 1)

    def _is_header(self, table: Any, rows: list[Any], index: int) -> bool:
        if switch(rows[index].find(W + "trPr"), "tblHeader"):
            return True
        if index != 0 or len(rows) < 2:
            return False
        properties = table.find(W + "tblPr")
        flags = None if properties is None else properties.find(W + "tblLook")
        if flags is not None and self.styles.first_row_differs(value(properties, "tblStyle")):
            bits = flags.get(W + "firstRow")
            return (
                bits in ("1", "true") if bits else (flags.get(W + "val") or "")[2:3] in "2367abef"
            )
        return self._all_bold(rows[0]) and not self._all_bold(rows[1])

    def _all_bold(self, row: Any) -> bool:
        runs = []
        for paragraph in row.iter(W + "p"):
            style = value(paragraph.find(W + "pPr"), "pStyle") or self.styles.default_paragraph
            base = self.styles.letters(style).over(self.styles.defaults)
            runs += [
                run.letters.over(self.styles.letters(run.style)).over(base)
                for run in runs_of(paragraph)
                if run.text.strip()
            ]
        return bool(runs) and all(letters.bold for letters in runs)


def _rows(table: Any) -> list[Any]:
    found = []
    for child in table:
        if child.tag == W + "tr":
            found.append(child)
        elif child.tag in WRAPPERS:
            found += child.iterfind(W + "tr")
        elif child.tag == W + "sdt":
            found += child.iterfind(f"{W}sdtContent/{W}tr")
    return found


def _placed(row: Any) -> list[tuple[Any, int]]:
    """The cells of a row with their columns; cells merged into the one above are left out."""
    column = number(value(row.find(W + "trPr"), "gridBefore")) or 0
    placed = []
    for child in row:
        cells = [child] if child.tag == W + "tc" else child.iterfind(f"{W}sdtContent/{W}tc")
        for cell in cells:
            properties = cell.find(W + "tcPr")
            merge = None if properties is None else properties.find(W + "vMerge")
            if merge is None or merge.get(W + "val") == "restart":
                placed.append((cell, column))
            column += number(value(properties, "gridSpan")) or 1
    return placed


def _breaks_before(properties: Any, styles: Styles, style: str | None) -> bool:
    said = switch(properties, "pageBreakBefore")
    if said is None:
        inherited = styles.paragraph(style, "pageBreakBefore")
        said = inherited is not None and switch(inherited.getparent(), "pageBreakBefore")
    return bool(said)


def _shared_size(letters: list[Letters]) -> float | None:
    sizes = {one.size for one in letters}
    return sizes.pop() if len(sizes) == 1 else None

"""The outline of a document: what every reader gives and the interpreter takes.

An outline is a flat list of blocks in reading order. A block is either one physical line
(plain text, PDF) or one whole paragraph, list item or table cell (Markdown, DOCX, ODT, HTML).
Layout is kept as facts (size, weight, indent …); no reader says what a block *means*.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a block stands in a table: all count from 0; `header` marks a header row."""

    table: int
    row: int
    column: int
    header: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """One line or one paragraph with its place and look.

    text        the text as it stands, white space at the ends removed, hyphenation not yet
                repaired, the bullet or list number removed only when the format itself held
                it apart (DOCX/ODT lists, HTML li, Markdown -); otherwise it is still in `text`
    page        from 1, None where the format has no pages
    first_line  from 1 in the extracted text (for plain text: the file's own lines)
    last_line   the last line, inclusive
    size        font size in points, None when unknown
    bold        True/False, None when unknown
    italic      True/False, None when unknown
    indent      left edge in points from the left edge of the text column (PDF, DOCX, ODT), or
                leading spaces (plain text, Markdown: list depth × 2); 0.0 when unknown
    bullet      the list mark the format held apart: "•" for an unordered item, "1." / "a)" for
                a numbered one; None when the block is no list item known to the format
    level       1–6 when the format itself marks a heading (# in Markdown, h1–h6,
                Heading 1–6 / Title in DOCX and ODT), else None
    whole       True when the format itself ends the paragraph here, so that the block is never
                to be joined with the next one; False for physical lines
    gap         empty space above: number of blank lines (text) or the distance to the former
                line in line heights minus one (PDF, rounded to one decimal); 0.0 at a page's top
    column      0 for the first text column of the page, 1 for the second …
    aside       True when the format or layout sets it apart from the running text: text box,
                <blockquote>, <aside>, a PDF block outside the text columns
    cell        place in a table, None outside tables
    """

    text: str
    first_line: int
    last_line: int
    page: int | None = None
    size: float | None = None
    bold: bool | None = None
    italic: bool | None = None
    indent: float = 0.0
    bullet: str | None = None
    level: int | None = None
    whole: bool = False
    gap: float = 0.0
    column: int = 0
    aside: bool = False
    cell: Cell | None = None


Format = Literal["text", "markdown", "pdf", "docx", "odt", "html"]


@dataclass(frozen=True, slots=True)
class Outline:
    """A read document.

    format    which reader read it
    title     the title the file's own metadata gives (DOCX/ODT/PDF/HTML), else None
    language  the language the file itself declares as a two-letter code, else None
    pages     number of pages, None where the format has none
    lines     the extracted text, line by line, so that `lines[n - 1]` is line n of the blocks
    blocks    in reading order; page furniture (running heads, page numbers) is still among
              them unless the format marks it as header or footer
    notes     what the reader could not do ("page 7 holds only a picture"), in English
    """

    format: Format
    blocks: tuple[Block, ...]
    lines: tuple[str, ...] = ()
    title: str | None = None
    language: str | None = None
    pages: int | None = None
    notes: tuple[str, ...] = field(default=())


class UnreadableDocument(Exception):
    """The file cannot be read; the message is one clear sentence for the person who gave it."""

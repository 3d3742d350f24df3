"""Reads PDF documents: the lines of every page in reading order, with their look."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from samkraft.importing.outline import Outline, UnreadableDocument
from samkraft.importing.readers.language_tags import two_letters
from samkraft.importing.readers.paragraphs import tidy
from samkraft.importing.readers.pdf_blocks import Blocks
from samkraft.importing.readers.pdf_gutters import column_edges
from samkraft.importing.readers.pdf_pages import PageContent, furniture_of, lines_of
from samkraft.importing.readers.pdf_rules import drawings_of
from samkraft.importing.readers.pdf_segments import add_drawn_bullets, segments_of
from samkraft.importing.readers.pdf_words import Sheet, WordFinder
from samkraft.importing.readers.safety import MAX_TEXT_CHARACTERS, TOO_MUCH_TEXT

MAX_PAGES = 3000
MAX_NOTES = 20
# What programs write when nobody gave a title.
NO_TITLES = frozenset({"", "untitled", "anonymous", "unspecified"})
PDFIUM_WRONG_PASSWORD = 4


def read_pdf(data: bytes, *, progress: Callable[[int, int], None] | None = None) -> Outline:
    """The outline of a PDF document; `progress` is called with (pages done, pages in all)."""
    document = _open(data)
    try:
        count = len(document)
        _check_count(count)
        pages, notes = _pages(document, count, progress)
        title, language = _metadata(document)
    finally:
        document.close()
    if not any(page.segments for page in pages):
        raise UnreadableDocument(
            "This PDF holds only pictures of text; run text recognition (OCR) on it, or give "
            "the document it was made from."
        )
    furniture = furniture_of(pages)
    edges = column_edges(page.segments for page in pages)
    blocks = Blocks([(page.number, lines_of(page, furniture, edges)) for page in pages])
    blocks.build()
    return Outline(
        format="pdf",
        blocks=tuple(blocks.blocks),
        lines=tuple(blocks.lines),
        title=title,
        language=language,
        pages=count,
        notes=tuple(notes),
    )


def _open(data: bytes) -> Any:
    import pypdfium2

    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == PDFIUM_WRONG_PASSWORD:
            raise UnreadableDocument(
                "The PDF is protected by a password; save it without one and try again."
            ) from None
        raise UnreadableDocument(
            "The PDF is damaged or incomplete; save it again from the program it was made in "
            "and try once more."
        ) from None


def _check_count(count: int) -> None:
    if count < 1:
        raise UnreadableDocument(
            "The PDF has no pages; save it again from the program it was made in."
        )
    if count > MAX_PAGES:
        raise UnreadableDocument(
            f"The PDF has {count} pages, and documents may have at most {MAX_PAGES}; "
            "split it into smaller files and try again."
        )


def _pages(
    document: Any, count: int, progress: Callable[[int, int], None] | None
) -> tuple[list[PageContent], list[str]]:
    import pypdfium2

    pages, notes, characters = [], [], 0
    for index in range(count):
        try:
            page = _page(document, index)
        except pypdfium2.PdfiumError:
            notes.append(f"Page {index + 1} is damaged and was not read.")
        else:
            pages.append(page)
            characters += sum(len(segment.text) for segment in page.segments)
            if not page.segments:
                notes.append(f"Page {index + 1} holds no text, only pictures or nothing.")
        if characters > MAX_TEXT_CHARACTERS:
            raise UnreadableDocument(TOO_MUCH_TEXT)
        if progress is not None:
            progress(index + 1, count)
    if len(notes) > MAX_NOTES:
        notes = [*notes[:MAX_NOTES], f"{len(notes) - MAX_NOTES} more pages like these."]
    return pages, notes


def _page(document: Any, index: int) -> PageContent:
    import pypdfium2.raw as raw

    page = document[index]
    try:
        textpage = page.get_textpage()
        try:
            sheet = Sheet.of(page)
            segments = segments_of(WordFinder(textpage.raw, sheet, raw).words())
            rules, dots = drawings_of(page.raw, sheet, raw) if segments else ([], [])
            add_drawn_bullets(segments, dots)
            return PageContent(index + 1, sheet.size[1], segments, rules)
        finally:
            textpage.close()
    finally:
        page.close()


def _metadata(document: Any) -> tuple[str | None, str | None]:
    import ctypes

    import pypdfium2.raw as raw

    title = tidy(document.get_metadata_value("Title").replace("\n", " "))
    title = None if title.lower().strip("()") in NO_TITLES else title
    length = raw.FPDFCatalog_GetLanguage(document.raw, None, 0)
    if not 2 < length < 100:
        return title, None
    buffer = ctypes.create_string_buffer(length)
    raw.FPDFCatalog_GetLanguage(
        document.raw, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), length
    )
    tag = buffer.raw[: length - 2].decode("utf-16-le", errors="replace")
    return title, two_letters(tag)

"""Readers of uploaded documents: a file goes in, an `Outline` comes out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from samkraft.importing.outline import Format, Outline, UnreadableDocument
from samkraft.importing.readers.recognise import note_on_name, recognise
from samkraft.importing.readers.safety import load_file

Progress = Callable[[int, int], None]

__all__ = ["Progress", "read_document"]


def read_document(path: Path, *, progress: Progress | None = None) -> Outline:
    """Read a document into its outline, choosing the reader by the content of the file.

    `progress` is called with (pages done, pages in all) where the format has pages. Raises
    `UnreadableDocument` with one sentence for the person when the file cannot be read.
    """
    data = load_file(path)
    kind = recognise(data, path)
    outline = _read(kind, data, progress)
    if not outline.blocks:
        raise UnreadableDocument(
            f"There is no text in {path.name}; check that it is the right document."
        )
    note = note_on_name(path, kind)
    return replace(outline, notes=(note, *outline.notes)) if note else outline


def _read(kind: Format, data: bytes, progress: Progress | None) -> Outline:
    # The libraries behind the readers are slow to import; only the one needed is loaded.
    if kind == "pdf":
        from samkraft.importing.readers.pdf import read_pdf

        return read_pdf(data, progress=progress)
    if kind == "docx":
        from samkraft.importing.readers.docx import read_docx

        return read_docx(data)
    if kind == "odt":
        from samkraft.importing.readers.odt import read_odt

        return read_odt(data)
    if kind == "html":
        from samkraft.importing.readers.html import read_html

        return read_html(data)
    if kind == "markdown":
        from samkraft.importing.readers.markdown import read_markdown

        return read_markdown(data)
    from samkraft.importing.readers.text import read_text

    return read_text(data)

"""Reads Word documents (.docx) without Word and without trusting the file."""

from __future__ import annotations

import posixpath
from typing import Any

from samkraft.importing.outline import Outline
from samkraft.importing.readers.docx_body import Body
from samkraft.importing.readers.docx_numbering import Numbering
from samkraft.importing.readers.docx_styles import STRICT, TRANSITIONAL, Styles, W
from samkraft.importing.readers.language_tags import two_letters
from samkraft.importing.readers.paragraphs import tidy
from samkraft.importing.readers.safety import Archive, damaged, parse_xml

RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"


def read_docx(data: bytes) -> Outline:
    """The outline of a Word document: body text, lists, tables and text boxes in order."""
    archive = Archive(data)
    main = _main_part(archive)
    folder = posixpath.dirname(main)
    styles_root = _part(archive, posixpath.join(folder, "styles.xml"))
    styles = Styles.of(styles_root)
    numbering = Numbering.of(_part(archive, posixpath.join(folder, "numbering.xml")), styles)
    root = _part(archive, main)
    content = None if root is None else root.find(W + "body")
    if content is None:
        raise damaged()
    body = Body(styles, numbering, _has_rendered_pages(content))
    body.read(content)
    title, language = _metadata(archive)
    return Outline(
        format="docx",
        blocks=tuple(body.blocks),
        lines=tuple(body.paragraphs.lines),
        title=title,
        language=language or _default_language(styles_root),
        pages=body.pages,
        notes=tuple(body.notes),
    )


def _main_part(archive: Archive) -> str:
    if "word/document.xml" in archive.names:
        return "word/document.xml"
    relations = _part(archive, "_rels/.rels")
    for relation in [] if relations is None else relations.iterfind(RELATIONS + "Relationship"):
        if (relation.get("Type") or "").endswith("/officeDocument"):
            return (relation.get("Target") or "").lstrip("/")
    raise damaged()


def _part(archive: Archive, name: str) -> Any:
    if name not in archive.names:
        return None
    return parse_xml(archive.read(name).replace(STRICT, TRANSITIONAL))


def _has_rendered_pages(content: Any) -> bool:
    """Whether Word noted where the pages ended when it last laid the document out."""
    return next(content.iter(W + "lastRenderedPageBreak"), None) is not None


def _metadata(archive: Archive) -> tuple[str | None, str | None]:
    core = _part(archive, "docProps/core.xml")
    if core is None:
        return None, None
    title = tidy(core.findtext(DUBLIN_CORE + "title") or "") or None
    return title, two_letters(core.findtext(DUBLIN_CORE + "language"))


def _default_language(styles_root: Any) -> str | None:
    if styles_root is None:
        return None
    path = f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang"
    found = styles_root.find(path)
    return None if found is None else two_letters(found.get(W + "val"))

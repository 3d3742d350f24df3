"""Reads OpenDocument texts (.odt)."""

from __future__ import annotations

from typing import Any

from samkraft.importing.outline import Outline, UnreadableDocument
from samkraft.importing.readers.language_tags import two_letters
from samkraft.importing.readers.odt_body import Body
from samkraft.importing.readers.odt_styles import FO, OFFICE, STYLE, TEXT, Styles
from samkraft.importing.readers.paragraphs import tidy
from samkraft.importing.readers.safety import Archive, damaged, parse_xml

DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"


def read_odt(data: bytes) -> Outline:
    """The outline of an OpenDocument text: headings, lists, tables and frames in order."""
    archive = Archive(data)
    if "content.xml" not in archive.names:
        raise damaged()
    _refuse_encrypted(archive)
    content = parse_xml(archive.read("content.xml"))
    styles = Styles()
    language = None
    if "styles.xml" in archive.names:
        root = parse_xml(archive.read("styles.xml"))
        styles.add(root)
        language = _default_language(root)
    styles.add(content)
    text = content.find(f"{OFFICE}body/{OFFICE}text")
    if text is None:
        raise damaged()
    body = Body(styles, next(text.iter(TEXT + "soft-page-break"), None) is not None)
    body.read(text)
    title, own_language = _metadata(archive)
    return Outline(
        format="odt",
        blocks=tuple(body.blocks),
        lines=tuple(body.paragraphs.lines),
        title=title,
        language=own_language or language,
        pages=body.pages,
    )


def _refuse_encrypted(archive: Archive) -> None:
    if "META-INF/manifest.xml" not in archive.names:
        return
    if b"encryption-data" in archive.read("META-INF/manifest.xml"):
        raise UnreadableDocument(
            "The document is protected by a password; save it without one and try again."
        )


def _metadata(archive: Archive) -> tuple[str | None, str | None]:
    if "meta.xml" not in archive.names:
        return None, None
    meta = parse_xml(archive.read("meta.xml")).find(OFFICE + "meta")
    if meta is None:
        return None, None
    title = tidy(meta.findtext(DUBLIN_CORE + "title") or "") or None
    return title, two_letters(meta.findtext(DUBLIN_CORE + "language"))


def _default_language(root: Any) -> str | None:
    path = f"{OFFICE}styles/{STYLE}default-style"
    for style in root.iterfind(path):
        properties = style.find(STYLE + "text-properties")
        if style.get(STYLE + "family") == "paragraph" and properties is not None:
            return two_letters(properties.get(FO + "language"))
    return None

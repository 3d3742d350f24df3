"""What a file really is, judged by its content; the name is only a hint."""

from __future__ import annotations

import re
from pathlib import Path

from samkraft.importing.outline import Format, UnreadableDocument
from samkraft.importing.readers.safety import Archive

HEAD = 4096

AGAIN = "Save it as .docx or PDF and try again."

EXTENSIONS: dict[str, Format] = {
    ".pdf": "pdf",
    ".docx": "docx",
    ".docm": "docx",
    ".dotx": "docx",
    ".odt": "odt",
    ".ott": "odt",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".md": "markdown",
    ".markdown": "markdown",
    ".txt": "text",
    ".text": "text",
}

NAMES: dict[Format, str] = {
    "pdf": "a PDF",
    "docx": "a Word document",
    "odt": "an OpenDocument text",
    "html": "a web page",
    "markdown": "Markdown text",
    "text": "plain text",
}

FOREIGN = (
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"II*\x00", "a picture (TIFF)"),
    (b"MM\x00*", "a picture (TIFF)"),
    (b"\x1f\x8b", "a compressed file (gzip)"),
    (b"7z\xbc\xaf\x27\x1c", "a compressed folder (7z)"),
    (b"Rar!", "a compressed folder (RAR)"),
    (b"%!PS", "a PostScript file"),
    (b"\x7fELF", "a program"),
)

# The quantifiers never give back what they took: comments in a row must not be tried in all ways.
HTML_START = re.compile(
    rb"^(?:\s++|(?><!--.*?-->)|(?><\?xml[^>]*>))*+"
    rb"<(?:!doctype\s+html|html|head|body|title|meta|article|main|h[1-6]|p|div|ul|ol|table|section)"
    rb"[\s>/]",
    re.IGNORECASE | re.DOTALL,
)
HTML_PAGE = re.compile(
    rb"^(?:\s++|(?><!--.*?-->)|(?><\?xml[^>]*>))*+<(?:!doctype\s+html|html)[\s>]",
    re.IGNORECASE | re.DOTALL,
)
HTML_TAG = re.compile(rb"</?(?:p|div|h[1-6]|li|ul|ol|table|body|br|span)[\s>/]", re.IGNORECASE)
PDF_START = 1024


def recognise(data: bytes, path: Path) -> Format:
    """The format of the content; what no reader takes is refused with its name."""
    head = data[:HEAD]
    if b"%PDF-" in head[:PDF_START]:
        return "pdf"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _recognise_archive(data)
    _refuse_foreign(data, head)
    claimed = EXTENSIONS.get(path.suffix.lower())
    if _is_html(head, claimed):
        return "html"
    _refuse_other_xml(head)
    if not _is_text(data):
        raise _unknown(claimed)
    return "markdown" if claimed == "markdown" else "text"


def note_on_name(path: Path, found: Format) -> str | None:
    """A remark when the name promises another format than the content holds."""
    claimed = EXTENSIONS.get(path.suffix.lower())
    if claimed is None or claimed == found:
        return None
    return (
        f"The name ends in {path.suffix}, but the content is {NAMES[found]} and was read as such."
    )


def _recognise_archive(data: bytes) -> Format:
    archive = Archive(data)
    names = archive.names
    if "mimetype" in names:
        kind = archive.read("mimetype").strip()
        if kind.startswith(b"application/vnd.oasis.opendocument.text"):
            return "odt"
        if kind.startswith(b"application/vnd.oasis.opendocument"):
            raise _foreign("an OpenDocument sheet or presentation")
        if kind.startswith(b"application/epub"):
            raise _foreign("an e-book (EPUB)")
    if "word/document.xml" in names:
        return "docx"
    if any(name.startswith("xl/") for name in names):
        raise _foreign("an Excel workbook")
    if any(name.startswith("ppt/") for name in names):
        raise _foreign("a PowerPoint presentation")
    if "[Content_Types].xml" in names and any(name.startswith("word/") for name in names):
        return "docx"
    if "content.xml" in names and "META-INF/manifest.xml" in names:
        return "odt"
    raise UnreadableDocument(
        "The file is a compressed folder (ZIP), not a document; unpack it and give one document."
    )


def _refuse_foreign(data: bytes, head: bytes) -> None:
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        # Word wraps a .docx with a password in the old container, under this member name.
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise UnreadableDocument(
                "The document is protected by a password; save it without one and try again."
            )
        raise _foreign("an old Office file (.doc, .xls or .ppt)")
    for start, name in FOREIGN:
        if head.startswith(start):
            raise _foreign(name)
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        raise _foreign("a picture (WebP)")
    if head[4:12] in (b"ftypheic", b"ftypmif1", b"ftypavif"):
        raise _foreign("a picture (HEIC)")
    if head[:2] == b"BM" and head[6:10] == b"\0\0\0\0":
        raise _foreign("a picture (BMP)")


def _is_html(head: bytes, claimed: Format | None) -> bool:
    text = head.replace(b"\0", b"") if head[:2] in (b"\xff\xfe", b"\xfe\xff") else head
    text = text.removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")
    # Markdown may begin with a piece of HTML; only a whole page overrules that name.
    if claimed == "markdown":
        return bool(HTML_PAGE.match(text))
    return bool(HTML_START.match(text)) or (claimed == "html" and bool(HTML_TAG.search(text)))


def _refuse_other_xml(head: bytes) -> None:
    if not head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"<?xml", b"<svg")):
        return
    if b"<svg" in head:
        raise _foreign("a picture (SVG)")
    if b"office:document" in head:
        raise _foreign("a flat OpenDocument file")
    raise _foreign("an XML file")


def _is_text(data: bytes) -> bool:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return True
    sample = data[:65536]
    # Office programs and scanners write control characters now and then; files full of them
    # are programs, pictures or scrambled data.
    strange = sum(sample.count(code) for code in _CONTROL)
    return b"\0" not in sample and strange * 50 <= len(sample)


_CONTROL = tuple(bytes([code]) for code in range(32) if code not in (9, 10, 12, 13, 27))


def _foreign(name: str) -> UnreadableDocument:
    return UnreadableDocument(f"The file is {name}, which cannot be read here. {AGAIN}")


def _unknown(claimed: Format | None) -> UnreadableDocument:
    if claimed in ("pdf", "docx", "odt"):
        return UnreadableDocument(
            f"The file is named like {NAMES[claimed]} but its content is something else or "
            f"damaged; open it in its own program, save it again and try once more."
        )
    return UnreadableDocument(f"The file is neither text nor a known document. {AGAIN}")

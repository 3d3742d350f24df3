"""Reads web pages."""

from __future__ import annotations

import re
from typing import Any

from samkraft.importing.outline import Outline
from samkraft.importing.readers.html_body import Walk
from samkraft.importing.readers.html_page import Page
from samkraft.importing.readers.language_tags import two_letters
from samkraft.importing.readers.paragraphs import tidy
from samkraft.importing.readers.safety import check_tags, damaged

META_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
XML_ENCODING = re.compile(rb"^\s*<\?xml[^>]+encoding\s*=\s*[\"']([\w.:-]+)")
XML_START = re.compile(r"^\s*<\?xml[^>]*\?>")
HEAD = 4096
GROUPING = re.compile(
    r"</?(?:div|section|article|main|center|blockquote|form|fieldset)\b[^<>]*>", re.IGNORECASE
)
INLINE = re.compile(r"</?(?:span|font|b|i|u|em|strong|small|big|a)\b[^<>]*>", re.IGNORECASE)
BYTE_ORDER_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


def read_html(data: bytes) -> Outline:
    """The outline of a web page without its navigation, cookie notes and scripts."""
    text = XML_START.sub("", decode(data)).replace("\0", "")
    check_tags(text.count("<"))
    root, complete = _parsed(text)
    if not complete:
        # Elements that only group are nested deeper than the parser goes; their edges will do.
        root, complete = _parsed(GROUPING.sub("<p>", INLINE.sub("", text)))
    if root is None or not complete:
        raise damaged()
    page = Page(root)
    walk = Walk(page)
    walk.read(page.content)
    return Outline(
        format="html",
        blocks=tuple(walk.paragraphs.blocks),
        lines=tuple(walk.paragraphs.lines),
        title=_title(root),
        language=two_letters(root.get("lang") or root.get(_XML_LANG)),
    )


def _parsed(text: str) -> tuple[Any, bool]:
    """The root of a page, and whether the parser reached its end."""
    from lxml import etree

    # Bytes in a fixed encoding, so that a wrong claim inside the page is not believed twice;
    # huge_tree because pages nest deeply and the walk that follows does not recurse.
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, no_network=True, recover=True)
    try:
        root = etree.fromstring(text.encode("utf-8", errors="replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None, True
    limit = etree.ErrorTypes.ERR_RESOURCE_LIMIT
    return root, all(error.type != limit for error in parser.error_log)


_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def decode(data: bytes) -> str:
    """The text of a page: by its byte order mark, its own claim, UTF-8, or Windows Latin."""
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    claim = META_CHARSET.search(data[:HEAD]) or XML_ENCODING.match(data[:HEAD])
    name = claim.group(1).decode("ascii", errors="replace").lower() if claim else "utf-8"
    # Browsers read these names as Windows Latin too; true Latin-1 has no printable 0x80–0x9f.
    if name in ("iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii"):
        name = "cp1252"
    for encoding in (name, "utf-8"):
        try:
            return data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("cp1252", errors="replace")


def _title(root: Any) -> str | None:
    for element in root.iter("title"):
        return tidy((element.text or "").replace("\n", " ")) or None
    return None

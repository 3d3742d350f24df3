"""Which characters a PX file is written in."""

from __future__ import annotations

import codecs
import re

NAMES = {
    "iso-8859-1": "iso-8859-1",
    "iso-8859-15": "iso-8859-15",
    "windows-1252": "cp1252",
    "utf-8": "utf-8",
}


def encoding_of(data: bytes) -> str:
    """The codec: BOM, else CODEPAGE, else CHARSET="ANSI" (Windows-1252), else DOS (cp850).

    Without a CODEPAGE, bytes beyond ASCII that are UTF-8 throughout are taken as that: in the
    other two they would make no sense.
    """
    if data.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    head = data[:20_000].decode("latin-1")
    if named := re.search(r'(?im)^\s*CODEPAGE\s*=\s*"([^"]+)"', head):
        name = named.group(1).strip().lower()
        try:
            return NAMES.get(name) or codecs.lookup(name).name
        except LookupError:
            return "cp1252"
    if not data.isascii() and _is_utf8(data):
        return "utf-8"
    if re.search(r'(?im)^\s*CHARSET\s*=\s*"ANSI"', head):
        return "cp1252"
    return "cp850"


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def decoded(data: bytes) -> tuple[str, str]:
    """The text and the codec that fits; UTF-8 that is none is read as Windows-1252."""
    name = encoding_of(data)
    try:
        return data.decode(name), "utf-8" if name == "utf-8-sig" else name
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace"), "cp1252"

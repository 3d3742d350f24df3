"""Plain text: bytes to an outline of physical lines."""

from __future__ import annotations

import codecs

from ..outline import Block, Outline, UnreadableDocument

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_TAB = 8
_ALLOWED_CONTROLS = frozenset("\t\n\r\f\v\x1a\x00")


def read_text(data: bytes) -> Outline:
    """Read a plain text file; a form feed begins a new page."""
    text = _decode(data).replace("\r\n", "\n").replace("\r", "\n")
    text = text.replace("\v", "\n").rstrip("\x1a\x00")
    if not text.strip():
        raise UnreadableDocument("The file is empty.")
    paged = "\f" in text.strip("\f\n ")
    blocks: list[Block] = []
    lines: list[str] = []
    page, empty = 1, 0
    for number, line in enumerate(text.split("\n"), start=1):
        breaks = line.count("\f")
        line = line.replace("\f", "")
        if breaks and lines:
            page, empty = page + breaks, 0
        lines.append(line.rstrip())
        if not line.strip():
            empty += 1
            continue
        blocks.append(_block(line, number, page if paged else None, empty))
        empty = 0
    return Outline(
        format="text", blocks=tuple(blocks), lines=tuple(lines), pages=page if paged else None
    )


def _block(line: str, number: int, page: int | None, empty: int) -> Block:
    expanded = line.expandtabs(_TAB)
    return Block(
        text=line.strip(),
        first_line=number,
        last_line=number,
        page=page,
        indent=float(len(expanded) - len(expanded.lstrip())),
        gap=float(empty),
    )


def _decode(data: bytes) -> str:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError:
                raise UnreadableDocument(f"The file says it is {encoding} but is not.") from None
    if b"\x00" in data[:4096]:
        raise UnreadableDocument("This is not a text file: it holds binary data.")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    controls = sum(1 for c in text[:20_000] if c < " " and c not in _ALLOWED_CONTROLS)
    if controls > 0.01 * min(len(text), 20_000) + 3:
        raise UnreadableDocument("This is not a text file: it holds binary data.")
    return text

"""Collects the paragraphs of formats without natural lines into blocks and extracted lines."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from samkraft.importing.outline import Block, Cell, UnreadableDocument
from samkraft.importing.readers.safety import MAX_TEXT_CHARACTERS, TOO_MUCH_TEXT

SPACES = re.compile(r"[ \t\r\f\v\u00a0\u2002-\u200a\u202f]+")
INVISIBLE = str.maketrans(
    {"\u00ad": None, "\u200b": None, "\ufeff": None, "\u2060": None, "\0": None}
)
LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
)


@dataclass(frozen=True, slots=True)
class Look:
    """The facts that all parts of one paragraph share; the names are those of `Block`."""

    page: int | None = None
    size: float | None = None
    bold: bool | None = None
    italic: bool | None = None
    indent: float = 0.0
    bullet: str | None = None
    level: int | None = None
    aside: bool = False
    cell: Cell | None = None


def tidy(text: str) -> str:
    """Text in one line: runs of spaces made one, invisible characters and ligatures undone."""
    return SPACES.sub(" ", text.translate(INVISIBLE).translate(LIGATURES)).strip()


@dataclass(slots=True)
class Paragraphs:
    """Blocks and lines in the making; one line for each block."""

    blocks: list[Block] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    _blank: float = 0.0
    _characters: int = 0

    def add(self, text: str, look: Look) -> None:
        """One paragraph; a "\\n" in it is a line break its author typed.

        A heading is one thing however it is broken. Elsewhere a typed break may part labels or
        only wrap a sentence, so the parts become lines that are not `whole`.
        """
        if look.level is not None:
            text = text.replace("\n", " ")
        parts = [tidy(part) for part in text.split("\n")]
        wanted = [number for number, part in enumerate(parts) if part]
        if not wanted:
            self._blank += 1.0
            return
        for number in wanted:
            first, last = number == wanted[0], number == wanted[-1]
            # An empty line between two breaks ends the paragraph as surely as a new one would.
            parted = last or not parts[number + 1]
            if not first and not parts[number - 1]:
                self._blank += 1.0
            self._put(parts[number], look, bullet=look.bullet if first else None, whole=parted)

    def _put(self, text: str, look: Look, *, bullet: str | None, whole: bool) -> None:
        self._characters += len(text)
        if self._characters > MAX_TEXT_CHARACTERS:
            raise UnreadableDocument(TOO_MUCH_TEXT)
        self.lines.append(f"{bullet} {text}" if bullet else text)
        line = len(self.lines)
        facts: dict[str, Any] = {name: getattr(look, name) for name in Look.__slots__}
        facts["bullet"] = bullet
        block = Block(text, line, line, **facts, whole=whole, gap=self._blank)
        self._blank = 0.0
        self.blocks.append(block)

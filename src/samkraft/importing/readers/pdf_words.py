"""Words of a PDF page with their places and letters.

Asking pdfium about every character is slow from Python, so it is asked three things per word:
where the first character stands, where the last one ends, and which text object it belongs to.
"""

from __future__ import annotations

import ctypes
import math
import re
from dataclasses import dataclass, field
from typing import Any, NamedTuple

# U+FFFE and U+0002 are what pdfium writes for a hyphen at a line's end; it then goes on with the
# next line as if it were the same word.
WORD = re.compile("[^\\s\ufffe\x02]+[\ufffe\x02]?|[\ufffe\x02]")
HYPHENS = "\ufffe\x02"
LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
)
BOLD = re.compile(
    r"bold|black|heavy|semib|demi|halvfet|fett|(?<![a-z])(?:bd|sb|blk)(?![a-z])|^(?:cm|sf)bx",
    re.IGNORECASE,
)
ITALIC = re.compile(r"italic|oblique|kursiv|slanted|(?<![a-z])(?:it|ital)(?![a-z])", re.IGNORECASE)
FLAG_ITALIC, FLAG_FORCE_BOLD = 1 << 6, 1 << 18
FILL_AND_STROKE = 2
HEAVY = 600
NAME_BYTES = 256
MAX_TILT = 0.1
MAX_CHARACTERS_ON_PAGE = 2_000_000


class Letters(NamedTuple):
    """The look of a text object; `tilted` when it does not run from left to right."""

    size: float
    bold: bool | None
    italic: bool | None
    tilted: bool


class Word(NamedTuple):
    """A word; x from the page's left edge, y from its top, both in points."""

    text: str
    x0: float
    x1: float
    baseline: float
    letters: Letters
    glued: bool
    new_line: bool


@dataclass(slots=True)
class Sheet:
    """A page turned upright, with its visible edges."""

    left: float
    bottom: float
    width: float
    height: float
    turns: int

    @classmethod
    def of(cls, page: Any) -> Sheet:
        """The visible part of a pdfium page."""
        left, bottom, right, top = page.get_cropbox()
        turns = (page.get_rotation() // 90) % 4
        return cls(left, bottom, max(right - left, 1.0), max(top - bottom, 1.0), turns)

    @property
    def size(self) -> tuple[float, float]:
        """Width and height as a reader sees them."""
        return (self.height, self.width) if self.turns % 2 else (self.width, self.height)

    def place(self, x: float, y: float) -> tuple[float, float]:
        """A point of the file as a reader sees it: from the left and from the top."""
        x, y = x - self.left, y - self.bottom
        if self.turns == 1:
            return y, x
        if self.turns == 2:
            return self.width - x, y
        if self.turns == 3:
            return self.height - y, self.width - x
        return x, self.height - y


@dataclass(slots=True)
class WordFinder:
    """Reads the words of one text page."""

    textpage: Any
    sheet: Sheet
    raw: Any
    _letters: dict[int | None, Letters] = field(default_factory=dict)

    def words(self) -> list[Word]:
        """All words in the order of the file."""
        count = min(self.raw.FPDFText_CountChars(self.textpage), MAX_CHARACTERS_ON_PAGE)
        if count <= 0:
            return []
        buffer = (ctypes.c_ushort * (2 * count + 2))()
        written = self.raw.FPDFText_GetText(self.textpage, 0, count, buffer)
        text = bytes(buffer)[: 2 * max(written - 1, 0)].decode("utf-16-le", errors="replace")
        # Characters without meaning have an index but no text; then indexes must be translated.
        shifted = len(text) != count
        found, end = [], 0
        for match in WORD.finditer(text):
            first, last = match.start(), match.end() - 1
            if shifted:
                first = self.raw.FPDFText_GetCharIndexFromTextIndex(self.textpage, first)
                last = self.raw.FPDFText_GetCharIndexFromTextIndex(self.textpage, last)
            between = text[end : match.start()]
            end = match.end()
            if first < 0 or last < first:
                continue
            word = self._word(match.group(), first, last, not between, "\n" in between)
            if word is not None:
                found.append(word)
        return found

    def _word(self, text: str, first: int, last: int, glued: bool, new_line: bool) -> Word | None:
        x, y = ctypes.c_double(), ctypes.c_double()
        self.raw.FPDFText_GetCharOrigin(self.textpage, first, x, y)
        box = self.raw.FS_RECTF()
        self.raw.FPDFText_GetLooseCharBox(self.textpage, last, box)
        letters = self._letters_at(first)
        x0, baseline = self.sheet.place(x.value, y.value)
        corner, _ = self.sheet.place(box.left, box.bottom)
        opposite, _ = self.sheet.place(box.right, box.top)
        x1 = max(corner, opposite, x0)
        width, height = self.sheet.size
        if not (-1 <= x0 <= width + 1 and -1 <= baseline <= height + letters.size):
            return None
        return Word(_plain(text), x0, x1, baseline, letters, glued, new_line)

    def _letters_at(self, index: int) -> Letters:
        obj = self.raw.FPDFText_GetTextObject(self.textpage, index)
        key = ctypes.addressof(obj.contents) if obj else None
        if key not in self._letters:
            self._letters[key] = self._look(index, obj)
        return self._letters[key]

    def _look(self, index: int, obj: Any) -> Letters:
        matrix = self.raw.FS_MATRIX(1, 0, 0, 1, 0, 0)
        self.raw.FPDFText_GetMatrix(self.textpage, index, matrix)
        size = self.raw.FPDFText_GetFontSize(self.textpage, index)
        size *= math.hypot(matrix.c, matrix.d) or 1.0
        if not 0 < size < 2000:
            size = 1.0
        # How far the writing direction is turned from the reader's left to right.
        angle = math.atan2(matrix.b, matrix.a) - self.sheet.turns * math.pi / 2
        tilted = abs(math.remainder(angle, 2 * math.pi)) > MAX_TILT
        bold, italic = self._weight_and_slope(index, obj)
        return Letters(round(size, 1), bold, italic, tilted)

    def _weight_and_slope(self, index: int, obj: Any) -> tuple[bool | None, bool | None]:
        name = ctypes.create_string_buffer(NAME_BYTES)
        flags = ctypes.c_int(0)
        self.raw.FPDFText_GetFontInfo(self.textpage, index, name, NAME_BYTES, flags)
        font = name.value.decode("utf-8", errors="replace").split("+")[-1]
        # Some programs draw bold letters as plain ones with an outline.
        outlined = bool(obj) and self.raw.FPDFTextObj_GetTextRenderMode(obj) == FILL_AND_STROKE
        marked = outlined or bool(flags.value & FLAG_FORCE_BOLD)
        slanted = bool(flags.value & FLAG_ITALIC)
        if not font:
            weight = self.raw.FPDFText_GetFontWeight(self.textpage, index)
            return (True if marked or weight >= HEAVY else None), (True if slanted else None)
        return marked or bool(BOLD.search(font)), slanted or bool(ITALIC.search(font))


def _plain(text: str) -> str:
    if text[-1] in HYPHENS or text[-1] == "\u00ad":
        text = text[:-1] + "-"
    return text.translate(LIGATURES).replace("\u00ad", "").replace("\0", "")

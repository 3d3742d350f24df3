"""Joins words that stand beside each other into segments: the largest safe pieces of a line."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from samkraft.importing.readers.pdf_rules import Dot
from samkraft.importing.readers.pdf_words import Word

# Wider gaps may part two columns; whether they do is seen only with the whole page at hand.
SEGMENT_GAP = 0.8
# What the file itself draws as one string is one line even where it is stretched to fill it.
STRING_GAP = 3.0
MARK_GAP = 5.0
DOT_GAP, DOT_SIZE = 2.5, 0.65
SAME_LINE = 0.25
RAISED = 0.65
SMALLER = 0.85
MARK = re.compile(
    r"^(?:[•·▪●○◦‣■□–—\-*✓➢\uf0b7\uf0a7]|\(?\d{1,3}(?:\.\d{1,3})*[.)]?|\(?[a-zA-Z][.)]|[ivxIVX]{1,5}[.)])$"
)


@dataclass(slots=True, eq=False)
class Segment:
    """A piece of one line without a wide gap in it."""

    text: str
    x0: float
    x1: float
    baseline: float
    size: float
    bold: bool | None
    italic: bool | None
    tilted: bool = False
    # What stood apart before a bullet or number was joined to the text behind it.
    halves: tuple[Segment, Segment] | None = None

    @property
    def top(self) -> float:
        """The upper edge of its letters, roughly."""
        return self.baseline - 0.75 * self.size

    @property
    def bottom(self) -> float:
        """The lower edge of its letters, roughly."""
        return self.baseline + 0.25 * self.size

    @property
    def width(self) -> float:
        """From its left to its right edge."""
        return self.x1 - self.x0


def segments_of(words: Iterable[Word]) -> list[Segment]:
    """The segments of a page, from top to bottom and left to right."""
    groups: list[list[Word]] = []
    for word in words:
        if groups and _continues(groups[-1], word):
            groups[-1].append(word)
        else:
            groups.append([word])
    segments = [_segment(group) for group in groups]
    upright = [segment for segment in segments if not segment.tilted]
    joined = [piece for row in rows_of(upright) for piece in _joined(row)]
    return joined + [segment for segment in segments if segment.tilted]


def rows_of(segments: list[Segment]) -> list[list[Segment]]:
    """Segments on the same baseline together, rows from the top, each from the left."""
    rows: list[list[Segment]] = []
    for segment in sorted(segments, key=lambda one: one.baseline):
        if rows and same_line(rows[-1][0], segment):
            rows[-1].append(segment)
        else:
            rows.append([segment])
    for row in rows:
        row.sort(key=lambda one: one.x0)
    return rows


def same_line(one: Segment, other: Segment) -> bool:
    """Whether two segments stand on the same baseline."""
    return abs(one.baseline - other.baseline) <= SAME_LINE * min(one.size, other.size) + 0.5


def join(left: Segment, right: Segment, space: str = " ") -> Segment:
    """Two segments of one line as one; the look is that of the longer one."""
    main = left if len(left.text) >= len(right.text) else right
    return Segment(
        f"{left.text}{space}{right.text}",
        min(left.x0, right.x0),
        max(left.x1, right.x1),
        main.baseline,
        main.size,
        _both(left.bold, right.bold),
        _both(left.italic, right.italic),
    )


def is_mark(text: str) -> bool:
    """Whether a text is a bullet or a number that stands before an item."""
    return bool(MARK.match(text))


def add_drawn_bullets(segments: list[Segment], dots: list[Dot]) -> None:
    """Writes a bullet before each segment that has a small shape drawn just left of it."""
    for dot in dots:
        near = [
            segment
            for segment in segments
            if segment.top <= dot.middle <= segment.bottom
            and 0 < segment.x0 - dot.x1 <= DOT_GAP * segment.size
            and dot.x1 - dot.x0 <= DOT_SIZE * segment.size
        ]
        if len(near) == 1 and not is_mark(near[0].text.split(" ")[0]):
            near[0].text = f"• {near[0].text}"
            near[0].x0 = dot.x0


def _continues(group: list[Word], word: Word) -> bool:
    former, letters = group[-1], word.letters
    if letters.tilted or former.letters.tilted:
        return letters.tilted and former.letters.tilted and not word.new_line
    size = max(letters.size, former.letters.size)
    gap = word.x0 - former.x1
    # Letters are made once for each text object, so the same ones mean the same string.
    limit = STRING_GAP if letters is former.letters else SEGMENT_GAP
    if not -0.5 * size <= gap <= limit * min(letters.size, former.letters.size):
        return False
    # Compared with the tallest word so far: a raised footnote mark must not lift the line.
    main = max(group, key=lambda one: one.letters.size)
    distance = abs(word.baseline - main.baseline)
    if distance <= SAME_LINE * min(letters.size, main.letters.size) + 0.5:
        return True
    smaller = min(letters.size, main.letters.size) <= SMALLER * size
    return smaller and gap <= 0.3 * size and distance <= RAISED * size


def _segment(group: list[Word]) -> Segment:
    text = group[0].text
    for word in group[1:]:
        text += word.text if word.glued else f" {word.text}"
    weights: dict[tuple[float, bool | None, bool | None], int] = {}
    for word in group:
        look = word.letters[:3]
        weights[look] = weights.get(look, 0) + len(word.text)
    size = max(weights, key=lambda look: weights[look])[0]
    main = max(group, key=lambda one: one.letters.size)
    return Segment(
        text,
        min(word.x0 for word in group),
        max(word.x1 for word in group),
        main.baseline,
        size,
        _all([word.letters.bold for word in group]),
        _all([word.letters.italic for word in group]),
        main.letters.tilted,
    )


def _joined(row: list[Segment]) -> list[Segment]:
    """A row with its neighbours joined where the file wrote them apart, and marks with items."""
    pieces = [row[0]]
    for segment in row[1:]:
        former = pieces[-1]
        gap = segment.x0 - former.x1
        size = min(former.size, segment.size)
        limit = MARK_GAP if is_mark(former.text) else SEGMENT_GAP
        if -0.5 * size <= gap <= limit * size:
            pieces[-1] = join(former, segment, "" if gap < 0.1 * size else " ")
            if is_mark(former.text) and gap > SEGMENT_GAP * size:
                pieces[-1].halves = (former, segment)
        else:
            pieces.append(segment)
    return pieces


def _both(one: bool | None, other: bool | None) -> bool | None:
    return _all([one, other])


def _all(values: list[bool | None]) -> bool | None:
    if all(value is None for value in values):
        return None
    return all(values)

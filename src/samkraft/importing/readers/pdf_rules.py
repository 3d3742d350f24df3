"""What is drawn on a PDF page: borders that tables are recognised by, and drawn bullets."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from typing import Any

from samkraft.importing.readers.pdf_words import Sheet

MAX_OBJECTS = 5000
MAX_RULES = 300
THIN = 2.5
MIN_ACROSS, MIN_DOWN = 12.0, 6.0
NEAR = 2.5
WHOLE_PAGE = 0.9
# A rectangle has five points; longer paths may be a whole grid drawn in one go.
RECTANGLE_POINTS = 5
MAX_POINTS = 1000
DOT = (1.5, 7.0)
MAX_DOTS = 200


@dataclass(frozen=True, slots=True)
class Rule:
    """A line along x (`across`) or y at a position, from start to end; points, y from the top."""

    across: bool
    at: float
    start: float
    end: float

    def touches(self, other: Rule) -> bool:
        """Whether two lines meet."""
        if self.across == other.across:
            return abs(self.at - other.at) <= NEAR and (
                self.start <= other.end + NEAR and other.start <= self.end + NEAR
            )
        return (
            other.start - NEAR <= self.at <= other.end + NEAR
            and self.start - NEAR <= other.at <= self.end + NEAR
        )


@dataclass(frozen=True, slots=True)
class Dot:
    """A small round or square shape, such as browsers draw before the items of a list."""

    x0: float
    x1: float
    middle: float


def drawings_of(page: Any, sheet: Sheet, raw: Any) -> tuple[list[Rule], list[Dot]]:
    """The borders drawn on a page, pieces of one line put together, and the small shapes."""
    count = raw.FPDFPage_CountObjects(page)
    # Maps and diagrams are made of very many lines; no table needs so many.
    if not 0 < count <= MAX_OBJECTS:
        return [], []
    found: list[Rule] = []
    dots: list[Dot] = []
    for index in range(count):
        obj = raw.FPDFPage_GetObject(page, index)
        if raw.FPDFPageObj_GetType(obj) != raw.FPDF_PAGEOBJ_PATH:
            continue
        box = _box(obj, sheet, raw)
        if box is None:
            continue
        x0, y0, x1, y1 = box
        if DOT[0] <= x1 - x0 <= DOT[1] and abs((x1 - x0) - (y1 - y0)) <= 1.0:
            dots.append(Dot(x0, x1, (y0 + y1) / 2))
        else:
            found += _edges(obj, box, sheet, raw)
    merged = _merged(found)
    return merged if len(merged) <= MAX_RULES else [], dots if len(dots) <= MAX_DOTS else []


def connected(rules: list[Rule]) -> list[list[Rule]]:
    """Lines that meet, directly or through others, together."""
    groups: list[list[Rule]] = []
    waiting = list(rules)
    while waiting:
        group = [waiting.pop()]
        for rule in group:
            near = [other for other in waiting if rule.touches(other)]
            waiting = [other for other in waiting if not rule.touches(other)]
            group += near
        groups.append(group)
    return groups


def _box(obj: Any, sheet: Sheet, raw: Any) -> tuple[float, float, float, float] | None:
    sides = [ctypes.c_float() for _ in range(4)]
    if not raw.FPDFPageObj_GetBounds(obj, *sides):
        return None
    left, bottom, right, top = (side.value for side in sides)
    x0, y0 = sheet.place(left, bottom)
    x1, y1 = sheet.place(right, top)
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _edges(obj: Any, box: tuple[float, float, float, float], sheet: Sheet, raw: Any) -> list[Rule]:
    x0, y0, x1, y1 = box
    wide, high = x1 - x0, y1 - y0
    width, height = sheet.size
    if wide > WHOLE_PAGE * width and high > WHOLE_PAGE * height:
        return []
    if high <= THIN:
        return [Rule(True, (y0 + y1) / 2, x0, x1)] if wide >= MIN_ACROSS else []
    if wide <= THIN:
        return [Rule(False, (x0 + x1) / 2, y0, y1)] if high >= MIN_DOWN else []
    if wide < MIN_ACROSS or high < MIN_DOWN:
        return []
    if raw.FPDFPath_CountSegments(obj) > RECTANGLE_POINTS:
        return _strokes(obj, sheet, raw)
    return [
        Rule(True, y0, x0, x1),
        Rule(True, y1, x0, x1),
        Rule(False, x0, y0, y1),
        Rule(False, x1, y0, y1),
    ]


def _strokes(obj: Any, sheet: Sheet, raw: Any) -> list[Rule]:
    """The straight strokes of a path along x or y; curves and slants are no borders."""
    count = raw.FPDFPath_CountSegments(obj)
    matrix = raw.FS_MATRIX(1, 0, 0, 1, 0, 0)
    if count > MAX_POINTS or not raw.FPDFPageObj_GetMatrix(obj, matrix):
        return []
    found: list[Rule] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    former: tuple[float, float] | None = None
    for index in range(count):
        segment = raw.FPDFPath_GetPathSegment(obj, index)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        place = sheet.place(
            matrix.a * x.value + matrix.c * y.value + matrix.e,
            matrix.b * x.value + matrix.d * y.value + matrix.f,
        )
        straight = raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_LINETO
        if straight and former is not None:
            found += _stroke(former, place)
        former = place
    return found


def _stroke(start: tuple[float, float], end: tuple[float, float]) -> list[Rule]:
    (x0, x1), (y0, y1) = sorted((start[0], end[0])), sorted((start[1], end[1]))
    if y1 - y0 <= THIN and x1 - x0 >= MIN_ACROSS:
        return [Rule(True, (y0 + y1) / 2, x0, x1)]
    if x1 - x0 <= THIN and y1 - y0 >= MIN_DOWN:
        return [Rule(False, (x0 + x1) / 2, y0, y1)]
    return []


def _merged(rules: list[Rule]) -> list[Rule]:
    """Pieces of the same line as one: programs draw the border of every cell by itself."""
    merged: list[Rule] = []
    for across in (True, False):
        lines: list[list[Rule]] = []
        for rule in sorted((r for r in rules if r.across == across), key=lambda r: r.at):
            if lines and rule.at - lines[-1][0].at <= NEAR:
                lines[-1].append(rule)
            else:
                lines.append([rule])
        for line in lines:
            merged += _runs(across, line)
    return merged


def _runs(across: bool, line: list[Rule]) -> list[Rule]:
    runs: list[Rule] = []
    for rule in sorted(line, key=lambda one: one.start):
        if runs and rule.start <= runs[-1].end + NEAR:
            runs[-1] = Rule(across, line[0].at, runs[-1].start, max(runs[-1].end, rule.end))
        else:
            runs.append(Rule(across, line[0].at, rule.start, rule.end))
    return runs

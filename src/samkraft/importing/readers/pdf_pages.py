"""A PDF page as lines in reading order, with running heads and asides told apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from samkraft.importing.readers.pdf_columns import Item, Line, ordered
from samkraft.importing.readers.pdf_margins import beyond_text
from samkraft.importing.readers.pdf_rules import Rule
from samkraft.importing.readers.pdf_segments import Segment, join, rows_of, same_line
from samkraft.importing.readers.pdf_tables import Grid, grids_of

MARGIN = 0.1
MAX_SEGMENTS = 3000
DIGITS = re.compile(r"\d+")
PAGE_NUMBER = re.compile(r"^(?:(?:side|sida|page|sivu|s\.)\s*)?[-–]?\s*\d{1,4}\s*[-–]?$", re.I)
PAGE_DIGITS, NUMBER_EDGE = 3, 4.0
MANY_LINES = 8
FEW_LINES = 8
NARROW = 0.6
CENTRED = 0.03
QUOTE_WIDTH = 0.75


@dataclass(slots=True)
class PageContent:
    """What was found on one page before it is put in order."""

    number: int
    height: float
    segments: list[Segment]
    rules: list[Rule] = field(default_factory=list)


def furniture_of(pages: Iterable[PageContent]) -> set[str]:
    """The texts that come back in the margins of several pages, page numbers left out of them."""
    seen: Counter[str] = Counter()
    for page in pages:
        seen.update({_key(one) for one in page.segments if _in_margin(one, page)})
    return {text for text, count in seen.items() if count >= 2 and text}


def lines_of(page: PageContent, furniture: set[str], edges: Sequence[float] = ()) -> list[Line]:
    """The lines of a page in reading order: running head, text, asides, running foot.

    `edges` are the left edges of the document's further text columns.
    """
    head: list[Segment] = []
    foot: list[Segment] = []
    text: list[Segment] = []
    tilted = [segment for segment in page.segments if segment.tilted]
    for segment in page.segments:
        if segment.tilted:
            continue
        if not _is_furniture(segment, page, furniture) or _in_row(segment, page, furniture):
            text.append(segment)
        elif segment.baseline < page.height / 2:
            head.append(segment)
        else:
            foot.append(segment)
    text, notes = beyond_text(text)
    grids, rest = ([], text) if len(text) > MAX_SEGMENTS else grids_of(text, page.rules, edges)
    rest = _with_page_numbers(rest)
    items: list[Item] = [*rest, *grids]
    lines = ordered(items)
    _mark_margins(lines)
    _mark_quotes(lines)
    return (
        _plain(head)
        + [line for line in lines if not line.aside or line.column]
        + [line for line in lines if line.aside and not line.column]
        + [Line(segment, aside=True) for segment in (*notes, *tilted)]
        + _plain(foot)
    )


def _with_page_numbers(segments: list[Segment]) -> list[Segment]:
    """The segments, with the right-hand numbers of a table of contents joined to their lines."""
    numbers = [one for one in segments if one.text.isdigit() and len(one.text) <= PAGE_DIGITS]
    ends = Counter(round(one.x1 / NUMBER_EDGE) for one in numbers)
    numbers = [one for one in numbers if ends[round(one.x1 / NUMBER_EDGE)] >= 3]
    if not numbers:
        return segments
    among = {id(one) for one in numbers}
    found: list[Segment] = []
    for row in rows_of(segments):
        for index, segment in enumerate(row):
            if index and id(segment) in among:
                found[-1] = join(found[-1], segment)
            else:
                found.append(segment)
    return found


def _plain(segments: list[Segment]) -> list[Line]:
    return [Line(segment) for row in rows_of(segments) for segment in row]


def _key(segment: Segment) -> str:
    return DIGITS.sub("#", segment.text).casefold()


def _in_margin(segment: Segment, page: PageContent) -> bool:
    return not MARGIN * page.height <= segment.baseline <= (1 - MARGIN) * page.height


def _is_furniture(segment: Segment, page: PageContent, furniture: set[str]) -> bool:
    if not _in_margin(segment, page):
        return False
    return _key(segment) in furniture or bool(PAGE_NUMBER.match(segment.text))


def _in_row(segment: Segment, page: PageContent, furniture: set[str]) -> bool:
    """A number on the same line as text is the last cell of a row, and no page number."""
    if _key(segment) in furniture and not segment.text.isdigit():
        return False
    return segment.text.isdigit() and any(
        other is not segment
        and same_line(other, segment)
        and not other.tilted
        and not _is_furniture(other, page, furniture)
        for other in page.segments
    )


def _mark_margins(lines: list[Line]) -> None:
    """Marks columns that are short and narrow beside a long one: notes in the margin."""
    columns: dict[tuple[int, int], list[Item]] = {}
    for line in lines:
        if not line.aside:
            columns.setdefault((line.band, line.column), []).append(line.item)
    widths = {key: _width(items) for key, items in columns.items()}
    for (band, column), items in columns.items():
        beside = [key for key in columns if key[0] == band and key[1] != column]
        if not beside or any(isinstance(item, Grid) for item in items):
            continue
        main = max(beside, key=lambda key: len(columns[key]))
        short = len(items) <= FEW_LINES and len(columns[main]) >= max(MANY_LINES, 2 * len(items))
        if short and widths[band, column] < NARROW * widths[main]:
            for line in lines:
                if (line.band, line.column) == (band, column):
                    line.aside = True


def _width(items: list[Item]) -> float:
    return max(item.x1 for item in items) - min(item.x0 for item in items)


def _mark_quotes(lines: list[Line]) -> None:
    """Marks lines set centred and narrow within a column of text: quotations drawn out of it."""
    texts = [line for line in lines if isinstance(line.item, Segment) and not line.aside]
    if len(texts) < MANY_LINES:
        return
    left = min(line.item.x0 for line in texts)
    right = max(line.item.x1 for line in texts)
    width = right - left
    group: list[Line] = []
    for line in [*texts, None]:
        if line is not None and _fits_quote(line, group, left, width):
            group.append(line)
            continue
        if _is_quote(group):
            for member in group:
                member.aside = True
        group = [line] if line is not None and _fits_quote(line, [], left, width) else []


def _fits_quote(line: Line, group: list[Line], left: float, width: float) -> bool:
    item = line.item
    # Only lines of a single column have that column's centre to be measured against.
    if line.column or not isinstance(item, Segment) or item.width > QUOTE_WIDTH * width:
        return False
    if abs(item.x0 + item.x1 - 2 * left - width) > 2 * CENTRED * width:
        return False
    return not group or item.baseline - group[-1].item.bottom < 1.5 * item.size


def _is_quote(group: list[Line]) -> bool:
    pieces = [line.item for line in group if isinstance(line.item, Segment)]
    edges = {round(piece.x0 / 2) for piece in pieces}
    return len(pieces) >= 2 and len(edges) >= 2 and not all(piece.bold for piece in pieces)

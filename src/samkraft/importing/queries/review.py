"""A reading as it is looked over: the tree, the lines beside it, what the reader remarked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count, Max, Q

from samkraft.importing.models import Document, Item, Step
from samkraft.plans.rules.order import Node, tree

# Lines shown at once: a page of several thousand lines is slow on a phone.
WINDOW = 2000


@dataclass(frozen=True, slots=True)
class Pointed:
    """A finding or quotation with the place it is about; `item` when one begins there."""

    code: str
    text: str
    page: int | None
    first: int
    last: int
    item: int | None
    start: int


@dataclass(frozen=True, slots=True)
class Row:
    """An item in the tree: whether something stands under it, how many lists end after it."""

    item: Item
    depth: int
    parent: bool
    ends: range
    place: Pointed


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the document. `page` is set where a page begins, `items` are those made of the
    line, `unread` is (first, last) on the first of several lines nobody has taken up."""

    number: int
    text: str
    page: int | None
    items: tuple[int, ...]
    unread: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Review:
    """All that the page of a review shows."""

    rows: tuple[Row, ...]
    lines: tuple[Line, ...]
    start: int
    starts: tuple[int, ...]
    findings: tuple[Pointed, ...]
    quotes: tuple[Pointed, ...]
    unread: int
    newest: Step | None
    state: str


def review_of(document: Document, start: int = 1) -> Review:
    """The review of a document with its lines from `start` on. Four queries."""
    items = list(document.items.filter(dropped=False).order_by("order", "pk"))
    for item in items:
        item.document = document
    used = _used(document, items)
    runs = _unread(document, used)
    count = len(document.lines)
    start = start if 1 <= start <= count else 1
    start -= (start - 1) % WINDOW
    newest = document.steps.filter(undone_at=None).select_related("by").order_by("-number")
    beginning = {item.first_line: item.pk for item in reversed(items)}
    return Review(
        rows=tuple(_rows(tree(items, number=lambda i: i.pk, parent=lambda i: i.parent_id))),
        lines=tuple(_lines(document, start, used, runs)),
        start=start,
        starts=tuple(range(1, count + 1, WINDOW)) if count > WINDOW else (),
        findings=tuple(_pointed(each, beginning) for each in document.findings),
        quotes=tuple(_pointed({"code": "", **each}, beginning) for each in document.quotes),
        unread=sum(last - first + 1 for first, last in runs.items()),
        newest=newest.first(),
        state=state_of(document),
    )


def state_of(document: Document) -> str:
    """A word that changes with every step and every undoing. One cheap query."""
    found = Step.objects.filter(document=document).aggregate(
        newest=Max("number"), undone=Count("pk", filter=Q(undone_at__isnull=False))
    )
    return f"{found['newest'] or 0}.{found['undone']}"


def window_of(line: int) -> int:
    """The first line of the part of the document in which a line is shown."""
    return max(line, 1) - (max(line, 1) - 1) % WINDOW


def _rows(nodes: tuple[Node[Item], ...], closes: int = 0) -> Iterator[Row]:
    """The tree as a list, in the order in which it is read."""
    for place, node in enumerate(nodes):
        last = place == len(nodes) - 1
        ends = closes + 1 if last and node.depth else 0
        below = bool(node.children)
        yield Row(node.row, node.depth, below, range(0 if below else ends), _place(node.row))
        yield from _rows(node.children, ends)


def _place(item: Item) -> Pointed:
    """The lines an item was read from."""
    first, last = item.first_line, item.last_line
    return Pointed("", item.text, item.page, first, last, item.pk, window_of(first))


def _used(document: Document, items: list[Item]) -> dict[int, list[int]]:
    """The numbers of the items made of each line."""
    used: dict[int, list[int]] = {}
    count = len(document.lines)
    for item in items:
        if item.first_line:
            for number in range(item.first_line, min(item.last_line, count) + 1):
                used.setdefault(number, []).append(item.pk)
    return used


def _unread(document: Document, used: dict[int, list[int]]) -> dict[int, int]:
    """First and last line of each run of lines with words that nothing was made of."""
    known = set(used)
    for quote in document.quotes:
        known.update(range(quote["source"]["lines"][0], quote["source"]["lines"][1] + 1))
    runs: dict[int, int] = {}
    first = None
    for number, (_, text) in enumerate(document.lines, start=1):
        if number in known or not text.strip():
            first = None
        else:
            first = first or number
            runs[first] = number
    return runs


def _lines(document: Document, start: int, used, runs) -> Iterator[Line]:
    before = document.lines[start - 2][0] if start > 1 else None
    for number in range(start, min(start + WINDOW, len(document.lines) + 1)):
        page, text = document.lines[number - 1]
        page = page or before
        run = (number, runs[number]) if number in runs else None
        new_page = page if page != before else None
        yield Line(number, text, new_page, tuple(used.get(number, ())), run)
        before = page


def _pointed(found: dict, beginning: dict[int, int]) -> Pointed:
    first, last = found["source"]["lines"]
    return Pointed(
        code=found["code"],
        text=found["text"],
        page=found["source"]["page"],
        first=first,
        last=last,
        item=beginning.get(first),
        start=window_of(first),
    )

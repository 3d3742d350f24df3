"""Overviews: the same element told twice, in other words or in another order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from difflib import SequenceMatcher

from .draft import Draft, Piece, fold
from .findings import Notes

_UNIQUE = ("subgoal", "goal", "area", "principle", "challenge")
_SIMILAR = 0.58


def settle(draft: Draft, notes: Notes) -> list[Piece]:
    """The elements that remain, in the document's order, parents before children."""
    pieces = [p for p in draft.pieces if p.text]
    _follow_hints(draft, pieces)
    pieces = _drop_unsure(pieces)
    doubles: dict[int, Piece] = {}
    for kind in _UNIQUE:  # narrow kinds first: a double gives its parent no weight
        children = _children([p for p in pieces if id(p) not in doubles])
        own = [p for p in pieces if p.kind == kind]
        _find_doubles(own, children, doubles)
        _find_reworded(own, children, doubles, notes)
    _note_order(pieces, doubles, notes)
    pieces = _merge(pieces, doubles)
    pieces = _drop_empty_areas(pieces)
    _adopt_subgoals(pieces)
    pieces = _drop_repeated(pieces, notes)
    return _in_order(pieces)


def _follow_hints(draft: Draft, pieces: list[Piece]) -> None:
    """ "Mål for samferdsel" belongs to the area whose name holds that word."""
    areas = [p for p in pieces if p.kind == "area"]
    for piece, qualifier in draft.hints:
        stems = {w[:8] for w in fold(qualifier).split() if len(w) > 5}
        if piece.kind in ("goal", "measure", "path", "subgoal"):
            piece.parent = next((a for a in areas if _shares(stems, a.key)), None)


def _shares(stems: set[str], name: str) -> bool:
    words = name.split()
    return any(
        word.startswith(stem[: max(6, len(word) - 2)])
        for stem in stems
        for word in words
        if len(word) > 4
    )


def _children(pieces: list[Piece]) -> dict[int, int]:
    count: dict[int, int] = defaultdict(int)
    for piece in pieces:
        if piece.parent is not None:
            count[id(piece.parent)] += 1
    return count


def _drop_unsure(pieces: list[Piece]) -> list[Piece]:
    """A goal read out of a sentence counts only where no stated goal has the same parent."""
    stated = {id(p.parent) for p in pieces if p.kind == "goal" and p.sure}
    unsure: set[int] = set()
    kept = []
    for piece in pieces:
        if not piece.sure:
            if id(piece.parent) in stated or id(piece.parent) in unsure or piece.parent is None:
                continue
            unsure.add(id(piece.parent))
        kept.append(piece)
    gone = {id(p) for p in pieces} - {id(p) for p in kept}
    for piece in kept:
        while piece.parent is not None and id(piece.parent) in gone:
            piece.parent = piece.parent.parent
    return kept


def _weight(children: dict[int, int]) -> Callable[[Piece], tuple[int, bool, int]]:
    return lambda p: (children.get(id(p), 0), p.own, -p.first)


def _find_doubles(pieces: list[Piece], children: dict[int, int], doubles: dict[int, Piece]) -> None:
    """Same words twice: the one with its own section and children stays."""
    same: dict[str, list[Piece]] = defaultdict(list)
    for piece in pieces:
        same[piece.key].append(piece)
    for group in same.values():
        if len(group) > 1:
            keeper = max(group, key=_weight(children))
            for other in group:
                if other is not keeper:
                    doubles[id(other)] = keeper


def _find_reworded(
    pieces: list[Piece], children: dict[int, int], doubles: dict[int, Piece], notes: Notes
) -> None:
    """In a list that repeats sections, what is left over is a section under other words."""
    keepers = {id(k) for k in doubles.values()}
    open_sections = [p for p in pieces if p.own and id(p) not in keepers and id(p) not in doubles]
    groups: dict[int, list[Piece]] = defaultdict(list)
    for piece in pieces:
        if not piece.own:
            groups[piece.group].append(piece)
    for group in groups.values():
        matched = [p for p in group if id(p) in doubles]
        repeats = len(matched) * 2 >= len(group) and matched
        for piece in group:
            if id(piece) in doubles or children.get(id(piece)):
                continue
            best = max(open_sections, key=lambda s: likeness(piece.text, s.text), default=None)
            if best is None or likeness(piece.text, best.text) < (_SIMILAR if repeats else 0.8):
                continue
            doubles[id(piece)] = best
            open_sections.remove(best)
            notes.add(
                "worded-differently",
                f"The {piece.kind} “{best.text}” is called “{piece.text}” in the "
                f"overview on line {piece.first}; the section's wording is kept.",
                best,
            )


def likeness(first: str, second: str) -> float:
    """How alike two wordings are, 0–1: by letters in order and by shared words."""
    one, two = fold(first), fold(second)
    if not one or not two:
        return 0.0
    by_letters = SequenceMatcher(None, one, two, autojunk=False).ratio()
    words_one, words_two = set(one.split()), set(two.split())
    shared = len(words_one & words_two) / max(1, min(len(words_one), len(words_two)))
    return max(by_letters, 0.5 * by_letters + 0.5 * shared)


def _note_order(pieces: list[Piece], doubles: dict[int, Piece], notes: Notes) -> None:
    for kind in ("area", "goal"):
        told = [
            p
            for p in pieces
            if id(p) in doubles and p.kind == kind and p.first < doubles[id(p)].first
        ]
        order = [doubles[id(p)].first for p in told]
        if len(order) > 1 and order != sorted(order):
            notes.add_lines(
                "order-differs",
                f"The overview lists the {kind}s in another order than their sections follow.",
                told[0].page,
                told[0].first,
                told[-1].last,
            )


def _merge(pieces: list[Piece], doubles: dict[int, Piece]) -> list[Piece]:
    for piece in pieces:
        while piece.parent is not None and id(piece.parent) in doubles:
            piece.parent = doubles[id(piece.parent)]
    kept = [p for p in pieces if id(p) not in doubles]
    for piece in pieces:
        keeper = doubles.get(id(piece))
        if keeper is not None and keeper.parent is None and piece.parent is not keeper:
            keeper.parent = piece.parent if keeper.kind != "area" else None
    return kept


def _drop_empty_areas(pieces: list[Piece]) -> list[Piece]:
    """Among areas with content, an unlabelled heading without any is just a chapter."""
    children = _children(pieces)
    areas = [p for p in pieces if p.kind == "area"]
    filled = [p for p in areas if children.get(id(p))]
    if not filled or len(filled) == len(areas):
        return pieces
    return [p for p in pieces if p.kind != "area" or children.get(id(p)) or (p.sure and p.number)]


def _adopt_subgoals(pieces: list[Piece]) -> None:
    """Sub-goals of the whole document belong to its only main goal."""
    goals = [p for p in pieces if p.kind == "goal" and p.parent is None]
    if len(goals) != 1 or any(p.kind == "area" for p in pieces):
        return
    for piece in pieces:
        if piece.kind == "subgoal" and piece.parent is None:
            piece.parent = goals[0]


def _drop_repeated(pieces: list[Piece], notes: Notes) -> list[Piece]:
    """A measure or path told again under the same or no parent is one; who is responsible is kept."""
    seen: dict[tuple[str, str], list[Piece]] = defaultdict(list)
    kept = []
    for piece in pieces:
        if piece.kind in _UNIQUE or piece.kind == "fact":
            kept.append(piece)
            continue
        former = next((p for p in seen[piece.kind, piece.key] if _same_place(p, piece)), None)
        if former is None:
            seen[piece.kind, piece.key].append(piece)
            kept.append(piece)
            continue
        former.responsible = former.responsible or piece.responsible
        former.parent = former.parent or piece.parent
        notes.add("duplicate-text", f"“{piece.text}” stands twice; it is kept once.", piece)
    return kept


def _same_place(former: Piece, piece: Piece) -> bool:
    if former.parent is piece.parent or former.parent is None or piece.parent is None:
        return True
    return piece.parent.kind == "area" and _area_of(former) is piece.parent


def _area_of(piece: Piece) -> Piece | None:
    above = piece.parent
    while above is not None and above.kind != "area":
        above = above.parent
    return above


def _in_order(pieces: list[Piece]) -> list[Piece]:
    """By place in the document, but a parent always before its children."""
    place = {id(p): i for i, p in enumerate(pieces)}
    ordered: list[Piece] = []
    done: set[int] = set()

    def put(piece: Piece) -> None:
        if id(piece) in done or id(piece) not in place:
            return
        done.add(id(piece))
        if piece.parent is not None:
            put(piece.parent)
        ordered.append(piece)

    for piece in sorted(pieces, key=lambda p: (p.first, place[id(p)])):
        put(piece)
    return ordered

"""What differs between two versions of a plan: added, removed, moved, reworded.

Elements are matched by their stable keys. An element counts as moved when its parent differs,
or when it does not belong to the longest run of siblings that kept their order (so that taking
one goal to the top is one move, not a move of all the others). Words are compared with Python's
difflib (Ratcliff/Obershelp), which is good enough for headings and paragraphs and well kept.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

Change = Literal["same", "added", "removed"]


@dataclass(frozen=True, slots=True)
class Piece:
    """An element as it is compared. `parent` is a key; `position` counts among its siblings."""

    key: str
    role: str
    text: str
    parent: str | None
    position: int
    body: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """A run of words that stayed, came or went."""

    change: Change
    text: str


@dataclass(frozen=True, slots=True)
class Reworded:
    before: Piece
    after: Piece
    words: tuple[Words, ...]
    body_words: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Moved:
    before: Piece
    after: Piece


@dataclass(frozen=True, slots=True)
class Comparison:
    """The difference of two versions, each list in the order of the version it stands in."""

    added: tuple[Piece, ...]
    removed: tuple[Piece, ...]
    moved: tuple[Moved, ...]
    reworded: tuple[Reworded, ...]
    unchanged: int

    @property
    def empty(self) -> bool:
        return not (self.added or self.removed or self.moved or self.reworded)


def compare(before: Sequence[Piece], after: Sequence[Piece]) -> Comparison:
    """Compare two versions given in document order. O(n log n) for the elements."""
    old = {piece.key: piece for piece in before}
    new = {piece.key: piece for piece in after}
    kept = [key for key in new if key in old]
    moved = _moved(old, new, kept)
    reworded = {key for key in kept if _wording(old[key]) != _wording(new[key])}
    return Comparison(
        added=tuple(piece for piece in after if piece.key not in old),
        removed=tuple(piece for piece in before if piece.key not in new),
        moved=tuple(Moved(old[key], new[key]) for key in kept if key in moved),
        reworded=tuple(
            Reworded(
                old[key],
                new[key],
                compare_words(old[key].text, new[key].text),
                compare_words(old[key].body, new[key].body),
            )
            for key in kept
            if key in reworded
        ),
        unchanged=sum(key not in moved and key not in reworded for key in kept),
    )


def compare_words(before: str, after: str) -> tuple[Words, ...]:
    """The two texts as runs of words. Joining “same” and “added” gives `after` back."""
    if before == after:
        return (Words("same", after),) if after else ()
    old, new = _tokens(before), _tokens(after)
    runs: list[Words] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            runs.append(Words("same", "".join(new[j1:j2])))
            continue
        if i2 > i1:
            runs.append(Words("removed", "".join(old[i1:i2])))
        if j2 > j1:
            runs.append(Words("added", "".join(new[j1:j2])))
    return tuple(runs)


def _tokens(text: str) -> list[str]:
    # white space stays with the tokens, so that joining them gives the text back to the letter
    return re.findall(r"\w+|\s+|[^\w\s]", text)


def _wording(piece: Piece) -> tuple[str, str, str]:
    return piece.text, piece.body, piece.role


def _moved(old: dict[str, Piece], new: dict[str, Piece], kept: list[str]) -> set[str]:
    moved = {key for key in kept if old[key].parent != new[key].parent}
    by_parent: dict[str | None, list[str]] = {}
    for key in sorted(kept, key=lambda key: new[key].position):
        if key not in moved:
            by_parent.setdefault(new[key].parent, []).append(key)
    for siblings in by_parent.values():
        stayed = _longest_rising([old[key].position for key in siblings])
        moved.update(key for index, key in enumerate(siblings) if index not in stayed)
    return moved


def _longest_rising(numbers: list[int]) -> set[int]:
    """Indexes of a longest strictly rising subsequence (patience sorting, O(n log n))."""
    tails: list[int] = []  # tails[k]: index of the smallest end of a rising run of length k + 1
    former: list[int | None] = []
    for index, number in enumerate(numbers):
        place = bisect_left([numbers[tail] for tail in tails], number)
        former.append(tails[place - 1] if place else None)
        tails[place : place + 1] = [index]
    chosen: set[int] = set()
    at = tails[-1] if tails else None
    while at is not None:
        chosen.add(at)
        at = former[at]
    return chosen

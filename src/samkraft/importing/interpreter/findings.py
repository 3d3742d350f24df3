"""Findings: what a person should look at, each with a stable code."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..draftplan import Finding, Source
from .draft import Draft, Piece, Stretch


@dataclass(slots=True)
class Notes:
    """Findings as they are made."""

    found: list[Finding] = field(default_factory=list)

    def add(self, code: str, text: str, piece: Piece) -> None:
        """A finding about one element."""
        self.add_lines(code, text, piece.page, piece.first, piece.last)

    def add_lines(self, code: str, text: str, page: int | None, first: int, last: int) -> None:
        """A finding about some lines."""
        self.found.append(Finding(code, text, Source(page, (first, max(first, last)))))


def note_gaps(pieces: list[Piece], notes: Notes) -> None:
    """Goals without paths, areas without goals, measures that hang too high."""
    below: dict[int, list[Piece]] = {}
    for piece in pieces:
        if piece.parent is not None:
            below.setdefault(id(piece.parent), []).append(piece)
    has_paths = any(p.parent is not None and p.parent.kind == "goal" for p in pieces)
    has_goals = any(p.kind == "goal" for p in pieces)
    for piece in pieces:
        own = below.get(id(piece), [])
        if piece.kind == "goal" and has_paths and not own:
            notes.add("goal-without-paths", f"Nothing stands under the goal “{piece.text}”.", piece)
        if piece.kind == "area" and has_goals and not any(p.kind == "goal" for p in own):
            notes.add("area-without-goals", f"The area “{piece.text}” has no goal.", piece)
        _note_untied(piece, own, notes)


def _note_untied(piece: Piece, own: list[Piece], notes: Notes) -> None:
    measures = [p for p in own if p.kind == "measure"]
    narrower = "subgoal" if piece.kind == "goal" else "goal"
    if (
        piece.kind not in ("goal", "area")
        or not measures
        or not any(p.kind == narrower for p in own)
    ):
        return
    what = "sub-goals" if narrower == "subgoal" else "goals"
    notes.add_lines(
        "measures-not-tied",
        f"{len(measures)} measures under “{piece.text}” are not tied to its {what}.",
        measures[0].page,
        measures[0].first,
        measures[-1].last,
    )


def note_unread(draft: Draft, pieces: list[Piece], notes: Notes) -> None:
    """Lines that could not be placed, neighbours in one finding."""
    taken = sorted(p.first for p in pieces)
    run: list[Stretch] = []
    for stretch in sorted(draft.unread, key=lambda s: s.first):
        if run and (
            stretch.first - run[-1].last > 8 or _between(taken, run[-1].last, stretch.first)
        ):
            _write_run(run, notes)
            run = []
        run.append(stretch)
    if run:
        _write_run(run, notes)


def _between(taken: list[int], first: int, last: int) -> bool:
    return any(first < line < last for line in taken)


def _write_run(run: list[Stretch], notes: Notes) -> None:
    last = max(s.last for s in run)
    notes.add_lines(
        "unread-text",
        f"Lines {run[0].first}–{last} were not understood as part of the plan.",
        run[0].page,
        run[0].first,
        last,
    )

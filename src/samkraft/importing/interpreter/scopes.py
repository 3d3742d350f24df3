"""Where the walk through the document stands: what a new element may hang under."""

from __future__ import annotations

from dataclasses import dataclass, replace

from .draft import Piece
from .sections import Section


@dataclass(frozen=True, slots=True)
class Scope:
    """Where the walk stands: the elements new ones may hang under.

    main   a main goal told in a sentence; sub-goals without another goal belong to it
    """

    area: Piece | None = None
    goal: Piece | None = None
    subgoal: Piece | None = None
    main: Piece | None = None

    def parent_for(self, kind: str) -> Piece | None:
        """The element a new one of this kind hangs under."""
        if kind in ("goal", "challenge"):
            return self.area
        if kind == "subgoal":
            return self.goal or self.area or self.main
        if kind == "path":
            return self.goal or self.area
        if kind == "measure":
            return self.subgoal or self.goal or self.area
        return None


def outer_scope(kind: str, scope: Scope) -> Scope:
    """The scope with everything at or below this kind closed."""
    if kind == "area":
        return Scope()
    if kind == "goal":
        return Scope(area=scope.area, main=scope.main)
    if kind == "subgoal":
        return replace(scope, subgoal=None)
    return scope


def inner_scope(kind: str, piece: Piece | None, outer: Scope) -> Scope:
    if kind in ("area", "goal", "subgoal") and piece is not None:
        return replace(outer, **{kind: piece})
    return outer


def after(kind: str, inner: Scope, outer: Scope, section: Section) -> Scope:
    """What stays open for the sections that follow on the same level."""
    label = section.label
    if kind == "goal" and label and not section.children:
        return inner  # "Mål: …" then "Tiltak:" beside it
    return outer


# What a bare list under a named element holds.
BARE = {"area": "goal", "goal": "path", "subgoal": "measure"}


def scope_after(added: list[Piece], kind: str, scope: Scope) -> Scope:
    """One goal is what follows hangs under; after several, the area is."""
    if kind == "goal":
        goals = [p for p in added if p.kind == "goal"]
        return replace(scope, goal=goals[0] if len(goals) == 1 else None, subgoal=None)
    return scope

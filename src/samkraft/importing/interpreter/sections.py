"""The tree of sections: which heading stands under which."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from .labels import Label
from .parts import Part

_DEPTH = {"area": 1, "goalarea": 2, "goal": 3, "subgoal": 4, "path": 5, "measure": 6}
_GATHERS = {"area", "principle", "challenge", "goal", "goalarea", "mixed", "advice", "result"}


@dataclass(slots=True, eq=False)
class Section:
    """A heading with what stands under it. `role` is filled in by `roles.py`.

    `shared` marks measures that stand after several goals and belong to all of them.
    """

    part: Part | None
    rank: int
    parent: Section | None = None
    role: str = ""
    content: list[Part | Section] = field(default_factory=list)
    shared: bool = False

    @property
    def label(self) -> Label | None:
        return self.part.label if self.part else None

    @property
    def named(self) -> bool:
        """It names one thing: "Mål 1: Liv", or a heading without role words."""
        label = self.label
        return bool(self.part) and (label is None or bool(label.name or label.number))

    @property
    def children(self) -> list[Section]:
        return [c for c in self.content if isinstance(c, Section)]

    @property
    def parts(self) -> list[Part]:
        return [c for c in self.content if isinstance(c, Part)]

    @property
    def has_items(self) -> bool:
        return any(p.kind in ("item", "cell") for p in self.parts)

    def walk(self):  # type: ignore[no-untyped-def]
        """This section and all below, in the document's order."""
        yield self
        for child in self.children:
            yield from child.walk()


def build_tree(parts: Sequence[Part], title: Part | None) -> Section:
    """Place every part under its heading."""
    root = Section(part=None, rank=0, role="root")
    stack = [root]
    repeated = Counter(_label_key(p) for p in parts if p.kind == "heading" and p.label)
    repeated.update(_chapter_key(p) for p in parts if p.kind == "heading" and p.label)
    for part in parts:
        if part is title:
            continue
        if part.kind != "heading":
            stack[-1].content.append(part)
            continue
        section = Section(part=part, rank=part.rank)
        while len(stack) > 1 and not _holds(stack[-1], section, repeated):
            stack.pop()
        section.parent = stack[-1]
        stack[-1].content.append(section)
        stack.append(section)
    _hoist(root)
    return root


def _label_key(part: Part) -> tuple[str, int]:
    label = part.label
    return (label.role if label and not label.name else "", part.rank)


def _holds(top: Section, new: Section, repeated: Counter[tuple[str, int]]) -> bool:
    """May `new` stand under `top`?"""
    if top.rank < new.rank:
        return not _closed(top, new) and not _aside(top, new, repeated)
    if top.part is None or new.part is None:
        return False
    if top.rank > new.rank:
        return _gathers(top, new)
    upper, lower = top.label, new.label
    if upper and lower:
        above, below = _DEPTH.get(upper.role), _DEPTH.get(lower.role)
        return bool(top.named and above and below and above < below)
    if (
        lower and not upper
    ):  # a flat document: a name, then "Mål" on the same level, again and again
        return (
            lower.role in _DEPTH
            and not lower.name
            and not lower.number
            and repeated[_label_key(new.part)] >= 2
            and top.parent is not None
        )
    if upper and not lower and new.part.soft and top.part.soft:
        return not top.named and upper.plural and upper.role in _GATHERS and not top.has_items
    return False


def _gathers(top: Section, new: Section) -> bool:
    """ "Våre mål" with nothing but headings below: each of them is a goal."""
    label = top.label
    if label is None or top.part is None or new.part is None or new.label or new.part.number:
        return False
    if top.named or not label.plural or label.role not in _GATHERS or new.part.para.caps:
        return False
    return (
        top.part.soft
        and new.part.soft
        and (not top.content or bool(top.children))
        and not top.has_items
    )


def _aside(top: Section, new: Section, repeated: Counter[tuple[str, int]]) -> bool:
    """ "Nuläge" within an area comes before the area's own goals and does not hold them."""
    upper, lower, home = top.label, new.label, top.parent
    if not (upper and lower and top.part and top.part.soft) or upper.role != "other":
        return False
    if lower.role not in _DEPTH or home is None or home.part is None:
        return False
    inside = home.named and not (home.label and home.label.role == "other")
    first = home.children[:1] == [top]
    return inside and (first or repeated[_chapter_key(top.part)] >= 2)


def _chapter_key(part: Part) -> tuple[str, int]:
    return f"other {part.para.text.lower().rstrip(':')}", 0


def _closed(top: Section, new: Section) -> bool:
    """A soft label with its own list never holds a heading that names a thing on its own."""
    if new.label is None or top.label is None or top.part is None or not top.part.soft:
        return False
    above, below = top.label, new.label
    depth_above, depth_below = _DEPTH.get(above.role), _DEPTH.get(below.role)
    if depth_above and depth_below and not (new.part and not new.part.soft):
        return depth_below < depth_above or (
            depth_below == depth_above and not (above.plural and not top.named)
        )
    return False


def _hoist(section: Section) -> None:
    """Measures after several bare goals belong to the area, not to the last goal."""
    for child in list(section.children):
        _hoist(child)
    gathered = bool(section.label and section.label.role == "goal" and not section.named)
    goals = [
        c
        for c in section.children
        if (c.label and c.named and c.label.role in ("goal", "subgoal"))
        or (gathered and not c.label)
    ]
    if len(goals) < 2 or any(g.children or g.has_items for g in goals[:-1]):
        return
    last = goals[-1]
    labels = [
        c for c in last.children if c.label and c.label.role in ("measure", "path") and not c.named
    ]
    if not labels or len(labels) != len(last.children) or last.has_items:
        return
    home, at = section, section.content.index(last)
    if gathered and section.parent:
        home, at = section.parent, section.parent.content.index(section)
    last.content = [c for c in last.content if c not in labels]
    for offset, child in enumerate(labels, start=1):
        child.parent, child.shared = home, True
        home.content.insert(at + offset, child)

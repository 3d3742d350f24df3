"""Lists: items, nested items and what belongs to an item."""

from __future__ import annotations

from .draft import Draft, Piece
from .items import attribute_of, clean_text, split_attributes
from .labels import find_label
from .parts import Part
from .scopes import Scope

_NESTED = {"area": "goal", "goal": "subgoal", "subgoal": "measure"}


def is_list(part: Part, first: Part) -> bool:
    """Does the list go on with this part? Attributes ("Ansvarlig: X") and quotes may stand between."""
    if part.kind in ("item", "quote"):
        return True
    return part.kind == "text" and attribute_of(part.text) is not None


def gather_items(parts: list[Part], kind: str, scope: Scope, draft: Draft) -> list[Piece]:
    """Every item as an element; deeper items hang under the item above."""
    added: list[Piece] = []
    indents = sorted({p.para.indent for p in parts if p.kind == "item"})
    base = _base_indent(parts)
    upper: Piece | None = None
    for part in parts:
        if part.kind == "quote":
            continue
        attribute = attribute_of(part.text)
        if attribute:
            if added and attribute[0] == "responsible" and added[-1].kind == "measure":
                added[-1].responsible = added[-1].responsible or attribute[1]
                added[-1].last = part.para.last
            continue
        # Where places are measured in points, a page's left edge may be a few points off.
        step = 1.5 if part.para.size is None else 5.0
        deep = len(indents) > 1 and part.para.indent > base + step and upper is not None
        piece = _item(part, kind, scope, draft, upper if deep else None)
        if piece is None:
            continue
        added.append(piece)
        if not deep:
            upper = piece
    return added


def _base_indent(parts: list[Part]) -> float:
    first = next((p for p in parts if p.kind == "item"), None)
    return first.para.indent if first else 0.0


def _item(part: Part, kind: str, scope: Scope, draft: Draft, upper: Piece | None) -> Piece | None:
    text, number, own, _ = clean_text(part.text)
    if own in ("", "facts", "quote", "vision", "continuation", "goalarea"):
        own = kind
    if upper is not None and own == kind:
        own = _NESTED.get(upper.kind, upper.kind)
    kind = own or kind
    if not kind:
        draft.skip(part.para)
        return None
    responsible = None
    if kind in ("measure", "path"):
        text, responsible = split_attributes(text)
    parent = scope.parent_for(kind)
    if upper is not None and upper.kind != kind:
        parent = upper if kind not in ("challenge", "principle", "result", "advice") else parent
    elif upper is not None:
        parent = upper.parent
    if not any(c.isalnum() for c in text):
        return None
    return draft.add(kind, text, part.para, parent, responsible=responsible, number=number)


def strip_label_sentence(text: str) -> str:
    """A sentence without the label before its colon."""
    label = find_label(text)
    return label.name if label and label.name and label.colon else text

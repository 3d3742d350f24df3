"""Walk the sections and gather the elements."""

from __future__ import annotations

from dataclasses import replace

from .draft import Draft
from .facts import gather_facts
from .items import attribute_of, clean_text, sentences, split_attributes, split_inline
from .lists import gather_items, is_list
from .loose import LOOSE, SINGLES, goal_before_list, loose_texts
from .parts import Part
from .prose import goals_in_prose, listing_sentence, tells_of_others
from .scopes import BARE, Scope, after, inner_scope, outer_scope, scope_after
from .sections import Section
from .tables import gather_table
from .vision import vision_of

_PLURALS = {
    "areas": "area",
    "goals": "goal",
    "subgoals": "subgoal",
    "paths": "path",
    "measures": "measure",
    "challenges": "challenge",
    "principles": "principle",
    "results": "result",
    "advices": "advice",
    "continuations": "measure",
}


def collect(root: Section) -> Draft:
    """Everything the document holds, before overviews and doubles are sorted out."""
    draft = Draft()
    _walk(root, Scope(), draft)
    return draft


def _walk(section: Section, scope: Scope, draft: Draft) -> Scope:
    """Gather one section; the scope it returns holds for the sections after it."""
    draft.groups += 1
    role = section.role
    if role == "excerpt":
        _skip_all(section, draft)
        return scope
    if role == "vision":
        draft.vision = draft.vision or vision_of(section)
        return _walk_children(section, scope, draft)
    if role == "facts":
        gather_facts(section, draft)
        return scope
    if role in SINGLES:
        return _walk_named(section, scope, draft)
    if role in _PLURALS:
        return _walk_label(section, scope, draft)
    return _walk_plain(section, scope, draft)


def _walk_children(section: Section, scope: Scope, draft: Draft) -> Scope:
    inner = scope
    for child in section.children:
        inner = _walk(child, inner, draft)
    return scope


def _skip_all(section: Section, draft: Draft) -> None:
    for each in section.walk():
        if each.role == "facts":
            gather_facts(each, draft)
            continue
        if each.part:
            draft.skip(each.part.para)
        for part in each.parts:
            draft.skip(part.para)


def _walk_named(section: Section, scope: Scope, draft: Draft) -> Scope:
    """A section whose heading is itself an element."""
    assert section.part is not None
    kind = "measure" if section.role == "continuation" else section.role
    text, responsible = section.part.text, None
    label = section.label
    number = label.number if label and label.number else section.part.number
    if label is None:
        text = clean_text(text)[0]
    if kind == "measure":
        text, responsible = split_attributes(text)
        responsible = responsible or _said_responsible(section)
    if kind == "goal" or kind == "subgoal":
        text = _first_sentence(text)
    pieces = split_inline(text) if label and label.name and not label.number else [text]
    outer = outer_scope(kind, scope)
    parent = outer.parent_for(kind)
    added = [
        draft.add(
            kind,
            piece,
            section.part.para,
            parent,
            own=len(pieces) == 1,
            responsible=responsible,
            number=number,
        )
        for piece in pieces
    ]
    inner = inner_scope(kind, added[-1] if len(added) == 1 else None, outer)
    _walk_content(section, inner, draft, kind)
    return after(kind, inner, outer, section)


def _said_responsible(section: Section) -> str | None:
    """ "Ansvarig: X" on a line of its own under a measure's heading."""
    told = (attribute_of(p.text) for p in section.parts if p.kind in ("text", "item"))
    return next((one[1] for one in told if one and one[0] == "responsible"), None)


def _first_sentence(text: str) -> str:
    found = sentences(text)
    return found[0] if len(text.split()) > 12 and found else text


def _walk_content(section: Section, scope: Scope, draft: Draft, kind: str) -> None:
    """Lists, tables and sections under a named element."""
    below = {c.role for c in section.children}
    bare = BARE.get(kind, "")
    if kind == "area" and below & {"goal", "goals"}:
        bare = ""
    if kind == "goal" and below & {"path", "paths", "subgoals", "subgoal"}:
        bare = ""
    run: list[Part] = []
    inner = scope
    for content in section.content:
        if isinstance(content, Section):
            inner = _flush(run, bare, inner, draft)
            inner = _walk(content, inner, draft)
        else:
            run.append(content)
    _flush(run, bare, inner, draft)


def _flush(run: list[Part], kind: str, scope: Scope, draft: Draft) -> Scope:
    """Read the parts between two sections: tables, lists with their lead-ins, prose."""
    parts, run[:] = list(run), []
    return gather_mixed(parts, kind, scope, draft)


def gather_mixed(parts: list[Part], kind: str, scope: Scope, draft: Draft) -> Scope:
    """Lists and tables among prose; a list takes the role its lead-in sentence names."""
    at = 0
    while at < len(parts):
        part = parts[at]
        if part.kind == "cell":
            end = at
            while end < len(parts) and parts[end].kind == "cell":
                end += 1
            gather_table(parts[at:end], kind, scope, draft)
            at = end
        elif part.kind == "item":
            end = at
            while end < len(parts) and is_list(parts[end], parts[at]):
                end += 1
            lead = parts[at - 1] if at and parts[at - 1].kind == "text" else None
            scope = _gather_list(parts[at:end], lead, kind, scope, draft)
            at = end
        else:
            if part.kind == "text":
                scope = _gather_prose(part, scope, draft)
            at += 1
    return scope


def _gather_list(
    parts: list[Part], lead: Part | None, kind: str, scope: Scope, draft: Draft
) -> Scope:
    named = listing_sentence(lead.text) if lead else ""
    foreign = bool(lead) and tells_of_others(lead.text) and not kind
    kind = "" if foreign else named or kind
    draft.groups += 1
    if not kind or kind == "other":
        labelled = [
            p for p in parts if p.label and p.label.role in LOOSE | {"area"} and p.label.name
        ]
        if labelled and len(labelled) * 2 >= len(parts) and not foreign:
            gather_items(parts, "", scope, draft)
            return scope
        for part in parts:
            draft.skip(part.para)
        return scope
    added = gather_items(parts, kind, outer_scope(kind, scope) if kind == "area" else scope, draft)
    return scope_after(added, kind, scope)


def _gather_prose(part: Part, scope: Scope, draft: Draft) -> Scope:
    for kind, text, sure in goals_in_prose(part.text):
        if kind == "vision":
            draft.vision = draft.vision or (text, part.para)
        elif sure or scope.goal is None:
            piece = draft.add(kind, text, part.para, scope.parent_for(kind))
            piece.sure = sure
            if kind == "goal" and sure:
                scope = replace(scope, main=piece)
            elif kind == "goal" and scope.area is not None:
                scope = replace(scope, goal=piece)
    return scope


def _walk_label(section: Section, scope: Scope, draft: Draft) -> Scope:
    """A section under a label such as "Delmål": its list, headings or sentences are the elements."""
    kind = _PLURALS[section.role]
    label = section.label
    outer = outer_scope(kind, scope)
    if kind in ("result", "advice") or section.role == "continuations":
        outer = Scope()
    if section.shared:
        outer = replace(outer, goal=None, subgoal=None)
    parts = section.parts
    found = len(draft.pieces)
    lists = any(p.kind in ("item", "cell") for p in parts)
    inner = outer
    if not lists and label and not label.listing:
        inner = loose_texts(section, kind, outer, draft)
    elif lists:
        inner = _lists_under(section, parts, kind, outer, draft)
    if label and label.qualifier and outer.area is None:
        draft.hints += [(p, label.qualifier) for p in draft.pieces[found:] if p.parent is None]
    last = inner
    for child in section.children:
        last = _walk(child, last, draft)
    if kind == "goal":
        goals = [p for p in draft.pieces[found:] if p.kind == "goal"]
        return scope_after(goals, "goal", outer)
    return outer if kind != "area" else scope


def _lists_under(
    section: Section, parts: list[Part], kind: str, scope: Scope, draft: Draft
) -> Scope:
    """A label's lists. Before a goal's list one sentence may be the goal itself."""
    lead = goal_before_list(section, parts, kind)
    if lead is not None:
        goal = draft.add(kind, lead.text, lead.para, scope.parent_for(kind), own=True)
        inner = inner_scope(kind, goal, outer_scope(kind, scope))
        rest = [p for p in parts if p is not lead]
        return gather_mixed(rest, BARE[kind], inner, draft)
    at = next(i for i, p in enumerate(parts) if p.kind in ("item", "cell"))
    return gather_mixed(
        [p for p in parts[max(0, at - 1) :] if p.kind != "quote"], kind, scope, draft
    )


def _walk_plain(section: Section, scope: Scope, draft: Draft) -> Scope:
    """Chapters without a role: their lists stay unread, their labelled sections count."""
    home = section.parent
    within = section.role == "other" and home is not None and home.role in SINGLES
    inner = scope if within or section.role in ("", "root") or section.rank > 60 else Scope()
    if section.part is not None and section.role == "group":
        inner = Scope() if scope.area is None or section.rank <= 40 else scope
    run: list[Part] = []
    found = len(draft.unread)
    for content in section.content:
        if isinstance(content, Section):
            inner = _flush(run, "", inner, draft)
            inner = _walk(content, inner, draft)
        else:
            run.append(content)
    _flush(run, "", inner, draft)
    if section.part is not None and len(draft.unread) > found and not section.children:
        draft.skip(section.part.para)
    plain = section.role in ("other", "", "group") and section.rank > 60
    return scope if within or plain else inner

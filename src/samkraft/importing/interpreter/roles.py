"""Give every section its role, from its words, its place and what stands under it."""

from __future__ import annotations

from .numbers import strip_number
from .sections import Section
from .tables import column_role

PARTS_OF_PLAN = ("area", "goal", "subgoal", "path", "measure")
_LISTS = ("goal", "subgoal", "path", "measure")


def assign_roles(root: Section) -> None:
    """Fill `role` everywhere: a kind, "<kind>s" for a label over many, other, group or ""."""
    sections = [s for s in root.walk() if s.part is not None]
    has_areas = any(s.label and s.label.role == "area" for s in sections)
    for section in sections:
        section.role = _by_words(section, has_areas)
    _specific_objectives(sections)
    stated = sum(1 for s in sections if s.label and s.role in ("goal", "goals")) == 1
    for section in reversed(sections):
        if not section.role:
            section.role = _by_children(section)
            below = _below(section)
            gathers = stated and section.role == "goal" and below & {"subgoal", "subgoals"}
            if gathers and not _in_goals(section):
                section.role = "area"  # the main goal stands elsewhere; this only gathers sub-goals
    for section in sections:
        if section.role in ("", "group"):
            section.role = _by_place(section)
    _mend_levels(root)
    _by_siblings(root)
    _drop_lone(root)
    if not any(s.role in PARTS_OF_PLAN or s.role.rstrip("s") in PARTS_OF_PLAN for s in sections):
        _by_depth(root)


def _by_words(section: Section, has_areas: bool) -> str:
    label = section.label
    if label is None:
        asks = section.part is not None and section.part.text.rstrip().endswith("?")
        return "other" if asks else ""
    role = label.role
    if role == "goalarea":
        role = "goal" if has_areas else "area"
    if role in ("other", "excerpt", "facts", "quote", "vision"):
        return role
    if role == "mixed":
        return "group"
    return role if section.named else f"{role}s"


_SPECIFIC = ("specific", "särskilda mål", "särskilt mål", "erityistavoite", "erityistavoitteet")


def _specific_objectives(sections: list[Section]) -> None:
    """ "Specific objective 1.1" right under a priority is a goal where no wider goal is told."""
    if any(s.role in ("goal", "goals") for s in sections):
        return
    for section in sections:
        if section.role in ("subgoal", "subgoals") and section.part:
            _, text = strip_number(section.part.para.text)
            if text.lower().startswith(_SPECIFIC):
                section.role = section.role[3:]


def _in_goals(section: Section) -> bool:
    """Whether a heading stands among goals: under a label for them or within an area."""
    return bool(section.parent and section.parent.role in ("goals", "area", "areas"))


def _below(section: Section) -> set[str]:
    return {c.role for c in section.children}


def _by_children(section: Section) -> str:
    """An unlabelled heading, by the labels right under it."""
    below = _below(section)
    if below & {"area", "areas"}:
        return "group"
    if below & {"goal", "goals"}:
        return "area"
    if below & {"subgoal", "subgoals", "path", "paths"}:
        return "goal"
    if below & {"measure", "measures"}:
        return "carrier"
    return _by_table(section)


def _by_table(section: Section) -> str:
    """A heading right over a table of goals or measures, by the table's heads."""
    cells = [p for p in section.parts if p.kind == "cell" and p.para.cell is not None]
    if not cells:
        return ""
    tables = {p.para.cell.table: p.para.cell.row for p in reversed(cells) if p.para.cell}
    heads = {
        column_role(p.para.text)
        for p in cells
        if p.para.cell and tables[p.para.cell.table] == p.para.cell.row
    }
    if "area" in heads:
        return ""
    if "goal" in heads:
        return "area"
    return "carrier" if "measure" in heads and len(heads) > 1 else ""


def _by_place(section: Section) -> str:
    parent = section.parent.role if section.parent else "root"
    if section.label is not None:
        return section.role
    if parent in ("areas", "principles", "challenges", "results", "advices", "continuations"):
        return {
            "areas": "area",
            "principles": "principle",
            "challenges": "challenge",
            "results": "result",
            "advices": "advice",
            "continuations": "continuation",
        }[parent]
    if parent in ("goals", "subgoals", "paths", "measures"):
        return parent[:-1]
    if parent == "area" and section.has_items:
        return "goal"
    return section.role


def _mend_levels(root: Section) -> None:
    """Headings that only carry measures are goals inside areas, else areas; goals need an area."""
    for section in root.walk():
        if section.part is None or section.role not in ("carrier", "area", "goal"):
            continue
        above = section.parent.role if section.parent else "root"
        if section.role == "carrier":
            section.role = "goal" if above in ("area", "goals") else "area"
        elif section.role == "goal" and section.label is None and above in ("areas",):
            section.role = "area"
        elif section.role == "area" and section.label is None and above == "area":
            section.role = "goal" if "goals" not in _below(section) else "area"
        elif section.role == "goal" and section.label is None and above in ("", "group"):
            _raise_parent(section)
    for section in root.walk():
        if section.role == "area" and section.label is None and section.parent:
            _turn_around(section)


def _raise_parent(section: Section) -> None:
    """A heading over several goals is their area."""
    parent = section.parent
    if parent and parent.part and parent.label is None:
        same = [c for c in parent.children if c.role == "goal"]
        if len(same) >= 2:
            parent.role = "area"


def _turn_around(section: Section) -> None:
    """An "area" under another area whose only lists are measures is a goal."""
    if section.parent and section.parent.role == "area":
        section.role = "goal"


def _drop_lone(root: Section) -> None:
    """One single "area" without a label is a subtitle or a chapter over the goals, no area."""
    areas = [s for s in root.walk() if s.role == "area"]
    if len(areas) != 1 or areas[0].label or areas[0].part is None or areas[0].part.number:
        return
    parent = areas[0].parent
    below = {c.role for c in areas[0].children}
    if not (parent and parent.role == "areas") and below & {"goal", "goals"}:
        areas[0].role = "group"


def _by_siblings(root: Section) -> None:
    """A heading among goals of the same look is a goal too, even without a list."""
    for section in root.walk():
        if section.role != "area":
            continue
        goals = [c for c in section.children if c.role == "goal" and c.label is None]
        if len(goals) < 2:
            continue
        for child in section.children:
            numbered = bool(child.part and child.part.number)
            like = numbered and all(g.part and g.part.number for g in goals)
            if child.role == "" and child.label is None and like and child.rank == goals[0].rank:
                child.role = "goal"


def _by_depth(root: Section) -> None:
    """No role words anywhere: numbering 1 / 1.1 / 1.1.1 is area / goal / subgoal."""
    kinds = {1: "area", 2: "goal", 3: "subgoal"}
    for top in root.children:
        number = top.part.number if top.part else ""
        if not number or top.role or not any(c.part and c.part.number for c in top.children):
            continue
        for section in top.walk():
            if section.part and section.part.number and not section.role:
                depth = len(section.part.number.replace(":", ".").split("."))
                section.role = kinds.get(depth, "")

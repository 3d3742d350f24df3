"""The open row of the editor: which form stands in it and what it is filled with."""

from __future__ import annotations

from dataclasses import dataclass

from samkraft.web.workspace.forms.parts import AddForm, MergeForm, MoveForm, RewordForm, SplitForm
from samkraft.web.workspace.forms.plain import PlainForm
from samkraft.web.workspace.rows import Outline, Row

DOING = ("reword", "move", "split", "merge", "remove", "add")


@dataclass(frozen=True, slots=True)
class Panel:
    """What is open: `do` with the part `row`; without a row, adding at the top of the plan."""

    do: str
    row: Row | None
    form: PlainForm | None
    version: int = 0

    @property
    def pk(self) -> int:
        return self.row.pk if self.row else 0

    @property
    def where(self) -> str:
        return str(self.pk or f"v{self.version}")

    @property
    def keep(self) -> str:
        """The name under which unsaved text of this form is kept in the browser."""
        return f"{self.do}-{self.where}"

    @property
    def back(self) -> str:
        """Where “Cancel” leads: the same page with nothing open, at the row."""
        return f"?at={self.pk}#e-{self.pk}" if self.row else "?"


def panel_of(request, outline: Outline, version: int) -> Panel | None:
    """What the address asks to be open: ?open=12&do=move, or ?open=0&do=add for the top."""
    asked, do = request.GET.get("open", ""), request.GET.get("do", "reword")
    if not asked.isdigit() or do not in DOING:
        return None
    row = outline.find(int(asked))
    if row is None and do != "add":
        return None
    return Panel(do, row, form_for(do, outline, row), version)


def form_for(do: str, outline: Outline, row: Row | None, data=None) -> PlainForm | None:
    """The form for doing `do` with the part `row`, filled as it stands or with `data`."""
    if do == "add":
        return _add_form(outline, row, data)
    revision = {"revision": row.revision}
    if do == "reword":
        words = {"text": row.text.text, "body": row.body.text, "responsible": row.responsible}
        return RewordForm(data, initial={**revision, **words})
    if do == "move":
        place = list(outline.siblings(row)).index(row) + 1
        initial = {**revision, "parent": row.parent or "", "position": place, "role": row.role}
        places = outline.places(but=row)
        return MoveForm(data, initial=initial, kinds=outline.kinds, places=places)
    if do == "split":
        return SplitForm(data, initial={**revision, **SplitForm.halves(row.text.text)})
    if do == "merge":
        return MergeForm(data, initial=revision, neighbours=neighbours(outline, row))
    return None


def neighbours(outline: Outline, row: Row) -> list[tuple[str, str]]:
    """The parts before and after, as choices that carry their revision."""
    siblings = list(outline.siblings(row))
    at = siblings.index(row)
    beside = [*siblings[at + 1 : at + 2], *siblings[max(0, at - 1) : at]]
    return [(f"{each.pk}:{each.revision}", f"{each.kind}: {each.text.text}") for each in beside]


# What most plans put under what; only a first choice in the form.
USUAL = {
    None: "priority_area",
    "priority_area": "goal",
    "goal": "path",
    "subgoal": "path",
    "path": "measure",
    "measure": "measure",
    "challenge": "measure",
}


def _add_form(outline: Outline, row: Row | None, data) -> AddForm:
    beside = row.children if row else outline.top
    role = beside[-1].role if beside else USUAL.get(row.role if row else None, "goal")
    initial = {"parent": row.pk if row else "", "role": role}
    return AddForm(data, initial=initial, kinds=outline.kinds, places=outline.places())

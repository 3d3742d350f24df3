"""Tables of goals and measures: which column says what, and what each row adds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from . import vocabulary
from .draft import Draft, Piece, fold
from .items import clean_text, split_attributes
from .labels import find_label
from .paragraphs import BULLET, join_text
from .parts import Part
from .scopes import Scope

_ORDER = (
    "area",
    "goal",
    "subgoal",
    "path",
    "measure",
    "challenge",
    "principle",
    "result",
    "advice",
)
Row = dict[int, list[Part]]


@lru_cache(maxsize=1)
def _column_words() -> dict[str, str]:
    found: dict[str, str] = {}
    for kind, text in vocabulary.ATTRIBUTES.items():
        for phrase in text.split(";"):
            found[phrase.strip()] = "responsible" if kind == "responsible" else "other"
    for kind, text in vocabulary.COLUMN_NAMES.items():
        for phrase in text.split(";"):
            found[phrase.strip()] = kind
    return found


def column_role(text: str) -> str:
    """What a table's column holds, by its heading: a kind, responsible, other or ""."""
    low = " ".join(text.lower().rstrip(":").split())
    if low in _column_words() and low not in ("projekt", "prosjekt"):
        return _column_words()[low]
    label = find_label(text)
    if label and not label.name and label.role in (*_ORDER, "goalarea", "continuation"):
        return {"goalarea": "area", "continuation": "measure"}.get(label.role, label.role)
    first = low.replace("/", " ").split()
    if first and first[0] in _column_words() and len(first) <= 4:
        return _column_words()[first[0]]
    return ""


def gather_table(parts: Sequence[Part], kind: str, scope: Scope, draft: Draft) -> None:
    """Read all tables in a run of cells."""
    tables: dict[int, dict[int, Row]] = {}
    for part in parts:
        cell = part.para.cell
        assert cell is not None
        tables.setdefault(cell.table, {}).setdefault(cell.row, {}).setdefault(
            cell.column, []
        ).append(part)
    for rows in tables.values():
        draft.groups += 1
        _read_table([rows[key] for key in sorted(rows)], kind, scope, draft)


def _cell_text(parts: list[Part]) -> str:
    text = ""
    for part in parts:
        text = join_text(text, part.para.text) if text else part.para.text
    return BULLET.sub("", text).strip()


def _cell_texts(parts: list[Part]) -> list[Part]:
    """The several things in one cell: list items or whole paragraphs; broken lines are one."""
    if len(parts) > 1 and (all(p.para.bullet for p in parts) or all(p.para.whole for p in parts)):
        return parts
    first = parts[0]
    return [
        replace(first, text=_cell_text(parts), para=replace(first.para, last=parts[-1].para.last))
    ]


def _read_table(rows: list[Row], kind: str, scope: Scope, draft: Draft) -> None:
    roles = _sure_roles(_roles(rows[0]), rows[0])
    if not set(roles.values()) & set(_ORDER):
        if _is_key_value(rows):
            _read_key_value(rows, scope, draft)
        elif kind:
            _read_plain(rows, kind, scope, draft)
        else:
            for row in rows:
                for cell in row.values():
                    draft.skip(cell[0].para)
        return
    if kind == "measure" and "measure" not in roles.values() and "goal" not in roles.values():
        roles = {**roles, min(roles): "measure"}
    carried: dict[str, Piece] = {}
    for row in rows[1:]:
        _read_row(row, roles, scope, carried, draft)


def _roles(row: Row) -> dict[int, str]:
    return {column: column_role(_cell_text(cell)) for column, cell in row.items()}


def _sure_roles(roles: dict[int, str], row: Row) -> dict[int, str]:
    """ "Rolle | Oppgave" is no table of measures; "Hva | Hvem | Når" is one."""
    kinds = [column for column, role in roles.items() if role in _ORDER]
    weak = all(find_label(_cell_text(row[column])) is None for column in kinds)
    if kinds and weak and not set(roles.values()) & {"responsible", "other"}:
        return dict.fromkeys(roles, "")
    return roles


def _read_row(
    row: Row, roles: dict[int, str], scope: Scope, carried: dict[str, Piece], draft: Draft
) -> None:
    responsible = None
    for column, cell in row.items():
        if roles.get(column) == "responsible":
            responsible = ", ".join(p.text for p in _cell_texts(cell)) or None
    if all(_cell_text(row.get(c, [])) == "" for c in roles):
        return
    filled = {roles.get(c) for c, cell in row.items() if _cell_text(cell)}
    alone = len(row) == 1 and len(roles) > 1 and len(filled & set(_ORDER)) == 1
    if alone and _heading_row(row, scope, carried, draft):
        return
    for kind in _ORDER:
        for column, cell in row.items():
            if roles.get(column) == kind and _cell_text(cell):
                _add_cell(cell, kind, scope, carried, draft, responsible)


def _heading_row(row: Row, scope: Scope, carried: dict[str, Piece], draft: Draft) -> bool:
    """A row with one cell across the table names what follows: an area or a goal."""
    text = _cell_text(next(iter(row.values())))
    label = find_label(text)
    if not (
        label
        and (label.name or label.number)
        and label.role in ("area", "goal", "subgoal", "goalarea")
    ):
        return False
    kind = "area" if label.role == "goalarea" else label.role
    part = next(iter(row.values()))[0]
    carried[kind] = draft.add(
        kind, label.name or text, part.para, _parent(kind, scope, carried), own=True
    )
    return True


def _parent(kind: str, scope: Scope, carried: dict[str, Piece]) -> Piece | None:
    """The nearest wider element of this row, else of the section."""
    order = {
        "goal": ("area",),
        "subgoal": ("goal", "area"),
        "path": ("goal", "area"),
        "measure": ("subgoal", "goal", "area"),
    }.get(kind, ())
    for wider in order:
        if wider in carried:
            return carried[wider]
    return scope.parent_for(kind)


def _add_cell(
    cell: list[Part],
    kind: str,
    scope: Scope,
    carried: dict[str, Piece],
    draft: Draft,
    responsible: str | None,
) -> None:
    for part in _cell_texts(cell):
        text, number, _, _ = clean_text(part.text)
        if kind in ("measure", "path"):
            text, inline = split_attributes(text)
            responsible = responsible or inline
        before = carried.get(kind)
        if before is not None and before.key == fold(text):
            before.last = part.para.last
            continue
        if not any(c.isalpha() for c in text):
            continue
        piece = draft.add(
            kind,
            text,
            part.para,
            _parent(kind, scope, carried),
            number=number,
            responsible=responsible if kind in ("measure", "path") else None,
        )
        carried[kind] = piece
        for narrower in _ORDER[_ORDER.index(kind) + 1 : 5]:
            carried.pop(narrower, None)


def _is_key_value(rows: list[Row]) -> bool:
    """Two columns whose first names a role in every other row: "Mål | …", "Tiltak | …"."""
    named = [r for r in rows if len(r) == 2 and column_role(_cell_text(r[min(r)]))]
    return len(named) >= 2 and len(named) * 2 > len(rows)


def _read_key_value(rows: list[Row], scope: Scope, draft: Draft) -> None:
    carried: dict[str, Piece] = {}
    for row in rows:
        first, *others = [row[c] for c in sorted(row)]
        role = column_role(_cell_text(first))
        for cell in others:
            if role in _ORDER:
                carried.pop(role, None)
                _add_cell(cell, role, scope, carried, draft, None)
            elif role == "responsible" and "measure" in carried:
                carried["measure"].responsible = _cell_text(cell)


def _read_plain(rows: list[Row], kind: str, scope: Scope, draft: Draft) -> None:
    """No heading row we know: the first column with words holds the elements."""
    carried: dict[str, Piece] = {}
    for row in rows:
        if any(p.para.cell and p.para.cell.header for cell in row.values() for p in cell):
            continue
        cell = next(
            (row[c] for c in sorted(row) if any(x.isalpha() for x in _cell_text(row[c]))), None
        )
        if cell:
            _add_cell(cell, kind, scope, carried, draft, None)

"""Tables in plain lines: columns parted by tabs, bars or wide spaces become cells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ..outline import Block, Cell
from .labels import find_label
from .paragraphs import BULLET
from .tables import column_role

_BARS = re.compile(r"\s*\|\s*")
_TABS = re.compile(r"\s*\t\s*")
_WIDE = re.compile(r"\S+(?: \S+)*")
_KINDS = {"area", "goal", "subgoal", "path", "measure"}
_NUMBERED = re.compile(r"^\d{1,2}(?:[.:]\d{1,2})*\.?\s+[A-ZÅÄÖÆØ]")
_RULE = re.compile(r"^[\s|:+=_-]+$")


@dataclass(frozen=True, slots=True)
class _Chunk:
    text: str
    start: int


def find_text_tables(blocks: Sequence[Block]) -> list[Block]:
    """Replace the lines of each table by cells; everything else passes unchanged."""
    blocks = _mend_tables(list(blocks))
    result: list[Block] = []
    table = 1 + max((b.cell.table for b in blocks if b.cell), default=-1)
    at = 0
    while at < len(blocks):
        cells, used = _read_table(blocks, at, table)
        if used:
            result.extend(cells)
            table += 1
            at += used
        else:
            result.append(blocks[at])
            at += 1
    return result


def _mend_tables(blocks: list[Block]) -> list[Block]:
    """Tables found by layout may lack their header row, or be text columns side by side."""
    result: list[Block] = []
    at = 0
    while at < len(blocks):
        cell = blocks[at].cell
        if cell is None or blocks[at].whole:
            result.append(blocks[at])
            at += 1
            continue
        end = at
        while (
            end < len(blocks)
            and (other := blocks[end].cell) is not None
            and other.table == cell.table
        ):
            end += 1
        result = _mend_one(result, blocks[at:end])
        at = end
    return result


def _mend_one(before: list[Block], cells: list[Block]) -> list[Block]:
    first = [c for c in cells if c.cell and c.cell.row == cells[0].cell.row]  # type: ignore[union-attr]
    if any(column_role(c.text) for c in first):
        return before + cells
    heads = before[-len(first) :]
    roles = {column_role(b.text) for b in heads if not b.cell and len(b.text) < 40}
    if len(roles - {""}) >= 2 and roles & _KINDS and all(column_role(b.text) for b in heads):
        header = [_cell(b, b.text, cells[0].cell.table, -1, i, True) for i, b in enumerate(heads)]  # type: ignore[union-attr]
        return before[: -len(first)] + header + cells
    if _side_by_side(cells):
        columns = sorted({c.cell.column for c in cells if c.cell})
        if before and before[-1].column > 0:
            columns.reverse()
        lines = [c for column in columns for c in cells if c.cell and c.cell.column == column]
        return before + [replace(c, cell=None) for c in lines]
    return before + cells


def _side_by_side(cells: list[Block]) -> bool:
    """Two columns of running text or lists: long cells that break in mid-sentence or carry bullets."""
    columns = {c.cell.column for c in cells if c.cell}
    if len(columns) != 2:
        return False
    marked = sum(1 for c in cells if BULLET.match(c.text))
    broken = sum(1 for c in cells if c.text[:1].islower() or c.text.rstrip().endswith((",", "-")))
    return marked + broken >= max(2, len(cells) // 3)


def _chunks(block: Block) -> list[_Chunk]:
    text = block.text.strip()
    if "|" in text:
        inner = text.strip("|")
        return [_Chunk(t.strip(), i) for i, t in enumerate(_BARS.split(inner.strip()))]
    if "\t" in text:
        return [_Chunk(t.strip(), i) for i, t in enumerate(_TABS.split(text))]
    base = int(block.indent)
    return [_Chunk(m.group(), base + m.start()) for m in _WIDE.finditer(text)]


def _is_header(block: Block, chunks: list[_Chunk]) -> bool:
    if len(chunks) < 2 or block.whole or block.cell or any(len(c.text) > 45 for c in chunks):
        return False
    roles = [column_role(c.text) for c in chunks]
    return bool(set(roles) & _KINDS) and sum(bool(r) for r in roles) >= 2 and len(set(roles)) > 1


def _read_table(blocks: Sequence[Block], at: int, table: int) -> tuple[list[Block], int]:
    head = blocks[at]
    if head.whole or head.cell or not ("|" in head.text or "\t" in head.text or "  " in head.text):
        return [], 0
    header = _chunks(head)
    if not _is_header(head, header):
        return [], 0
    exact = "|" in head.text or "\t" in head.text
    cells = [_cell(head, c.text, table, 0, i, True) for i, c in enumerate(header)]
    row, used = 0, 1
    for block in blocks[at + 1 :]:
        if block.whole or block.cell or (block.page != head.page and not exact):
            break
        if block.gap > 0 and not exact and (_NUMBERED.match(block.text) or find_label(block.text)):
            break
        if _RULE.match(block.text):
            used += 1
            continue
        chunks = _chunks(block)
        placed = _place(chunks, header, exact)
        if not placed or (len(chunks) == 1 and not _continues(block, placed, exact)):
            break
        if exact or _begins_row(placed, len(header), block, row):
            row += 1
        row = max(row, 1)
        cells += [_cell(block, text, table, row, column, False) for column, text in placed.items()]
        used += 1
    return (cells, used) if row else ([], 0)


def _place(chunks: list[_Chunk], header: list[_Chunk], exact: bool) -> dict[int, str]:
    """Which column each chunk belongs to."""
    if exact:
        return (
            {c.start: c.text for c in chunks if c.text and c.start < len(header)}
            if len(chunks) > 1
            else {}
        )
    placed: dict[int, str] = {}
    for chunk in chunks:
        column = min(range(len(header)), key=lambda i: abs(header[i].start - chunk.start))
        if abs(header[column].start - chunk.start) > 12 and column == 0:
            return {}
        placed[column] = f"{placed[column]} {chunk.text}" if column in placed else chunk.text
    return placed


def _begins_row(placed: dict[int, str], columns: int, block: Block, row: int) -> bool:
    """A line with a first cell begins a row, unless it only ends a cell broken off above."""
    if 0 not in placed:
        return _begins_below(placed, columns)
    broken = len(placed) < columns and block.gap == 0 and placed[0][:1].islower()
    return not (row and broken)


def _begins_below(placed: dict[int, str], columns: int) -> bool:
    """A row whose first cell goes on from above: all others are filled, and all begin anew."""
    whole = len(placed) == columns - 1 >= 2 and 0 not in placed
    return whole and not any(text[:1].islower() for text in placed.values())


def _continues(block: Block, placed: dict[int, str], exact: bool) -> bool:
    """A line with one chunk goes on in the row above, unless it begins something new."""
    if exact or block.gap > 0:
        return False
    return find_label(block.text) is None and (
        0 not in placed or placed[0][:1].islower() or len(placed[0]) < 60
    )


def _cell(block: Block, text: str, table: int, row: int, column: int, header: bool) -> Block:
    return replace(block, text=text, cell=Cell(table, row, column, header))

"""The order of a tree kept as rows with `parent` and `order`."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Node(Generic[Row]):
    """A row with its children in order; `depth` counts from 0 at the top."""

    row: Row
    depth: int
    children: tuple[Node[Row], ...]

    def walk(self) -> Iterable[Node[Row]]:
        """This node and all below it, as they are read."""
        yield self
        for child in self.children:
            yield from child.walk()


def tree(
    rows: Iterable[Row],
    *,
    number: Callable[[Row], Hashable],
    parent: Callable[[Row], Hashable | None],
) -> tuple[Node[Row], ...]:
    """Nest `rows`, which come sorted by their order among siblings.

    A row whose parent is not among the rows comes to the top, so that nothing is lost from view.
    """
    rows = list(rows)
    known = {number(row) for row in rows}
    below: dict[Hashable | None, list[Row]] = {}
    for row in rows:
        above = parent(row)
        below.setdefault(above if above in known else None, []).append(row)

    def nest(above: Hashable | None, depth: int) -> tuple[Node[Row], ...]:
        return tuple(Node(row, depth, nest(number(row), depth + 1)) for row in below.get(above, []))

    return nest(None, 0)


def placed(siblings: list[int], moved: int, position: int) -> list[int]:
    """The siblings' numbers with `moved` at `position` (from 0; beyond the end means last)."""
    rest = [number for number in siblings if number != moved]
    position = max(0, min(position, len(rest)))
    return [*rest[:position], moved, *rest[position:]]

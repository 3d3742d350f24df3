"""Rings cut into arcs where outlines meet, so that a shared border exists once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from samkraft.places.outlines.reading import Point, Ring


@dataclass(frozen=True, slots=True)
class Topology:
    """`arcs`, and every ring as places among them; ~n is arc n backwards.

    `least` is how many points between the ends each arc must keep so that no ring made of one
    or two arcs shrinks to a line.
    """

    arcs: tuple[tuple[Point, ...], ...]
    rings: tuple[tuple[int, ...], ...]
    least: tuple[int, ...]

    @staticmethod
    def stitched(ring: Sequence[int], arcs: Sequence[Sequence[Point]]) -> list[Point]:
        """The points of a ring out of `arcs`, which may be simpler than the topology's own."""
        points: list[Point] = []
        for index in ring:
            arc = arcs[index] if index >= 0 else arcs[~index][::-1]
            points.extend(arc[1:] if points else arc)
        return points


def topology(rings: Sequence[Ring]) -> Topology:
    """Cut closed rings at the points where they part or meet."""
    corners = _corners(rings)
    known: dict[tuple[Point, ...], int] = {}
    arcs: list[tuple[Point, ...]] = []
    found = []
    for ring in rings:
        indices = []
        for arc in _cut(ring, corners):
            if arc not in known:
                known[arc[::-1]] = ~len(arcs)
                known[arc] = len(arcs)  # after its reverse: a palindrome counts as forward
                arcs.append(arc)
            indices.append(known[arc])
        found.append(tuple(indices))
    least = [0] * len(arcs)
    for indices in found:
        for index in indices:
            at = index if index >= 0 else ~index
            least[at] = max(least[at], 3 - len(indices))
    held = [min(need, len(arc) - 2) for need, arc in zip(least, arcs, strict=True)]
    return Topology(tuple(arcs), tuple(found), tuple(held))


def _corners(rings: Sequence[Ring]) -> set[Point]:
    """Points with other neighbours in one ring than in another."""
    neighbours: dict[Point, frozenset[Point]] = {}
    corners = set()
    for ring in rings:
        for at, point in enumerate(ring[:-1]):
            beside = frozenset((ring[at - 1] if at else ring[-2], ring[at + 1]))
            if neighbours.setdefault(point, beside) != beside:
                corners.add(point)
    return corners


def _cut(ring: Ring, corners: set[Point]) -> Iterator[tuple[Point, ...]]:
    """The ring's arcs, from corner to corner; a ring without corners is one arc.

    Such a ring begins at its smallest point, so that it is the same arc as a hole around it.
    """
    points = ring[:-1]
    starts = [at for at, point in enumerate(points) if point in corners]
    if not starts:
        at = points.index(min(points))
        yield (*points[at:], *points[: at + 1])
        return
    turned = (*points[starts[0] :], *points[: starts[0] + 1])
    begin = 0
    for at in range(1, len(turned)):
        if turned[at] in corners:
            yield turned[begin : at + 1]
            begin = at

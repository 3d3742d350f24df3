"""Fewer points for a screen, the same ones on both sides of a border.

Published method: Visvalingam and Whyatt (1993), "Line generalisation by repeated elimination of
points": a point goes when the triangle with its neighbours is small. It works on arcs, the
pieces of border between points where outlines meet, so that neighbours keep the same points and
no gap opens between them. Triangles are in square metres, a degree of longitude being
cos(latitude) of one of latitude.
"""

from __future__ import annotations

import heapq
from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import cos, inf, radians

from samkraft.places.outlines.reading import Point, Polygon, Ring
from samkraft.places.outlines.topology import Topology, topology

DEGREE = 111_320.0  # metres of one degree of latitude
DECIMALS = 4  # about ten metres
MOST_POINTS = 450  # of one municipality: about 9 kB of GeoJSON
FINEST = 2_500.0  # square metres: a triangle 50 by 100 metres


def simplified(
    outlines: Sequence[tuple[Polygon, ...]], most_points: int = MOST_POINTS
) -> tuple[dict, ...]:
    """GeoJSON geometries of outlines that were read together, one threshold for all.

    The threshold is doubled until the largest outline has no more than `most_points` points. Rings are closed; outer rings run clockwise and
    holes counter-clockwise, as d3-geo wants them (RFC 7946 says the opposite).
    """
    rounded = [_rounded(polygons) for polygons in outlines]
    net = topology([ring for polygons in rounded for polygon in polygons for ring in polygon])
    sizes = [_sizes(arc, least) for arc, least in zip(net.arcs, net.least, strict=True)]
    threshold = FINEST
    found = _geometries(rounded, net, sizes, threshold)
    while max(map(_points, found), default=0) > most_points and threshold < 1e9:
        threshold *= 2
        found = _geometries(rounded, net, sizes, threshold)
    return tuple(found)


def _rounded(polygons: tuple[Polygon, ...]) -> list[list[Ring]]:
    """Coordinates with `DECIMALS`, without doubled points; what shrinks to a line goes."""
    found = []
    for polygon in polygons:
        rings = [_plain(ring) for ring in polygon]
        if len(rings[0]) >= 4:
            found.append([ring for ring in rings if len(ring) >= 4])
    return found


def _plain(ring: Ring) -> Ring:
    points: list[Point] = []
    for x, y in ring:
        point = (round(x, DECIMALS), round(y, DECIMALS))
        if not points or points[-1] != point:
            points.append(point)
    return tuple(points)


def _sizes(arc: Sequence[Point], least: int) -> list[float]:
    """The size at which each point goes; the ends, and the last `least` others, never go."""
    last = len(arc) - 1
    before, after = list(range(-1, last)), list(range(1, last + 2))
    sizes = [inf] * len(arc)
    heap = [(_triangle(arc[i - 1], arc[i], arc[i + 1]), i) for i in range(1, last)]
    current = {i: size for size, i in heap}
    heapq.heapify(heap)
    largest = 0.0
    while len(current) > least:
        size, i = heapq.heappop(heap)
        if current.get(i) != size:
            continue
        largest = max(largest, size)
        sizes[i] = largest
        del current[i]
        left, right = before[i], after[i]
        after[left], before[right] = right, left
        for j in (left, right):
            if 0 < j < last:
                current[j] = _triangle(arc[before[j]], arc[j], arc[after[j]])
                heapq.heappush(heap, (current[j], j))
    return sizes


def _triangle(a: Point, b: Point, c: Point) -> float:
    """Square metres of a triangle."""
    across = (b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])
    return abs(across) / 2 * DEGREE**2 * cos(radians(b[1]))


def _geometries(
    outlines: Sequence[Sequence[Sequence[Ring]]],
    net: Topology,
    sizes: Sequence[Sequence[float]],
    threshold: float,
) -> list[dict]:
    kept = [
        [point for point, size in zip(arc, held, strict=True) if size >= threshold]
        for arc, held in zip(net.arcs, sizes, strict=True)
    ]
    rings = iter(net.rings)
    found = []
    for polygons in outlines:
        made = [[net.stitched(next(rings), kept) for _ in polygon] for polygon in polygons]
        found.append(_geometry(made, threshold))
    return found


def _geometry(polygons: list[list[list[Point]]], threshold: float) -> dict:
    """What is smaller than a dropped triangle goes too, but never the largest piece."""
    areas = [abs(_turn(polygon[0])) for polygon in polygons]
    largest = max(areas, default=0.0)
    coordinates = [
        [
            _wound(ring, clockwise=at == 0)
            for at, ring in enumerate(polygon)
            if at == 0 or abs(_turn(ring)) >= threshold
        ]
        for polygon, area in zip(polygons, areas, strict=True)
        if area >= threshold or area == largest
    ]
    if len(coordinates) == 1:
        return {"type": "Polygon", "coordinates": coordinates[0]}
    return {"type": "MultiPolygon", "coordinates": coordinates}


def _wound(ring: Sequence[Point], *, clockwise: bool) -> list[list[float]]:
    points = ring if (_turn(ring) < 0) == clockwise else ring[::-1]
    return [list(point) for point in points]


def _turn(ring: Sequence[Point]) -> float:
    """Square metres inside; negative when the ring runs clockwise with north up."""
    x0, y0 = ring[0]
    doubled = sum((a[0] - x0) * (b[1] - y0) - (b[0] - x0) * (a[1] - y0) for a, b in pairwise(ring))
    return doubled / 2 * DEGREE**2 * cos(radians(y0))


def _points(geometry: Mapping) -> int:
    polygons = geometry["coordinates"]
    if geometry["type"] == "Polygon":
        polygons = [polygons]
    return sum(len(ring) for polygon in polygons for ring in polygon)

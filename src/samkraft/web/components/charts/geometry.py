"""From longitude and latitude to pixels: a projection for the north, and fewer points."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

Geometry = dict[str, Any]
Ring = np.ndarray  # points by (x, y)
Shape = list[list[Ring]]  # polygons, each an outer ring and its holes

_GRID = 0.5  # pixels: neighbours' shared borders are rounded alike, so no slivers open
_SMALLEST = 1.2  # pixels: islands below this are left out, unless they are all there is


def fitted(
    geometries: Sequence[Geometry], *, width: float, height: float
) -> tuple[list[Geometry], float, float]:
    """The shapes in pixels within the room given, and the width and height they take."""
    shapes = [_shape(geometry) for geometry in geometries]
    points = [ring for shape in shapes for polygon in shape for ring in polygon]
    if not points:
        return [{"type": "MultiPolygon", "coordinates": []} for _ in shapes], 0.0, 0.0
    every = np.concatenate(points)
    middle = (every.min(axis=0) + every.max(axis=0)) / 2
    shapes = [[[_projected(ring, middle) for ring in each] for each in shape] for shape in shapes]
    every = np.concatenate([ring for shape in shapes for each in shape for ring in each])
    low, size = every.min(axis=0), np.ptp(every, axis=0)
    scale = min(width / max(size[0], 1e-9), height / max(size[1], 1e-9))
    found = [_simplified(shape, low, scale) for shape in shapes]
    return found, round(float(size[0] * scale), 1), round(float(size[1] * scale), 1)


def middle(geometry: Geometry) -> tuple[float, float, float]:
    """The widest place of the largest part halfway up: its middle (x, y) and how wide it is."""
    rings = [polygon[0] for polygon in geometry["coordinates"]]
    if not rings:
        return 0.0, 0.0, 0.0
    largest = np.asarray(max(rings, key=lambda ring: np.ptp(np.asarray(ring), axis=0).prod()))
    low, high = largest[:, 1].min(), largest[:, 1].max()
    best = (0.0, 0.0, 0.0)
    for share in (0.5, 0.42, 0.58, 0.34, 0.66):
        y = low + (high - low) * share + 0.01
        before, after = largest[:-1], largest[1:]
        crosses = (before[:, 1] < y) != (after[:, 1] < y)
        a, b = before[crosses], after[crosses]
        xs = np.sort(a[:, 0] + (y - a[:, 1]) / (b[:, 1] - a[:, 1]) * (b[:, 0] - a[:, 0]))
        for left, right in zip(xs[::2].tolist(), xs[1::2].tolist(), strict=False):
            if right - left > best[2] * 1.1:
                best = ((left + right) / 2, float(y), right - left)
    return best


def _shape(geometry: Geometry) -> Shape:
    parts = list(_polygons(geometry or {}))
    return [
        [np.asarray(ring, dtype=float)[:, :2] for ring in polygon if len(ring) > 3]
        for polygon in parts
    ]


def _polygons(geometry: Geometry) -> Iterator[list]:
    kind = geometry.get("type")
    if kind == "Polygon":
        yield geometry["coordinates"]
    elif kind == "MultiPolygon":
        yield from geometry["coordinates"]
    elif kind == "GeometryCollection":
        for part in geometry["geometries"]:
            yield from _polygons(part)


def _projected(ring: Ring, middle: np.ndarray) -> Ring:
    """Transverse Mercator about the middle: shapes stay true far north, unlike in Mercator."""
    east, north = np.radians(ring[:, 0] - middle[0]), np.radians(ring[:, 1])
    across = np.arctanh(np.clip(np.cos(north) * np.sin(east), -0.999999, 0.999999))
    up = np.arctan2(np.sin(north), np.cos(north) * np.cos(east))
    return np.column_stack([across, -up])


def _simplified(shape: Shape, low: np.ndarray, scale: float) -> Geometry:
    """The rings on a grid of half pixels, without points that repeat and islets too small."""
    placed = [[(ring - low) * scale for ring in polygon] for polygon in shape if polygon]
    large = [polygon for polygon in placed if np.ptp(polygon[0], axis=0).max() >= _SMALLEST]
    kept = large or sorted(placed, key=lambda polygon: -np.ptp(polygon[0], axis=0).max())[:1]
    found = []
    for polygon in kept:
        rings = [_rounded(ring) for ring in polygon]
        whole = [ring for ring in rings if len(ring) > 3]
        if whole and len(rings[0]) > 3:
            found.append(whole)
        elif not large:
            found.append([_dot(polygon[0])])
    return {"type": "MultiPolygon", "coordinates": found}


def _rounded(ring: Ring) -> list[list[float]]:
    snapped = np.round(ring / _GRID) * _GRID
    moved = np.any(np.diff(snapped, axis=0) != 0, axis=1)
    kept = snapped[np.concatenate([[True], moved])]
    if len(kept) > 4:
        before, after = kept[1:-1] - kept[:-2], kept[2:] - kept[1:-1]
        turns = before[:, 0] * after[:, 1] - before[:, 1] * after[:, 0] != 0
        kept = kept[np.concatenate([[True], turns, [True]])]
    return kept.tolist()


def _dot(ring: Ring) -> list[list[float]]:
    """A place too small for the map is still seen: a square of two pixels."""
    x, y = np.round(ring.mean(axis=0), 1).tolist()
    return [[x - 1, y - 1], [x + 1, y - 1], [x + 1, y + 1], [x - 1, y + 1], [x - 1, y - 1]]

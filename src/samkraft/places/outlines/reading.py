"""Reading GeoJSON (RFC 7946) and TopoJSON (its specification 1.0) into shapes.

A shape is what the file says of one place: its properties and its polygons, in degrees of
longitude and latitude (WGS 84). Of a TopoJSON every object is a layer, a GeoJSON is one layer.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

Point = tuple[float, float]
Ring = tuple[Point, ...]
Polygon = tuple[Ring, ...]

# ETRS89 in degrees (4258) differs from WGS 84 by less than a metre.
DEGREES = ("CRS84", "4326", "4258", "4979")


class OutlinesUnreadable(ValueError):
    """The file is no GeoJSON or TopoJSON with outlines; the message is one sentence."""


class ProjectedCoordinates(OutlinesUnreadable):
    """The coordinates are not degrees of longitude and latitude."""


@dataclass(frozen=True, slots=True)
class Shape:
    """One place of a file; `polygons` is empty where the file gives no outline."""

    properties: Mapping[str, Any]
    polygons: tuple[Polygon, ...]


@dataclass(frozen=True, slots=True)
class Layer:
    """Shapes that belong together; `name` is "" for a GeoJSON."""

    name: str
    shapes: tuple[Shape, ...]


def read_layers(content: bytes) -> tuple[Layer, ...]:
    """The layers of a file. Raises OutlinesUnreadable or ProjectedCoordinates."""
    try:
        value = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise OutlinesUnreadable("This is no whole JSON: the file may be cut short.") from error
    kind = value.get("type") if isinstance(value, dict) else None
    try:
        if kind == "Topology":
            layers = tuple(_topology(value))
        elif kind in ("FeatureCollection", "Feature"):
            _check_named(value.get("crs"))
            features = value["features"] if kind == "FeatureCollection" else [value]
            layers = (Layer("", tuple(_shape(each, _polygons) for each in features)),)
        else:
            raise OutlinesUnreadable("This is neither GeoJSON nor TopoJSON.")
    except (KeyError, TypeError, ValueError, IndexError, AttributeError) as error:
        if isinstance(error, OutlinesUnreadable):
            raise
        raise OutlinesUnreadable(
            f"An outline is not as the format wants it ({error!r})."
        ) from error
    for layer in layers:
        _check_degrees(layer)
    if not any(shape.polygons for layer in layers for shape in layer.shapes):
        raise OutlinesUnreadable("There is no polygon in the file.")
    return layers


def _shape(feature: Mapping[str, Any], polygons: Any) -> Shape:
    properties = dict(feature.get("properties") or {})
    if feature.get("id") is not None:
        properties.setdefault("id", feature["id"])
    geometry = feature.get("geometry", feature)
    return Shape(properties, tuple(polygons(geometry)) if geometry else ())


def _polygons(geometry: Mapping[str, Any]) -> Iterator[Polygon]:
    """The polygons of a GeoJSON geometry; points and lines have none."""
    kind = geometry.get("type")
    if kind == "GeometryCollection":
        for each in geometry["geometries"]:
            yield from _polygons(each)
    several = {"Polygon": lambda: [geometry["coordinates"]]}
    several["MultiPolygon"] = lambda: geometry["coordinates"]
    for rings in several.get(kind, list)():
        yield tuple(_closed((float(p[0]), float(p[1])) for p in ring) for ring in rings)


def _closed(points: Iterable[Point]) -> Ring:
    ring = tuple(points)
    if len(ring) < 3:
        raise OutlinesUnreadable("A ring of an outline has fewer than three points.")
    return ring if ring[0] == ring[-1] else (*ring, ring[0])


def _topology(value: Mapping[str, Any]) -> Iterator[Layer]:
    arcs = _arcs(value)

    def ring(indices: list[int]) -> Ring:
        points: list[Point] = []
        for index in indices:
            arc = arcs[index] if index >= 0 else arcs[~index][::-1]
            points.extend(arc[1:] if points else arc)
        return _closed(points)

    def polygons(geometry: Mapping[str, Any]) -> Iterator[Polygon]:
        kind = geometry.get("type")
        if kind == "GeometryCollection":
            for each in geometry["geometries"]:
                yield from polygons(each)
        several = {"Polygon": lambda: [geometry["arcs"]], "MultiPolygon": lambda: geometry["arcs"]}
        for rings in several.get(kind, list)():
            yield tuple(ring(indices) for indices in rings)

    for name, found in value["objects"].items():
        members = found["geometries"] if found.get("type") == "GeometryCollection" else [found]
        yield Layer(name, tuple(_shape(each, polygons) for each in members))


def _arcs(value: Mapping[str, Any]) -> list[tuple[Point, ...]]:
    """The arcs in degrees; a quantised file writes steps between whole numbers."""
    transform = value.get("transform")
    if not transform:
        return [tuple((float(p[0]), float(p[1])) for p in arc) for arc in value["arcs"]]
    (kx, ky), (dx, dy) = transform["scale"], transform["translate"]
    return [
        tuple(
            (x * kx + dx, y * ky + dy)
            for x, y in zip(
                accumulate(p[0] for p in arc), accumulate(p[1] for p in arc), strict=True
            )
        )
        for arc in value["arcs"]
    ]


def _check_named(crs: Any) -> None:
    """Refuse a coordinate system that the file itself names as another."""
    name = str(((crs or {}).get("properties") or {}).get("name") or "")
    if name and not name.endswith(DEGREES):
        raise ProjectedCoordinates(
            f"The coordinates are of {name}; convert the file to WGS 84 (EPSG:4326) first."
        )


def _check_degrees(layer: Layer) -> None:
    for shape in layer.shapes:
        for polygon in shape.polygons:
            for x, y in polygon[0]:
                if not (abs(x) <= 180 and abs(y) <= 90):
                    raise ProjectedCoordinates(
                        f"The coordinates are no degrees of longitude and latitude but something "
                        f"like metres ({x:.0f}, {y:.0f}); convert the file to WGS 84 "
                        "(EPSG:4326) first."
                    )

"""Small made-up countries as GeoJSON and TopoJSON."""

from __future__ import annotations

import json

# Two neighbours; the border between them has a bend of 300 metres at 15.003.
WEST = [[14, 66], [15, 66], [15.003, 66.2], [15, 66.5], [14, 66.5], [14, 66]]
EAST = [[15, 66], [16, 66], [16, 66.5], [15, 66.5], [15.003, 66.2], [15, 66]]


def feature(ring, **properties):
    geometry = {"type": "Polygon", "coordinates": [ring]} if ring else None
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def geojson(*features, **more) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": features, **more}).encode()


def two(west="1833", east="1832", key="kommunenummer") -> bytes:
    """Rana and Hemnes as two rectangles."""
    return geojson(
        feature(WEST, **{key: west, "navn": "Rana"}),
        feature(EAST, **{key: east, "navn": "Hemnes"}),
    )


def topojson() -> bytes:
    """The same two, quantised to a thousandth of a degree, the border once."""
    arcs = [
        [[1000, 0], [3, 200], [-3, 300]],
        [[1000, 500], [-1000, 0], [0, -500], [1000, 0]],
        [[1000, 500], [1000, 0], [0, -500], [-1000, 0]],
    ]
    members = [
        {"type": "Polygon", "arcs": [[0, 1]], "properties": {"nr": "1833", "navn": "Rana"}},
        {"type": "Polygon", "arcs": [[2, 0]], "properties": {"nr": "1832", "navn": "Hemnes"}},
    ]
    return json.dumps(
        {
            "type": "Topology",
            "transform": {"scale": [0.001, 0.001], "translate": [14, 66]},
            "arcs": arcs,
            "objects": {"kommuner": {"type": "GeometryCollection", "geometries": members}},
        }
    ).encode()

"""A map: areas by their boundaries, shaded by value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from samkraft.web.components.charts.frame import (
    DESK,
    Padding,
    Spec,
    Width,
    chart,
    label,
    layer,
    texts,
)
from samkraft.web.components.charts.geometry import fitted, middle
from samkraft.web.components.charts.measuring import text_width
from samkraft.web.components.charts.palette import ACCENT, INK, PAPER, palette
from samkraft.web.components.charts.shading import (
    LOOKS,
    MAIN_OUTLINE,
    Place,
    class_bounds,
    key,
    key_width,
    outline,
    reason,
    step,
)
from samkraft.web.components.charts.wording import Words

_TALLEST_DESK, _TALLEST_PHONE = 560, 420


def choropleth(
    given: Sequence[Place],
    features: Sequence[Mapping[str, Any]],
    *,
    words: Words,
    code: str = "code",
    accent: str = ACCENT,
    width: Width = DESK,
    bounds: Sequence[float] | None = None,
) -> Spec:
    """The places whose code a feature carries in its property `code`; other features are left out.

    A place without a boundary is not on the map: use `tiles` where that may happen.
    """
    by_code = {place.code: place for place in given}
    known = [each for each in features if each["properties"].get(code) in by_code]
    if bounds is None:
        bounds = class_bounds([place.value for place in given if place.value is not None])
    across = width.pixels - 8
    tallest = _TALLEST_PHONE if width.narrow else _TALLEST_DESK
    shapes, used, down = fitted([each["geometry"] for each in known], width=across, height=tallest)
    rows = [
        (by_code[each["properties"][code]], shape)
        for each, shape in zip(known, shapes, strict=True)
    ]
    legend, foot = _legend(rows, bounds, used, down, words=words, accent=accent, width=width)
    height = round(max(down, foot))
    body = {
        "width": across,
        "height": height,
        "projection": {"type": "identity", "scale": 1, "translate": [0, 0]},
        "layer": [
            *_areas(rows, bounds, words, accent),
            *_names(rows, bounds, accent, width.text - 2),
            *legend,
        ],
    }
    padding = Padding(left=4, top=4, right=4, bottom=4)
    return chart(body, accent=accent, width=width.pixels, height=height + 8, padding=padding)


def _legend(rows, bounds: Sequence[float], used: float, down: float, *, words, accent, width):
    """The key, beside the map where it leaves room, else below."""
    across = width.pixels - 8
    beside = across - used >= key_width(bounds, words, width) + 24
    return key(
        [place for place, _ in rows], bounds, words=words, accent=accent, width=width,
        left=used + 24 if beside else 0, top=0 if beside else down + 14,
        across=across - used - 24 if beside else across,
    )  # fmt: skip


def _areas(rows, bounds: Sequence[float], words: Words, accent: str) -> list[Spec]:
    """Shaded areas, then those without a value by reason, then the main place's edge."""
    ramp = palette(accent).ramp
    valued, edges, absent = [], [], {}
    for place, shape in rows:
        if place.value is None:
            row = _feature(place, shape, LOOKS[reason(place)]["fill"], words)
            absent.setdefault(reason(place), (outline(place), []))[1].append(row)
        else:
            valued.append(_feature(place, shape, ramp[step(place.value, bounds)], words))
        if place.main:
            edges.append(_feature(place, shape, "transparent", words))
    return [
        *_shapes(valued, {"stroke": PAPER, "strokeWidth": 0.8}, "shapes"),
        *(
            each
            for kind, (look, few) in absent.items()
            for each in _shapes(few, look, f"shapes_{kind}")
        ),
        *_shapes(edges, MAIN_OUTLINE, "shapes_main"),
    ]


def _names(rows, bounds: Sequence[float], accent: str, size: int) -> list[Spec]:
    """Names where they fit inside their area."""
    inks = palette(accent).on_ramp
    written: dict[str, list[Spec]] = {}
    for place, shape in rows:
        x, y, room = middle(shape)
        if text_width(place.short, size) + 10 <= room:
            ink = INK if place.value is None else inks[step(place.value, bounds)]
            written.setdefault(ink, []).append(label(place.short, x, y))
    return [
        each
        for ink, few in written.items()
        for each in texts(few, size=size, colour=ink, align="center")
    ]


def _feature(place: Place, shape: Spec, fill: str, words: Words) -> Spec:
    tip = words.tip(place.name, value=place.value, status=place.status)
    return {"type": "Feature", "geometry": shape, "fill": fill, "tip": tip}


def _shapes(rows: Sequence[Spec], look: Mapping[str, Any], name: str) -> list[Spec]:
    fill = {"field": "fill", "type": "nominal", "scale": None}
    mark = {"type": "geoshape", "strokeJoin": "round", **look}
    return [layer(mark, rows, {"fill": fill}, name)] if rows else []

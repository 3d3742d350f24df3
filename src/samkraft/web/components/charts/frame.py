"""What all charts share: widths, fonts, the outer specification and small layers of text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from samkraft.web.components.charts.palette import INK

Spec = dict[str, Any]
SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
FONT = "sans-serif"


@dataclass(frozen=True, slots=True)
class Width:
    """A chart's outer width and the height a line chart takes, in pixels; `text` in pixels."""

    pixels: int
    height: int
    text: int = 15

    @property
    def narrow(self) -> bool:
        """Whether this is the phone's chart."""
        return self.pixels < 480


DESK = Width(680, 380)
PHONE = Width(340, 320)


@dataclass(frozen=True, slots=True)
class Padding:
    """Room around the drawing for text; the chart's outer size never depends on fonts."""

    left: int = 0
    top: int = 0
    right: int = 0
    bottom: int = 0


def chart(body: Spec, *, accent: str, width: int, height: int, padding: Padding) -> Spec:
    """A whole specification; width and height are the outer ones."""
    return {
        "$schema": SCHEMA,
        "usermeta": {"accent": accent, "width": width, "height": height},
        "autosize": "none",
        "padding": {
            "left": padding.left,
            "top": padding.top,
            "right": padding.right,
            "bottom": padding.bottom,
        },
        "config": {
            "aria": False,
            "background": None,
            "font": FONT,
            "view": {"stroke": None},
            "axis": {"grid": False, "ticks": False, "domain": False},
        },
        **body,
    }


def inner(width: int, height: int, padding: Padding) -> tuple[int, int]:
    """The drawing's size inside the padding."""
    return width - padding.left - padding.right, height - padding.top - padding.bottom


def layer(mark: Spec, rows: Sequence[Spec], encoding: Spec, name: str | None = None) -> Spec:
    """One layer with its own rows."""
    named = {"name": name} if name else {}
    return {**named, "mark": mark, "data": {"values": list(rows)}, "encoding": encoding}


def pixel(field: str) -> Spec:
    """A channel whose field already is in pixels."""
    return {"field": field, "type": "quantitative", "scale": None, "axis": None}


def label(text: str, x: float, y: float) -> Spec:
    """One row of a layer of texts, in pixels."""
    return {"text": text, "x": round(x, 1), "y": round(y, 1)}


def texts(
    rows: Sequence[Spec],
    *,
    size: float,
    colour: str = INK,
    align: str = "left",
    bold: bool = False,
    baseline: str = "middle",
) -> list[Spec]:
    """A layer of texts at pixels; none when there are no rows."""
    if not rows:
        return []
    mark = {
        "type": "text", "align": align, "baseline": baseline, "fontSize": size,
        "color": colour, "fontWeight": 600 if bold else 400,
    }  # fmt: skip
    channels = {"x": pixel("x"), "y": pixel("y"), "text": {"field": "text", "type": "nominal"}}
    return [layer(mark, rows, channels)]


def rules(
    rows: Sequence[Spec], *, colour: str, width: float = 1, dash: Sequence[int] = ()
) -> list[Spec]:
    """A layer of straight lines at pixels, rows of x, y, x2, y2; none when there are no rows."""
    if not rows:
        return []
    mark: Spec = {"type": "rule", "color": colour, "strokeWidth": width}
    if dash:
        mark["strokeDash"] = list(dash)
    channels = {"x": pixel("x"), "y": pixel("y"), "x2": {"field": "x2"}, "y2": {"field": "y2"}}
    return [layer(mark, rows, channels)]


def boxes(rows: Sequence[Spec], *, name: str | None = None, **mark: Any) -> list[Spec]:
    """A layer of rectangles at pixels, rows of x, y, x2, y2 and `fill`; none without rows."""
    if not rows:
        return []
    fill = {"field": "fill", "type": "nominal", "scale": None}
    channels = {
        "x": pixel("x"), "y": pixel("y"), "x2": {"field": "x2"}, "y2": {"field": "y2"},
        "fill": fill,
    }  # fmt: skip
    return [layer({"type": "rect", **mark}, rows, channels, name)]


def box(x: float, y: float, width: float, height: float, fill: str, **more: Any) -> Spec:
    """One row of a layer of rectangles."""
    return {
        "x": round(x, 1), "y": round(y, 1), "x2": round(x + width, 1),
        "y2": round(y + height, 1), "fill": fill, **more,
    }  # fmt: skip

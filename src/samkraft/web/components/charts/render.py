"""From a specification to an SVG file that adapts to the reader's setting."""

from __future__ import annotations

from typing import Any

import vl_convert
from lxml import etree

from samkraft.web.components.charts.frame import (
    FONT,
    Padding,
    Spec,
    boxes,
    chart,
    layer,
    rules,
    texts,
)
from samkraft.web.components.charts.palette import ACCENT, HATCH, WITHHELD, css

# For the answer that carries an SVG file: it needs its own <style> and nothing else.
CHART_CSP = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
NAMESPACE = "http://www.w3.org/2000/svg"
SYSTEM_FONTS = (
    'system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Liberation Sans","DejaVu Sans",'
    "Arial,sans-serif"
)
_UNSEEN = ("role", "class", "aria-hidden", "aria-label", "aria-roledescription", "pointer-events")


def svg(spec: Spec, *, lang: str, title: str, description: str) -> str:
    """The chart as an SVG file: named, described, with system fonts and dark colours."""
    meta = spec["usermeta"]
    drawn = vl_convert.vegalite_to_svg(_still(spec), allowed_base_urls=[])
    root = etree.fromstring(drawn.encode())
    _clean(root)
    root.attrib.update({"role": "img", "aria-labelledby": "title desc"})
    root.set("{http://www.w3.org/XML/1998/namespace}lang", lang)
    root.set("font-variant-numeric", "tabular-nums")
    head = [
        _element("title", title, id="title"),
        _element("desc", description, id="desc"),
        _element("style", style(meta["accent"])),
    ]
    if root.findall(f".//*[@fill='{WITHHELD}']"):
        head.append(hatching())
        for found in root.findall(f".//*[@fill='{WITHHELD}']"):
            found.set("fill", "url(#withheld)")
    for place, element in enumerate(head):
        root.insert(place, element)
    return etree.tostring(root, encoding="unicode")


def style(accent: str) -> str:
    """The rules inside the file."""
    return f"text{{font-family:{SYSTEM_FONTS};font-variant-numeric:tabular-nums}}{css(accent)}"


def live(spec: Spec) -> dict[str, Any]:
    """What the browser's script needs to make the chart answer: the contents of its .json."""
    return {"spec": spec, "css": css(spec["usermeta"]["accent"]), "withheld": WITHHELD}


def warm_up() -> None:
    """Start the renderer, which takes about a second, before the first reader asks."""
    row = {"x": 0, "y": 0, "x2": 9, "y2": 9, "fill": "#000000", "text": "0", "t": 0}
    scaled = {"field": "t", "type": "quantitative", "scale": {"domain": [0, 1]}, "axis": None}
    layers = [
        *(layer({"type": kind}, [row], {"x": scaled}) for kind in ("line", "area", "point")),
        *rules([row], colour="#000000"),
        *boxes([row]),
        *texts([row], size=10),
    ]
    body = {"width": 9, "height": 9, "layer": layers}
    svg(
        chart(body, accent=ACCENT, width=9, height=9, padding=Padding()),
        lang="en", title="", description="",
    )  # fmt: skip


def hatching() -> etree._Element:
    """The pattern of withheld values."""
    defs = _element("defs")
    pattern = etree.SubElement(
        defs, f"{{{NAMESPACE}}}pattern", id="withheld", width="6", height="6",
        patternUnits="userSpaceOnUse", patternTransform="rotate(45)",
    )  # fmt: skip
    etree.SubElement(pattern, f"{{{NAMESPACE}}}rect", width="6", height="6", fill=WITHHELD)
    etree.SubElement(
        pattern, f"{{{NAMESPACE}}}line", x1="0", y1="0", x2="0", y2="6", stroke=HATCH,
        **{"stroke-width": "2"},
    )  # fmt: skip
    return defs


def _still(spec: Spec) -> Spec:
    """The chart without what only answers to a pointer."""
    return {**spec, "layer": [part for part in spec["layer"] if part.get("name") != "hits"]}


def _clean(root: etree._Element) -> None:
    """Take away the renderer's English roles and its empty shapes."""
    for element in list(root.iter()):
        for name in _UNSEEN:
            element.attrib.pop(name, None)
        if element.get("display") == "none" or element.get("d") in ("", "M0,0h0v0h0Z"):
            element.getparent().remove(element)
        elif element.get("font-family") == FONT:
            del element.attrib["font-family"]
    etree.cleanup_namespaces(root)
    root.set("font-family", FONT)


def _element(tag: str, text: str | None = None, **attributes: str) -> etree._Element:
    element = etree.Element(f"{{{NAMESPACE}}}{tag}", **attributes)
    element.text = text
    return element

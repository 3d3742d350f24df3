"""A region's accent colour as a stylesheet, because inline styles are not allowed."""

from __future__ import annotations

import re

from django.http import Http404, HttpResponse

WHITE, DARK = (255, 255, 255), (25, 24, 22)


def contrast(colour: str, other: tuple[int, int, int] = WHITE) -> float:
    """Contrast ratio of a #rrggbb colour against another, 1 to 21, by WCAG 2.2."""
    rgb = tuple(int(colour.lstrip("#")[i : i + 2], 16) for i in (0, 2, 4))
    light, dark = sorted((_luminance(rgb), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def readable(colour: str) -> bool:
    """Whether a colour may be an accent: 5.5 to 1 on white, so that it also holds on grey."""
    return bool(re.fullmatch(r"#[0-9a-fA-F]{6}", colour)) and contrast(colour) >= 5.5


def accent(request, accent: str) -> HttpResponse:
    """The stylesheet of one accent colour, for ever the same."""
    colour = f"#{accent}"
    if not readable(colour):
        raise Http404
    css = (
        f"@media (prefers-color-scheme: light) {{ :root {{ --accent: {colour}; "
        f"--accent-soft: {_mixed(colour, 0.1)}; }} }}\n"
        f"@media (prefers-color-scheme: dark) {{ :root {{ --accent: {_lightened(colour)}; }} }}\n"
        "@media (prefers-contrast: more) { :root { --accent: #00324a; } }\n"
    )
    return HttpResponse(
        css,
        content_type="text/css; charset=utf-8",
        headers={"Cache-Control": "public, max-age=31536000, immutable"},
    )


def _luminance(rgb: tuple[int, ...]) -> float:
    linear = [
        value / 255 / 12.92 if value / 255 <= 0.04045 else ((value / 255 + 0.055) / 1.055) ** 2.4
        for value in rgb
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _mixed(colour: str, share: float, paper: tuple[int, int, int] = WHITE) -> str:
    rgb = [int(colour[i : i + 2], 16) for i in (1, 3, 5)]
    mixed = [round(c * share + p * (1 - share)) for c, p in zip(rgb, paper, strict=True)]
    return "#" + "".join(f"{value:02x}" for value in mixed)


def _lightened(colour: str) -> str:
    """The same hue, light enough (7 to 1) for a dark page."""
    share = 1.0
    while contrast(_mixed(colour, share), DARK) < 7 and share > 0:
        share -= 0.05
    return _mixed(colour, share)

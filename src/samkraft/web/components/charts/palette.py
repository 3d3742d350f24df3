"""Colours of charts: near-black ink, one warm grey, one accent; and what they become in the dark.

A chart is drawn with the light colours as plain attributes, so that it also prints. The
stylesheet of `css` exchanges each of them, by its own value, for the reader's setting.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from samkraft.web.theme import contrast

ACCENT = "#1b5566"
PAPER, PAPER_DARK = "#ffffff", "#191816"
INK, INK_DARK = "#1c1b19", "#eeebe5"
SOFT, SOFT_DARK = "#57534d", "#b9b3a8"
GREY, GREY_DARK = "#aaa398", "#6d675e"
GRID, GRID_DARK = "#e5e1da", "#35322d"
AXIS, AXIS_DARK = "#8f887d", "#8a8377"
# Text upon a shaded tile: the same to the eye as ink and paper, but exchanged on its own.
ON_PALE, ON_STRONG = "#1c1b1a", "#fffffe"
# What stands in place of a colour where there is no value, one for each kind of reason.
WITHHELD, WITHHELD_DARK = "#efece7", "#2b2926"
ABSENT = "#fefefe"
HATCH, HATCH_DARK = "#cbc4b8", "#4a463f"
STEPS = 5


@dataclass(frozen=True, slots=True)
class Palette:
    """The tones of one accent. `ramp` goes from the lowest step to the highest."""

    accent: str
    tone: str
    band: str
    ramp: tuple[str, ...]

    @property
    def on_ramp(self) -> tuple[str, ...]:
        """The text colour that is readable upon each step."""
        return (ON_PALE,) * 3 + (ON_STRONG,) * 2


@lru_cache(maxsize=64)
def palette(accent: str) -> Palette:
    """The tones of an accent on white paper."""
    return _tones(accent, PAPER, INK)


@lru_cache(maxsize=64)
def css(accent: str) -> str:
    """The rules that fit a chart to a dark page, to high contrast and to forced colours."""
    light, dark = palette(accent), _tones(_lightened(accent), PAPER_DARK, INK_DARK)
    night = {
        PAPER: PAPER_DARK, INK: INK_DARK, SOFT: SOFT_DARK, GREY: GREY_DARK, GRID: GRID_DARK,
        AXIS: AXIS_DARK, ON_PALE: INK_DARK, ON_STRONG: PAPER_DARK, WITHHELD: WITHHELD_DARK,
        ABSENT: PAPER_DARK, HATCH: HATCH_DARK, light.accent: dark.accent, light.tone: dark.tone,
        light.band: dark.band, **dict(zip(light.ramp[:-1], dark.ramp[:-1], strict=True)),
    }  # fmt: skip
    strong = {SOFT: INK, GREY: "#6b655c", AXIS: INK, HATCH: "#8f887e"}
    forced = {
        PAPER: "Canvas", ABSENT: "Canvas", INK: "CanvasText", SOFT: "CanvasText",
        AXIS: "CanvasText", light.accent: "CanvasText",
    }  # fmt: skip
    faint = "".join(
        f'[fill="{old}"]{{fill:CanvasText;fill-opacity:{share}}}'
        f'[stroke="{old}"]{{stroke:CanvasText;stroke-opacity:{share}}}'
        for old, share in ((GRID, 0.3), (GREY, 0.55), (light.tone, 0.6), (light.band, 0.2))
    )
    return (
        "@media screen and (prefers-color-scheme:dark) and (prefers-contrast:no-preference)"
        f"{{{_rules(night)}}}"
        f"@media (prefers-contrast:more){{{_rules(strong)}}}"
        f"@media (forced-colors:active){{text{{forced-color-adjust:none}}{_rules(forced)}{faint}}}"
    )


def mixed(colour: str, share: float, paper: str = PAPER) -> str:
    """A colour laid on paper with a share of its strength, 0 to 1."""
    parts = zip(_rgb(colour), _rgb(paper), strict=True)
    return "#" + "".join(f"{round(c * share + p * (1 - share)):02x}" for c, p in parts)


def _tones(accent: str, paper: str, ink: str) -> Palette:
    def upon(share: float, other: str) -> float:
        """Contrast of the mixed accent against another colour."""
        return contrast(mixed(accent, share, paper), _rgb(other))

    tone = _first(0.40, 0.02, lambda share: upon(share, paper) >= 3.1)
    middle = _first(0.50, -0.02, lambda share: upon(share, ink) >= 5)
    fourth = _first(0.70, 0.02, lambda share: upon(share, paper) >= 4.6)
    shares = (0.10, (0.10 + middle) / 2, middle, fourth, 1.0)
    return Palette(
        accent=accent,
        tone=mixed(accent, tone, paper),
        band=mixed(accent, 0.16, paper),
        ramp=tuple(mixed(accent, share, paper) for share in shares),
    )


def _first(start: float, step: float, fits: Callable[[float], bool]) -> float:
    share = start
    while not fits(share) and 0 < share + step < 1:
        share += step
    return share


def _lightened(colour: str) -> str:
    """The same hue, light enough (7 to 1) for a dark page."""
    light = (mixed(colour, share / 20) for share in range(20, 0, -1))
    return next((each for each in light if contrast(each, _rgb(PAPER_DARK)) >= 7), INK_DARK)


def _rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _rules(colours: dict[str, str]) -> str:
    """Presentation attributes lose against any rule, so the value itself can be the selector."""
    return "".join(
        f'[fill="{old}"]{{fill:{new}}}[stroke="{old}"]{{stroke:{new}}}'
        for old, new in colours.items()
    )

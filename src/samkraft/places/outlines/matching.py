"""Which property of the shapes in a file holds the official code."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from samkraft.places.outlines.reading import Polygon, Shape

# Names that publishers use, in small letters; where two properties fit alike, these go first.
MUNICIPAL = ("kommunenummer", "kommunenr", "kommnr", "kom_kod", "knkod", "kommunkod", "kuntanro")
KNOWN = (
    *MUNICIPAL, "fylkesnummer", "fylkesnr", "lnkod", "lanskod", "lan_code", "l_id", "natcode",
    "kunta", "maakunta", "nationalcode", "code", "kode", "kod", "id",
)  # fmt: skip
# So much of a file must look like codes, and differ (a municipality in several shapes apart):
# other numbers do not, and a municipality's county is not its own code.
FITTING, DISTINCT = 0.9, 0.5


@dataclass(frozen=True, slots=True)
class Matched:
    """`outlines` by code for the codes known; `unknown` are the file's other codes, in order.

    `nameless` counts shapes without a code and `bare` lists known codes without an outline.
    `confirmed` of the known codes stand beside a name of their area; `told` is whether the file
    has any words at all that could be names.
    """

    property: str
    outlines: Mapping[str, tuple[Polygon, ...]]
    unknown: tuple[str, ...]
    nameless: int
    bare: tuple[str, ...]
    confirmed: int
    told: bool

    @property
    def credible(self) -> bool:
        """Whether half of the names fit: 18 is Nordland in Norway and Örebro in Sweden."""
        return 2 * self.confirmed >= len(self.outlines) + len(self.bare)


def matched(shapes: Sequence[Shape], codes: Mapping[str, Collection[str]]) -> Matched | None:
    """The property with most of the `codes` (all of one length) beside their names, or None.

    `codes` gives the names of each code's area. Numbers in the file have lost their leading zeros and get them back. Several shapes of one code are put
    together.
    """
    width = max(map(len, codes), default=0)
    names = dict.fromkeys(name for shape in shapes for name in shape.properties)
    best, most = None, (-1, 0, 0)
    for name in names:
        found = [_code(shape.properties.get(name), width) for shape in shapes]
        if not _looks_like_codes(found, name):
            continue
        each = _gathered(name, found, shapes, codes)
        hits = len(each.outlines) + len(each.bare)
        known = KNOWN.index(name.lower()) if name.lower() in KNOWN else len(KNOWN)
        if hits and (each.confirmed, hits, -known) > most:
            best, most = each, (each.confirmed, hits, -known)
    return best


def _code(value: Any, width: int) -> str | None:
    """The value as a code of `width` digits, None when it cannot be one."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value).zfill(width)
    if not isinstance(value, str):
        return None
    text = value.strip()
    return text if len(text) == width and text.isalnum() else None


def _looks_like_codes(found: Sequence[str | None], name: str) -> bool:
    fitting = [code for code in found if code is not None]
    several = name.lower() in MUNICIPAL or len(set(fitting)) >= DISTINCT * len(fitting)
    return bool(fitting) and len(fitting) >= FITTING * len(found) and several


def _gathered(
    name: str,
    found: Sequence[str | None],
    shapes: Sequence[Shape],
    codes: Mapping[str, Collection[str]],
) -> Matched:
    outlines: dict[str, tuple[Polygon, ...]] = {}
    confirmed, told = set(), False
    for code, shape in zip(found, shapes, strict=True):
        if code in codes:
            outlines[code] = outlines.get(code, ()) + shape.polygons
            words = _words(shape)
            told = told or bool(words)
            if any(_stem(name) in words for name in codes[code] if name.strip()):
                confirmed.add(code)
    return Matched(
        property=name,
        outlines={code: polygons for code, polygons in outlines.items() if polygons},
        unknown=tuple(dict.fromkeys(c for c in found if c is not None and c not in codes)),
        nameless=sum(code is None for code in found),
        bare=tuple(code for code, polygons in outlines.items() if not polygons),
        confirmed=len(confirmed),
        told=told,
    )


def _stem(name: str) -> str:
    """A name's first word without a genitive: "Norrbottens län" is "Norrbotten" elsewhere."""
    return name.split()[0].casefold().removesuffix("s")


def _words(shape: Shape) -> str:
    """The texts of a shape that hold letters, in one line."""
    texts = (text for text in shape.properties.values() if isinstance(text, str))
    return " | ".join(text.casefold() for text in texts if any(map(str.isalpha, text)))

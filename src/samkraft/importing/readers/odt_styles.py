"""Styles and list styles of an OpenDocument text, with what they inherit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from samkraft.importing.readers.numerals import letter, roman
from samkraft.importing.readers.style_names import heading_level, is_contents, is_quote

OASIS = "{urn:oasis:names:tc:opendocument:xmlns:"
OFFICE, STYLE = OASIS + "office:1.0}", OASIS + "style:1.0}"
TEXT, TABLE = OASIS + "text:1.0}", OASIS + "table:1.0}"
DRAW, FO = OASIS + "drawing:1.0}", OASIS + "xsl-fo-compatible:1.0}"

LENGTH = re.compile(r"^(-?\d+(?:\.\d+)?)(cm|mm|in|pt|pc|px)$")
POINTS = {"cm": 28.3465, "mm": 2.83465, "in": 72.0, "pt": 1.0, "pc": 12.0, "px": 0.75}
ENCODED = re.compile(r"_([0-9a-f]{2})_")
HEAVY = frozenset({"bold", "600", "700", "800", "900"})
SLANTED = frozenset({"italic", "oblique"})
LEVELS = 10
INDENT_STEP = 18.0


def length(text: str | None) -> float | None:
    """A length in points, None for percentages and what is no length."""
    found = LENGTH.match(text or "")
    return round(float(found.group(1)) * POINTS[found.group(2)], 1) if found else None


def whole(text: str | None, default: int) -> int:
    """A whole number out of an attribute, or the default."""
    return int(text) if text and len(text) < 10 and text.isascii() and text.isdigit() else default


@dataclass(frozen=True, slots=True)
class Letters:
    """Size in points, weight and slope; None where nothing is said."""

    size: float | None = None
    bold: bool | None = None
    italic: bool | None = None
    hidden: bool | None = None

    @classmethod
    def of(cls, style: Any) -> Letters:
        """What the text properties of a style say."""
        properties = style.find(STYLE + "text-properties")
        if properties is None:
            return cls()
        weight, slope = properties.get(FO + "font-weight"), properties.get(FO + "font-style")
        display = properties.get(TEXT + "display")
        return cls(
            length(properties.get(FO + "font-size")),
            None if weight is None else weight in HEAVY,
            None if slope is None else slope in SLANTED,
            None if display is None else display == "none",
        )

    def over(self, other: Letters) -> Letters:
        """These letters, with the other's where these say nothing."""
        return Letters(
            self.size if self.size is not None else other.size,
            self.bold if self.bold is not None else other.bold,
            self.italic if self.italic is not None else other.italic,
            self.hidden if self.hidden is not None else other.hidden,
        )


@dataclass(frozen=True, slots=True)
class ListLevel:
    """How one level of a list, or of the headings, is marked."""

    form: str | None
    prefix: str = ""
    suffix: str = ""
    start: int = 1
    display: int = 1
    indent: float = 0.0
    bullet: bool = False

    @classmethod
    def of(cls, element: Any, depth: int) -> ListLevel:
        """The level that a list-level-style or outline-level-style element describes."""
        label = element.find(f"{STYLE}list-level-properties/{STYLE}list-level-label-alignment")
        properties = element.find(STYLE + "list-level-properties")
        indent = None if label is None else length(label.get(FO + "margin-left"))
        if indent is None and properties is not None:
            indent = length(properties.get(TEXT + "space-before"))
        return cls(
            element.get(STYLE + "num-format"),
            element.get(STYLE + "num-prefix") or "",
            element.get(STYLE + "num-suffix") or "",
            whole(element.get(TEXT + "start-value"), 1),
            whole(element.get(TEXT + "display-levels"), 1),
            INDENT_STEP * depth if indent is None else indent,
            element.tag == TEXT + "list-level-style-bullet",
        )


ListStyle = dict[int, ListLevel]


@dataclass(slots=True)
class Styles:
    """The styles of a document by family and name."""

    elements: dict[tuple[str, str], Any] = field(default_factory=dict)
    defaults: dict[str, Letters] = field(default_factory=dict)
    lists: dict[str, ListStyle] = field(default_factory=dict)
    outline: ListStyle = field(default_factory=dict)
    _letters: dict[tuple[str, str | None], Letters] = field(default_factory=dict)

    def add(self, root: Any) -> None:
        """Takes up the styles of one part; automatic styles of the content come last and win."""
        for group in root.iterchildren(OFFICE + "styles", OFFICE + "automatic-styles"):
            for element in group:
                name = element.get(STYLE + "name") or ""
                if element.tag == STYLE + "style":
                    self.elements[element.get(STYLE + "family") or "", name] = element
                elif element.tag == STYLE + "default-style":
                    self.defaults[element.get(STYLE + "family") or ""] = Letters.of(element)
                elif element.tag == TEXT + "list-style":
                    self.lists[name] = _list_style(element)
                elif element.tag == TEXT + "outline-style":
                    self.outline = _list_style(element)

    def chain(self, family: str, name: str | None) -> Iterator[tuple[str, Any]]:
        """A style and its parents, nearest first; circles are left."""
        seen: set[str] = set()
        while name is not None and (family, name) in self.elements and name not in seen:
            seen.add(name)
            element = self.elements[family, name]
            yield name, element
            name = element.get(STYLE + "parent-style-name")

    def letters(self, family: str, name: str | None) -> Letters:
        """The letters of a style with everything it inherits."""
        key = family, name
        if key not in self._letters:
            found = Letters()
            for _, element in self.chain(family, name):
                found = found.over(Letters.of(element))
            if family == "paragraph":
                found = found.over(self.defaults.get(family, Letters()))
            self._letters[key] = found
        return self._letters[key]

    def level(self, name: str | None) -> int | None:
        """The heading level a paragraph style stands for."""
        for style, element in self.chain("paragraph", name):
            outline = whole(element.get(STYLE + "default-outline-level"), 0)
            found = outline or _named(style, element, heading_level)
            if found:
                return min(found, 6)
        return None

    def quote(self, name: str | None) -> bool:
        """Whether a paragraph style sets quotations apart."""
        return any(_named(*one, is_quote) for one in self.chain("paragraph", name))

    def contents(self, name: str | None) -> bool:
        """Whether a paragraph style belongs to a generated table of contents."""
        return any(_named(*one, is_contents) for one in self.chain("paragraph", name))

    def indent(self, name: str | None) -> float | None:
        """The left margin of a paragraph style in points."""
        for _, element in self.chain("paragraph", name):
            properties = element.find(STYLE + "paragraph-properties")
            found = None if properties is None else length(properties.get(FO + "margin-left"))
            if found is not None:
                return found
        return None

    def breaks_before(self, name: str | None) -> bool:
        """Whether a paragraph of this style begins a page."""
        for _, element in self.chain("paragraph", name):
            properties = element.find(STYLE + "paragraph-properties")
            found = None if properties is None else properties.get(FO + "break-before")
            if found is not None:
                return found == "page"
            if element.get(STYLE + "master-page-name"):
                return True
        return False


def written(levels: ListStyle, depth: int, counts: dict[int, int]) -> str | None:
    """The mark of the item a list has counted to at a depth (from 1), None without one."""
    level = levels.get(depth)
    if level is None:
        return None
    if level.bullet:
        return "•"
    if not level.form:
        return None
    first = max(1, depth - level.display + 1)
    shown = []
    for upper in range(first, depth + 1):
        style = levels.get(upper)
        if style is not None and style.form:
            shown.append(_count(style.form, counts.get(upper, style.start)))
    return (level.prefix + ".".join(shown) + level.suffix).strip() or None


def _count(form: str, count: int) -> str:
    written = {"a": letter, "A": letter, "i": roman, "I": roman}.get(form, str)(count)
    return written.upper() if form in ("A", "I") else written


def _list_style(element: Any) -> ListStyle:
    found = {}
    for child in element:
        depth = whole(child.get(TEXT + "level"), 0)
        if 1 <= depth <= LEVELS:
            found[depth] = ListLevel.of(child, depth)
    return found


def _named(style: str, element: Any, judge: Any) -> Any:
    plain = ENCODED.sub(lambda code: chr(int(code.group(1), 16)), style)
    return judge(element.get(STYLE + "display-name") or "") or judge(plain)

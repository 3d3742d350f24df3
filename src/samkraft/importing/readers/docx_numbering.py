"""The numbers Word shows before list items and headings, which it keeps only as rules."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from samkraft.importing.readers.docx_styles import Styles, W, number, points, switch, value
from samkraft.importing.readers.numerals import letter, roman

LEVELS = 9
INDENT_STEP = 18.0
PLACE = re.compile(r"%([1-9])")

FORMATS: dict[str, Callable[[int], str]] = {
    "decimalZero": lambda count: f"{count:02d}",
    "lowerLetter": letter,
    "upperLetter": lambda count: letter(count).upper(),
    "lowerRoman": roman,
    "upperRoman": lambda count: roman(count).upper(),
    "none": lambda count: "",
}


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: where it starts and how its mark is written."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    legal: bool = False
    style: str | None = None
    indent: float | None = None

    @classmethod
    def of(cls, element: Any) -> Level:
        """The level a `w:lvl` element describes."""
        start = number(value(element, "start"))
        return cls(
            1 if start is None else start,
            value(element, "numFmt") or "decimal",
            value(element, "lvlText") or "",
            bool(switch(element, "isLgl")),
            value(element, "pStyle"),
            points(element.find(f"{W}pPr/{W}ind"), "left", "start"),
        )


@dataclass(slots=True)
class Numbering:
    """The lists of a document and how far each has counted."""

    _abstract: dict[str, dict[int, Level]] = field(default_factory=dict)
    _links: dict[str, str] = field(default_factory=dict)
    _instances: dict[str, str] = field(default_factory=dict)
    _own: dict[str, dict[int, Level]] = field(default_factory=dict)
    _restarts: dict[str, dict[int, int]] = field(default_factory=dict)
    _counts: dict[str, list[int | None]] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)

    @classmethod
    def of(cls, root: Any, styles: Styles) -> Numbering:
        """The lists of the root of `word/numbering.xml`, or none at all."""
        numbering = cls()
        if root is None:
            return numbering
        for element in root.iterfind(W + "abstractNum"):
            identity = element.get(W + "abstractNumId") or ""
            numbering._abstract[identity] = _levels(element)
            link = value(element, "numStyleLink")
            properties = styles.paragraph(link, "numPr")
            if properties is not None:
                numbering._links[identity] = value(properties, "numId") or ""
        for element in root.iterfind(W + "num"):
            numbering._read_instance(element)
        return numbering

    def _read_instance(self, element: Any) -> None:
        identity = element.get(W + "numId") or ""
        self._instances[identity] = value(element, "abstractNumId") or ""
        for override in element.iterfind(W + "lvlOverride"):
            level = number(override.get(W + "ilvl"))
            start = number(value(override, "startOverride"))
            if level is None:
                continue
            if start is not None:
                self._restarts.setdefault(identity, {})[level] = start
            for own in override.iterfind(W + "lvl"):
                self._own.setdefault(identity, {})[level] = Level.of(own)

    def level_of_style(self, list_id: str, style: str | None) -> int:
        """The level of a list that belongs to a paragraph style."""
        for depth, level in self._levels(list_id).items():
            if style is not None and level.style == style:
                return depth
        return 0

    def mark(self, list_id: str, depth: int) -> tuple[str | None, float]:
        """The next mark of a list at a depth, and the indent in points; counts one on."""
        levels = self._levels(list_id)
        if not levels or not 0 <= depth < LEVELS:
            return None, 0.0
        level = levels.get(depth, Level())
        indent = level.indent if level.indent is not None else INDENT_STEP * (depth + 1)
        counts = self._count(list_id, depth, levels)
        if level.form == "bullet":
            return "•", indent
        return _written(level, counts, levels) or None, indent

    def _levels(self, list_id: str) -> dict[int, Level]:
        abstract = self._instances.get(list_id, "")
        linked = self._links.get(abstract)
        if linked in self._instances and not self._abstract.get(abstract):
            abstract = self._instances[linked]
        return {**self._abstract.get(abstract, {}), **self._own.get(list_id, {})}

    def _count(self, list_id: str, depth: int, levels: dict[int, Level]) -> list[int | None]:
        # Lists made from the same pattern count on together unless one restarts expressly.
        counts = self._counts.setdefault(self._instances[list_id], [None] * LEVELS)
        restart = self._restarts.get(list_id, {}).get(depth)
        if restart is not None and (list_id, depth) not in self._begun:
            counts[depth] = None
        self._begun.add((list_id, depth))
        start = restart if restart is not None else levels.get(depth, Level()).start
        for upper in range(depth):
            if counts[upper] is None:
                counts[upper] = levels.get(upper, Level()).start
        former = counts[depth]
        counts[depth] = start if former is None else former + 1
        counts[depth + 1 :] = [None] * (LEVELS - depth - 1)
        return counts


def _levels(element: Any) -> dict[int, Level]:
    found = {}
    for child in element.iterfind(W + "lvl"):
        depth = number(child.get(W + "ilvl"))
        if depth is not None and 0 <= depth < LEVELS:
            found[depth] = Level.of(child)
    return found


def _written(level: Level, counts: list[int | None], levels: dict[int, Level]) -> str:
    def one(match: re.Match[str]) -> str:
        depth = int(match.group(1)) - 1
        form = "decimal" if level.legal else levels.get(depth, Level()).form
        return FORMATS.get(form, str)(counts[depth] or 0)

    return PLACE.sub(one, level.text).strip()

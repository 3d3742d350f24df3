"""Paragraph and character styles of a Word document, with what they inherit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from samkraft.importing.readers.style_names import heading_level, is_contents, is_quote

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# ISO 29500 "strict" files use another name for the same words; it is replaced before parsing.
STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
TRANSITIONAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFF = frozenset({"0", "false", "off", "none"})
BODY_TEXT_LEVEL = 9
TWIPS_PER_POINT = 20


def value(parent: Any, name: str, attribute: str = "val") -> str | None:
    """The attribute of a child element, such as `w:val` of `w:sz`."""
    child = None if parent is None else parent.find(W + name)
    return None if child is None else child.get(W + attribute)


def number(text: str | None) -> int | None:
    """A whole number out of an attribute, None when it is missing or no number."""
    try:
        return int(text) if text is not None and len(text) < 10 else None
    except ValueError:
        return None


def switch(properties: Any, name: str) -> bool | None:
    """A property such as `w:b`: on, off, or None when nothing is said."""
    child = None if properties is None else properties.find(W + name)
    if child is None:
        return None
    return (child.get(W + "val") or "1").lower() not in OFF


@dataclass(frozen=True, slots=True)
class Letters:
    """Size in points, weight and slope; None where nothing is said."""

    size: float | None = None
    bold: bool | None = None
    italic: bool | None = None
    hidden: bool | None = None

    @classmethod
    def of(cls, properties: Any) -> Letters:
        """What a `w:rPr` element says."""
        half_points = number(value(properties, "sz"))
        return cls(
            half_points / 2 if half_points else None,
            switch(properties, "b"),
            switch(properties, "i"),
            switch(properties, "vanish"),
        )

    def over(self, other: Letters) -> Letters:
        """These letters, with the other's where these say nothing."""
        return Letters(
            self.size if self.size is not None else other.size,
            self.bold if self.bold is not None else other.bold,
            self.italic if self.italic is not None else other.italic,
            self.hidden if self.hidden is not None else other.hidden,
        )


@dataclass(slots=True)
class Styles:
    """The styles of a document by their id."""

    elements: dict[str, Any] = field(default_factory=dict)
    defaults: Letters = field(default_factory=Letters)
    default_paragraph: str | None = None
    _letters: dict[str | None, Letters] = field(default_factory=dict)

    @classmethod
    def of(cls, root: Any) -> Styles:
        """The styles of the root of `word/styles.xml`, or none at all."""
        styles = cls()
        if root is None:
            return styles
        styles.defaults = Letters.of(root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"))
        for element in root.iterfind(W + "style"):
            identity = element.get(W + "styleId") or ""
            styles.elements[identity] = element
            if element.get(W + "type") == "paragraph" and element.get(W + "default") == "1":
                styles.default_paragraph = identity
        return styles

    def chain(self, identity: str | None) -> Iterator[tuple[str, Any]]:
        """A style and those it is based on, nearest first; circles are left."""
        seen: set[str] = set()
        while identity is not None and identity in self.elements and identity not in seen:
            seen.add(identity)
            yield identity, self.elements[identity]
            identity = value(self.elements[identity], "basedOn")

    def letters(self, identity: str | None) -> Letters:
        """The letters of a style with everything it inherits, without document defaults."""
        if identity not in self._letters:
            found = Letters()
            for _, element in self.chain(identity):
                found = found.over(Letters.of(element.find(W + "rPr")))
            self._letters[identity] = found
        return self._letters[identity]

    def level(self, identity: str | None) -> int | None:
        """The heading level of a style: its outline level, else what its name says."""
        for style, element in self.chain(identity):
            outline = number(value(element.find(W + "pPr"), "outlineLvl"))
            if outline is not None:
                return outline_level(outline)
            level = self._named(style, element, heading_level)
            if level is not None:
                return level
        return None

    def quote(self, identity: str | None) -> bool:
        """Whether a style sets quotations apart."""
        return any(self._named(style, element, is_quote) for style, element in self.chain(identity))

    def contents(self, identity: str | None) -> bool:
        """Whether a style belongs to a generated table of contents."""
        for style, element in self.chain(identity):
            return bool(self._named(style, element, is_contents))
        return False

    def paragraph(self, identity: str | None, name: str) -> Any:
        """The nearest paragraph property of that name in a style's chain, or None."""
        for _, element in self.chain(identity):
            found = element.find(f"{W}pPr/{W}{name}")
            if found is not None:
                return found
        return None

    def first_row_differs(self, identity: str | None) -> bool:
        """Whether a table style gives its first row a look of its own."""
        return any(
            part.get(W + "type") == "firstRow"
            for _, element in self.chain(identity)
            for part in element.iterfind(W + "tblStylePr")
        )

    @staticmethod
    def _named(style: str, element: Any, judge: Any) -> Any:
        """What a style's name says, else its id: Word translates ids, others the names."""
        return judge(value(element, "name") or "") or judge(style)


def outline_level(outline: int) -> int | None:
    """A heading level out of Word's outline level, which counts from 0; 9 is running text."""
    return min(outline + 1, 6) if 0 <= outline < BODY_TEXT_LEVEL else None


def points(element: Any, *names: str) -> float | None:
    """A length in points out of the first attribute that is there, which counts twips."""
    for name in names:
        twips = number(element.get(W + name)) if element is not None else None
        if twips is not None:
            return twips / TWIPS_PER_POINT
    return None

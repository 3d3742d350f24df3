"""The pieces of text within a Word paragraph, with tracked changes settled."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from samkraft.importing.readers.docx_styles import Letters, W, value

PAGE = "\f"
MARKUP = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
# Deleted text, field codes, and what stands outside the running text.
SKIPPED = frozenset(
    W + name
    for name in ("del", "moveFrom", "instrText", "delText", "delInstrText", "pPr", "rPr", "rt")
) | {MARKUP + "Fallback"}
BOXES = frozenset(W + name for name in ("drawing", "pict", "object", "txbxContent"))
SIGNS = {W + "tab": "\t", W + "ptab": "\t", W + "cr": "\n", W + "noBreakHyphen": "-"}


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text, or a page break when `text` is `PAGE`."""

    text: str
    letters: Letters = field(default_factory=Letters)
    style: str | None = None
    page: int | None = None
    rendered: bool = False


def runs_of(paragraph: Any) -> list[Run]:
    """The visible pieces of a paragraph in order; insertions kept, deletions left out."""
    found: list[Run] = []
    stack = list(reversed(paragraph))
    while stack:
        element = stack.pop()
        if element.tag == W + "r":
            found += _run(element)
        elif element.tag not in SKIPPED and element.tag not in BOXES:
            stack += reversed(element)
    return found


def _run(element: Any) -> Iterator[Run]:
    properties = element.find(W + "rPr")
    letters = Letters.of(properties)
    if letters.hidden:
        return
    style = value(properties, "rStyle")
    for child in element:
        if child.tag == W + "lastRenderedPageBreak":
            yield Run(PAGE, rendered=True)
        elif child.tag == W + "br" and child.get(W + "type") == "page":
            yield Run(PAGE)
        elif child.tag == W + "br":
            yield Run("\n", letters, style)
        elif child.tag == W + "t":
            yield Run(child.text or "", letters, style)
        elif child.tag in SIGNS:
            yield Run(SIGNS[child.tag], letters, style)


def text_boxes(paragraph: Any) -> list[Any]:
    """The contents of the text boxes anchored in a paragraph, each once."""
    found = []
    stack = list(reversed(paragraph))
    while stack:
        element = stack.pop()
        if element.tag == W + "txbxContent":
            found.append(element)
        elif element.tag not in SKIPPED:
            stack += reversed(element)
    return found

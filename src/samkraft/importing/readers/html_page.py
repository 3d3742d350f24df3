"""Chooses what is content on a web page and what only surrounds it."""

from __future__ import annotations

import re
from typing import Any

NEVER = frozenset(
    {
        "script", "style", "noscript", "template", "nav", "svg", "math", "iframe", "object",
        "canvas", "audio", "video", "button", "select", "option", "textarea", "input", "dialog",
        "head", "datalist", "map", "menu",
    }
)  # fmt: skip
OUTSIDE_ONLY = frozenset({"header", "footer"})
ROLES = frozenset(
    {"navigation", "banner", "contentinfo", "search", "dialog", "alertdialog", "menu", "menubar"}
)
# Whole class names and ids only: "social-sustainability" is content, "social-media" is not.
SURROUNDINGS = re.compile(
    r"(?:.*[-_])?(?:breadcrumbs?|brodsmul\w*|brødsmul\w*|navbar|navigation|skip-?link|pagination)"
    r"(?:[-_].*)?"
    r"|cookies?\w*(?:[-_].*)?"
    r"|(?:(?:main|top|site|side|mobile|primary|header|footer)[-_]?)?(?:nav|menu|meny)"
    r"|(?:social|share)[-_]?(?:media|links?|buttons?|icons?|bar|share|sharing)?"
    r"|skip-?to-?content|consent(?:[-_].*)?",
    re.IGNORECASE,
)
HIDDEN_STYLE = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
KEPT = frozenset({"html", "body", "main", "article"})
MOST = 0.5
HEADED, FOLD_DEPTH = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "summary"}), 3


class Page:
    """Answers for a parsed page which elements to leave out and where its content begins."""

    def __init__(self, root: Any) -> None:
        from lxml import etree

        self._lengths: dict[Any, int] = {}
        self._candidates: list[Any] = []
        self._headings_outside_header = False
        self._measure(root, etree.iterwalk(root, events=("start", "end")))
        self.total = max(self._lengths.get(root, 0), 1)
        self.content = self._content(root)

    def _measure(self, root: Any, walk: Any) -> None:
        """The length of the text under each element that a later question may be about."""
        counts = [0]
        headers = 0
        for event, element in walk:
            tag = element.tag
            if event == "start":
                counts.append(len(element.text or "") if _speaks(tag) else 0)
                headers += tag == "header"
                self._headings_outside_header |= tag == "h1" and headers == 0
                if tag in ("main", "article") or element.get("role") == "main":
                    self._candidates.append(element)
                continue
            length = counts.pop()
            headers -= tag == "header"
            if element is root or tag in KEPT or _surrounds(element):
                self._lengths[element] = length
            counts[-1] += length + len(element.tail or "")

    def _content(self, root: Any) -> Any:
        """The main part when it holds most of the text, else the whole page."""
        sizes = [(self._lengths.get(element, 0), element) for element in self._candidates]
        large = [(size, element) for size, element in sizes if size >= MOST * self.total]
        return max(large, key=lambda pair: pair[0])[1] if large else root

    def left_out(self, element: Any, inside_article: bool) -> bool:
        """Whether an element and all within it is no content."""
        tag = element.tag
        if _is_fold(element):
            return False
        if not isinstance(tag, str) or tag in NEVER or self._is_hidden(element):
            return True
        if tag in OUTSIDE_ONLY and not inside_article:
            # Some pages keep their only main heading in the page's header.
            return tag == "footer" or self._headings_outside_header
        if tag in KEPT:
            return False
        if (element.get("role") or "") in ROLES:
            return True
        small = self._lengths.get(element, 0) < MOST * self.total
        return small and _surrounds(element)

    @staticmethod
    def _is_hidden(element: Any) -> bool:
        if element.get("hidden") is not None or element.get("aria-hidden") == "true":
            return True
        return bool(HIDDEN_STYLE.search(element.get("style") or ""))


def _is_fold(element: Any) -> bool:
    """A button inside a heading opens what stands below it; its text is the heading's."""
    if element.tag != "button":
        return False
    above = element.getparent()
    for _ in range(FOLD_DEPTH):
        if above is None:
            return False
        if above.tag in HEADED:
            return True
        above = above.getparent()
    return False


def _surrounds(element: Any) -> bool:
    names = f"{element.get('class') or ''} {element.get('id') or ''}".split()
    return any(SURROUNDINGS.fullmatch(name) for name in names)


def _speaks(tag: Any) -> bool:
    return isinstance(tag, str) and tag not in NEVER

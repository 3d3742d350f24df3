"""What the document is: its title and its period."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..outline import Outline
from .draft import fold
from .metrics import Metrics
from .parts import Part

_RANGE = r"(?:19|20)\d\d\s?[-–—]\s?(?:(?:19|20)\d\d|[2-9]\d)(?![\d]|[-–]\d)"
_ANY_RANGE = re.compile(rf"(?<![\d.]){_RANGE}")
_SAID_RANGE = re.compile(
    rf"(?:period\w*|plan\w*|strategi\w*|strategy|program\w*|ohjelma\w*|för|for|åren|årene|åra|årene|kaude\w*|"
    rf"kausi|vuosi\w*|years?)\s+(?:[\w,]+\s+){{0,2}}(?P<range>{_RANGE})",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<![\d.])20[2-6]\d(?![\d.]\d)")
_ENDS_IN_YEAR = re.compile(
    r"^(?!.*(?:antag|vedtat|vedteke|besluta|utkast|remiss|høring|draft|adopted|hyväksyt|vedtaget|version|\d[. ]))"
    r".*\s20[2-6]\d$",
    re.IGNORECASE,
)
_SAID_YEAR = re.compile(
    r"(?:mot|år|året|till|til|towards?|to|by|vuoteen|vuonna|vision|visjon|visio|strategi\w*|strategy|framtid\w*|"
    r"målbild\w*|for|i|in|mod|agenda)\s+(?P<year>20[2-6]\d)(?![\d.]\d|\s?[-–]\s?\d)",
    re.IGNORECASE,
)
_STAMP = re.compile(
    r"(?:^|[\s,(–-]+)(?:utkast|draft|luonnos|høringsutkast|høyringsutkast|remissversion|remissutgåva|udkast|"
    r"høringsversjon|samrådsversion|arbeidsutkast|arbetsmaterial|version|versjon|versio)\b.*$",
    re.IGNORECASE,
)
_ENDS_IN_YEARS = re.compile(rf"^(?:[^\s.,:;]+ ){{0,4}}{_RANGE}$")
_DATE = re.compile(r"^\s*(?:den )?\d{1,4}[-./ ]+[\w]+[-./ ]+\d{1,4}\s*$")
_JUNK = re.compile(
    r"\.(?:docx?|pdf|odt|indd|pptx?|html?|md|txt)$|microsoft|untitled|uten navn|namnlös|^dokument ?\d*$|"
    r"^document ?\d*$|^presentation|^powerpoint|[_/\\]",
    re.IGNORECASE,
)


def title_part(parts: Sequence[Part], metrics: Metrics) -> Part | None:
    """The heading or first line that is the document's title, so that it opens no section."""
    early = [p for p in parts[:25] if p.kind in ("heading", "text")]
    early = [p for p in early if not (p.para.page and p.para.page > 2)]
    early = [p for p in early if _STAMP.sub("", p.text).strip() and not _DATE.match(p.text)]
    headings = [p for p in early if p.kind == "heading"]
    if metrics.sized and headings:
        largest = max(headings, key=lambda p: p.para.size or 0)
        tops = [p for p in parts if p.kind == "heading" and p.para.size == largest.para.size]
        if (largest.para.size or 0) > metrics.body + 0.8 and len(tops) <= 3:
            return None if _has_role(largest) else largest
    for part in early[:4]:
        if part.kind == "heading":
            return None if _has_role(part) or part.number else part
        if part.para.level is None and len(part.text) < 120 and not part.text.endswith("."):
            return part
    return None


def _has_role(part: Part) -> bool:
    """A label for a section, not a title that only begins like one: "Mål og tiltak for fjorden"."""
    label = part.label
    if label is None:
        return False
    if label.qualifier or label.role in ("mixed", "other") or label.listing:
        return False
    return not (label.role == "path" and label.plural)


def title_of(outline: Outline, part: Part | None, parts: Sequence[Part]) -> str | None:
    """The file's own title if it is one, else the title as it stands on the first page."""
    own = " ".join((outline.title or "").split())
    if outline.format == "html":
        own = _page_title(own, parts)
    if own and not _JUNK.search(own) and len(own) > 3:
        return own
    if part is None:
        first = next(
            (p for p in parts[:3] if p.kind == "heading" and p.label and p.label.qualifier), None
        )
        return first.para.text if first else None
    text = _STAMP.sub("", part.para.text).strip()
    after = next((p for p in parts if p.para.order > part.para.order), None)
    if (
        after
        and not after.para.gap
        and _ENDS_IN_YEARS.match(after.para.text)
        and not _ANY_RANGE.search(text)
    ):
        text = f"{text} {after.para.text}"
    return (text or part.para.text).rstrip(":")


_SITE_PARTS = re.compile(r"\s+[-–—|·•»:]+\s+")


def _page_title(own: str, parts: Sequence[Part]) -> str:
    """A web page's title without the site's name, where a heading shows which part is which."""
    pieces = {fold(piece) for piece in _SITE_PARTS.split(own)}
    for part in parts[:30]:
        if part.kind == "heading" and part.para.level == 1:
            text = part.para.text
            if fold(text) in pieces or fold(own).startswith(fold(text) + " "):
                return text
    return own


def period_of(title: str | None, parts: Sequence[Part]) -> str | None:
    """The years the plan is for, as the title or the first pages say."""
    if title:
        found = _ANY_RANGE.search(title) or _YEAR.search(title)
        if found:
            return _dashed(found.group())
    early = [p for p in parts[:40] if p.kind in ("heading", "text") and (p.para.page or 1) <= 3]
    for part in early[:8]:
        if len(part.para.text.split()) <= 10 and (found := _ANY_RANGE.search(part.para.text)):
            return _dashed(found.group())
    for part in early[:3]:
        if len(part.para.text.split()) <= 6 and _ENDS_IN_YEAR.match(part.para.text):
            return part.para.text.rstrip()[-4:]
    for part in early:
        if said := _SAID_RANGE.search(part.para.text):
            return _dashed(said["range"])
    for part in early[:12]:
        if said := _SAID_YEAR.search(part.para.text):
            return said["year"]
    return None


def _dashed(text: str) -> str:
    return re.sub(r"\s?[-–—]\s?", "–", text)

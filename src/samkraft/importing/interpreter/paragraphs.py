"""From physical lines to paragraphs, headings and list items: join, mend hyphens, find bullets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ..outline import Block, Cell, Outline
from .labels import find_label
from .metrics import Metrics, measure_layout
from .words import CONJUNCTIONS, OPEN_ENDS

BULLET = re.compile(
    r"^\s*(?P<mark>[•●○◦▪■□◆◇►▶▸➢➤✓✔·‣⁃∙\uf0b7\uf0a7\uf0d8*]|[-–—](?=\s|[^\W\d_])|o(?=\s))[\s\u00ad]*"
)
_SECOND_MARK = re.compile(r"^[-–—*•]\s*(?=[^\W_«”\"(])")
NUMBER_MARK = re.compile(r"^\s*(?P<mark>\(?(?:\d{1,2}|[a-zåäöæø])[.)])\s+(?=\S)")
_CODE_MARK = re.compile(
    r"^(?P<mark>(?:M|HM|DM|T|Å|D|G|A|S|TP|P|K)\s?\d{1,2}(?:[.:]\d{1,2})*)[.:)]?\s+(?=[A-ZÅÄÖÆØ])"
)
_LONE_MARK = re.compile(r"^\s*(?:[•●○◦▪■□►▶▸➢➤✓✔·‣*–-]|\d{1,2}[.)])\s*$")
_HEADING_NUMBER = re.compile(r"^\s*(?:\d{1,2}(?:[.:]\d{1,2})+\.?|[IVX]{1,5}\.)\s+[A-ZÅÄÖÆØ«]")
_CHAPTER = re.compile(r"^\s*\d{1,2}\.?\s+[A-ZÅÄÖÆØ«]")
_LABELLED = re.compile(r"^[A-ZÅÄÖÆØ][\w-]*(?: [\w.()/-]+){0,4}:(?:\s|$)")
_EMPHASIS = re.compile(r"\*\*|__(?=\S)|(?<=\S)__")
_SPACES = re.compile(r"\s+")
_TERMINAL = (".", "!", "?", ".»", ".”", '."', "!»", "?»", "!”", "?”", ".)")


@dataclass(frozen=True, slots=True)
class Para:
    """One paragraph, heading or list item with its lines mended and its place kept.

    bullet   the list mark, "" for none; `depth` its nesting by indentation
    lines    number of physical lines; `widest` the longest of them
    gap      True when empty space (or a page's top) stands above
    """

    text: str
    first: int
    last: int
    page: int | None
    order: int
    size: float | None = None
    bold: bool | None = None
    italic: bool | None = None
    indent: float = 0.0
    bullet: str = ""
    level: int | None = None
    aside: bool = False
    cell: Cell | None = None
    lines: int = 1
    widest: int = 0
    column: int = 0
    gap: bool = False
    whole: bool = False
    raw: str = ""

    @property
    def caps(self) -> bool:
        """Written in capitals throughout."""
        letters = [c for c in self.text if c.isalpha()]
        return len(letters) > 2 and sum(c.isupper() for c in letters) >= 0.9 * len(letters)


def make_paragraphs(outline: Outline, blocks: Sequence[Block]) -> tuple[list[Para], Metrics]:
    """All paragraphs of the document in reading order, with the layout's measures."""
    metrics = measure_layout(outline, blocks)
    words = _lexicon(blocks)
    paras: list[Para] = []
    for index, block in enumerate(blocks):
        para = _start(block, index, metrics, after=paras[-1] if paras else None)
        following = blocks[index + 1].text if index + 1 < len(blocks) else ""
        if paras and _goes_on(paras[-1], para, block, metrics, following):
            paras[-1] = _join(paras[-1], para, words)
        elif para.text or para.bullet:
            paras.append(para)
    return [replace(p, text=_tidy(p.text)) for p in paras if _tidy(p.text)], metrics


def _lexicon(blocks: Sequence[Block]) -> set[str]:
    """Every word with a hyphen inside a line: a broken line may not lose such a hyphen."""
    return {w.lower() for b in blocks for w in re.findall(r"\w+-\w+", b.text)}


def _tidy(text: str) -> str:
    return _SPACES.sub(" ", text.replace("\u00ad", "")).strip()


def _start(block: Block, index: int, metrics: Metrics, after: Para | None) -> Para:
    """The paragraph a block would begin, its bullet taken off."""
    text, bullet = _EMPHASIS.sub("", block.text).strip(), block.bullet or ""
    if len(text) > 4 and text[0] == text[-1] and text[0] in "*_":
        text = text[1:-1].strip()
    if block.cell is None and block.level is None:
        text, bullet = _take_bullet(text, bullet, block)
    return Para(
        text=text,
        first=block.first_line,
        last=block.last_line,
        page=block.page,
        order=index,
        size=block.size,
        bold=block.bold,
        italic=block.italic,
        indent=block.indent,
        bullet=bullet,
        level=block.level,
        aside=block.aside,
        cell=block.cell,
        widest=len(block.text),
        column=block.column,
        gap=_has_gap(block, metrics, after),
        whole=block.whole,
        raw=block.text.strip(),
    )


def _take_bullet(text: str, bullet: str, block: Block) -> tuple[str, str]:
    if _LONE_MARK.match(text) and not bullet:
        return "", text.strip()
    match = BULLET.match(text)
    if match and not (match["mark"] in "*" and text.count("*") > 1):
        rest = text[match.end() :]
        second = _SECOND_MARK.match(rest)
        if second and match["mark"] not in "-–—":
            rest = rest[second.end() :]
        return rest.strip(), bullet or match["mark"]
    match = _CODE_MARK.match(text)
    if match and not bullet:
        return text, match["mark"]
    match = NUMBER_MARK.match(text)
    if match and not bullet and not _looks_like_chapter(text, block):
        return text, match["mark"]
    return text, bullet


def _looks_like_chapter(text: str, block: Block) -> bool:
    """ "1. Transport" in bold or large letters is a heading, "1. Bygge vei" in a list an item."""
    return bool(block.bold) or (text.upper() == text and len(text) > 6)


def _has_gap(block: Block, metrics: Metrics, after: Para | None) -> bool:
    if after is None:
        return True
    if block.page != after.page or block.column != after.column:
        return True
    if metrics.text and block.indent == 1 and block.text[:1].isupper():
        return True  # extracted texts mark a page's first line with one lone space
    return block.gap > metrics.gap + (0.3 if metrics.sized else 0.5)


def _goes_on(former: Para, para: Para, block: Block, metrics: Metrics, following: str) -> bool:
    """Does this line belong to the paragraph above?"""
    if former.whole or block.whole or former.level or block.level or former.cell or block.cell:
        return bool(former.whole and not former.text and former.bullet)
    if not para.text and not para.bullet:
        return False
    if not former.text and former.bullet:
        return True
    if para.bullet and not _false_bullet(former, para, metrics, following):
        return False
    if former.aside != para.aside or not _same_look(former, para):
        return False
    end = former.text.rstrip()
    lower = para.text[:1].islower() or para.text[:1] in ",;)"
    if end.endswith("-") and len(end) > 1 and end[-2].isalpha() and lower:
        return True
    if para.gap:
        return _over_gap(former, para, end, lower, metrics)
    return _same_paragraph(former, para, end, lower, metrics)


def _false_bullet(former: Para, para: Para, metrics: Metrics, following: str) -> bool:
    """A dash or number that only happens to stand at a line's beginning."""
    if following.lstrip()[:1] == para.bullet[:1]:
        return False
    if para.gap or former.bullet:
        dash_in_item = para.bullet in "–—" and former.bullet not in ("–", "—", "-")
        return bool(former.bullet) and dash_in_item and not para.gap and para.text[:1].islower()
    full = metrics.is_full(former.raw, para.raw, para.order)
    ended = former.text.rstrip().endswith((*_TERMINAL, ":", ";"))
    if para.bullet[:1] in "–—-":
        return not ended and full and para.text[:1].islower()
    return para.bullet[:1].isalnum() and not ended and full and not find_label(former.text)


def _same_look(former: Para, para: Para) -> bool:
    if former.size and para.size and abs(former.size - para.size) > 0.6:
        return False
    if former.bold is not None and para.bold is not None and former.bold != para.bold:
        return bool(former.bullet) and not para.bold
    return not (former.italic != para.italic and None not in (former.italic, para.italic))


def _over_gap(former: Para, para: Para, end: str, lower: bool, metrics: Metrics) -> bool:
    """Over empty space only an unfinished sentence goes on, and only from page to page."""
    new_page = para.page != former.page or para.column != former.column
    if end.endswith((*_TERMINAL, ":")) or not lower:
        return False
    if new_page or (metrics.text and para.indent == 1):
        return not find_label(former.text)
    narrow = former.widest < metrics.width * 0.55 and para.widest < metrics.width * 0.55
    return narrow and not former.bullet and not find_label(former.text) and not former.caps


def _same_paragraph(former: Para, para: Para, end: str, lower: bool, metrics: Metrics) -> bool:
    last_word = end.split()[-1].lower().strip(",.;:()") if end.split() else ""
    unended = lower and not end.endswith((*_TERMINAL, ":", ";", ",")) and not former.bullet
    if unended and metrics.is_full(former.raw, para.raw, para.order):
        return True  # a word such as "mål:" may chance to begin the next line
    if _begins_anew(para):
        return False
    if _same_large_heading(former, para, end, metrics):
        return True
    if former.caps != para.caps and (former.caps or para.caps) and len(former.text) > 3:
        return False
    label = find_label(former.text)
    if label and not label.name and (former.lines == 1 and (label.colon or not lower)):
        return False
    if former.caps and para.caps:
        return not label
    if end.endswith(":"):
        return lower and len(end) > 40 and not label
    if lower:
        return not (end.endswith((".", "!", "?")) and len(former.raw) < 0.5 * metrics.width)
    if end.endswith(",") or last_word in OPEN_ENDS or end.endswith(("-", "–", "/", "(")):
        return True
    full = metrics.is_full(former.raw, para.raw, para.order)
    if end.endswith(_TERMINAL):
        return full or metrics.last_length(former.raw) > 0.75 * metrics.local(para.order)
    return full


def _same_large_heading(former: Para, para: Para, end: str, metrics: Metrics) -> bool:
    """Lines of one heading in large letters, right below each other."""
    if not (metrics.sized and former.size and para.size and former.size > metrics.body + 0.8):
        return False
    label = find_label(former.text)
    words = former.text.split()
    named = label is None or bool(label.name) or len(words) > 2 or words[-1].lower() in OPEN_ENDS
    return former.lines < 4 and not end.endswith((*_TERMINAL, ":")) and named


def _begins_anew(para: Para) -> bool:
    text = para.text
    if _HEADING_NUMBER.match(text) or (_CHAPTER.match(text) and len(text) < 60):
        return True
    if len(text) < 200 and _LABELLED.match(text):
        return True
    label = find_label(text) if text[:1].isupper() or text.endswith(":") else None
    if label and label.name and (label.number or label.colon) and label.role != "other":
        return True
    return bool(label and not label.name and len(text) < 70 and not text.endswith((".", ",")))


def _join(former: Para, para: Para, words: set[str]) -> Para:
    if not former.text:  # a bullet that stood alone on its line
        return replace(
            para,
            bullet=former.bullet,
            first=former.first,
            gap=former.gap,
            indent=former.indent,
            order=para.order,
        )
    text = para.raw if para.bullet and para.text else para.text
    return replace(
        former,
        text=join_text(former.text, text, words),
        last=para.last,
        lines=former.lines + 1,
        widest=max(former.widest, para.widest),
        raw=para.raw,
        order=para.order,
    )


def join_text(first: str, second: str, words: set[str] | frozenset[str] = frozenset()) -> str:
    """Two lines as one, with a hyphen at the break mended or kept."""
    first, second = first.rstrip(), second.lstrip()
    if first.endswith("\u00ad"):
        return first[:-1] + second
    if not (first.endswith(("-", "‐")) and len(first) > 1 and first[-2].isalnum() and second):
        return f"{first} {second}"
    left = first[:-1].split()[-1]
    right = re.split(r"[\s,.;:]", second, maxsplit=1)[0]
    if right.lower() in CONJUNCTIONS:
        return f"{first} {second}"
    keeps = left[-1].isdigit() or "/" in left or any(c.isupper() for c in left[1:])
    if keeps or second[0].isupper() or f"{left}-{right}".lower() in words:
        return first + second
    return first[:-1] + second

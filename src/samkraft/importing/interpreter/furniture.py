"""Find page furniture: running heads, page numbers, tables of contents."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from ..outline import Block, Outline
from .labels import find_label

_PAGE_NUMBER = re.compile(
    r"^\s*(?:[-–—|•]\s*)?(?:(?:side|sida|sid\.?|s\.|page|p\.|sivu|s)\s*)?\d{1,3}"
    r"(?:\s*(?:av|of|/|\(|\|)\s*\d{1,3}\)?)?(?:\s*[-–—|])?\s*$",
    re.IGNORECASE,
)
_CONTENTS = re.compile(r"(?:\.\s?){3,}\s*\d{1,3}\s*$|[…]{2,}\s*\d{1,3}\s*$|_{4,}\s*\d{1,3}\s*$")
_LEADERS = re.compile(r"(?:\.\s?){3,}\s*$|…{2,}\s*$|_{4,}\s*$")
_SHORT_NUMBER = re.compile(r"^\d{1,3}$")
_TAB_CONTENTS = re.compile(r"^.{3,90}?(?:\t|\s{3,})\d{1,3}\s*$")
_ENTRY = re.compile(r"^(?P<title>\D.*?|\d.*?\D.*?)[\s.…_]+(?P<page>\d{1,3})\s*$")
_NUMBERED = re.compile(
    r"^\s*(?:\d+\s*[|/–—-]\s*)?(?P<name>.*?)(?:\s*[|/–—-]?\s*(?:side|sida|page|sivu|s\.)?\s*\d+)?\s*$",
    re.I,
)
_ADDRESS = re.compile(r"^\s*(?:https?://|www\.)\S+\s*$")
_RULE = re.compile(r"^\s*[-=_*~–—]{3,}\s*$")
_DIGITS = re.compile(r"\d+")
_EDGE = 2


def clean(outline: Outline) -> tuple[list[Block], list[Block]]:
    """The blocks that carry text, and those left out as furniture."""
    blocks = [b for b in outline.blocks if b.text.strip()]
    drop = _page_numbers(outline, blocks) | _contents(blocks) | _running_heads(outline, blocks)
    drop |= {i for i, b in enumerate(blocks) if _ADDRESS.match(b.text) or _RULE.match(b.text)}
    kept = [b for i, b in enumerate(blocks) if i not in drop]
    return kept, [b for i, b in enumerate(blocks) if i in drop]


def _edges(outline: Outline, blocks: Sequence[Block]) -> set[int]:
    """Positions of the first and last lines of each page."""
    pages: dict[int | None, list[int]] = defaultdict(list)
    for index, block in enumerate(blocks):
        pages[block.page].append(index)
    if len(pages) < 2:
        return set()
    return {i for own in pages.values() for i in (*own[:_EDGE], *own[-_EDGE:])}


def _page_numbers(outline: Outline, blocks: Sequence[Block]) -> set[int]:
    edges = _edges(outline, blocks)
    found = set()
    for index, block in enumerate(blocks):
        if block.cell or block.bullet or not _PAGE_NUMBER.match(block.text):
            continue
        alone = block.gap > 0 and (index + 1 == len(blocks) or blocks[index + 1].gap > 0)
        if index in edges or (not block.whole and alone) or not block.text.strip().isdigit():
            found.add(index)
    return found


def _contents(blocks: Sequence[Block]) -> set[int]:
    """Lines with dot leaders; lines ending in a page number count when three stand together."""
    found = {i for i, b in enumerate(blocks) if not b.cell and _CONTENTS.search(b.text)}
    for index, block in enumerate(blocks):
        following = blocks[index + 1].text.strip() if index + 1 < len(blocks) else ""
        if not block.cell and _LEADERS.search(block.text) and _SHORT_NUMBER.match(following):
            found |= {index, index + 1}
    # An entry too long for its line begins on the line above, between two other entries.
    found |= {
        i - 1
        for i in found
        if i - 2 in found
        and i - 1 not in found
        and not blocks[i - 1].text.rstrip().endswith((".", ":"))
        and blocks[i - 1].gap <= max(blocks[i].gap, 0.5)
    }
    run: list[int] = []
    for index, block in enumerate(blocks):
        if not block.cell and _TAB_CONTENTS.match(block.text):
            run.append(index)
            continue
        if len(run) >= 3:
            found.update(run)
        run = []
    return found | set(run if len(run) >= 3 else ()) | _announced(blocks)


def _announced(blocks: Sequence[Block]) -> set[int]:
    """Lines in a row that end in rising page numbers and come again as headings further on."""
    texts: dict[str, int] = {}
    for index, block in enumerate(blocks):
        texts[_flat([block.text])] = index
    found: set[int] = set()
    run: list[int] = []
    page = 0
    for index, block in enumerate([*blocks, None]):
        entry = _ENTRY.match(block.text) if block is not None and not block.cell else None
        if entry and int(entry["page"]) >= page:
            run.append(index)
            page = int(entry["page"])
            continue
        again = [i for i in run if texts.get(_title(blocks[i]), -1) > run[-1]]
        if len(run) >= 3 and len(again) * 2 > len(run):
            found.update(run)
        run, page = ([index], int(entry["page"])) if entry else ([], 0)
    return found


def _title(block: Block) -> str:
    entry = _ENTRY.match(block.text)
    return _flat([entry["title"]]) if entry else ""


def _key(block: Block) -> tuple[str, float]:
    return _DIGITS.sub("#", block.text.strip().lower()), round(block.size or 0.0)


def _running_heads(outline: Outline, blocks: Sequence[Block]) -> set[int]:
    """Lines that come again at the pages' edges; the first stays when it stands nowhere else."""
    edges = _edges(outline, blocks)
    if edges:
        places: dict[tuple[str, float], set[int | None]] = defaultdict(set)
        for index in edges:
            places[_key(blocks[index])].add(blocks[index].page)
        often = {
            key
            for key, pages in places.items()
            if len(pages) >= 3 or (len(pages) == 2 and (outline.pages or 0) <= 4)
        }
        repeated = [i for i in sorted(edges) if _key(blocks[i]) in often]
        repeated = [i for i in repeated if _may_be_head(blocks[i])]
    else:
        repeated = _repeated_lines(blocks)
    return _spare_first(blocks, repeated) | _titles_again(blocks, edges)


def _titles_again(blocks: Sequence[Block], edges: set[int]) -> set[int]:
    """The document's title in small letters at the edge of a later page."""
    first = [b for b in blocks[:8] if b.page == blocks[0].page] if blocks else []
    told = _flat(b.text for b in first)
    large = max((b.size or 0.0 for b in first), default=0.0)
    return {
        i
        for i in edges
        if blocks[i].page != blocks[0].page
        and (blocks[i].size or large) < large
        and len(blocks[i].text) > 8
        and _may_be_head(blocks[i])
        and _flat([blocks[i].text]) in told
    }


def _may_be_head(block: Block) -> bool:
    if block.cell or block.bullet or len(block.text) > 120 or block.level:
        return False
    label = find_label(block.text.strip())
    return not (label and not label.number and not label.name and label.role != "other")


def _repeated_lines(blocks: Sequence[Block]) -> list[int]:
    """Without pages: a line in capitals that comes three times, always after a wide gap."""
    counts = Counter(_key(b) for b in blocks if not b.whole and b.gap >= 2)
    return [
        i
        for i, b in enumerate(blocks)
        if not b.whole
        and b.gap >= 2
        and counts[_key(b)] >= 3
        and _may_be_head(b)
        and b.text.isupper()
    ]


def _spare_first(blocks: Sequence[Block], repeated: list[int]) -> set[int]:
    """A heading that stands only as a running head is kept once."""
    again = set(repeated)
    elsewhere = _flat(b.text for i, b in enumerate(blocks) if i not in again)
    spellings: dict[tuple[str, float], set[str]] = defaultdict(set)
    for index in repeated:
        spellings[_key(blocks[index])].add(_flat([blocks[index].text]))
    seen: set[str] = set()
    drop = set()
    for index in repeated:
        if len(spellings[_key(blocks[index])]) > 1 and _counted(blocks[index], elsewhere):
            drop.add(index)  # the page number in the line itself counts up
            continue
        flat = _flat([blocks[index].text])
        if flat not in seen and flat not in elsewhere and any(c.isalpha() for c in flat):
            seen.add(flat)
        else:
            seen.add(flat)
            drop.add(index)
    return drop


def _counted(block: Block, elsewhere: str) -> bool:
    """A running head with its page number beside it, whose words stand elsewhere too."""
    match = _NUMBERED.match(block.text)
    name = _flat([match["name"]]) if match else ""
    return not name or name in elsewhere


def _flat(texts: object) -> str:
    return " ".join(" ".join(str(t).lower().split()) for t in texts)  # type: ignore[attr-defined]

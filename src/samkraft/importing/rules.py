"""Rules of the review that need no tables: joining lines, periods, recognising old wordings."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

ALIKE = 0.8
# After a hyphen at the end of a line these words show that the hyphen belongs to the text.
SUSPENDED = frozenset(
    ["och", "og", "eller", "and", "or", "ja", "tai", "sekä", "samt", "dahje", "ja"]
)


@dataclass(frozen=True, slots=True)
class Worded:
    """A piece to be recognised: `name` is whatever the caller knows it by."""

    name: Hashable
    role: str
    text: str


def joined(lines: Iterable[str]) -> str:
    """Lines as one text: line breaks and the hyphens they caused are mended."""
    text = ""
    for line in (" ".join(line.split()) for line in lines):
        if not line:
            continue
        first = line.split(" ", 1)[0].strip(",.;")
        if re.search(r"[^\W\d_]-$", text) and line[0].islower() and first not in SUSPENDED:
            text = text[:-1] + line
        else:
            text = f"{text} {line}".strip()
    return text.replace("\u00ad", "")


def plain_name(filename: str) -> str:
    """The last part of a file's name without what could mislead, its ending kept."""
    name = "".join(sign for sign in Path(filename).name if sign.isprintable()).strip(" .")
    if len(name.encode()) > 180:
        stem, ending = Path(name).stem, Path(name).suffix[:20]
        name = stem.encode()[:150].decode(errors="ignore") + ending
    return name or "document"


def years(period: str) -> tuple[int | None, int | None]:
    """First and last year of a period as it is written: 2025–2030, 2040, or nothing."""
    found = [int(year) for year in re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", period)]
    if not found:
        return None, None
    return (min(found), max(found)) if len(found) > 1 else (None, found[0])


def recognised(old: Sequence[Worded], new: Sequence[Worded]) -> dict[Hashable, Hashable]:
    """Which new piece is which old one: by kind and the same words, else words much alike.

    Gives the name of the old piece for the name of the new one; each is used once at most.
    """
    pairs: dict[Hashable, Hashable] = {}
    waiting: dict[tuple[str, str], list[Worded]] = {}
    for piece in old:
        waiting.setdefault((piece.role, _plain(piece.text)), []).append(piece)
    for piece in new:
        same = waiting.get((piece.role, _plain(piece.text)))
        if same:
            pairs[piece.name] = same.pop(0).name
    taken = set(pairs.values())
    likely = [
        (-ratio, first, second)
        for first, piece in enumerate(new)
        if piece.name not in pairs
        for second, other in enumerate(old)
        if other.name not in taken
        and other.role == piece.role
        and (ratio := _alike(piece.text, other.text)) >= ALIKE
    ]
    for _, first, second in sorted(likely):
        if new[first].name not in pairs and old[second].name not in taken:
            pairs[new[first].name] = old[second].name
            taken.add(old[second].name)
    return pairs


def _alike(text: str, other: str) -> float:
    matcher = SequenceMatcher(None, _plain(text), _plain(other), autojunk=False)
    if min(matcher.real_quick_ratio(), matcher.quick_ratio()) < ALIKE:
        return 0.0
    return matcher.ratio()


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))

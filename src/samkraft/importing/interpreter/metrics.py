"""Measures of the page: usual line length, usual distance between lines, body size."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from ..outline import Block, Outline

_WINDOW = 5
USUAL_BODY = 11.0


@dataclass(frozen=True, slots=True)
class Metrics:
    """text: plain text; sized: font sizes known; body: body size; gap: usual gap; width: usual length."""

    text: bool
    sized: bool
    body: float
    gap: float
    width: float
    widths: tuple[int, ...]

    def local(self, index: int) -> float:
        """Length of the longest line near a block."""
        return max(self.widths[index], 0.8 * self.width)

    def is_full(self, line: str, following: str, index: int) -> bool:
        """True when the next line's first word would not have fitted on this line."""
        first = following.split(maxsplit=1)[0] if following.split() else ""
        return len(line) + 1 + len(first) > 0.95 * self.local(index)

    @staticmethod
    def last_length(line: str) -> int:
        """Length of a paragraph's last physical line."""
        return len(line)


def measure_layout(outline: Outline, blocks: Sequence[Block]) -> Metrics:
    """Look at all lines once."""
    lengths = [len(b.text) for b in blocks]
    longer = sorted(n for n in lengths if n > 30)
    width = longer[int(len(longer) * 0.8)] if longer else max(lengths, default=60)
    sizes: Counter[float] = Counter()
    running = [b for b in blocks if b.cell is None]
    for block in running or blocks:
        if block.size:
            sizes[round(block.size, 1)] += len(block.text)
    unsized = sum(len(b.text) for b in running if not b.size)
    body = sizes.most_common(1)[0][0] if sizes else 0.0
    if sizes and unsized > sum(sizes.values()):
        body = min(USUAL_BODY, min(sizes) - 1)  # only what differs from the usual has a size
    return Metrics(
        text=outline.format == "text",
        sized=bool(sizes),
        body=body,
        gap=_usual_gap(blocks),
        width=float(min(width, 110)),
        widths=tuple(_local_widths(blocks, lengths)),
    )


def _usual_gap(blocks: Sequence[Block]) -> float:
    """The gap inside paragraphs, seen where a line surely goes on: it begins in lower case."""
    gaps = [
        b.gap
        for a, b in pairwise(blocks)
        if b.text[:1].islower()
        and len(a.text) > 40
        and not a.text.rstrip().endswith((".", ":", "!", "?"))
        and a.page == b.page
        and a.column == b.column
        and not b.whole
    ]
    return float(median(gaps)) if gaps else 0.0


def _local_widths(blocks: Sequence[Block], lengths: list[int]) -> list[int]:
    """The longest line among the neighbours in the same column and size."""
    result = []
    for index, block in enumerate(blocks):
        low, high = max(0, index - _WINDOW), index + _WINDOW
        near = [
            length
            for length, other in zip(lengths[low:high], blocks[low:high], strict=False)
            if other.column == block.column and other.size == block.size and not other.whole
        ]
        result.append(min(max(near, default=0), 160))
    return result

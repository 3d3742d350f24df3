"""Documents written once as data, with their truth marked in the text itself.

Each line of `body` is `TAG|text`; what counts is marked `{kind:text}`:

    T title · ST subtitle · TOC · H1–H4 headings · P paragraph · L label · B bullet · N numbered item
    Q pull quote · TH/TR table rows, cells parted by ;; · SIGN lines of a signature · F 3 = three
    sentences of background prose

Kinds: a area, g goal, s sub-goal, p path, m measure, c challenge, pr principle, re result,
ad advice, f fact; V is the vision and R who is responsible. An element hangs under the nearest
open wider one; `{m^a:…}` names the area instead, `^g` the goal and `^n` nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from tests.importing.interpreter.scoring import Wanted

CORPUS = Path(__file__).parent / "corpus"
KINDS = {
    "a": "area",
    "g": "goal",
    "s": "subgoal",
    "p": "path",
    "m": "measure",
    "c": "challenge",
    "pr": "principle",
    "re": "result",
    "ad": "advice",
    "f": "fact",
}
MARK = re.compile(r"\{(?P<kind>[A-Za-z]{1,2})(?P<under>\^[agn])?:(?P<text>[^{}]*)\}")
UNDER = {"p": "ga", "s": "ga", "m": "sga", "g": "a"}


@dataclass(frozen=True)
class Piece:
    """One line of a document: its tag and its text, in cells for table rows."""

    tag: str
    cells: tuple[str, ...]

    @property
    def text(self) -> str:
        return self.cells[0]


@dataclass
class Sample:
    """A document as data, with the elements a reader should find in it."""

    name: str
    language: str
    formats: tuple[str, ...]
    title: str
    period: str | None
    layout: dict[str, Any]
    pieces: list[Piece] = field(default_factory=list)
    elements: list[Wanted] = field(default_factory=list)
    quotes: list[str] = field(default_factory=list)
    vision: str | None = None
    open: dict[str, int] = field(default_factory=dict)

    def mark(self, match: re.Match[str]) -> str:
        """Notes a marked text as part of the truth and gives the bare text."""
        kind, text = match["kind"], match["text"]
        if kind == "V":
            self.vision = text
        elif kind == "R":
            last = self.elements[-1]
            self.elements[-1] = Wanted(last.kind, last.text, last.parent, text)
        else:
            self.elements.append(
                Wanted(KINDS[kind], text, self._parent(kind, match["under"]), None)
            )
            self._opened(kind, match["under"])
        return text

    def _parent(self, kind: str, under: str | None) -> int | None:
        if under == "^n":
            return None
        wider = under[1] if under else UNDER.get(kind, "")
        return next((self.open[one] for one in wider if one in self.open), None)

    def _opened(self, kind: str, under: str | None) -> None:
        narrower = {"a": "ags", "g": "gs", "s": "s"}.get(kind, "")
        for one in narrower:
            self.open.pop(one, None)
        if narrower and not (kind == "g" and under == "^n"):
            self.open[kind] = len(self.elements) - 1

    def headings(self) -> list[tuple[int, str]]:
        """What a table of contents lists: depth and text."""
        return [(int(p.tag[1]), p.text) for p in self.pieces if p.tag in ("H1", "H2")]


def load(path: Path) -> Sample:
    """A document of the corpus."""
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    sample = Sample(
        path.stem,
        data["language"],
        tuple(data["formats"]),
        data["title"],
        data.get("period"),
        data.get("layout") or {},
    )
    prose = _prose(data["language"], len(path.stem))
    for line in data["body"].splitlines():
        tag, _, text = line.partition("|")
        if tag == "F":
            sample.pieces.append(Piece("P", (" ".join(next(prose) for _ in range(int(text))),)))
            continue
        cells = tuple(MARK.sub(sample.mark, cell.strip()) for cell in text.split(";;"))
        sample.pieces.append(Piece(tag, cells))
        if tag == "Q":
            sample.quotes.append(cells[0].strip('«»”“" '))
    return sample


def _prose(language: str, start: int) -> Any:
    """Background sentences without end, in a different order for each document."""
    sentences = yaml.safe_load((CORPUS.parent / "prose.yaml").read_text(encoding="utf-8"))[language]
    at = start
    while True:
        yield sentences[at % len(sentences)]
        at += 1


def samples() -> list[Sample]:
    """All documents of the corpus."""
    return [load(path) for path in sorted(CORPUS.glob("*.yaml"))]

"""What the interpreter makes of an outline: a draft plan with findings, as frozen values.

The shape follows `samkraft plan read --json`; `as_json` gives exactly that.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

KINDS = (
    "area",
    "goal",
    "subgoal",
    "path",
    "measure",
    "challenge",
    "principle",
    "result",
    "advice",
    "fact",
)


@dataclass(frozen=True, slots=True)
class Source:
    """Where something stands: page from 1 (None without pages), lines from 1, inclusive."""

    page: int | None
    lines: tuple[int, int]


@dataclass(frozen=True, slots=True)
class DraftElement:
    """One element. `parent` is an index into `DraftPlan.elements`, always smaller than its own."""

    kind: str
    text: str
    parent: int | None
    source: Source
    responsible: str | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """A pull quote or speech bubble."""

    text: str
    source: Source


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a person should look at: `code` is stable, `text` a sentence in English."""

    code: str
    text: str
    source: Source


@dataclass(frozen=True, slots=True)
class DraftPlan:
    """A document as understood. What is not in the document is None or absent, never made up."""

    title: str | None
    period: str | None
    vision: str | None
    language: str
    elements: tuple[DraftElement, ...]
    quotes: tuple[Quote, ...] = ()
    findings: tuple[Finding, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The value `samkraft plan read --json` prints."""
        return asdict(self)

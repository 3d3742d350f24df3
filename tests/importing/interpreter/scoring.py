"""How well a reading fits a truth: F1 of elements, and parents of the matched ones."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from samkraft.importing.draftplan import DraftPlan


@dataclass(frozen=True)
class Wanted:
    """One element of a truth; `parent` counts in the same list."""

    kind: str
    text: str
    parent: int | None
    responsible: str | None


@dataclass(frozen=True)
class Score:
    """matched, found and wanted elements; parents right among the matched."""

    matched: int
    found: int
    wanted: int
    parents: int
    missing: tuple[str, ...]
    extra: tuple[str, ...]
    wrong_parents: tuple[str, ...]

    @property
    def f1(self) -> float:
        total = self.found + self.wanted
        return 2 * self.matched / total if total else 1.0

    @property
    def parent_share(self) -> float:
        return self.parents / self.matched if self.matched else 1.0


def normal(text: str) -> str:
    """Lower case, letters and digits with single spaces."""
    return " ".join("".join(c.lower() if c.isalnum() else " " for c in text).split())


def load_truth(path: Path) -> dict[str, Any]:
    """A truth file with its elements as a list of `Wanted`."""
    truth = yaml.safe_load(path.read_text(encoding="utf-8"))
    truth["elements"] = _elements(truth.get("elements") or "")
    return truth


def _elements(text: str) -> list[Wanted]:
    wanted: list[Wanted] = []
    open_at: list[tuple[int, int]] = []
    for line in text.splitlines():
        if not line.strip():
            continue
        depth = len(line) - len(line.lstrip())
        kind, _, rest = line.strip().partition(":")
        body, _, responsible = rest.strip().partition(" @ ")
        while open_at and open_at[-1][0] >= depth:
            open_at.pop()
        parent = open_at[-1][1] if open_at else None
        wanted.append(Wanted(kind, body.strip().strip('"'), parent, responsible or None))
        open_at.append((depth, len(wanted) - 1))
    return wanted


def score(plan: DraftPlan, wanted: list[Wanted]) -> Score:
    """Match by kind and normalised text, each element once."""
    free: dict[tuple[str, str], list[int]] = {}
    for index, item in enumerate(wanted):
        free.setdefault((item.kind, normal(item.text)), []).append(index)
    pairs: dict[int, int] = {}
    extra = []
    for index, element in enumerate(plan.elements):
        choices = free.get((element.kind, normal(element.text)))
        if choices:
            pairs[index] = choices.pop(0)
        else:
            extra.append(f"{element.kind}: {element.text}")
    wrong = [
        f"{plan.elements[i].kind}: {plan.elements[i].text}"
        for i, j in pairs.items()
        if not _same_parent(plan, wanted, i, j)
    ]
    missing = [f"{wanted[j].kind}: {wanted[j].text}" for js in free.values() for j in js]
    return Score(
        len(pairs),
        len(plan.elements),
        len(wanted),
        len(pairs) - len(wrong),
        tuple(missing),
        tuple(extra),
        tuple(wrong),
    )


def _same_parent(plan: DraftPlan, wanted: list[Wanted], found: int, truth: int) -> bool:
    one, two = plan.elements[found].parent, wanted[truth].parent
    if one is None or two is None:
        return one is None and two is None
    first, second = plan.elements[one], wanted[two]
    return first.kind == second.kind and normal(first.text) == normal(second.text)

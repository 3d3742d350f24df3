"""How wide a heading binds: by the format, size, numbering, case or its words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .metrics import Metrics
from .paragraphs import Para
from .parts import Part, depth, looks_large

# Labels without a layout of their own rank below every real heading; lower binds wider.
_SOFT_RANKS = {"area": 40, "goalarea": 50, "goal": 80, "subgoal": 80, "path": 80, "measure": 80}
SOFT_NAMED = {"area": 40, "goalarea": 50, "goal": 70, "subgoal": 75, "path": 85, "measure": 85}
_SOFT_OTHER = 60


def heading_sizes(paras: Sequence[Para], metrics: Metrics) -> list[float]:
    sizes = {round(p.size, 0) for p in paras if p.size and looks_large(p, metrics)}
    return sorted(sizes, reverse=True)


def with_rank(part: Part, metrics: Metrics, sizes: list[float]) -> Part:
    para, label = part.para, part.label
    if para.level is not None:
        return replace(part, rank=10 * para.level, soft=False)
    deep = depth(part.number)
    if looks_large(para, metrics) and para.size:
        place = sizes.index(round(para.size, 0)) if round(para.size, 0) in sizes else len(sizes)
        return replace(part, rank=min(10 + 10 * place, 60) + deep, soft=False)
    if label and not (deep and para.caps):
        named = bool(label.name or label.number)
        table = SOFT_NAMED if named else _SOFT_RANKS
        rank = table.get(label.role, _SOFT_OTHER)
        if label.role == "area" and not named and label.plural and not deep:
            return replace(part, rank=15)  # the chapter that holds all areas, however they look
        if deep and not named:
            rank = min(10 + 10 * deep, rank)
        elif para.caps and not named and rank == _SOFT_OTHER:
            rank = 20
        return replace(part, rank=rank)
    if deep:
        return replace(part, rank=10 + 10 * deep + (40 if metrics.sized else 0), soft=metrics.sized)
    if para.caps:
        return replace(part, rank=20 if not metrics.sized else 62)
    return replace(part, rank=_SOFT_OTHER + (5 if para.bold and metrics.sized else 0))

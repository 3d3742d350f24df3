"""Weighing candidates by criteria: the weighted mean of what the members think, and the spread."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class View:
    """One member's score of one candidate by one criterion."""

    candidate: str
    criterion: int
    member: str
    score: int


@dataclass(frozen=True, slots=True)
class Weighed:
    """A candidate's result. `mean` and `low`–`high` (the members' own weighted means) lie between
    1 and 5; `members` maps each to its own mean. `complete`: everybody scored every criterion."""

    candidate: str
    mean: float
    low: float
    high: float
    members: Mapping[str, float]
    complete: bool


def weigh(views: Iterable[View], weights: Mapping[int, float]) -> tuple[Weighed, ...]:
    """The candidates, best first; ties in the order of their names.

    A member's mean counts only the criteria it has scored, and every member counts the same.
    """
    by_candidate: dict[str, dict[str, dict[int, int]]] = {}
    members: set[str] = set()
    for view in views:
        if view.criterion in weights:
            members.add(view.member)
            scores = by_candidate.setdefault(view.candidate, {}).setdefault(view.member, {})
            scores[view.criterion] = view.score
    found = [
        _weighed(candidate, given, weights, members) for candidate, given in by_candidate.items()
    ]
    return tuple(sorted(found, key=lambda each: (-each.mean, each.candidate)))


def _weighed(
    candidate: str,
    given: Mapping[str, Mapping[int, int]],
    weights: Mapping[int, float],
    members: set[str],
) -> Weighed:
    own = {
        member: sum(weights[c] * score for c, score in scores.items())
        / sum(weights[c] for c in scores)
        for member, scores in sorted(given.items())
    }
    complete = set(given) == members and all(
        len(scores) == len(weights) for scores in given.values()
    )
    values = list(own.values())
    # rounding in the last place must not push the mean out of what it lies between
    mean = min(max(sum(values) / len(values), min(values)), max(values))
    return Weighed(candidate, mean, min(values), max(values), own, complete)

"""How many actions serve each part of a plan, for the pages of plans."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from samkraft.actions.models import ActionElement, Serving
from samkraft.actions.queries.filtering import public_actions


@dataclass(frozen=True, slots=True)
class GoalActions:
    """Which public actions serve which part of a plan, by its key."""

    by_key: Mapping[str, frozenset[int]]

    @property
    def total(self) -> int:
        """How many actions serve anything."""
        return len(frozenset().union(*self.by_key.values()))

    def under(self, keys: Iterable[str]) -> int:
        """How many actions serve any of these parts: a goal and all that stands below it."""
        return len(frozenset().union(*(self.by_key.get(key, frozenset()) for key in keys)))


def published_goal_actions(plan: str) -> GoalActions:
    """The public actions of a plan by what they serve; a measure tied to a goal counts there too.
    Two queries, one while nothing is served."""
    shown = public_actions().filter(plan__slug=plan, withdrawn_at=None)
    found: dict[str, set[int]] = {}
    links = ActionElement.objects.filter(action__in=shown).order_by()
    for action, key in links.values_list("action", "element_key"):
        found.setdefault(key, set()).add(action)
    if found:
        ties = Serving.objects.filter(plan__slug=plan, ended_at=None).order_by()
        tied = [(goal, found[measure]) for measure, goal in ties.values_list("measure_key", "goal_key")
                if measure in found]  # fmt: skip
        for goal, actions in tied:
            found.setdefault(goal, set()).update(actions)
    return GoalActions({key: frozenset(actions) for key, actions in found.items()})

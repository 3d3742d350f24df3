"""Plans, their versions and elements, and the links between levels."""

from samkraft.plans.models.elements import Element
from samkraft.plans.models.following import (
    GoalIndicator,
    Reading,
    Target,
    Topic,
    TopicIndicator,
)
from samkraft.plans.models.links import Framework, Link, Objective
from samkraft.plans.models.plans import ChangeNote, Level, Plan, PlanKind, PlanVersion, State
from samkraft.plans.models.roles import Role

__all__ = [
    "ChangeNote",
    "Element",
    "Framework",
    "GoalIndicator",
    "Level",
    "Link",
    "Objective",
    "Plan",
    "PlanKind",
    "PlanVersion",
    "Reading",
    "Role",
    "State",
    "Target",
    "Topic",
    "TopicIndicator",
]

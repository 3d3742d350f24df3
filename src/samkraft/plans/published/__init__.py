"""What the public sees of plans: frozen values of versions that are public, nothing else."""

from samkraft.plans.published.coverage import Coverage, published_coverage
from samkraft.plans.published.differences import PublishedComparison, published_comparison
from samkraft.plans.published.elements import PublishedElementPage, published_element
from samkraft.plans.published.pages import (
    NotPublic,
    PlanRow,
    PublishedPlan,
    published_plan,
    published_plans,
)
from samkraft.plans.published.values import PublishedElement, PublishedVersion

__all__ = [
    "Coverage",
    "NotPublic",
    "PlanRow",
    "PublishedComparison",
    "PublishedElement",
    "PublishedElementPage",
    "PublishedPlan",
    "PublishedVersion",
    "published_comparison",
    "published_coverage",
    "published_element",
    "published_plan",
    "published_plans",
]

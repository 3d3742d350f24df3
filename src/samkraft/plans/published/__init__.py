"""What the public sees of plans: frozen values of versions that are public, nothing else."""

from samkraft.plans.published.coverage import Coverage, published_coverage
from samkraft.plans.published.differences import PublishedComparison, published_comparison
from samkraft.plans.published.elements import PublishedElementPage, published_element
from samkraft.plans.published.following import (
    GoalRow,
    PublishedTarget,
    names_of_places,
    rows_of_element,
    rows_of_plan,
    rows_of_region,
    targets_on,
    verdicts_of_plan,
)
from samkraft.plans.published.overview import (
    ComparedRow,
    compared_regions,
    indicators_serving,
    serving_choices,
)
from samkraft.plans.published.pages import (
    NotPublic,
    PlanRow,
    PublishedPlan,
    published_plan,
    published_plans,
)
from samkraft.plans.published.readings import (
    ChangedSince,
    PublishedReading,
    PublishedTopic,
    StatePage,
    TopicChart,
    published_state,
)
from samkraft.plans.published.values import PublishedElement, PublishedVersion
from samkraft.plans.published.verdicts import known_verdicts

__all__ = [
    "ChangedSince",
    "ComparedRow",
    "Coverage",
    "GoalRow",
    "NotPublic",
    "PlanRow",
    "PublishedComparison",
    "PublishedElement",
    "PublishedElementPage",
    "PublishedPlan",
    "PublishedReading",
    "PublishedTarget",
    "PublishedTopic",
    "PublishedVersion",
    "StatePage",
    "TopicChart",
    "compared_regions",
    "indicators_serving",
    "known_verdicts",
    "names_of_places",
    "published_comparison",
    "published_coverage",
    "published_element",
    "published_plan",
    "published_plans",
    "published_state",
    "rows_of_element",
    "rows_of_plan",
    "rows_of_region",
    "serving_choices",
    "targets_on",
    "verdicts_of_plan",
]

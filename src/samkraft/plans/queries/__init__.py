"""Questions about plans for those who may see drafts: the workspace and the command line."""

from samkraft.plans.queries.checks import check_version
from samkraft.plans.queries.versions import (
    NoSuchPlan,
    compare_versions,
    find_plan,
    find_version,
    plan_as_json,
    removed_elements,
    version_tree,
    workspace_plans,
)

__all__ = [
    "NoSuchPlan",
    "check_version",
    "compare_versions",
    "find_plan",
    "find_version",
    "plan_as_json",
    "removed_elements",
    "version_tree",
    "workspace_plans",
]

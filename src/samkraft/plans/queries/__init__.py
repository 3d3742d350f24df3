"""Questions about plans for those who may see drafts: the workspace and the command line."""

from samkraft.plans.queries.checks import check_version
from samkraft.plans.queries.export import export_plan
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
from samkraft.plans.queries.workspace import (
    ComparedVersions,
    KeptLink,
    changes_by_others,
    compared,
    frameworks_for,
    links_of,
    open_versions,
)

__all__ = [
    "ComparedVersions",
    "KeptLink",
    "NoSuchPlan",
    "changes_by_others",
    "check_version",
    "compare_versions",
    "compared",
    "export_plan",
    "find_plan",
    "find_version",
    "frameworks_for",
    "links_of",
    "open_versions",
    "plan_as_json",
    "removed_elements",
    "version_tree",
    "workspace_plans",
]

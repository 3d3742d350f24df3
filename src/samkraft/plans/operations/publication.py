"""Putting what is public of a plan into the search index, and taking it out again."""

from __future__ import annotations

from samkraft.plans.models import Plan, PlanVersion
from samkraft.search import operations as search


def index_plan(plan: Plan) -> None:
    """Make search know exactly the plan's current public version; drafts never get here."""
    search.put(owner=f"plan:{plan.slug}", documents=_documents(plan))


def current_version(plan: Plan) -> PlanVersion | None:
    """The version in force, else the one in consultation, else None."""
    public = {
        version.state: version
        for version in plan.versions.filter(state__in=["adopted", "consultation"]).order_by(
            "number"
        )
    }
    return public.get("adopted") or public.get("consultation")


def _documents(plan: Plan) -> list[search.NewDocument]:
    version = current_version(plan)
    if version is None:
        return []
    region = plan.region.slug
    found = search.in_each_language(
        "plan", region, f"/{region}/{plan.slug}/", version.title, version.vision, version.summary
    )
    for element in version.elements.filter(removed_at=None):
        found += search.in_each_language(
            element.role,
            region,
            f"/{region}/{plan.slug}/{element.key}/",
            element.text,
            element.body,
        )
    return found

"""Putting what is public of a plan into the search index, and taking it out again."""

from __future__ import annotations

from samkraft.lib.texts import Texts
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
    found = _of_texts(
        "plan", region, f"/{region}/{plan.slug}/", version.title, version.vision, version.summary
    )
    for element in version.elements.filter(removed_at=None):
        found += _of_texts(
            element.role,
            region,
            f"/{region}/{plan.slug}/{element.key}/",
            element.text,
            element.body,
        )
    return found


def _of_texts(kind: str, region: str, path: str, title: dict, *bodies: dict):
    titles = Texts.read(title)
    return [
        search.NewDocument(
            kind=kind,
            region=region,
            path=path,
            lang=lang,
            title=titles.get(lang) or "",
            body="\n".join(filter(None, (Texts.read(body).get(lang) for body in bodies))),
        )
        for lang in titles.languages
    ]

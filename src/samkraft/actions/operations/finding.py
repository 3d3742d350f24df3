"""Putting what is public of action plans and actions into the search index, and taking it out."""

from __future__ import annotations

from samkraft.actions.models import Action, ActionPlan
from samkraft.search import operations as search


def index_action(action: Action) -> None:
    """Make search know the action if everybody may see it; a withdrawn one is not found."""
    plan = action.plan
    own = action.action_plan
    public = action.published_at and not action.withdrawn_at and (own is None or own.published_at)
    path = f"/{plan.region.slug}/{plan.slug}/actions/{action.slug}/"
    found = search.in_each_language("action", plan.region.slug, path, action.title, action.how)
    search.put(owner=f"action:{action.pk}", documents=found if public else [])


def index_action_plan(found: ActionPlan) -> None:
    """Make search know the action plan if everybody may see it."""
    plan = found.plan
    public = found.published_at and found.state != "withdrawn"
    path = f"/{plan.region.slug}/{plan.slug}/action-plans/{found.slug}/"
    texts = search.in_each_language(
        "action-plan", plan.region.slug, path, found.title, found.what, found.how
    )
    search.put(owner=f"action-plan:{found.pk}", documents=texts if public else [])


def index_actions_of(found: ActionPlan) -> None:
    """Make search know the actions of a plan that has become public; before, they were hidden."""
    for action in found.actions.select_related("plan__region", "action_plan"):
        index_action(action)

"""What the public sees of actions: frozen values of what is public, nothing else."""

from samkraft.actions.published.actionplans import (
    ActionPlanRow,
    PublishedActionPlan,
    PublishedTreatment,
    published_action_plan,
    published_action_plans,
)
from samkraft.actions.published.actors import (
    ActorPage,
    published_body,
    published_organisation,
)
from samkraft.actions.published.board import Board, Slip, ToDecide, published_board
from samkraft.actions.published.coverage import ActionCoverage, published_action_coverage
from samkraft.actions.published.elements import GoalActions, published_goal_actions
from samkraft.actions.published.funding import FundingPage, published_funding
from samkraft.actions.published.listing import (
    ActionCounts,
    Listing,
    published_listing,
    published_timeline_page,
)
from samkraft.actions.published.pages import PublishedAction, published_action
from samkraft.actions.published.priorities import Priorities, published_priorities
from samkraft.actions.published.register import ActorRow, Actors, published_actors
from samkraft.actions.published.scope import (
    Choices,
    Part,
    Scope,
    published_choices,
    published_head,
    published_scope,
)
from samkraft.actions.published.tracker import (
    TimelineMilestone,
    TimelineRow,
    Tracker,
    published_actions,
    published_timeline,
)
from samkraft.actions.published.values import ActionRow, Responsible, Served
from samkraft.actions.queries.filtering import ActionFilter
from samkraft.actions.rules.signs import SIGNS
from samkraft.plans.published.pages import NotPublic

__all__ = [
    "SIGNS",
    "ActionCounts",
    "ActionCoverage",
    "ActionFilter",
    "ActionPlanRow",
    "ActionRow",
    "ActorPage",
    "ActorRow",
    "Actors",
    "Board",
    "Choices",
    "FundingPage",
    "GoalActions",
    "Listing",
    "NotPublic",
    "Part",
    "Priorities",
    "PublishedAction",
    "PublishedActionPlan",
    "PublishedTreatment",
    "Responsible",
    "Scope",
    "Served",
    "Slip",
    "TimelineMilestone",
    "TimelineRow",
    "ToDecide",
    "Tracker",
    "published_action",
    "published_action_coverage",
    "published_action_plan",
    "published_action_plans",
    "published_actions",
    "published_actors",
    "published_board",
    "published_body",
    "published_choices",
    "published_funding",
    "published_goal_actions",
    "published_head",
    "published_listing",
    "published_organisation",
    "published_priorities",
    "published_scope",
    "published_timeline",
    "published_timeline_page",
]

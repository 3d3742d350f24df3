"""Action plans, actions and their follow-up."""

from samkraft.actions.models.actions import Action, ActionElement, ActionTag, Consent, Stage
from samkraft.actions.models.following import (
    FollowUp,
    Judgement,
    Reminder,
    Round,
    StatusReport,
)
from samkraft.actions.models.milestones import FormerDate, Milestone
from samkraft.actions.models.money import Currency, Money, MoneyLevel, Rate
from samkraft.actions.models.organising import Involvement, InvolvementRole
from samkraft.actions.models.parts import (
    Answer,
    Comment,
    Considered,
    Decision,
    Dependency,
    Document,
    Experiment,
    Partner,
    PrincipleAnswer,
)
from samkraft.actions.models.plans import ActionPlan, ActionPlanState, Outcome, Serving, Treatment
from samkraft.actions.models.priorities import Choice, Criterion, Opinion

__all__ = [
    "Action",
    "ActionElement",
    "ActionPlan",
    "ActionPlanState",
    "ActionTag",
    "Answer",
    "Choice",
    "Comment",
    "Consent",
    "Considered",
    "Criterion",
    "Currency",
    "Decision",
    "Dependency",
    "Document",
    "Experiment",
    "FollowUp",
    "FormerDate",
    "Involvement",
    "InvolvementRole",
    "Judgement",
    "Milestone",
    "Money",
    "MoneyLevel",
    "Opinion",
    "Outcome",
    "Partner",
    "PrincipleAnswer",
    "Rate",
    "Reminder",
    "Round",
    "Serving",
    "Stage",
    "StatusReport",
    "Treatment",
]

"""Questions about actions for those who may see what is not public. Callers check the right."""

from samkraft.actions.queries.elements import (
    adopted_elements,
    elements_without_actions,
    ties,
    untied_measures,
)
from samkraft.actions.queries.exportplan import export_actions
from samkraft.actions.queries.filtering import ActionFilter, filtered
from samkraft.actions.queries.gathering import Gathered, gather
from samkraft.actions.queries.habits import Habits, habits_of
from samkraft.actions.queries.priorities import criteria_of, opinions_of, weighed
from samkraft.actions.queries.quality import lacking, quality
from samkraft.actions.queries.standing import may_act, standings
from samkraft.actions.queries.workspace import (
    BodyLoad,
    MyWork,
    actions_of,
    answers_of_round,
    comments_of,
    involvements_of,
    load_of_bodies,
    my_work,
    parallel_bodies,
    to_decide,
)

__all__ = [
    "ActionFilter",
    "BodyLoad",
    "Gathered",
    "Habits",
    "MyWork",
    "actions_of",
    "adopted_elements",
    "answers_of_round",
    "comments_of",
    "criteria_of",
    "elements_without_actions",
    "export_actions",
    "filtered",
    "gather",
    "habits_of",
    "involvements_of",
    "lacking",
    "load_of_bodies",
    "may_act",
    "my_work",
    "opinions_of",
    "parallel_bodies",
    "quality",
    "standings",
    "ties",
    "to_decide",
    "untied_measures",
    "weighed",
]

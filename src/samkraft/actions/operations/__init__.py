"""All changes to action plans and actions. Each is one transaction and writes the journal."""

from samkraft.actions.operations.actionplans import (
    ActionPlanValues,
    initiate_action_plan,
    move_action_plan,
    record_treatment,
    set_coordinator,
    write_action_plan,
)
from samkraft.actions.operations.actions import (
    ActionValues,
    create_action,
    describe_action,
    publish_action,
    withdraw_action,
)
from samkraft.actions.operations.errors import (
    BadAction,
    BadActionPlan,
    BadInvolvement,
    BadMilestone,
    BadMoney,
    BadPart,
    BadPriority,
    BadReport,
    BadRound,
    LinkRefused,
    NotAdopted,
)
from samkraft.actions.operations.experiments import (
    begin_experiment,
    conclude_experiment,
    describe_experiment,
)
from samkraft.actions.operations.importing import Imported, ImportedRow, import_actions
from samkraft.actions.operations.letters import Letter, letter
from samkraft.actions.operations.links import UpdateLink, read_update_token, update_token
from samkraft.actions.operations.loadplan import load_actions
from samkraft.actions.operations.milestones import (
    add_milestone,
    describe_milestone,
    move_milestone,
    order_milestones,
    reach_milestone,
    withdraw_milestone,
)
from samkraft.actions.operations.money import (
    MoneyValues,
    add_money,
    change_money,
    state_rate,
    withdraw_money,
)
from samkraft.actions.operations.moving import move_dates
from samkraft.actions.operations.organising import end_involvement, involve
from samkraft.actions.operations.partners import (
    answer_invitation,
    end_partner,
    invite_partner,
    update_part,
)
from samkraft.actions.operations.parts import (
    add_document,
    answer_principle,
    comment,
    end_dependency,
    end_document,
    need_action,
    withdraw_comment,
)
from samkraft.actions.operations.priorities import (
    add_criterion,
    change_criterion,
    end_criterion,
    give_opinion,
    record_choice,
)
from samkraft.actions.operations.reminding import Told, remind
from samkraft.actions.operations.rounds import (
    HabitValues,
    change_round,
    end_round,
    open_round,
    set_habits,
)
from samkraft.actions.operations.serving import tie_measure, untie_measure
from samkraft.actions.operations.stages import (
    Responsible,
    answer_assignment,
    assign_action,
    move_stage,
    publish_name,
)
from samkraft.actions.operations.updates import MilestoneChange, Said, update_action, update_by_link
from samkraft.actions.rules.dates import NotATime
from samkraft.actions.rules.stages import WrongStage
from samkraft.plans.operations.errors import ChangedMeanwhile

__all__ = [
    "ActionPlanValues",
    "ActionValues",
    "BadAction",
    "BadActionPlan",
    "BadInvolvement",
    "BadMilestone",
    "BadMoney",
    "BadPart",
    "BadPriority",
    "BadReport",
    "BadRound",
    "ChangedMeanwhile",
    "HabitValues",
    "Imported",
    "ImportedRow",
    "Letter",
    "LinkRefused",
    "MilestoneChange",
    "MoneyValues",
    "NotATime",
    "NotAdopted",
    "Responsible",
    "Said",
    "Told",
    "UpdateLink",
    "WrongStage",
    "add_criterion",
    "add_document",
    "add_milestone",
    "add_money",
    "answer_assignment",
    "answer_invitation",
    "answer_principle",
    "assign_action",
    "begin_experiment",
    "change_criterion",
    "change_money",
    "change_round",
    "comment",
    "conclude_experiment",
    "create_action",
    "describe_action",
    "describe_experiment",
    "describe_milestone",
    "end_criterion",
    "end_dependency",
    "end_document",
    "end_involvement",
    "end_partner",
    "end_round",
    "give_opinion",
    "import_actions",
    "initiate_action_plan",
    "invite_partner",
    "involve",
    "letter",
    "load_actions",
    "move_action_plan",
    "move_dates",
    "move_milestone",
    "move_stage",
    "need_action",
    "open_round",
    "order_milestones",
    "publish_action",
    "publish_name",
    "reach_milestone",
    "read_update_token",
    "record_choice",
    "record_treatment",
    "remind",
    "set_coordinator",
    "set_habits",
    "state_rate",
    "tie_measure",
    "untie_measure",
    "update_action",
    "update_by_link",
    "update_part",
    "update_token",
    "withdraw_action",
    "withdraw_comment",
    "withdraw_milestone",
    "withdraw_money",
    "write_action_plan",
]

"""All changes to plans. Each is one transaction, says who and when, and writes the journal."""

from samkraft.plans.operations.changes import record_change
from samkraft.plans.operations.drafting import (
    create_plan,
    discard_draft,
    name_level,
    start_draft,
)
from samkraft.plans.operations.errors import (
    AddressTaken,
    AlreadyEnded,
    BadReading,
    BadTarget,
    ChangedMeanwhile,
    DraftExists,
    EmptyText,
    NotADraft,
    NothingToAdopt,
    WrongParent,
)
from samkraft.plans.operations.following import (
    TargetValues,
    check_target,
    end_target,
    follow,
    order_indicators,
    set_target,
    unfollow,
)
from samkraft.plans.operations.links import (
    add_framework,
    add_objective,
    link_element,
    unlink_element,
)
from samkraft.plans.operations.loading import NotAPlan, load_plan
from samkraft.plans.operations.proposals import proposals_for, take_proposals
from samkraft.plans.operations.readings import (
    add_topic,
    change_topic,
    discard_reading,
    end_topic,
    order_topics,
    publish_reading,
    set_charts,
    write_reading,
)
from samkraft.plans.operations.tree import (
    add_element,
    merge_elements,
    move_element,
    remove_element,
    restore_element,
    split_element,
)
from samkraft.plans.operations.versions import (
    adopt_version,
    open_consultation,
    withdraw_version,
)
from samkraft.plans.operations.words import (
    reword_element,
    reword_version,
    translate_element,
    translate_version,
)
from samkraft.plans.rules.states import WrongState

__all__ = [
    "AddressTaken",
    "AlreadyEnded",
    "BadReading",
    "BadTarget",
    "ChangedMeanwhile",
    "DraftExists",
    "EmptyText",
    "NotADraft",
    "NotAPlan",
    "NothingToAdopt",
    "TargetValues",
    "WrongParent",
    "WrongState",
    "add_element",
    "add_framework",
    "add_objective",
    "add_topic",
    "adopt_version",
    "change_topic",
    "check_target",
    "create_plan",
    "discard_draft",
    "discard_reading",
    "end_target",
    "end_topic",
    "follow",
    "link_element",
    "load_plan",
    "merge_elements",
    "move_element",
    "name_level",
    "open_consultation",
    "order_indicators",
    "order_topics",
    "proposals_for",
    "publish_reading",
    "record_change",
    "remove_element",
    "restore_element",
    "reword_element",
    "reword_version",
    "set_charts",
    "set_target",
    "split_element",
    "start_draft",
    "take_proposals",
    "translate_element",
    "translate_version",
    "unfollow",
    "unlink_element",
    "withdraw_version",
    "write_reading",
]

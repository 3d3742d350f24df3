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
    ChangedMeanwhile,
    DraftExists,
    EmptyText,
    NotADraft,
    NothingToAdopt,
    WrongParent,
)
from samkraft.plans.operations.links import (
    add_framework,
    add_objective,
    link_element,
    unlink_element,
)
from samkraft.plans.operations.loading import NotAPlan, load_plan
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
    "ChangedMeanwhile",
    "DraftExists",
    "EmptyText",
    "NotADraft",
    "NotAPlan",
    "NothingToAdopt",
    "WrongParent",
    "WrongState",
    "add_element",
    "add_framework",
    "add_objective",
    "adopt_version",
    "create_plan",
    "discard_draft",
    "link_element",
    "load_plan",
    "merge_elements",
    "move_element",
    "name_level",
    "open_consultation",
    "record_change",
    "remove_element",
    "restore_element",
    "reword_element",
    "reword_version",
    "split_element",
    "start_draft",
    "translate_element",
    "translate_version",
    "unlink_element",
    "withdraw_version",
]

"""Receiving documents, correcting what was read, and making a draft version of it."""

from samkraft.importing.operations.correcting import (
    ChangedMeanwhile,
    NoSuchLines,
    NotInReview,
    NotThere,
    NoWords,
)
from samkraft.importing.operations.making import OtherLanguage, make_draft
from samkraft.importing.operations.moving import move_item, nudge_item
from samkraft.importing.operations.receiving import (
    drop_document,
    fail_document,
    keep_reading,
    receive_document,
    receive_reading,
    record_progress,
    reopen_document,
)
from samkraft.importing.operations.reviewing import (
    change_head,
    change_item,
    drop_item,
    merge_items,
    merge_upward,
    split_item,
    take_up_lines,
)
from samkraft.importing.operations.undoing import NothingToUndo, undo_step

__all__ = [
    "ChangedMeanwhile",
    "NoSuchLines",
    "NoWords",
    "NotInReview",
    "NotThere",
    "NothingToUndo",
    "OtherLanguage",
    "change_head",
    "change_item",
    "drop_document",
    "drop_item",
    "fail_document",
    "keep_reading",
    "make_draft",
    "merge_items",
    "merge_upward",
    "move_item",
    "nudge_item",
    "receive_document",
    "receive_reading",
    "record_progress",
    "reopen_document",
    "split_item",
    "take_up_lines",
    "undo_step",
]

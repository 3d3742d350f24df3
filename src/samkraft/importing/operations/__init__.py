"""Receiving documents, correcting what was read, and making a draft version of it."""

from samkraft.importing.operations.making import make_draft
from samkraft.importing.operations.receiving import (
    drop_document,
    read_now,
    receive_document,
    record_progress,
)
from samkraft.importing.operations.reviewing import (
    ChangedMeanwhile,
    NothingToUndo,
    NotInReview,
    change_head,
    change_item,
    drop_item,
    merge_items,
    move_item,
    split_item,
    take_up_lines,
    undo_step,
)

__all__ = [
    "ChangedMeanwhile",
    "NotInReview",
    "NothingToUndo",
    "change_head",
    "change_item",
    "drop_document",
    "drop_item",
    "make_draft",
    "merge_items",
    "move_item",
    "read_now",
    "receive_document",
    "record_progress",
    "split_item",
    "take_up_lines",
    "undo_step",
]

"""Undoing corrections, the newest first, also those of somebody else."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from samkraft.importing.models import Document, Item, Step
from samkraft.importing.operations.correcting import (
    COLUMNS,
    HEAD,
    ChangedMeanwhile,
    Correction,
    fields_of,
)


class NothingToUndo(Exception):
    """Every step is undone already."""


@transaction.atomic
def undo_step(*, document: Document, by, at: datetime, number: int | None = None) -> Step:
    """Undo the newest step that is not undone; `number` says which the person saw as that.

    Raises NothingToUndo, ChangedMeanwhile when another step came after it (or it is undone by
    somebody else), NotInReview, NotAllowed.
    """
    correction = Correction(document, "undo", by, at)
    step = correction.document.steps.filter(undone_at=None).order_by("-number").first()
    if step is None:
        raise NothingToUndo
    if number is not None and step.number != number:
        raise ChangedMeanwhile(step)
    for change in step.changes:
        if change["item"] is None:
            _undo_head(correction.document, change)
        else:
            _undo_item(correction.items[change["item"]], change)
    changed = [i for i in correction.items.values() if fields_of(i) != correction.before[i.pk]]
    for item in changed:
        item.revision += 1
    Item.objects.bulk_update(changed, COLUMNS)
    step.undone_at, step.undone_by = at, by
    step.save(update_fields=["undone_at", "undone_by"])
    return step


def _undo_head(document: Document, change: dict) -> None:
    for name, text in change["before"].items():
        setattr(document, name, text)
    document.head_revision += 1
    document.save(update_fields=[*HEAD, "head_revision"])


def _undo_item(item: Item, change: dict) -> None:
    if change["before"] is None:  # the step made the item
        item.dropped = True
        return
    for name, value in change["before"].items():
        setattr(item, name, value)

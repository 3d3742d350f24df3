"""Moving items of a reading to another place in its tree."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from samkraft.importing.models import Item
from samkraft.importing.operations.correcting import Correction, NotThere
from samkraft.plans.rules.order import placed


@transaction.atomic
def move_item(
    *, item: Item, parent: Item | None, position: int, by, at: datetime, revision: int | None = None
) -> Item:
    """Move an item, with all below it, to `position` (from 0) under `parent`.

    Raises ChangedMeanwhile, NotInReview, NotAllowed, NotThere (below itself, or no such parent).
    """
    correction = Correction(item.document, "move", by, at)
    found = correction.item(item, revision)
    _place(correction, found, correction.place(parent), position)
    correction.save()
    return found


@transaction.atomic
def nudge_item(
    *, item: Item, direction: str, by, at: datetime, revision: int | None = None
) -> Item:
    """Move an item one step: up, down, in (under the neighbour before it) or out.

    Raises ChangedMeanwhile, NotInReview, NotAllowed, NotThere when there is nowhere to go.
    """
    correction = Correction(item.document, "move", by, at)
    found = correction.item(item, revision)
    siblings = correction.siblings(found.parent_id)
    place = siblings.index(found)
    if direction == "up" and place > 0:
        _place(correction, found, found.parent_id, place - 1)
    elif direction == "down" and place < len(siblings) - 1:
        _place(correction, found, found.parent_id, place + 1)
    elif direction == "in" and place > 0:
        above = siblings[place - 1]
        _place(correction, found, above.pk, len(correction.siblings(above.pk)))
    elif direction == "out" and found.parent_id is not None:
        parent = correction.items[found.parent_id]
        beside = correction.siblings(parent.parent_id)
        _place(correction, found, parent.parent_id, beside.index(parent) + 1)
    else:
        raise NotThere
    correction.save()
    return found


def _place(correction: Correction, item: Item, parent_id: int | None, position: int) -> None:
    if correction.is_below(parent_id, item):
        raise NotThere
    there = [each.pk for each in correction.siblings(parent_id)]
    order = placed(there, item.pk, position)
    correction.in_order((correction.items[number] for number in order), parent_id)

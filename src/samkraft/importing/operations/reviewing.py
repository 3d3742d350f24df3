"""Corrections of what was read: words, kinds, joining, splitting, dropping, taking up."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from samkraft.importing.models import Document, Item, Step
from samkraft.importing.operations.correcting import (
    FIELDS,
    HEAD,
    ChangedMeanwhile,
    Correction,
    NoSuchLines,
    NotThere,
    NoWords,
    write_step,
)
from samkraft.importing.rules import joined


@transaction.atomic
def change_item(
    *,
    item: Item,
    by,
    at: datetime,
    text: str | None = None,
    role: str | None = None,
    responsible: str | None = None,
    revision: int | None = None,
) -> Item:
    """Correct an item's words, kind or who is responsible.

    Raises ChangedMeanwhile, NotInReview, NotAllowed, NoWords.
    """
    correction = Correction(item.document, "words" if text is not None else "kind", by, at)
    found = correction.item(item, revision)
    if text is not None:
        found.text = _words(text)
    found.role = role or found.role
    if responsible is not None:
        found.responsible = " ".join(responsible.split())[:200]
    correction.save()
    return found


@transaction.atomic
def split_item(
    *, item: Item, texts: tuple[str, str], by, at: datetime, revision: int | None = None
) -> tuple[Item, Item]:
    """Make two neighbours of one item; what is below stays with the first.

    Raises ChangedMeanwhile, NotInReview, NotAllowed, NoWords.
    """
    first_words, second_words = (_words(text) for text in texts)
    correction = Correction(item.document, "split", by, at)
    first = correction.item(item, revision)
    siblings = correction.siblings(first.parent_id)
    same = {name: getattr(first, name) for name in FIELDS if name not in ("text", "order")}
    first.text = first_words
    second = correction.new(**same, text=second_words, order=0)
    siblings.insert(siblings.index(first) + 1, second)
    correction.in_order(siblings, first.parent_id)
    correction.save()
    return first, second


@transaction.atomic
def merge_items(*, into: Item, other: Item, by, at: datetime, revision: int | None = None) -> Item:
    """Join `other` into `into`: words, lines and what is below; `other` is dropped.

    `revision` is that of `other`. Raises ChangedMeanwhile, NotInReview, NotAllowed, NotThere.
    """
    correction = Correction(into.document, "merge", by, at)
    kept, gone = correction.item(into), correction.item(other, revision)
    if correction.is_below(kept.pk, gone):
        raise NotThere
    kept.text = joined((kept.text, gone.text))
    read = [each for each in (kept, gone) if each.first_line]
    kept.first_line = min((each.first_line for each in read), default=0)
    kept.last_line = max((each.last_line for each in read), default=0)
    children = correction.siblings(kept.pk)
    place = children.index(gone) if gone in children else len(children)
    children[place : place + 1] = correction.siblings(gone.pk)
    gone.dropped = True
    correction.in_order(children, kept.pk)
    correction.save()
    return kept


@transaction.atomic
def merge_upward(*, item: Item, by, at: datetime, revision: int | None = None) -> Item:
    """Join an item with the neighbour before it, or with its parent when it is the first.

    Raises ChangedMeanwhile, NotInReview, NotAllowed, NotThere for the very first of all.
    """
    correction = Correction(item.document, "merge", by, at)
    found = correction.item(item, revision)
    siblings = correction.siblings(found.parent_id)
    place = siblings.index(found)
    above = siblings[place - 1] if place else correction.items.get(found.parent_id)
    if above is None:
        raise NotThere
    return merge_items(into=above, other=found, by=by, at=at)


@transaction.atomic
def drop_item(*, item: Item, by, at: datetime, revision: int | None = None) -> Step:
    """Drop an item; what is below it moves up to where it stood.

    Raises ChangedMeanwhile, NotInReview, NotAllowed.
    """
    correction = Correction(item.document, "drop", by, at)
    gone = correction.item(item, revision)
    siblings = correction.siblings(gone.parent_id)
    place = siblings.index(gone)
    siblings[place : place + 1] = correction.siblings(gone.pk)
    correction.in_order(siblings, gone.parent_id)
    gone.dropped = True
    return correction.save()


@transaction.atomic
def take_up_lines(
    *, document: Document, first: int, last: int, role: str, by, at: datetime,
    parent: Item | None = None, position: int | None = None, text: str | None = None,
) -> Item:  # fmt: skip
    """Make an item of lines that were not understood (lines count from 1, inclusive).

    Raises NotInReview, NotAllowed, NoSuchLines, NotThere.
    """
    correction = Correction(document, "take-up", by, at)
    lines = correction.document.lines
    if not 1 <= first <= last <= len(lines):
        raise NoSuchLines
    chosen = lines[first - 1 : last]
    words = joined([text] if text and text.strip() else (each for _, each in chosen))
    if not words:
        raise NoSuchLines
    parent_id = correction.place(parent)
    siblings = correction.siblings(parent_id)
    if position is None:
        position = _by_line(siblings, first)
    made = correction.new(
        role=role, parent_id=parent_id, order=0, text=words, page=chosen[0][0], first_line=first,
        last_line=last,
    )  # fmt: skip
    siblings.insert(position, made)
    correction.in_order(siblings, parent_id)
    correction.save()
    return made


@transaction.atomic
def change_head(
    *, document: Document, words: dict[str, str], by, at: datetime, revision: int | None = None
) -> Document:
    """Correct title, period, vision, language or kind of plan.

    Raises ChangedMeanwhile, NotInReview, NotAllowed.
    """
    correction = Correction(document, "head", by, at)
    found = correction.document
    if revision is not None and found.head_revision != revision:
        raise ChangedMeanwhile(found)
    before = {name: getattr(found, name) for name in HEAD}
    for name in HEAD:
        if name in words:
            setattr(found, name, " ".join(words[name].split()))
    after = {name: getattr(found, name) for name in HEAD}
    if before != after:
        found.head_revision += 1
        found.save(update_fields=[*HEAD, "head_revision"])
        write_step(correction, [{"item": None, "before": before, "after": after}])
    return found


def _words(text: str) -> str:
    words = " ".join(text.split())
    if not words:
        raise NoWords
    return words


def _by_line(siblings: list[Item], line: int) -> int:
    """Where something from a line belongs among siblings: before the first from further on."""
    later = (place for place, each in enumerate(siblings) if each.first_line > line)
    return next(later, len(siblings))

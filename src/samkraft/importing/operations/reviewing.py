"""Corrections of a reading. Each is a step that can be undone, also by somebody else."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from samkraft.accounts.rules import require
from samkraft.importing.models import Document, Item, Stage, Step
from samkraft.plans.rules.order import placed

FIELDS = (
    "role", "parent_id", "order", "text", "responsible", "page", "first_line", "last_line",
    "dropped",
)  # fmt: skip
HEAD = ("title", "period", "vision", "language")


class NotInReview(Exception):
    """The document is not being looked over (any more)."""


class ChangedMeanwhile(Exception):
    """Somebody else changed the same item; `current` is how it stands now."""

    def __init__(self, current: Any) -> None:
        super().__init__("Changed by somebody else meanwhile.")
        self.current = current


class NothingToUndo(Exception):
    """There is no step to undo, or what it changed has been changed again since."""


class _Changing:
    """Collects what one correction does to items, and writes it as one step."""

    def __init__(self, document: Document, what: str, by, at: datetime) -> None:
        self.document = (
            Document.objects.select_for_update(of=("self",))
            .select_related("region")
            .get(pk=document.pk)
        )
        require(by, "edit", self.document.region)
        if self.document.stage != Stage.REVIEW:
            raise NotInReview(self.document.stage)
        self.what, self.by, self.at = what, by, at
        self.items = {item.pk: item for item in Item.objects.filter(document=self.document)}
        self.before = {pk: _fields(item) for pk, item in self.items.items()}

    def item(self, item: Item, revision: int | None = None) -> Item:
        """The item as it stands. Raises ChangedMeanwhile."""
        found = self.items[item.pk]
        if revision is not None and found.revision != revision:
            raise ChangedMeanwhile(found)
        return found

    def new(self, **fields) -> Item:
        """A new item; it is part of the step."""
        made = Item.objects.create(document=self.document, **fields)
        self.items[made.pk] = made
        return made

    def siblings(self, parent_id: int | None) -> list[Item]:
        """What stands under a parent, in order, dropped items left out."""
        found = [i for i in self.items.values() if i.parent_id == parent_id and not i.dropped]
        return sorted(found, key=lambda item: (item.order, item.pk))

    def in_order(self, items: Iterable[Item]) -> None:
        """Let siblings follow one another as given."""
        for order, item in enumerate(items):
            item.order = order

    def below(self, item: Item) -> list[Item]:
        """Everything under an item."""
        found = [child for child in self.items.values() if child.parent_id == item.pk]
        return found + [deep for child in found for deep in self.below(child)]

    def save(self) -> Step:
        """Write what has changed, and the step."""
        changes, changed = [], []
        for pk, item in self.items.items():
            before, after = self.before.get(pk), _fields(item)
            if before != after:
                item.revision += 1
                changed.append(item)
                changes.append({"item": pk, "before": before, "after": after})
        Item.objects.bulk_update(changed, [*FIELDS[:1], "parent", *FIELDS[2:], "revision"])
        return _write_step(self.document, self.what, changes, self.by, self.at)


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
    """Correct an item's words, kind or who is responsible. Raises ChangedMeanwhile, NotInReview,
    NotAllowed, ValueError for empty words."""
    changing = _Changing(item.document, "change", by, at)
    found = changing.item(item, revision)
    if text is not None:
        if not text.strip():
            raise ValueError("Words are needed.")
        found.text = " ".join(text.split())
    found.role = role or found.role
    if responsible is not None:
        found.responsible = responsible.strip()[:200]
    changing.save()
    return found


@transaction.atomic
def move_item(
    *, item: Item, parent: Item | None, position: int, by, at: datetime, revision: int | None = None
) -> Item:
    """Move an item with all below it. Raises ValueError when it would stand below itself."""
    changing = _Changing(item.document, "move", by, at)
    found = changing.item(item, revision)
    if parent is not None and (
        parent.pk == found.pk or parent.pk in {each.pk for each in changing.below(found)}
    ):
        raise ValueError("An item cannot stand below itself.")
    if parent is not None and parent.pk not in changing.items:
        raise ValueError("The parent belongs to another document.")
    found.parent_id = parent.pk if parent else None
    there = changing.siblings(found.parent_id)
    order = placed([each.pk for each in there], found.pk, position)
    changing.in_order(changing.items[pk] for pk in order)
    changing.save()
    return found


@transaction.atomic
def split_item(
    *, item: Item, texts: tuple[str, str], by, at: datetime, revision: int | None = None
) -> tuple[Item, Item]:
    """Make two neighbours of one item; what is below stays with the first."""
    if not all(text.strip() for text in texts):
        raise ValueError("Both parts need words.")
    changing = _Changing(item.document, "split", by, at)
    first = changing.item(item, revision)
    first.text = " ".join(texts[0].split())
    same = {name: getattr(first, name) for name in FIELDS if name not in ("text", "order")}
    siblings = changing.siblings(first.parent_id)
    second = changing.new(**same, text=" ".join(texts[1].split()), order=0)
    siblings.insert(siblings.index(first) + 1, second)
    changing.in_order(siblings)
    changing.save()
    return first, second


@transaction.atomic
def merge_items(*, into: Item, other: Item, by, at: datetime) -> Item:
    """Join `other` into `into`: words, lines and what is below; `other` is dropped."""
    changing = _Changing(into.document, "merge", by, at)
    kept, gone = changing.item(into), changing.item(other)
    if kept.pk == gone.pk or kept.pk in {each.pk for each in changing.below(gone)}:
        raise ValueError("An item cannot be joined with what is below it.")
    kept.text = f"{kept.text} {gone.text}"
    lines = [n for n in (kept.first_line, gone.first_line) if n]
    kept.first_line = min(lines, default=0)
    kept.last_line = max(kept.last_line, gone.last_line)
    children = changing.siblings(kept.pk) + changing.siblings(gone.pk)
    for child in children:
        child.parent_id = kept.pk
    changing.in_order(children)
    gone.dropped = True
    changing.save()
    return kept


@transaction.atomic
def drop_item(*, item: Item, by, at: datetime, revision: int | None = None) -> Step:
    """Drop an item; what is below it moves up to where it stood."""
    changing = _Changing(item.document, "drop", by, at)
    gone = changing.item(item, revision)
    siblings = changing.siblings(gone.parent_id)
    at_place = siblings.index(gone) if gone in siblings else len(siblings)
    children = changing.siblings(gone.pk)
    for child in children:
        child.parent_id = gone.parent_id
    changing.in_order([*siblings[:at_place], *children, *siblings[at_place + 1 :]])
    gone.dropped = True
    return changing.save()


@transaction.atomic
def take_up_lines(
    *, document: Document, first: int, last: int, role: str, by, at: datetime,
    parent: Item | None = None, position: int | None = None, text: str | None = None,
) -> Item:  # fmt: skip
    """Make an item of lines that were not understood (lines count from 1, inclusive).

    Raises ValueError for lines outside the document or without words.
    """
    changing = _Changing(document, "take-up", by, at)
    if not 1 <= first <= last <= len(changing.document.lines):
        raise ValueError("There are no such lines.")
    chosen = changing.document.lines[first - 1 : last]
    words = " ".join((text if text is not None else " ".join(t for _, t in chosen)).split())
    if not words:
        raise ValueError("These lines have no words.")
    siblings = changing.siblings(parent.pk if parent else None)
    made = changing.new(
        role=role, parent=parent, order=0, text=words, page=chosen[0][0], first_line=first,
        last_line=last,
    )  # fmt: skip
    siblings.insert(len(siblings) if position is None else position, made)
    changing.in_order(siblings)
    changing.save()
    return made


@transaction.atomic
def change_head(
    *, document: Document, words: dict[str, str], by, at: datetime, revision: int | None = None
) -> Document:
    """Correct title, period, vision or language. Raises ChangedMeanwhile, NotInReview."""
    changing = _Changing(document, "head", by, at)
    found = changing.document
    if revision is not None and found.head_revision != revision:
        raise ChangedMeanwhile(found)
    before = {name: getattr(found, name) for name in HEAD}
    for name, text in words.items():
        if name in HEAD:
            setattr(found, name, " ".join(text.split()))
    after = {name: getattr(found, name) for name in HEAD}
    if before != after:
        found.head_revision += 1
        found.save(update_fields=[*HEAD, "head_revision"])
        change = {"item": None, "before": before, "after": after}
        _write_step(found, "head", [change], by, at)
    return found


@transaction.atomic
def undo_step(*, document: Document, by, at: datetime, number: int | None = None) -> Step:
    """Undo a step, the newest one not undone unless `number` names another.

    Raises NothingToUndo when what the step changed has been changed again since.
    """
    changing = _Changing(document, "undo", by, at)
    steps = changing.document.steps.filter(undone=False).order_by("-number")
    step = steps.filter(number=number).first() if number else steps.first()
    if step is None:
        raise NothingToUndo
    for change in step.changes:
        _undo(changing, change)
    changing.document.save(update_fields=[*HEAD, "head_revision"])
    for item in changing.items.values():
        if _fields(item) != changing.before[item.pk]:
            item.revision += 1
    Item.objects.bulk_update(
        changing.items.values(), [*FIELDS[:1], "parent", *FIELDS[2:], "revision"]
    )
    step.undone = True
    step.save(update_fields=["undone"])
    return step


def _undo(changing: _Changing, change: dict) -> None:
    if change["item"] is None:
        present = {name: getattr(changing.document, name) for name in HEAD}
        if present != change["after"]:
            raise NothingToUndo
        for name, text in change["before"].items():
            setattr(changing.document, name, text)
        changing.document.head_revision += 1
        return
    item = changing.items[change["item"]]
    if _fields(item) != change["after"]:
        raise NothingToUndo
    if change["before"] is None:  # the step made the item
        item.dropped = True
        return
    for name, value in change["before"].items():
        setattr(item, name, value)


def _write_step(document: Document, what: str, changes: list[dict], by, at: datetime) -> Step:
    newest = document.steps.order_by("-number").values_list("number", flat=True).first() or 0
    return Step.objects.create(
        document=document, number=newest + 1, what=what, changes=changes, at=at, by=by
    )


def _fields(item: Item) -> dict[str, Any]:
    return {name: getattr(item, name) for name in FIELDS}

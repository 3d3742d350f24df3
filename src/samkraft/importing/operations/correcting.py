"""What all corrections of a reading share: the lock, the refusals and the step that is written."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from samkraft.accounts.rules import require
from samkraft.importing.models import Document, Item, Stage, Step

FIELDS = (
    "role", "parent_id", "order", "text", "responsible", "page", "first_line", "last_line",
    "dropped",
)  # fmt: skip
COLUMNS = [name.removesuffix("_id") for name in (*FIELDS, "revision")]
HEAD = ("title", "period", "vision", "language", "kind")


class NotInReview(Exception):
    """The document is not being looked over (any more)."""


class ChangedMeanwhile(Exception):
    """Somebody else changed the same thing; `current` is how it stands now."""

    def __init__(self, current: Any) -> None:
        super().__init__("Changed by somebody else meanwhile.")
        self.current = current


class NotThere(Exception):
    """It cannot stand there: below itself, or beside something that is gone."""


class NoWords(Exception):
    """A piece needs words."""


class NoSuchLines(Exception):
    """The document has no such lines, or there are no words in them."""


class Correction:
    """Locks a document, hands out its items, and writes what was changed as one step."""

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
        self.before = {pk: fields_of(item) for pk, item in self.items.items()}

    def item(self, item: Item, revision: int | None = None) -> Item:
        """The item as it stands. Raises ChangedMeanwhile, also when it has been dropped."""
        found = self.items.get(item.pk)
        if found is None:
            raise NotThere
        if found.dropped or (revision is not None and found.revision != revision):
            raise ChangedMeanwhile(found)
        return found

    def place(self, parent: Item | None) -> int | None:
        """The number of a parent that is there. Raises NotThere."""
        if parent is None:
            return None
        found = self.items.get(parent.pk)
        if found is None or found.dropped:
            raise NotThere
        return found.pk

    def new(self, **fields) -> Item:
        """A new item; it is part of the step."""
        made = Item.objects.create(document=self.document, **fields)
        self.items[made.pk] = made
        return made

    def siblings(self, parent_id: int | None) -> list[Item]:
        """What stands under a parent, in order, dropped items left out."""
        found = [i for i in self.items.values() if i.parent_id == parent_id and not i.dropped]
        return sorted(found, key=lambda item: (item.order, item.pk))

    def in_order(self, items: Iterable[Item], parent_id: int | None) -> None:
        """Let items follow one another as given, under one parent."""
        for order, item in enumerate(items):
            item.order, item.parent_id = order, parent_id

    def is_below(self, number: int | None, top: Item) -> bool:
        """Whether an item (by number) is `top` or stands anywhere below it."""
        while number is not None:
            if number == top.pk:
                return True
            number = self.items[number].parent_id
        return False

    def save(self) -> Step | None:
        """Write what has changed, and the step; nothing when nothing changed."""
        changes, changed = [], []
        for pk, item in self.items.items():
            before, after = self.before.get(pk), fields_of(item)
            if before != after:
                item.revision += 1
                changed.append(item)
                changes.append({"item": pk, "before": before, "after": after})
        if not changes:
            return None
        Item.objects.bulk_update(changed, COLUMNS)
        return write_step(self, changes)


def write_step(correction: Correction, changes: list[dict]) -> Step:
    """One more step of the document."""
    steps = correction.document.steps
    newest = steps.order_by("-number").values_list("number", flat=True).first() or 0
    return Step.objects.create(
        document=correction.document,
        number=newest + 1,
        what=correction.what,
        changes=changes,
        at=correction.at,
        by=correction.by,
    )


def fields_of(item: Item) -> dict[str, Any]:
    """What a step remembers of an item."""
    return {name: getattr(item, name) for name in FIELDS}

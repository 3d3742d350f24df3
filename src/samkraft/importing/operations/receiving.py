"""From a file to a reading that people can look over."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from django.db import transaction

from samkraft.accounts.rules import require
from samkraft.importing.draftplan import DraftPlan
from samkraft.importing.interpreter import interpret
from samkraft.importing.models import Document, Item, Original, Stage
from samkraft.importing.outline import Outline, UnreadableDocument
from samkraft.importing.readers import read_document
from samkraft.journal import operations as journal
from samkraft.places.models import Region
from samkraft.plans.models import Plan

# The interpreter's word for a priority area is the document's own: "area".
ROLES = {"area": "priority_area"}


@transaction.atomic
def receive_document(
    *,
    region: Region,
    filename: str,
    content: bytes,
    by,
    at: datetime,
    title: str = "",
    kind: str = "strategy",
    plan: Plan | None = None,
) -> Document:
    """Keep an uploaded file until it has been read. Raises NotAllowed."""
    require(by, "edit", region)
    document = Document.objects.create(
        region=region,
        plan=plan,
        filename=Path(filename).name[:200],
        size=len(content),
        kind=kind,
        title=title.strip(),
        uploaded_at=at,
        uploaded_by=by,
    )
    Original.objects.create(document=document, content=content)
    journal.write(
        operation="receive-document", subject=document, by=by, at=at, region=region.slug,
        after={"size": len(content)},
    )  # fmt: skip
    return document


def record_progress(*, document: Document, done: int, total: int) -> None:
    """Remember how far the reading has come, for the page that shows it."""
    Document.objects.filter(pk=document.pk).update(
        stage=Stage.READING, pages_done=done, pages=total
    )


def read_now(
    *,
    document: Document,
    path: Path,
    by,
    at: datetime,
    progress: Callable[[int, int], None] | None = None,
) -> Document:
    """Read the file at `path` and store the reading, all of it or nothing.

    Reading happens outside the transaction, so that nobody waits for it. Raises
    UnreadableDocument, whose sentence says what is wrong; nothing is stored then.
    """
    outline = read_document(path, progress=progress)
    return _store(document, outline, interpret(outline), by, at)


@transaction.atomic
def _store(document: Document, outline: Outline, draft: DraftPlan, by, at) -> Document:
    found = Document.objects.select_for_update().get(pk=document.pk)
    if found.stage not in (Stage.WAITING, Stage.READING):
        return found
    if not draft.elements and not any(line.strip() for line in outline.lines):
        raise UnreadableDocument("There is no text in this document.")
    found.stage = Stage.REVIEW
    found.title = found.title or draft.title or ""
    found.period, found.vision = draft.period or "", draft.vision or ""
    found.language = draft.language
    found.pages = found.pages_done = outline.pages or 0
    found.lines = _lines(outline)
    as_json = draft.as_json()
    found.quotes, found.findings = as_json["quotes"], as_json["findings"]
    found.save()
    _store_items(found, draft)
    Original.objects.filter(document=found).delete()
    journal.write(
        operation="read-document", subject=found, by=by, at=at, region=found.region.slug,
        after={"items": len(draft.elements), "findings": len(draft.findings)},
    )  # fmt: skip
    return found


def _store_items(document: Document, draft: DraftPlan) -> None:
    items = Item.objects.bulk_create(
        Item(
            document=document,
            role=ROLES.get(element.kind, element.kind),
            order=order,
            text=element.text,
            responsible=(element.responsible or "")[:200],
            page=element.source.page,
            first_line=element.source.lines[0],
            last_line=element.source.lines[1],
        )
        for order, element in enumerate(draft.elements)
    )
    for item, element in zip(items, draft.elements, strict=True):
        if element.parent is not None:
            item.parent = items[element.parent]
    Item.objects.bulk_update(items, ["parent"])


def _lines(outline: Outline) -> list[list]:
    pages: dict[int, int] = {}
    for block in outline.blocks:
        if block.page is not None:
            for line in range(block.first_line, block.last_line + 1):
                pages[line] = block.page
    return [[pages.get(number), text] for number, text in enumerate(outline.lines, start=1)]


@transaction.atomic
def fail_document(*, document: Document, error: str, by, at: datetime) -> None:
    """Say why a document could not be read, and let go of the file."""
    Document.objects.filter(pk=document.pk).update(stage=Stage.FAILED, error=error)
    Original.objects.filter(document=document).delete()
    journal.write(
        operation="fail-document", subject=document, by=by, at=at, region=document.region.slug,
        after={"error": error},
    )  # fmt: skip


@transaction.atomic
def drop_document(*, document: Document, by, at: datetime) -> None:
    """Put a reading aside for good. Raises NotAllowed."""
    require(by, "edit", document.region)
    Document.objects.filter(pk=document.pk).exclude(stage=Stage.MADE).update(stage=Stage.DROPPED)
    Original.objects.filter(document=document).delete()
    journal.write(
        operation="drop-document", subject=document, by=by, at=at, region=document.region.slug
    )

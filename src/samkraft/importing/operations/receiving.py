"""From a file to a reading that people can look over."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from samkraft.accounts.rules import require
from samkraft.importing.models import Document, Item, OriginalPart, Stage
from samkraft.importing.outline import UnreadableDocument
from samkraft.importing.reading import Reading
from samkraft.importing.rules import plain_name
from samkraft.journal import operations as journal
from samkraft.lib.texts import LANGUAGES
from samkraft.places.models import Region

# The interpreter's word for a priority area is the document's own: "area".
ROLES = {"area": "priority_area"}
UNREAD = (Stage.WAITING, Stage.READING)
PUT_ASIDE = (Stage.MADE, Stage.DROPPED)


@transaction.atomic
def receive_document(
    *,
    region: Region,
    filename: str,
    chunks: Iterable[bytes],
    by,
    at: datetime,
    title: str = "",
    kind: str = "strategy",
) -> Document:
    """Keep an uploaded file until it has been read. Raises NotAllowed."""
    document = _register(region, filename, title, kind, by, at)
    for number, chunk in enumerate(chunks):
        OriginalPart.objects.create(document=document, number=number, content=chunk)
        document.size += len(chunk)
    document.alive_at = at
    document.save(update_fields=["size", "alive_at"])
    _journal("receive-document", document, by, at, {"size": document.size})
    return document


@transaction.atomic
def receive_reading(
    *,
    region: Region,
    filename: str,
    size: int,
    reading: Reading,
    by,
    at: datetime,
    title: str = "",
    kind: str = "strategy",
) -> Document:
    """Keep a document that has been read already, ready for the review.

    Raises NotAllowed, UnreadableDocument when there is no text in it.
    """
    document = _register(region, filename, title, kind, by, at)
    document.size = size
    return keep_reading(document=document, reading=reading, by=by, at=at)


@transaction.atomic
def keep_reading(*, document: Document, reading: Reading, by, at: datetime) -> Document:
    """Store what was read, all of it or nothing; a document that is past that stays as it is.

    Raises UnreadableDocument when there is no text in it.
    """
    found = Document.objects.select_for_update(of=("self",)).select_related("region")
    found = found.get(pk=document.pk)
    if found.stage not in UNREAD:
        return found
    plan = reading.plan
    if not plan["elements"] and not any(text.strip() for _, text in reading.lines):
        raise UnreadableDocument("There is no text in this document.")
    found.stage, found.size = Stage.REVIEW, document.size
    found.title = found.title or plan["title"] or ""
    found.period, found.vision = (plan["period"] or "")[:40], plan["vision"] or ""
    found.language = plan["language"] if plan["language"] in LANGUAGES else ""
    found.pages = found.pages_done = reading.pages or 0
    found.lines, found.quotes = reading.lines, plan["quotes"]
    found.findings = [*_remarks(reading), *plan["findings"]]
    found.save()
    _keep_items(found, plan["elements"])
    OriginalPart.objects.filter(document=found).delete()
    counts = {"items": len(plan["elements"]), "findings": len(found.findings)}
    _journal("read-document", found, by, at, counts)
    return found


@transaction.atomic
def record_progress(*, document: Document, done: int, total: int, at: datetime) -> None:
    """Remember how far the reading has come, for the page that shows it."""
    Document.objects.filter(pk=document.pk, stage__in=UNREAD).update(
        stage=Stage.READING, pages_done=done, pages=total, alive_at=at
    )


@transaction.atomic
def fail_document(*, document: Document, error: str, by, at: datetime) -> None:
    """Say why a document could not be read, and let go of the file."""
    failed = Document.objects.filter(pk=document.pk, stage__in=UNREAD)
    if failed.update(stage=Stage.FAILED, error=error):
        OriginalPart.objects.filter(document=document).delete()
        _journal("fail-document", document, by, at, {"error": error})


@transaction.atomic
def drop_document(*, document: Document, by, at: datetime) -> None:
    """Put a document aside; `reopen_document` takes it up again. Raises NotAllowed."""
    require_edit(by, document)
    present = Document.objects.filter(pk=document.pk).exclude(stage__in=PUT_ASIDE)
    if present.update(stage=Stage.DROPPED):
        OriginalPart.objects.filter(document=document).delete()
        _journal("drop-document", document, by, at)


@transaction.atomic
def reopen_document(*, document: Document, by, at: datetime) -> bool:
    """Look over a reading once more: one put aside, or one whose draft was discarded.

    Gives whether it is under review again. Raises NotAllowed.
    """
    require_edit(by, document)
    aside = Document.objects.filter(pk=document.pk, stage__in=PUT_ASIDE, version=None)
    if not aside.exclude(lines=[]).update(stage=Stage.REVIEW):
        return False
    _journal("reopen-document", document, by, at)
    return True


def require_edit(by, document: Document) -> None:
    """Raise NotAllowed unless `by` may edit in the document's region."""
    require(by, "edit", document.region)


def _register(region: Region, filename: str, title: str, kind: str, by, at) -> Document:
    require(by, "edit", region)
    return Document.objects.create(
        region=region,
        filename=plain_name(filename),
        size=0,
        kind=kind,
        title=" ".join(title.split()),
        uploaded_at=at,
        uploaded_by=by,
    )


def _keep_items(document: Document, elements: list[dict]) -> None:
    items = Item.objects.bulk_create(
        Item(
            document=document,
            role=ROLES.get(element["kind"], element["kind"]),
            order=order,
            text=element["text"].strip() or "–",
            responsible=(element["responsible"] or "")[:200],
            page=element["source"]["page"],
            first_line=element["source"]["lines"][0],
            last_line=max(element["source"]["lines"]),
        )
        for order, element in enumerate(elements)
    )
    for item, element in zip(items, elements, strict=True):
        if element["parent"] is not None:
            item.parent = items[element["parent"]]
    Item.objects.bulk_update([item for item in items if item.parent_id], ["parent"])


def _remarks(reading: Reading) -> list[dict]:
    """What the reader could not do, among the findings."""
    source = {"page": None, "lines": [1, 1]}
    return [{"code": "reader-note", "text": note, "source": source} for note in reading.notes]


def _journal(operation: str, document: Document, by, at: datetime, after=None) -> None:
    journal.write(
        operation=operation,
        subject=document,
        by=by,
        at=at,
        region=document.region.slug,
        after=after,
    )

"""Reading large documents in the background, by `samkraft worker`."""

from __future__ import annotations

import tempfile
import time
from datetime import datetime
from pathlib import Path

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from samkraft.importing.models import Document, OriginalPart, Stage
from samkraft.importing.operations import (
    fail_document,
    keep_reading,
    receive_document,
    record_progress,
)
from samkraft.importing.operations.receiving import require_edit
from samkraft.importing.outline import UnreadableDocument
from samkraft.importing.reading import read_apart

EVERY = 0.5  # seconds between two notes of progress


@task()
def read_received(document: int) -> None:
    """Read a document that waits; what went wrong stands in its record afterwards."""
    found = (
        Document.objects.select_related("region", "uploaded_by")
        .filter(pk=document, stage__in=(Stage.WAITING, Stage.READING))
        .first()
    )
    if found is None:
        return
    by = found.uploaded_by
    try:
        with tempfile.TemporaryDirectory() as folder:
            path = _original(found, Path(folder))
            reading = read_apart(path, progress=_progress_of(found))
        keep_reading(document=found, reading=reading, by=by, at=timezone.now())
    except UnreadableDocument as error:
        fail_document(document=found, error=str(error), by=by, at=timezone.now())


@transaction.atomic
def receive_for_later(**fields) -> Document:
    """Receive a document and ask the worker to read it: both or neither. Raises NotAllowed."""
    document = receive_document(**fields)
    read_received.enqueue(document.pk)
    return document


@transaction.atomic
def ask_again(*, document: Document, by, at: datetime) -> None:
    """Ask the worker once more, when a reading was interrupted. Raises NotAllowed."""
    require_edit(by, document)
    waiting = Document.objects.filter(pk=document.pk, stage__in=(Stage.WAITING, Stage.READING))
    if waiting.update(alive_at=at):
        read_received.enqueue(document.pk)


def _original(document: Document, folder: Path) -> Path:
    """The file as it was uploaded, piece by piece on the disk."""
    path = folder / document.filename
    with path.open("wb") as file:
        parts = OriginalPart.objects.filter(document=document).values_list("content", flat=True)
        for content in parts.iterator(chunk_size=1):
            file.write(content)
    return path


def _progress_of(document: Document):
    last = [0.0]

    def progress(done: int, total: int) -> None:
        if time.monotonic() - last[0] >= EVERY or done == total:
            last[0] = time.monotonic()
            record_progress(document=document, done=done, total=total, at=timezone.now())

    return progress

"""Documents that wait for somebody or for the worker."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from samkraft.importing.models import Document, Stage
from samkraft.places.models import Region

OPEN = (Stage.WAITING, Stage.READING, Stage.REVIEW, Stage.FAILED)
# Without a sign of life for so long, a reading counts as interrupted.
SILENCE = timedelta(minutes=2)


def documents_under_review(regions: Iterable[Region]) -> list[Document]:
    """Documents of these regions that are not finished, newest first. One query."""
    return list(
        Document.objects.filter(region__in=list(regions), stage__in=OPEN)
        .select_related("region", "uploaded_by")
        .defer("lines", "quotes", "findings")
    )


def interrupted(document: Document, now: datetime) -> bool:
    """Whether a document waits to be read and nothing has happened for a while."""
    return (
        document.stage in (Stage.WAITING, Stage.READING)
        and document.alive_at is not None
        and now - document.alive_at > SILENCE
    )

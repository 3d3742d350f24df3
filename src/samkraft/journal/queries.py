"""Reading the journal."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Q

from samkraft.journal.models import Entry


def entries_of_region(region: str, *, before: int | None = None, limit: int = 50) -> list[Entry]:
    """The newest entries of a region, fifty at a time; `before` is the last entry's number."""
    found = Entry.objects.filter(region=region)
    if before:
        found = found.filter(pk__lt=before)
    return list(found.order_by("-pk")[:limit])


def entries_about(subject: Any) -> list[Entry]:
    """All entries about one record, newest first."""
    return list(
        Entry.objects.filter(subject=subject._meta.label_lower, subject_id=subject.pk).order_by(
            "-pk"
        )
    )


def entries_about_all(
    subjects: Iterable[tuple[type, Any]], *, limit: int | None = None
) -> list[Entry]:
    """Entries about any of these records, newest first: pairs of a model and its numbers."""
    wanted = Q()
    for model, numbers in subjects:
        wanted |= Q(subject=model._meta.label_lower, subject_id__in=numbers)
    return list(Entry.objects.filter(wanted).order_by("-pk")[:limit])

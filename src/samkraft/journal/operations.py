"""Writing the journal: called by every other operation, inside its transaction."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from samkraft.journal.models import Entry


def write(
    *,
    operation: str,
    subject: Any,
    by: Any,
    at: datetime,
    label: str = "",
    region: str = "",
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    why: str = "",
) -> Entry:
    """Add one entry.

    `subject` is a saved model instance; `by` the person who acted, or None for the
    installation itself; `at` an aware moment; `before` and `after` JSON values of what changed.
    """
    return Entry.objects.create(
        at=at,
        by=by.pk if by is not None else None,
        operation=operation,
        region=region,
        subject=subject._meta.label_lower,
        subject_id=subject.pk,
        label=(label or str(subject))[:300],
        before=before,
        after=after,
        why=why.strip(),
    )

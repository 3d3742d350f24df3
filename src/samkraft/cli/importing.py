"""`samkraft plan import`, and the bounded reading that `plan read` shares with it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from samkraft.cli import says

MANY_PAGES = 20
BASE = "http://127.0.0.1:8000"


def read_file(file: Path):
    """The draft plan and reading of a file; exit 2 with one sentence when it cannot be read."""
    from samkraft.importing.outline import UnreadableDocument
    from samkraft.importing.reading import read_bounded

    try:
        return read_bounded(file, progress=Counter())
    except UnreadableDocument as error:
        says.refuse(str(error))


def import_document(*, file: Path, region: str, title: str | None, kind: str) -> None:
    """Read a document and keep it for review; prints the address. Exit 2 stores nothing."""
    from samkraft.cli import database

    database.ready()
    found = _region(region)
    _check_kind(kind)
    _, reading = read_file(file)
    document = _keep(file, found, title or "", kind, reading)
    base = os.environ.get("SAMKRAFT_BASE_URL", BASE).rstrip("/")
    print(f"{base}/workspace/import/{document.pk}/")


def _keep(file: Path, region, title: str, kind: str, reading):
    from django.utils import timezone

    from samkraft.importing.operations import receive_reading
    from samkraft.importing.outline import UnreadableDocument

    try:
        return receive_reading(
            region=region,
            filename=file.name,
            size=file.stat().st_size,
            reading=reading,
            title=title,
            kind=kind,
            by=None,
            at=timezone.now(),
        )
    except UnreadableDocument as error:
        says.refuse(str(error))


def _region(slug: str):
    from samkraft.places.models import Region

    found = Region.objects.filter(slug=slug).first()
    if found is None:
        known = ", ".join(Region.objects.order_by("slug").values_list("slug", flat=True))
        says.refuse(f"No region is called “{slug}”. Known: {known}.")
    return found


def _check_kind(kind: str) -> None:
    from samkraft.plans.models import PlanKind

    if kind not in PlanKind.values:
        says.refuse(f"“{kind}” is no kind of plan. Known: {', '.join(PlanKind.values)}.")


class Counter:
    """Counts the pages of a long document on stderr: one line that moves on a terminal, a line
    for each tenth part elsewhere."""

    def __init__(self) -> None:
        self.tenth = 0

    def __call__(self, done: int, total: int) -> None:
        if total < MANY_PAGES:
            return
        said = f"Reading page {done} of {total}"
        if sys.stderr.isatty():
            end = "\n" if done >= total else ""
            print(f"\r{said}", end=end, file=sys.stderr, flush=True)
        elif done * 10 // total > self.tenth:
            self.tenth = done * 10 // total
            print(said, file=sys.stderr, flush=True)

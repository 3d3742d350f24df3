"""An uploaded list between its steps: kept for a day, for the one person who uploaded it.

The file lies beside the database under a name nobody can guess; the session knows the name, so
another person, or another plan, cannot reach it. What was said of the columns stays in the session
after the import, so that the next list of the same kind need not be explained again.
"""

from __future__ import annotations

import secrets
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path

from django.conf import settings

from samkraft.actions.rules.importing import ActionMapping
from samkraft.plans.models import Plan

KEPT = 24 * 60 * 60  # seconds
LARGEST = 5_000_000


@dataclass
class Waiting:
    """A list that waits, and what was said of it. `columns` and `values` as for a mapping."""

    token: str = ""
    filename: str = ""
    skip: int = 0
    sheet: str = ""
    columns: dict[str, str] = field(default_factory=dict)
    values: dict[str, dict[str, str]] = field(default_factory=dict)

    @property
    def mapping(self) -> ActionMapping:
        return ActionMapping(
            columns=self.columns, values=self.values, skip=self.skip, sheet=self.sheet
        )

    @property
    def unexplained(self) -> ActionMapping:
        """The same file before anything was said of its columns."""
        return ActionMapping(skip=self.skip, sheet=self.sheet)


def waiting(request, plan: Plan) -> Waiting:
    """What the person has uploaded for this plan, and said before; empty without."""
    return Waiting(**request.session.get(_name(plan), {}))


def remember(request, plan: Plan, found: Waiting) -> None:
    request.session[_name(plan)] = asdict(found)


def receive(request, plan: Plan, data: bytes, filename: str) -> Waiting:
    """Keep the file; one that waited before, and what is too old, goes."""
    folder = _folder()
    folder.mkdir(parents=True, exist_ok=True)
    _sweep(folder)
    found = waiting(request, plan)
    forget_file(request, plan)
    found.token, found.filename = secrets.token_hex(16), filename[:200]
    found.skip, found.sheet = 0, ""
    path = folder / found.token
    path.touch(mode=0o600)
    path.write_bytes(data)
    remember(request, plan, found)
    return found


def content(found: Waiting) -> bytes | None:
    """The file; None when it is not there any more."""
    if not found.token:
        return None
    try:
        return (_folder() / found.token).read_bytes()
    except OSError:
        return None


def forget_file(request, plan: Plan) -> None:
    """The file goes; what was said of its columns stays for the next one."""
    found = waiting(request, plan)
    if found.token:
        (_folder() / found.token).unlink(missing_ok=True)
        found.token, found.filename = "", ""
        remember(request, plan, found)


def _name(plan: Plan) -> str:
    return f"action-list-{plan.pk}"


def _folder() -> Path:
    return Path(settings.DATA_DIR) / "action-lists"


def _sweep(folder: Path) -> None:
    for path in folder.iterdir():
        if time.time() - path.stat().st_mtime > KEPT:
            path.unlink(missing_ok=True)

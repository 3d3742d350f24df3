"""`samkraft plan export` and `plan load`: a whole plan out and into another installation."""

from __future__ import annotations

import json
import os
import tempfile
import zipfile
from pathlib import Path
from typing import Annotated

import typer

from samkraft.cli import says

MOST_BYTES = 200_000_000


def export(slug: str, out: Annotated[Path, typer.Option(help="The ZIP file to write.")]) -> None:
    """Write a whole plan, all versions, links, actions and history, to a ZIP file."""
    from samkraft.cli.database import ready

    ready()
    from samkraft.plans.queries import NoSuchPlan, export_plan, find_plan

    try:
        plan = find_plan(slug)
    except NoSuchPlan as error:
        says.refuse(str(error))
    from samkraft.actions.queries import export_actions

    value = export_plan(plan) | {"actions": export_actions(plan)}
    try:
        _write(out, value)
    except OSError as error:
        says.refuse(f"{out.name} cannot be written: {error.strerror}.")
    says.note(f"{slug}: {len(value['versions'])} versions written to {out.name}")


def _write(out: Path, value: dict) -> None:
    """Write beside and rename, so that a broken export leaves no half a file."""
    from django.conf import settings

    handle, name = tempfile.mkstemp(dir=out.parent, suffix=".part")
    try:
        with (
            os.fdopen(handle, "wb") as file,
            zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive,
        ):
            archive.writestr("plan.json", json.dumps(value, ensure_ascii=False, indent=1))
            for version in value["versions"]:
                kept = version["document_file"]
                if kept and (settings.MEDIA_ROOT / kept).is_file():
                    archive.write(settings.MEDIA_ROOT / kept, f"files/{kept}")
        os.replace(name, out)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def load(file: Path) -> None:
    """Load a plan from a ZIP file that “plan export” wrote."""
    value, documents = _read(file)
    from samkraft.cli.database import ready

    ready()
    from django.db import transaction
    from django.utils import timezone

    from samkraft.actions.operations import load_actions
    from samkraft.plans.operations import AddressTaken, NotAPlan, load_plan

    now = timezone.now()
    try:
        with transaction.atomic():
            plan, remarks = load_plan(value=value, by=None, at=now)
            if "actions" in value:  # older files have none
                remarks += load_actions(plan=plan, value=value["actions"], by=None, at=now)
    except NotAPlan as error:
        says.refuse(f"{file.name}: {error}")
    except AddressTaken as error:
        says.refuse(f"There is a plan “{error}” here already; nothing was changed.")
    _keep(documents)
    for remark in remarks:
        says.note(remark)
    print(plan.slug)
    if remarks:
        raise typer.Exit(says.NOT_POSSIBLE)


def _read(file: Path) -> tuple[dict, dict[str, bytes]]:
    try:
        with zipfile.ZipFile(file) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > MOST_BYTES:
                says.refuse(f"{file.name} would unpack to more than {MOST_BYTES // 1_000_000} MB.")
            value = json.loads(archive.read("plan.json"))
            names = [name for name in archive.namelist() if name.startswith("files/documents/")]
            documents = {name.removeprefix("files/"): archive.read(name) for name in names}
    except (OSError, zipfile.BadZipFile, KeyError, ValueError):
        says.refuse(f"{file.name} is not a file that “samkraft plan export” wrote.")
    if not isinstance(value, dict):
        says.refuse(f"{file.name} is not a file that “samkraft plan export” wrote.")
    return value, documents


def _keep(documents: dict[str, bytes]) -> None:
    """Keep attached documents within the upload folder, whatever their names say."""
    from django.conf import settings

    root = settings.MEDIA_ROOT.resolve()
    for name, content in documents.items():
        path = (root / name).resolve()
        if path.is_relative_to(root) and not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)

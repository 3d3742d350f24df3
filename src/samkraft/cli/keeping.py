"""`samkraft backup` and `samkraft restore`: everything of an installation in one file."""

from __future__ import annotations

import io
import json
import os
import shutil
import sqlite3
import subprocess
import tarfile
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from samkraft.cli import says

FORMAT, EDITION = "samkraft-backup", 1
FIGURES = "figures.zip"
NAMES = {"sqlite": "database.sqlite3", "postgresql": "database.pgdump"}


def backup(out: Annotated[Path, typer.Option(help="The file to write, .tar.gz.")]) -> None:
    """Write database, uploads and the secret key to one file, while the site goes on."""
    from samkraft.cli.database import ready

    ready()
    from django.conf import settings
    from django.db import connection

    with tempfile.TemporaryDirectory(dir=out.resolve().parent) as folder:
        copy = Path(folder) / NAMES[connection.vendor]
        _copy_database(copy)
        made = Path(folder) / "made.tar.gz"
        with tarfile.open(made, "w:gz") as archive:
            _add_manifest(archive, connection.vendor)
            archive.add(copy, copy.name)
            for name in ("uploads", "secret-key", "raw", "held"):
                if (settings.DATA_DIR / name).exists():
                    archive.add(settings.DATA_DIR / name, name)
            archive.add(_figures(Path(folder)), FIGURES)
        os.replace(made, out)
    os.chmod(out, 0o600)  # it holds the secret key and people's addresses
    says.note(f"Everything is in {out.name}. Keep it where only administrators can read it.")


def restore(
    file: Path,
    replace: Annotated[bool, typer.Option("--replace", help="Overwrite what is here.")] = False,
) -> None:
    """Bring back what “backup” wrote, into an empty installation unless --replace is given."""
    from samkraft.cli.database import set_up

    set_up()
    from django.conf import settings
    from django.db import connection

    with tempfile.TemporaryDirectory(dir=settings.DATA_DIR) as folder:
        vendor = _unpack(file, Path(folder))
        if vendor != connection.vendor:
            says.refuse(
                f"The backup is of {vendor}, but this installation uses {connection.vendor}."
            )
        if not replace and "plans_plan" in connection.introspection.table_names():
            says.refuse("There is data here already; nothing was changed. --replace overwrites it.")
        connection.close()
        _put_back(Path(folder), vendor, settings)
    says.note("Everything is as it was when the backup was made.")


def _copy_database(copy: Path) -> None:
    """A consistent copy of the database while others write."""
    from django.db import connection

    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with sqlite3.connect(copy) as target:
            connection.connection.backup(target)
        target.close()
        return
    if shutil.which("pg_dump") is None:
        says.refuse("pg_dump is needed to back up PostgreSQL: install postgresql-client.")
    command = [
        "pg_dump",
        "--format=custom",
        "--no-owner",
        f"--file={copy}",
        os.environ["DATABASE_URL"],
    ]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    if run.returncode:
        says.refuse(f"pg_dump: {run.stderr}", says.NOT_POSSIBLE)


def _figures(folder: Path) -> Path:
    """The warehouse as one file, of one moment, while others write."""
    from samkraft.indicators.queries.store import warehouse

    return warehouse().export(folder / FIGURES)


def _restore_figures(file: Path, settings) -> None:
    from samkraft.indicators.queries.store import warehouse

    if isinstance(settings.WAREHOUSE, Path):
        shutil.rmtree(settings.WAREHOUSE, ignore_errors=True)
    warehouse().load(file)


def _add_manifest(archive: tarfile.TarFile, vendor: str) -> None:
    manifest = {
        "format": FORMAT, "edition": EDITION, "database": vendor,
        "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
    }  # fmt: skip
    content = json.dumps(manifest).encode()
    entry = tarfile.TarInfo("manifest.json")
    entry.size = len(content)
    archive.addfile(entry, io.BytesIO(content))


def _unpack(file: Path, folder: Path) -> str:
    """Unpack into `folder`; gives the kind of database. Refuses what is no backup of ours."""
    try:
        with tarfile.open(file, "r:gz") as archive:
            archive.extractall(folder, filter="data")
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    except (OSError, tarfile.TarError, ValueError, EOFError):
        says.refuse(f"{file.name} is not a file that “samkraft backup” wrote.")
    if manifest.get("format") != FORMAT or manifest.get("edition") != EDITION:
        says.refuse(f"{file.name} is not a backup this version can read.")
    return manifest["database"]


def _put_back(folder: Path, vendor: str, settings) -> None:
    copy = folder / NAMES[vendor]
    if vendor == "sqlite":
        target = Path(settings.DATABASES["default"]["NAME"])
        for suffix in ("-wal", "-shm"):
            Path(f"{target}{suffix}").unlink(missing_ok=True)
        os.replace(copy, target)
    else:
        command = ["pg_restore", "--clean", "--if-exists", "--no-owner", "--single-transaction",
                   "--dbname", os.environ["DATABASE_URL"], str(copy)]  # fmt: skip
        run = subprocess.run(command, capture_output=True, text=True, check=False)
        if run.returncode:
            says.refuse(f"pg_restore: {run.stderr}", says.NOT_POSSIBLE)
    if (folder / "uploads").is_dir():
        shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)
        shutil.move(folder / "uploads", settings.MEDIA_ROOT)
    for name in ("raw", "held"):
        if (folder / name).is_dir():
            shutil.rmtree(settings.DATA_DIR / name, ignore_errors=True)
            shutil.move(folder / name, settings.DATA_DIR / name)
    if (folder / FIGURES).is_file():
        _restore_figures(folder / FIGURES, settings)
    if (folder / "secret-key").is_file():
        os.replace(folder / "secret-key", settings.DATA_DIR / "secret-key")

"""Commands run as a person runs them, in folders of their own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

import pytest


def samkraft(folder, *arguments, **more) -> subprocess.CompletedProcess:
    """Run a command with its data in `folder`, on SQLite unless DATABASE_URL is in `more`.

    A folder without a database gets that of an empty installation, unless `fresh` is given.
    """
    if more.get("fresh") or "DATABASE_URL" in more:
        return _run(folder, arguments, {k: v for k, v in more.items() if k != "fresh"})
    database = Path(folder) / "samkraft.sqlite3"
    if not database.exists():
        database.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(_empty_installation() / database.name, database)
    return _run(folder, arguments, more)


def _run(folder, arguments, more) -> subprocess.CompletedProcess:
    environment = {**os.environ, "SAMKRAFT_DATA_DIR": str(folder)}
    environment.pop("DATABASE_URL", None)
    return subprocess.run(
        [sys.executable, "-m", "samkraft.cli.main", *map(str, arguments)],
        env={**environment, **more}, capture_output=True, text=True, check=False,
    )  # fmt: skip


@cache
def _empty_installation() -> Path:
    """A database as the first command makes it: made once, for it takes some seconds."""
    folder = Path(tempfile.mkdtemp(prefix="samkraft-empty-"))
    made = _run(folder, ["place", "show", "1833", "--country", "NO"], {})
    assert made.returncode == 0, made.stderr
    return folder


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory):
    """Gives a function that puts the demonstration into a folder; it is built once."""
    built = tmp_path_factory.mktemp("demonstration")
    assert samkraft(built, "demo", "--no-serve", fresh=True).returncode == 0

    def put(folder: Path) -> Path:
        shutil.copytree(built, folder, dirs_exist_ok=True)
        return folder

    return put

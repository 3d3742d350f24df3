"""Commands run as a person runs them, in folders of their own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest


def samkraft(folder, *arguments, **more) -> subprocess.CompletedProcess:
    """Run a command with its data in `folder`, on SQLite unless DATABASE_URL is in `more`."""
    environment = {**os.environ, "SAMKRAFT_DATA_DIR": str(folder)}
    environment.pop("DATABASE_URL", None)
    return subprocess.run(
        [sys.executable, "-m", "samkraft.cli.main", *map(str, arguments)],
        env={**environment, **more}, capture_output=True, text=True, check=False,
    )  # fmt: skip


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory):
    """Gives a function that puts the demonstration into a folder; it is built once."""
    built = tmp_path_factory.mktemp("demonstration")
    assert samkraft(built, "demo", "--no-serve").returncode == 0

    def put(folder: Path) -> Path:
        shutil.copytree(built, folder, dirs_exist_ok=True)
        return folder

    return put

"""Installations that are made once in a run of the suite and copied: making one takes seconds."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

_home: list[Path] = []


def keep_in(factory: pytest.TempPathFactory) -> None:
    """Where they are kept: a folder that all workers of this run share."""
    base = factory.getbasetemp()
    _home[:] = [base.parent if "PYTEST_XDIST_WORKER" in os.environ else base]


def run(folder: Path, *arguments: object, **more: str) -> subprocess.CompletedProcess:
    """Run a command with its data in `folder`, on SQLite unless DATABASE_URL is in `more`."""
    environment = {**os.environ, "SAMKRAFT_DATA_DIR": str(folder)}
    environment.pop("DATABASE_URL", None)
    return subprocess.run(
        [sys.executable, "-m", "samkraft.cli.main", *map(str, arguments)],
        env={**environment, **more}, capture_output=True, text=True, check=False,
    )  # fmt: skip


def empty(folder: Path) -> Path:
    """Put an installation as the first command makes it into `folder`."""
    return _copy("empty", ["place", "show", "1833", "--country", "NO"], folder)


def demonstration(folder: Path) -> Path:
    """Put the demonstration into `folder`."""
    return _copy("demonstration", ["demo", "--no-serve"], folder)


def _copy(name: str, command: list[str], folder: Path) -> Path:
    def make(made: Path) -> None:
        done = run(made, *command)
        assert done.returncode == 0, done.stderr

    shutil.copytree(_made_once(name, make), folder, dirs_exist_ok=True)
    return folder


def _made_once(name: str, make: Callable[[Path], None]) -> Path:
    made = _home[0] / f"installation-{name}"
    with open(made.with_suffix(".lock"), "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.with_suffix(".made").exists():
            shutil.rmtree(made, ignore_errors=True)
            make(made)
            made.with_suffix(".made").touch()
    return made

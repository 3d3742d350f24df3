"""Commands run as a person runs them, in folders of their own."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests import installations


def samkraft(folder, *arguments, **more) -> subprocess.CompletedProcess:
    """Run a command with its data in `folder`, on SQLite unless DATABASE_URL is in `more`.

    A folder without a database gets that of an empty installation, unless `fresh` is given.
    """
    fresh = more.pop("fresh", False) or "DATABASE_URL" in more
    if not fresh and not (Path(folder) / "samkraft.sqlite3").exists():
        installations.empty(Path(folder))
    return installations.run(Path(folder), *arguments, **more)


@pytest.fixture(scope="session")
def demonstration():
    """Gives a function that puts the demonstration into a folder; it is built once."""
    return installations.demonstration

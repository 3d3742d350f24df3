"""The whole suite: on SQLite, then everything that touches the database on PostgreSQL."""

from __future__ import annotations

import os
import subprocess
import sys

from tests import postgresql

# The rooms that keep something in the database, and the public pages that ask them. Plain
# calculations and whole commands have no use of another database; the workspace asks and changes
# through the rooms' own questions and operations, which are run.
WITH_DATABASE = [
    "tests/accounts",
    "tests/actions",
    "tests/demonstration",
    "tests/importing",
    "tests/indicators",
    "tests/journal",
    "tests/places",
    "tests/plans",
    "tests/search",
    "tests/web/portal",
    "tests/web/test_login.py",
]
WITHOUT = [
    "tests/importing/readers",
    "tests/importing/interpreter",
    "tests/importing/formats",
    "tests/indicators/rules",
]


def main(arguments: list[str]) -> int:
    """Run both; answers 0 when every test passed. Extra arguments go to pytest."""
    pytest = [sys.executable, "-m", "pytest", "-n", "2", *arguments]
    print("On SQLite:", flush=True)
    if failed := subprocess.call(pytest):
        return failed
    if postgresql.binaries() is None:
        print("PostgreSQL is not installed here: the suite ran on SQLite only.", flush=True)
        return 0
    print("On PostgreSQL:", flush=True)
    with postgresql.cluster() as url:
        left_out = [f"--ignore={path}" for path in WITHOUT]
        return subprocess.call(
            [*pytest, "-m", "not browser", *left_out, *WITH_DATABASE],
            env={**os.environ, "DATABASE_URL": url},
        )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

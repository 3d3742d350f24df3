"""The demonstration as a running site, for browser tests of the public pages."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests import installations
from tests.web import browser

CHROMIUM = browser.CHROMIUM if browser.CHROMIUM.exists() else None


@contextmanager
def demonstration(folder: Path) -> Iterator[str]:
    """`samkraft demo` in `folder`; gives the address and stops everything afterwards."""
    installations.demonstration(folder)
    port = browser.free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "samkraft.cli.main", "demo", "--port", str(port)],
        env=browser.environment(folder), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        address = f"http://127.0.0.1:{port}"
        browser.wait_for(f"{address}/en/about/", seconds=120)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)

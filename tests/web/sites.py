"""A real site for browser tests: its own folder, its own process, a free port."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


@contextmanager
def demonstration(folder: Path) -> Iterator[str]:
    """`samkraft demo` in `folder`; gives the address and stops everything afterwards."""
    port = free_port()
    environment = {**os.environ, "SAMKRAFT_DATA_DIR": str(folder)}
    environment.pop("DATABASE_URL", None)
    process = subprocess.Popen(
        [sys.executable, "-m", "samkraft.cli.main", "demo", "--port", str(port)],
        env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        address = f"http://127.0.0.1:{port}"
        _wait(process, address)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait(process: subprocess.Popen, address: str) -> None:
    for _ in range(600):
        if process.poll() is not None:
            raise RuntimeError("the site did not start")
        try:
            with urllib.request.urlopen(f"{address}/en/about/", timeout=2):
                return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError("the site did not answer within two minutes")

"""A whole installation for tests in a real browser: server, worker and data of their own."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests import installations

CHROMIUM = Path("/usr/bin/chromium")
PASSWORD = "correct horse battery"
PEOPLE = ("reader", "contributor", "editor", "coordinator")

# Run in a process of its own: the test process has a database of its own.
DATASET = """
from samkraft.cli.database import ready
ready()
from django.utils import timezone
from samkraft.accounts.operations import give_role, register_person
from samkraft.places.models import Region
region = Region.objects.create(
    slug="norra", name={"sv": {"text": "Norra"}}, kind="council", languages=["sv", "nb"]
)
now = timezone.now()
for role in %(roles)r:
    person = register_person(
        email=role + "@norra.example", name=role.title(), language="en", password=%(password)r,
        by=None, at=now,
    )
    give_role(person=person, region=region, role=role, by=None, at=now)
"""


@dataclass(frozen=True, slots=True)
class Site:
    """A running installation with the region “norra” and one person for each role."""

    url: str
    data: Path

    def email(self, role: str) -> str:
        return f"{role}@norra.example"

    def python(self, code: str) -> str:
        """Run code on the site's data, in a process of its own; gives what it printed."""
        done = subprocess.run(
            [sys.executable, "-c", code], env=environment(self.data), capture_output=True,
            text=True, check=True,
        )  # fmt: skip
        return done.stdout


def environment(data: Path, **more: str) -> dict[str, str]:
    """The environment of a command that works on the data in `data`."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return {**kept, "SAMKRAFT_DATA_DIR": str(data), "PYTHONWARNINGS": "ignore", **more}


@contextmanager
def running_site(data: Path, *, worker: bool = True) -> Iterator[Site]:
    """Make the dataset in `data`, start `samkraft serve` and `samkraft worker`, end both."""
    installations.empty(data)
    code = DATASET % {"roles": PEOPLE, "password": PASSWORD}
    subprocess.run([sys.executable, "-c", code], env=environment(data), check=True)
    port = free_port()
    commands = [["serve", "--port", str(port)], *([["worker"]] if worker else [])]
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "samkraft.cli.main", *command], env=environment(data),
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )
        for command in commands
    ]  # fmt: skip
    try:
        site = Site(f"http://127.0.0.1:{port}", data)
        wait_for(site.url + "/en/")
        yield site
    finally:
        for process in running:
            process.terminate()
        for process in running:
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def log_in(page, url: str, email: str, password: str = PASSWORD) -> None:
    """Log somebody in on a page of the browser; ends on “My work”."""
    page.goto(f"{url}/en/accounts/login/")
    page.fill("#id_login", email)
    page.fill("#id_password", password)
    page.click("main form button")
    page.wait_for_url("**/workspace/")


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def wait_for(url: str, seconds: float = 60) -> None:
    """Wait until an address answers. Raises TimeoutError."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            urllib.request.urlopen(url, timeout=5).close()
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise TimeoutError(f"{url} did not answer within {seconds} seconds")

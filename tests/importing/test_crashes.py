"""A process that is killed leaves everything as it was, and the next one works.

The moment is chosen by a wrapper around the command, here in the test, that waits at a certain
call; the product itself knows nothing of it.
"""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.importing.documents import write_text
from tests.web.browser import environment

pytestmark = pytest.mark.skipif("DATABASE_URL" in os.environ, reason="looks into the SQLite file")
TEXT = "# Plan\n\n## Mål\n\n- Rent vatten i sjöarna\n- Fler bor kvar i byarna\n"
# Waits, before or after the original, at the call named by WHERE (module, class or "", name).
WRAPPER = """
import sys, time, pathlib, importlib
module, owner, name, when = {where!r}
def stop():
    pathlib.Path({sign!r}).touch()
    time.sleep(600)
def hook():
    place = importlib.import_module(module)
    for part in filter(None, owner.split(".")):
        place = getattr(place, part)
    original = getattr(place, name)
    def waiting(*args, **kw):
        if when == "before":
            stop()
        result = original(*args, **kw)
        stop()
        return result
    setattr(place, name, waiting)
"""
IMPORT = """
from samkraft.cli.database import ready
ready()
hook()
from samkraft.cli import importing
from pathlib import Path
importing.import_document(file=Path({file!r}), region="norrbotten", title=None, kind="strategy")
"""
SETUP = """
from samkraft.cli.database import ready
ready()
from datetime import date
from django.utils import timezone
from samkraft.lib.texts import Texts
from samkraft.places.models import Region
from samkraft.plans import operations as do
now = {"by": None, "at": timezone.now()}
region = Region.objects.get(slug="norrbotten")
draft = do.create_plan(region=region, title=Texts.of("sv", "Plan"), language="sv", slug="plan", **now)
do.add_element(version=draft, role="goal", text=Texts.of("sv", "Rent vatten"), **now)
do.adopt_version(version=draft, on=date(2026, 1, 1), deciding_body="Fullmäktige", **now)
second = do.start_draft(version=draft, **now)
do.add_element(version=second, role="goal", text=Texts.of("sv", "Fler bor kvar"), **now)
"""
ADOPT = """
from samkraft.cli.database import ready
ready()
hook()
from datetime import date
from django.utils import timezone
from samkraft.plans import operations as do
from samkraft.plans.models import PlanVersion
do.adopt_version(
    version=PlanVersion.objects.get(number=2), on=date(2026, 2, 2), deciding_body="Rådet",
    by=None, at=timezone.now(),
)
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    subprocess.run([sys.executable, "-c", SETUP], env=environment(folder), check=True)
    return folder


@pytest.fixture
def data(made, tmp_path) -> Path:
    """A copy of an installation with a plan in force and a draft of its next version."""
    folder = tmp_path / "data"
    folder.mkdir()
    with (
        sqlite3.connect(made / "samkraft.sqlite3") as source,
        sqlite3.connect(folder / "samkraft.sqlite3") as target,
    ):
        source.backup(target)
    source.close()
    target.close()
    return folder


def contents(data: Path) -> dict[str, list]:
    """Every row of every table; the database is sound."""
    connection = sqlite3.connect(data / "samkraft.sqlite3")
    try:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        names = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%'"
        )
        tables = sorted(name for (name,) in names)
        return {name: connection.execute(f'SELECT * FROM "{name}"').fetchall() for name in tables}
    finally:
        connection.close()


def killed(data: Path, code: str, where: tuple, sign: Path) -> None:
    """Run the code until it reaches the place, and kill it there."""
    wrapper = WRAPPER.format(where=where, sign=str(sign))
    process = subprocess.Popen([sys.executable, "-c", wrapper + code], env=environment(data))
    end = time.monotonic() + 60
    while not sign.exists():
        assert process.poll() is None, "it ended before it was killed"
        assert time.monotonic() < end, "it never got there"
        time.sleep(0.02)
    process.kill()
    process.wait()


def run(data: Path, code: str) -> str:
    wrapper = "def hook(): pass\n"
    return subprocess.run(
        [sys.executable, "-c", wrapper + code], env=environment(data), capture_output=True,
        text=True, check=True,
    ).stdout  # fmt: skip


QUERYSET = "django.db.models.query"
IMPORT_MOMENTS = [
    ("samkraft.importing.readers", "", "read_document", "before"),
    ("samkraft.importing.interpreter", "", "interpret", "after"),
    (QUERYSET, "QuerySet", "create", "after"),  # the document is there, its items are not
    (QUERYSET, "QuerySet", "bulk_create", "after"),
    (QUERYSET, "QuerySet", "bulk_update", "before"),
    ("samkraft.journal.operations", "", "write", "after"),
]


@pytest.mark.parametrize("where", IMPORT_MOMENTS, ids=lambda where: f"{where[3]}-{where[2]}")
def test_an_import_that_is_killed_leaves_everything_as_it_was(data, tmp_path, where):
    parts = TEXT if where[2] != "bulk_update" else TEXT.replace("## Mål", "## Mål\n\n### Hav")
    code = IMPORT.format(file=str(write_text(tmp_path, "plan.md", parts)))
    before = contents(data)
    killed(data, code, where, tmp_path / "there")
    assert contents(data) == before
    assert "/workspace/import/1/" in run(data, code)
    after = contents(data)
    assert len(after["importing_document"]) == 1
    assert len(after["importing_item"]) >= 2


ADOPT_MOMENTS = [
    (QUERYSET, "QuerySet", "delete", "after"),
    ("django.db.models.base", "Model", "save", "after"),  # the former version has been superseded
    ("samkraft.journal.operations", "", "write", "after"),
    ("samkraft.search.operations", "", "put", "after"),  # the search index has been filled
]


@pytest.mark.parametrize("where", ADOPT_MOMENTS, ids=lambda where: f"{where[3]}-{where[2]}")
def test_an_adoption_that_is_killed_leaves_everything_as_it_was(data, tmp_path, where):
    before = contents(data)
    killed(data, ADOPT, where, tmp_path / "there")
    assert contents(data) == before
    assert states(data) == {"1": "adopted", "2": "draft"}
    run(data, ADOPT)
    assert states(data) == {"1": "superseded", "2": "adopted"}


def states(data: Path) -> dict[str, str]:
    return json.loads(
        run(
            data,
            """
from samkraft.cli.database import set_up
set_up()
import json
from samkraft.plans.models import PlanVersion
print(json.dumps({v.number: v.state for v in PlanVersion.objects.order_by("number")}))
""",
        )
    )

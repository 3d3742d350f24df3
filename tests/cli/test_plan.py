"""`samkraft plan …` as programs use it: a process, its output, its exit code."""

from __future__ import annotations

import json
import os
import re
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from tests.importing.documents import write_text
from tests.web.browser import environment

SAMKRAFT = Path(sys.executable).with_name("samkraft")
TEXT = """# Strategi för Norra 2025–2030

## Vision

Ett gott liv i norr.

## Mål

- Rent vatten i alla sjöar
- Fler bor kvar
"""
KINDS = {
    "area",
    "goal",
    "subgoal",
    "path",
    "measure",
    "challenge",
    "principle",
    "result",
    "advice",
    "fact",
}
# Makes a plan with two versions through the same operations as a person.
PLAN = """
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
goal = do.add_element(version=draft, role="goal", text=Texts.of("sv", "Rent vatten"), **now)
do.add_element(version=draft, role="path", text=Texts.of("sv", "Vårda sjöar"), parent=goal, **now)
do.adopt_version(version=draft, on=date(2026, 1, 1), deciding_body="Fullmäktige", **now)
second = do.start_draft(version=draft, **now)
do.add_element(version=second, role="goal", text=Texts.of("sv", "Fler bor kvar"), **now)
"""


@pytest.fixture(scope="module")
def data(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    subprocess.run([sys.executable, "-c", PLAN], env=environment(folder), check=True)
    return folder


@pytest.fixture
def samkraft(data):
    def run(*words: object, **more: str) -> subprocess.CompletedProcess:
        return subprocess.run(
            [str(SAMKRAFT), "plan", *map(str, words)], env=environment(data, **more),
            capture_output=True, text=True, timeout=120, check=False,
        )  # fmt: skip

    return run


def stored(data: Path) -> str:
    code = """
from samkraft.cli.database import set_up
set_up()
from samkraft.importing.models import *
from samkraft.plans.models import *
print([(m.__name__, m.objects.count()) for m in (Document, OriginalPart, Item, Plan, Element)])
"""
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment(data), capture_output=True, text=True,
        check=True,
    )  # fmt: skip
    return done.stdout


def refused(run: subprocess.CompletedProcess) -> str:
    """The one line of a refusal."""
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr.count("\n") == 1
    assert "Traceback" not in run.stderr
    return run.stderr.strip()


def test_read_as_json_is_what_the_contract_says(samkraft, tmp_path):
    run = samkraft("read", write_text(tmp_path, "plan.md", TEXT), "--json")
    value = json.loads(run.stdout)
    assert (run.returncode, run.stderr) == (0, "")
    assert set(value) == {"title", "period", "vision", "language", "elements", "quotes", "findings"}
    assert (value["title"], value["period"], value["language"]) == (
        "Strategi för Norra 2025–2030", "2025–2030", "sv",
    )  # fmt: skip
    assert value["vision"] == "Ett gott liv i norr."
    assert [(each["kind"], each["text"]) for each in value["elements"]] == [
        ("goal", "Rent vatten i alla sjöar"), ("goal", "Fler bor kvar"),
    ]  # fmt: skip
    for each in value["elements"]:
        assert set(each) == {"kind", "text", "parent", "responsible", "source"}
        assert each["kind"] in KINDS
        assert set(each["source"]) == {"page", "lines"}
    for found in value["findings"]:
        assert set(found) == {"code", "text", "source"}


def test_read_in_words(samkraft, tmp_path):
    run = samkraft("read", write_text(tmp_path, "plan.md", TEXT))
    assert run.stdout.startswith("Strategi för Norra 2025–2030\nperiod: 2025–2030\n")
    assert "● Rent vatten i alla sjöar  [goal]" in run.stdout


def test_read_needs_no_database(tmp_path):
    path = write_text(tmp_path, "plan.md", TEXT)
    empty = tmp_path / "nothing"
    run = subprocess.run(
        [str(SAMKRAFT), "plan", "read", str(path), "--json"], cwd=tmp_path,
        env=environment(empty, DATABASE_URL="nonsense"), capture_output=True, check=False,
    )  # fmt: skip
    assert run.returncode == 0
    assert not empty.exists()


def test_read_starts_fast(tmp_path):
    path = write_text(tmp_path, "plan.md", TEXT)

    def seconds() -> float:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(
            [str(SAMKRAFT), "plan", "read", str(path), "--json"], env=dict(os.environ),
            capture_output=True, check=True,
        )  # fmt: skip
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    seconds()  # compiles what has not been compiled yet
    # once is enough: at other times something else on the machine was in the way
    assert any(seconds() < 0.5 for _ in range(20))


@pytest.mark.parametrize("command", [("read",), ("import", "--region", "norrbotten")])
@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("gone.pdf", None, "There is no file gone.pdf; check the name and the folder."),
        ("picture.pdf", b"\x89PNG\r\n\x1a\n" + bytes(99), "The file is a picture (PNG)"),
        ("broken.docx", b"PK\x03\x04" + bytes(99), "damaged"),
        ("empty.txt", b"", "empty.txt is empty"),
    ],
)
def test_what_cannot_be_read_is_refused_and_nothing_stored(
    samkraft, data, tmp_path, command, name, content, said
):
    before = stored(data)
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    assert said in refused(samkraft(command[0], path, *command[1:]))
    assert stored(data) == before


def test_a_file_of_500_mb_is_refused_at_once(samkraft, tmp_path):
    path = tmp_path / "large.pdf"
    with path.open("wb") as file:
        file.truncate(500_000_000)
    assert "large.pdf is 500 MB large" in refused(samkraft("read", path))


def test_import_prints_the_address_and_keeps_the_reading(samkraft, data, tmp_path):
    path = write_text(tmp_path, "plan.md", TEXT)
    run = samkraft("import", path, "--region", "norrbotten", "--title", "Min titel")
    assert (run.returncode, run.stderr) == (0, "")
    found = re.fullmatch(r"http://127\.0\.0\.1:8000/workspace/import/(\d+)/\n", run.stdout)
    code = f"""
from samkraft.cli.database import set_up
set_up()
from samkraft.importing.models import Document
d = Document.objects.get(pk={found[1]})
print(d.title, d.stage, d.kind, d.size, d.items.count(), d.original.count(), sep="|")
"""
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment(data), capture_output=True, text=True,
        check=True,
    )  # fmt: skip
    assert done.stdout == f"Min titel|review|strategy|{len(TEXT.encode())}|2|0\n"


def test_import_names_the_base_address_of_the_installation(samkraft, tmp_path):
    path = write_text(tmp_path, "plan.md", TEXT)
    run = samkraft(
        "import", path, "--region", "norrbotten", SAMKRAFT_BASE_URL="https://plan.example/"
    )
    assert run.stdout.startswith("https://plan.example/workspace/import/")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--region", "ingenstans"), "No region is called “ingenstans”. Known: "),
        (("--region", "norrbotten", "--kind", "dikt"), "“dikt” is no kind of plan. Known: "),
    ],
)
def test_import_into_what_is_not_known_is_refused(samkraft, data, tmp_path, words, said):
    before = stored(data)
    assert said in refused(samkraft("import", write_text(tmp_path), *words))
    assert stored(data) == before


def test_a_long_document_counts_its_pages_on_stderr(samkraft, tmp_path):
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(tmp_path / "long.pdf"))
    for number in range(40):
        canvas.drawString(100, 700, f"Sida {number} om vatten")
        canvas.showPage()
    canvas.save()
    run = samkraft("read", tmp_path / "long.pdf", "--json")
    json.loads(run.stdout)
    lines = run.stderr.splitlines()
    assert 2 <= len(lines) <= 11
    assert lines[-1] == "Reading page 40 of 40"


def test_show_as_json(samkraft):
    run = samkraft("show", "plan", "--json")
    value = json.loads(run.stdout)
    assert (run.returncode, run.stderr) == (0, "")
    assert (value["slug"], value["version"], value["state"]) == ("plan", 1, "adopted")
    assert [(e["kind"], e["text"], e["parent"]) for e in value["elements"]] == [
        ("goal", "Rent vatten", None), ("path", "Vårda sjöar", 0),
    ]  # fmt: skip


def test_show_another_version_in_words(samkraft):
    run = samkraft("show", "plan", "--version", "2")
    assert run.stdout.startswith("Plan  (plan, version 2, draft)\n")
    assert "● Fler bor kvar  [goal]" in run.stdout


def test_check_looks_at_the_draft(samkraft):
    run = samkraft("check", "plan", "--json")
    found = json.loads(run.stdout)
    assert run.returncode == 0
    assert all(set(each) == {"code", "key", "text", "inconsistent"} for each in found)
    assert any(each["key"] == "fler-bor-kvar" for each in found)
    assert samkraft("check", "plan").stdout.startswith(f"plan, version 2: {len(found)} findings\n")


def test_compare(samkraft):
    run = samkraft("compare", "plan", "1", "2", "--json")
    value = json.loads(run.stdout)
    assert run.returncode == 0
    assert [each["text"] for each in value["added"]] == ["Fler bor kvar"]
    assert (value["removed"], value["unchanged"]) == ([], 2)
    assert samkraft("compare", "plan", "1", "2").stdout == "+ goal: Fler bor kvar\n2 unchanged\n"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("show", "ingen"), "There is no plan “ingen”."),
        (("show", "plan", "--version", "9"), "The plan “plan” has no version 9."),
        (("check", "ingen", "--json"), "There is no plan “ingen”."),
        (("compare", "plan", "1", "9"), "The plan “plan” has no version 9."),
    ],
)
def test_what_is_not_known_is_refused(samkraft, words, said):
    assert refused(samkraft(*words)) == said

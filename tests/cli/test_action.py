"""`samkraft action …`: reminders over time, lists in and out."""

import csv
import io
import json
import os
import shutil
import subprocess
import sys

import openpyxl
import pytest

from tests import installations
from tests.cli.conftest import samkraft
from tests.conftest import ROOT

PLAN = "strategin"
HEADER = "id,title,due,stage,organisation,milestones\n"
SETTING = """
from datetime import date, datetime, UTC
from samkraft.cli.database import ready
ready()
from samkraft.accounts.operations import register_organisation, register_person, give_role
from samkraft.lib.texts import Texts
from samkraft.places.models import Region
from tests.factories import adopt, add, make_draft
at = datetime(2026, 3, 2, 12, tzinfo=UTC)
region = Region.objects.create(
    slug="norra", name={"sv": {"text": "Norra"}}, kind="council", languages=["sv"]
)
town = register_organisation(
    slug="staden", kind="municipality", name=Texts.of("sv", "Staden"), regions=[region],
    by=None, at=at,
)
person = register_person(
    email="rut@staden.example", name="Rut", language="sv", organisation=town,
    password="correct horse battery", by=None, at=at,
)
give_role(person=person, region=region, role="coordinator", by=None, at=at)
version = make_draft(region, "Strategin", slug="strategin")
add(version, "goal", "Ett mål")
adopt(version)
"""


@pytest.fixture(scope="module")
def begun(tmp_path_factory):
    """An installation with an adopted plan, a municipality and somebody who works there."""
    folder = installations.empty(tmp_path_factory.mktemp("begun"))
    env = {**os.environ, "SAMKRAFT_DATA_DIR": str(folder), "PYTHONPATH": str(ROOT)}
    env.pop("DATABASE_URL", None)
    subprocess.run([sys.executable, "-c", SETTING], env=env, check=True)
    return folder


@pytest.fixture
def folder(begun, tmp_path):
    return shutil.copytree(begun, tmp_path / "data")


def a_list(folder, rows, name="list.csv"):
    (folder / name).write_text(HEADER + rows, encoding="utf-8")
    return folder / name


def listed(folder):
    return json.loads(samkraft(folder, "action", "list", "--plan", PLAN, "--json").stdout)


def test_a_list_is_taken_in_and_comes_out_the_same(folder):
    file = a_list(folder, "A1,Bredband,2026-06,under_way,staden,2026-05: Avtal\nB,Stig,,,,\n")
    done = samkraft(folder, "action", "import", file, "--plan", PLAN)
    assert (done.returncode, done.stdout) == (0, "made\tBredband\nmade\tStig\n"), done.stderr
    assert done.stderr == "2 made, 0 changed, 0 unchanged, 0 left out.\n"
    for name in ("out.csv", "out.xlsx"):
        out = folder / name
        assert samkraft(folder, "action", "export", "--plan", PLAN, "--out", out).returncode == 0
        again = samkraft(folder, "action", "import", out, "--plan", PLAN)
        assert again.stderr == "0 made, 0 changed, 2 unchanged, 0 left out.\n"
    rows = list(csv.DictReader(io.StringIO((folder / "out.csv").read_text("utf-8-sig"))))
    sheet = openpyxl.load_workbook(folder / "out.xlsx").active
    assert [row["title"] for row in rows] == ["Bredband", "Stig"]
    assert [[cell or "" for cell in row] for row in sheet.iter_rows(values_only=True)] == [
        list(rows[0]), *(list(row.values()) for row in rows)
    ]  # fmt: skip
    assert [(row["title"], row["stage"], row["responsible"]) for row in listed(folder)] == [
        ("Bredband", "under_way", "staden"), ("Stig", "decided", None),
    ]  # fmt: skip


def test_a_dry_run_says_everything_and_keeps_nothing(folder):
    file = a_list(folder, "A1,Bredband,2026-06,,,\nA2,Stig,någon gång,,,\n")
    told = samkraft(folder, "action", "import", file, "--plan", PLAN, "--dry-run", "--json")
    value = json.loads(told.stdout)
    assert told.returncode == 1
    assert [value[name] for name in ("dry_run", "made", "left_out")] == [True, 1, 1]
    assert [(row["line"], row["outcome"]) for row in value["rows"]] == [
        (2, "made"),
        (3, "left_out"),
    ]
    assert value["rows"][1]["findings"][0]["column"] == "due"
    assert listed(folder) == []


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (["import", "missing.csv", "--plan", PLAN], "missing.csv cannot be opened"),
        (["import", "empty.csv", "--plan", PLAN], "empty.csv"),
        (["import", "list.csv", "--plan", "nowhere"], "nowhere"),
        (["import", "list.csv", "--plan", PLAN, "--mapping", "odd.yml"], "odd.yml"),
        (["export", "--plan", PLAN, "--out", "list.pdf"], ".xlsx or .csv"),
        (["export", "--plan", PLAN, "--out", "no/folder/list.csv"], "cannot be written"),
        (["list", "--plan", "nowhere"], "nowhere"),
        (["remind", "--now", "some day"], "is not a moment"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(folder, command, said, monkeypatch):
    monkeypatch.chdir(folder)
    a_list(folder, "A1,Bredband,,,,\n")
    (folder / "empty.csv").write_bytes(b"")
    (folder / "odd.yml").write_text("columns: [1, 2\n", encoding="utf-8")
    refused = samkraft(folder, "action", *command)
    assert (refused.returncode, refused.stdout, refused.stderr.count("\n")) == (2, "", 1)
    assert said in refused.stderr


def test_a_year_of_reminders_tells_each_thing_once(folder):
    file = a_list(folder, "A1,Bredband,2026-06-30,under_way,staden,2026-05-04: Avtal\n")
    samkraft(folder, "action", "import", file, "--plan", PLAN)
    told = []
    for now in ("2026-04-17T08:00", "2026-04-20T08:00", "2026-04-20T09:00", "2026-05-05T08:00"):
        done = samkraft(folder, "action", "remind", "--now", now, "--json")
        assert done.returncode == 0
        told.append(
            [(each["kind"], each["day"], each["email"]) for each in json.loads(done.stdout)]
        )
        letters = done.stderr.count("Subject: ")
        assert letters == bool(told[-1])
    rut = "rut@staden.example"
    assert told == [
        [], [("milestone-due", "2026-05-04", rut)], [], [("milestone-late", "2026-05-04", rut)],
    ]  # fmt: skip


def test_on_a_quiet_day_it_waits(folder):
    file = a_list(folder, "A1,Bredband,2026-06-30,under_way,staden,\n")
    samkraft(folder, "action", "import", file, "--plan", PLAN)
    saturday = samkraft(folder, "action", "remind", "--now", "2026-06-20")
    assert "waits until 2026-06-22" in saturday.stdout
    assert "Subject: " not in saturday.stderr
    monday = samkraft(folder, "action", "remind", "--now", "2026-06-22")
    assert monday.stdout.split("\t")[0] == "due"
    assert "/sv/workspace/actions/update/" in monday.stderr

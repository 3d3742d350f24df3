"""Everything of an installation in one file, and back."""

import json
import shutil

import pytest

from tests import postgresql
from tests.cli.conftest import samkraft


@pytest.fixture(scope="module")
def kept(demonstration, tmp_path_factory):
    folder = demonstration(tmp_path_factory.mktemp("here"))
    (folder / "uploads").mkdir()
    (folder / "uploads" / "decision.txt").write_text("Beslut", encoding="utf-8")
    file = folder / "all.tar.gz"
    made = samkraft(folder, "backup", "--out", file)
    assert made.returncode == 0, made.stderr
    return folder, file


def test_what_was_backed_up_comes_back_in_an_empty_installation(kept, tmp_path):
    folder, file = kept
    assert samkraft(tmp_path, "restore", file, fresh=True).returncode == 0
    shown = [
        samkraft(each, "plan", "show", "polarsirkelradet-2025-2030", "--json").stdout
        for each in (folder, tmp_path)
    ]
    assert shown[0] == shown[1]
    assert len(json.loads(shown[0])["elements"]) == 76
    assert (tmp_path / "uploads/decision.txt").read_text(encoding="utf-8") == "Beslut"
    assert (tmp_path / "secret-key").read_bytes() == (folder / "secret-key").read_bytes()


def test_figures_come_back_with_all_that_was_known_of_them(kept, tmp_path):
    folder, file = kept
    assert samkraft(tmp_path, "restore", file, fresh=True).returncode == 0
    assert samkraft(tmp_path, "data", "verify").returncode == 0
    asked = ("indicator", "show", "population", "--area", "norrbotten", "--json")
    then = (*asked, "--as-of", "2026-06-01")
    for question in (asked, then):
        here, there = (samkraft(each, *question).stdout for each in (folder, tmp_path))
        assert here == there
    assert len(json.loads(there)["values"]) == 6


def test_only_the_owner_can_read_a_backup(kept):
    assert oct(kept[1].stat().st_mode)[-3:] == "600"


def test_data_that_is_there_is_not_overwritten_unasked(kept, demonstration, tmp_path):
    _, file = kept
    demonstration(tmp_path)
    refused = samkraft(tmp_path, "restore", file)
    assert (refused.returncode, refused.stderr.count("\n")) == (2, 1)
    assert samkraft(tmp_path, "restore", file, "--replace").returncode == 0


def test_what_is_no_backup_is_refused(tmp_path):
    (tmp_path / "no.tar.gz").write_bytes(b"nothing")
    refused = samkraft(tmp_path, "restore", tmp_path / "no.tar.gz")
    assert (refused.returncode, refused.stderr.count("\n")) == (2, 1)


@pytest.mark.skipif(
    postgresql.binaries() is None or shutil.which("pg_dump") is None,
    reason="PostgreSQL is not installed here",
)
def test_postgresql_goes_the_same_way(tmp_path):
    with postgresql.cluster() as url:

        def run(*arguments):
            return samkraft(tmp_path, *arguments, DATABASE_URL=url)

        run("place", "show", "5503")  # makes the tables and loads the facts
        file = tmp_path / "all.tar.gz"
        assert run("backup", "--out", file).returncode == 0
        before = run("place", "population", "harstadregionen", "--on", "2015-01-01").stdout
        assert run("restore", file).returncode == 2
        restored = run("restore", file, "--replace")
        assert restored.returncode == 0, restored.stderr
        after = run("place", "population", "harstadregionen", "--on", "2015-01-01").stdout
        assert after == before
        assert "36,514" in after

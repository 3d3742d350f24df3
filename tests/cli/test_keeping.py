"""Everything of an installation in one file, and back."""

import json
import os
import shutil

import pytest

from tests import postgresql
from tests.cli.test_transfer import samkraft


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    folder = tmp_path_factory.mktemp("here")
    assert samkraft(folder, "demo", "--no-serve").returncode == 0
    (folder / "uploads").mkdir()
    (folder / "uploads" / "decision.txt").write_text("Beslut", encoding="utf-8")
    file = folder / "all.tar.gz"
    made = samkraft(folder, "backup", "--out", file)
    assert made.returncode == 0, made.stderr
    return folder, file


def test_what_was_backed_up_comes_back_in_an_empty_installation(kept, tmp_path):
    folder, file = kept
    assert samkraft(tmp_path, "restore", file).returncode == 0
    shown = [
        samkraft(each, "plan", "show", "polarsirkelradet-2025-2030", "--json").stdout
        for each in (folder, tmp_path)
    ]
    assert shown[0] == shown[1]
    assert len(json.loads(shown[0])["elements"]) == 76
    assert (tmp_path / "uploads/decision.txt").read_text(encoding="utf-8") == "Beslut"
    assert (tmp_path / "secret-key").read_bytes() == (folder / "secret-key").read_bytes()


def test_only_the_owner_can_read_a_backup(kept):
    assert oct(kept[1].stat().st_mode)[-3:] == "600"


def test_data_that_is_there_is_not_overwritten_unasked(kept, tmp_path):
    _, file = kept
    samkraft(tmp_path, "demo", "--no-serve")
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
def test_postgresql_goes_the_same_way(tmp_path, monkeypatch):
    import tests.cli.test_transfer as transfer

    with postgresql.cluster() as url:
        real = os.environ

        def run(*arguments):
            monkeypatch.setitem(real, "DATABASE_URL", url)
            environment = {**real, "SAMKRAFT_DATA_DIR": str(tmp_path)}
            return transfer.subprocess.run(
                [transfer.sys.executable, "-m", "samkraft.cli.main", *map(str, arguments)],
                env=environment, capture_output=True, text=True, check=False,
            )  # fmt: skip

        assert run("demo", "--no-serve").returncode == 0
        file = tmp_path / "all.tar.gz"
        assert run("backup", "--out", file).returncode == 0
        before = run("plan", "show", "norrbottensstrategin-2040", "--json").stdout
        assert run("restore", file).returncode == 2
        restored = run("restore", file, "--replace")
        assert restored.returncode == 0, restored.stderr
        assert run("plan", "show", "norrbottensstrategin-2040", "--json").stdout == before

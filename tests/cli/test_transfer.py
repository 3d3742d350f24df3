"""A whole plan out and into an empty installation, nothing lost."""

import json
import zipfile

import pytest

from tests.cli.conftest import samkraft


@pytest.fixture(scope="module")
def exported(demonstration, tmp_path_factory):
    folder = demonstration(tmp_path_factory.mktemp("here"))
    file = folder / "plan.zip"
    made = samkraft(folder, "plan", "export", "norrbottensstrategin-2040", "--out", file)
    assert made.returncode == 0, made.stderr
    return folder, file


def test_what_was_loaded_is_exported_again_to_the_letter(exported, tmp_path):
    _, file = exported
    loaded = samkraft(tmp_path, "plan", "load", file)
    assert (loaded.returncode, loaded.stdout) == (0, "norrbottensstrategin-2040\n")
    again = tmp_path / "again.zip"
    samkraft(tmp_path, "plan", "export", "norrbottensstrategin-2040", "--out", again)
    values = [json.loads(zipfile.ZipFile(each).read("plan.json")) for each in (file, again)]
    assert values[0].pop("region")["slug"] == values[1].pop("region")["slug"] == "norrbotten"
    assert values[0] == values[1]
    assert len(values[0]["versions"]) == 2
    assert len(values[0]["journal"]) > 100


def test_a_loaded_plan_shows_the_same_structure(exported, tmp_path):
    folder, file = exported
    samkraft(tmp_path, "plan", "load", file)
    shown = [
        samkraft(each, "plan", "show", "norrbottensstrategin-2040", "--json").stdout
        for each in (folder, tmp_path)
    ]
    assert json.loads(shown[0]) == json.loads(shown[1])


def test_loading_over_a_plan_that_is_there_changes_nothing(exported):
    folder, file = exported
    refused = samkraft(folder, "plan", "load", file)
    assert (refused.returncode, refused.stderr.count("\n")) == (2, 1)
    assert "already" in refused.stderr


def test_what_is_no_exported_plan_is_refused_in_one_line(tmp_path):
    (tmp_path / "no.zip").write_bytes(b"nothing")
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as archive:
        archive.writestr("plan.json", '{"format": "other"}')
    for name in ("no.zip", "other.zip", "missing.zip"):
        refused = samkraft(tmp_path, "plan", "load", tmp_path / name)
        assert (refused.returncode, refused.stderr.count("\n")) == (2, 1), refused.stderr


def test_an_unknown_plan_cannot_be_exported(exported):
    folder, _ = exported
    refused = samkraft(folder, "plan", "export", "nowhere", "--out", folder / "x.zip")
    assert refused.returncode == 2
    assert not (folder / "x.zip").exists()

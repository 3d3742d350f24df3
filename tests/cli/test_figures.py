"""Figures on the command line: fetched, loaded, shown, taken out again."""

from __future__ import annotations

import csv
import io
import json

import pytest

from tests.cli.conftest import samkraft
from tests.sources.servers import kolada_server
from tests.sources.servers.kolada import value

VALUES = [
    value("N00945", place, year, number=number)
    for place, year, number in (
        ("0025", 2022, 0.91), ("0025", 2023, 0.93), ("2580", 2022, 0.7), ("2580", 2023, 0.71),
    )
]  # fmt: skip
SHEET = (
    "indicator,place,sex,age,period,value,status\r\n"
    "own-measure,SE-2580,T,T,2022,10.5,valid\r\n"
    "own-measure,SE-2580,T,T,2023,11.5,provisional\r\n"
    "own-measure,SE-2582,T,T,2023,,suppressed\r\n"
)


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """An installation with the indicator that the local Kolada knows."""
    folder = tmp_path_factory.mktemp("figures")
    catalogue = samkraft(folder, "indicator", "list", "--json")
    assert catalogue.returncode == 0, catalogue.stderr
    return folder


def defined(folder) -> str:
    """An indicator of Kolada's N00945, made as a person would: by a file and a source."""
    code = (
        "from samkraft.cli.database import ready; ready()\n"
        "from samkraft.indicators.models import Indicator, Refresh\n"
        "row, made = Indicator.objects.get_or_create(slug='kolada-n00945', defaults={"
        "'title': {'sv': {'text': 'Kvot'}}, 'nature': 'ratio', 'direction': 'down',"
        "'source': 'kolada', 'code': 'N00945', 'decimals': 2})\n"
        "Refresh.objects.get_or_create(indicator=row)\n"
    )
    import os
    import subprocess
    import sys

    environment = {**os.environ, "SAMKRAFT_DATA_DIR": str(folder)}
    environment.pop("DATABASE_URL", None)
    subprocess.run([sys.executable, "-c", code], env=environment, check=True)
    return "kolada-n00945"


def test_figures_are_fetched_from_the_service_and_shown(filled):
    name = defined(filled)
    with kolada_server(VALUES) as server:
        done = samkraft(
            filled, "data", "fetch", name, "--area", "SE-25", "--area", "SE-2580",
            SAMKRAFT_SOURCES=f"kolada={server.base}",
        )  # fmt: skip
    assert (done.returncode, done.stdout) == (0, f"{name}: 4 new, 0 revised, 0 same\n")
    shown = samkraft(filled, "indicator", "show", "N00945", "--area", "SE-25", "--json")
    value_ = json.loads(shown.stdout)
    assert [(v["period"], v["value"], v["status"]) for v in value_["values"]] == [
        ("2022", 0.91, "valid"),
        ("2023", 0.93, "valid"),
    ]
    assert value_["trend"]["direction"] == "too_few"
    assert value_["provenance"]["source"] == "kolada"


def test_a_service_that_does_not_answer_is_said_in_one_line(filled):
    name = defined(filled)
    with kolada_server(VALUES) as server:
        base = server.base
    done = samkraft(
        filled,
        "data",
        "fetch",
        name,
        SAMKRAFT_SOURCES=f"kolada={base}",
        SAMKRAFT_FETCH_ATTEMPTS="2",
    )
    assert done.returncode == 1
    assert len(done.stderr.strip().splitlines()) == 1
    assert name in done.stderr


def test_a_file_of_our_own_is_taken_in_and_out_again(filled, tmp_path):
    sheet = tmp_path / "own.csv"
    sheet.write_text(SHEET, encoding="utf-8")
    done = samkraft(filled, "data", "load", sheet, "--as", "own/table", "--json")
    assert json.loads(done.stdout)["made"] == ["own-measure"]
    out = samkraft(
        filled, "data", "export", "own-measure", "--place", "SE-2580", "--format", "csv"
    ).stdout
    rows = list(csv.DictReader(io.StringIO(out.lstrip("﻿"))))
    assert [(r["place"], r["period"], r["value"], r["status"]) for r in rows] == [
        ("SE-2580", "2022", "10.5", "valid"),
        ("SE-2580", "2023", "11.5", "provisional"),
    ]
    again = samkraft(filled, "data", "load", sheet, "--as", "own/table", "--json")
    assert json.loads(again.stdout) == {
        "table": "own/table", "vintage": 3, "new": 0, "revised": 0, "withdrawn": 0, "same": 3,
        "indicators": ["own-measure"], "made": [], "places": 2,
    }  # fmt: skip


def test_a_revision_can_be_seen_as_of_the_day_before(filled, tmp_path):
    sheet = tmp_path / "revised.csv"
    sheet.write_text(SHEET.replace("10.5", "10.7"), encoding="utf-8")
    assert samkraft(filled, "data", "load", sheet, "--as", "own/table").returncode == 0
    now = samkraft(filled, "indicator", "show", "own-measure", "--area", "SE-2580", "--json")
    assert json.loads(now.stdout)["values"][0]["value"] == 10.7
    then = samkraft(
        filled, "indicator", "show", "own-measure", "--area", "SE-2580", "--as-of", "2020-01-01",
        "--json",
    )  # fmt: skip
    assert (then.returncode, json.loads(then.stdout)["values"]) == (1, [])


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("indicator", "show", "nothing"), "nothing"),
        (("indicator", "show", "population", "--area", "NO-0000"), "NO-0000"),
        (("indicator", "show", "population", "--as-of", "today"), "today"),
        (("data", "export", "population", "--format", "pdf"), "pdf"),
        (("data", "fetch", "--source", "nobody"), "nobody"),
        (("data", "fetch", "--as-if-now", "soon"), "soon"),
        (("data", "load", "missing.csv", "--as", "own/table"), "missing.csv"),
        (("data", "load", "missing.csv", "--as", "table"), "SOURCE/TABLE"),
    ],
)
def test_wrong_use_is_one_clear_line_and_exit_code_2(filled, arguments, word):
    done = samkraft(filled, *arguments)
    assert done.returncode == 2
    assert (len(done.stderr.strip().splitlines()), word in done.stderr) == (1, True)


def test_a_broken_sheet_names_file_line_and_column_and_takes_nothing_in(filled, tmp_path):
    sheet = tmp_path / "broken.csv"
    sheet.write_text(SHEET.replace("11.5", "many"), encoding="utf-8")
    done = samkraft(filled, "data", "load", sheet, "--as", "own/broken")
    assert done.returncode == 2
    assert ["broken.csv" in done.stderr, "3" in done.stderr] == [True, True]
    listed = json.loads(samkraft(filled, "indicator", "list", "--json").stdout)
    assert "own-broken" not in {row["slug"] for row in listed}


@pytest.mark.parametrize(
    "places",
    [
        ("--area", "SE-25", "SE-2580"),
        ("--area", "SE-25,2580"),
        ("--area", "SE-25", "--area", "2580"),
    ],
)
def test_several_places_can_be_named_in_any_of_three_ways(filled, places):
    name = defined(filled)
    with kolada_server(VALUES) as server:
        at = {"SAMKRAFT_SOURCES": f"kolada={server.base}"}
        assert samkraft(filled, "data", "fetch", name, *places, **at).returncode == 0
    shown = json.loads(samkraft(filled, "indicator", "show", name, *places, "--json").stdout)
    assert [each["place"] for each in shown] == ["SE-25", "SE-2580"]


def test_the_files_of_the_figures_can_be_looked_after(filled):
    assert samkraft(filled, "data", "compact").returncode == 0
    done = samkraft(filled, "data", "verify")
    assert (done.returncode, "all files are unharmed" in done.stdout) == (0, True)
    for file in filled.glob("warehouse/observations/*.parquet"):
        file.unlink()
    harmed = samkraft(filled, "data", "verify")
    assert (harmed.returncode, harmed.stderr != "") == (1, True)

import json

import pytest
from typer.testing import CliRunner

from samkraft.cli import place
from samkraft.places.models import Area


@pytest.fixture
def samkraft(db, monkeypatch):
    """Runs `samkraft place …` on a database with the shipped facts."""
    from samkraft.places.operations import load_facts
    from tests.conftest import NOON

    load_facts(by=None, at=NOON)
    monkeypatch.setattr(place, "ready", lambda: None)
    return lambda *words: CliRunner().invoke(place.app, words)


def test_the_history_of_harstad_tells_its_four_codes(samkraft):
    run = samkraft("history", "5503")
    assert (run.exit_code, run.stderr) == (0, "")
    assert run.stdout.splitlines() == [
        "5503 Harstad: municipality in NO, from 1 January 2024",
        "codes: 1901 → 1903 → 5402 → 5503",
        "also: 1915 Bjarkøy",
        "1 January 2013: 1901 Harstad and 1915 Bjarkøy merged into 1903 Harstad.",
        "1 January 2020: 1903 Harstad became 5402 Harstad (county: Troms → Troms og Finnmark).",
        "1 January 2024: 5402 Harstad became 5503 Harstad (county: Troms og Finnmark → Troms).",
    ]


def test_the_history_as_json(samkraft):
    value = json.loads(samkraft("history", "1850", "--json").stdout)
    assert (value["code"], value["codes"], value["related"]) == ("1850", ["1850"], ["1806", "1875"])
    assert [(step["on"], step["kind"]) for step in value["steps"]] == [
        ("2020-01-01", "split"),
        ("2020-01-01", "merger"),
        ("2020-01-01", "merger"),
    ]
    assert (value["steps"][0]["weight"], value["steps"][0]["convention"]) == (0.5, True)


def test_population_as_json_is_what_the_contract_says(samkraft):
    run = samkraft("population", "harstadregionen", "--on", "2015-01-01", "--json")
    value = json.loads(run.stdout)
    assert (run.exit_code, run.stderr) == (0, "")
    assert list(value)[:7] == [
        "region", "on", "population", "source", "as_counted", "members", "notes",
    ]  # fmt: skip
    assert value["population"] == value["stated"] == value["sum_of_members"] == 36_514
    assert (value["on"], value["as_counted"]) == ("2015-01-01", "2015-01-01")
    assert value["members"][0] == {"code": "1903", "name": "Harstad", "population": 24_676}


def test_population_in_words_names_successors_and_why_the_set_is_another(samkraft):
    run = samkraft("population", "harstadregionen", "--on", "2021-01-01")
    assert run.exit_code == 0
    assert run.stdout.startswith("harstadregionen: 37,290 people, counted 1 January 2021\n")
    assert "5412\tTjeldsund\t4,209\n" in run.stdout
    assert "note: 5412 Tjeldsund also contains 1852 Tjeldsund (Nordland)" in run.stdout


def test_a_total_that_is_not_the_sum_is_shown_with_the_sum(samkraft):
    run = samkraft("population", "norrbotten", "--on", "2025-12-31")
    assert "published total 248,927; sum of the members 248,943\n" in run.stdout


def test_what_cannot_be_told_ends_with_one_and_its_reason(samkraft):
    run = samkraft("population", "harstadregionen", "--on", "2012-01-01", "--json")
    assert run.exit_code == 1
    assert run.stderr.startswith("No population: within 10 years up to 1 January 2012 there is no")
    assert json.loads(run.stdout)["population"] is None


def test_a_place_as_json(samkraft):
    value = json.loads(samkraft("show", "5503", "--json").stdout)
    assert (value["code"], value["kind"], value["country"]) == ("5503", "municipality", "NO")
    assert value["names"] == {"nb": "Harstad", "se": "Hárstták"}
    assert value["county"] == {"code": "55", "name": "Troms"}
    assert value["valid"] == {"from": "2024-01-01", "until": None}
    assert value["populations"][-1]["population"] == 24_738
    assert value["languages"] == []


def test_a_place_in_words(samkraft):
    run = samkraft("show", "2584")
    assert run.exit_code == 0
    assert run.stdout.startswith(
        "2584 Kiruna\nmunicipality in Norrbottens län, as far back as the facts reach (1994)\n"
    )
    assert "language by law: Sami, statutory [verified]\n" in run.stdout
    assert "31 December 2023\t2584\t22,433\tverified excerpt" in run.stdout


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("show", "9999"), "No area has the code 9999."),
        (("history", "5503", "--country", "SE"), "No area in SE has the code 5503."),
        (
            ("population", "ofoten", "--on", "2015-01-01"),
            "No region is called “ofoten”. Known: alstahaugregionen, harstadregionen, "
            "indre-helgeland-regionrad, norrbotten, polarsirkelradet, ranaregionen.",
        ),
        (
            ("population", "norrbotten", "--on", "2015-02-30"),
            "“2015-02-30” is not a day of the calendar.",
        ),
        (
            ("population", "norrbotten", "--on", "2015"),
            "“2015” is not a full date such as 2015-01-01.",
        ),
    ],
)
def test_what_is_not_known_ends_with_two_and_one_line(samkraft, words, message):
    run = samkraft(*words)
    assert (run.exit_code, run.stdout, run.stderr) == (2, "", message + "\n")


def test_a_code_of_two_countries_asks_which(samkraft):
    Area.objects.create(
        country="SE", kind="county", code="18", name={"sv": {"text": "Örebro län"}}, source="–"
    )
    run = samkraft("show", "18")
    assert (run.exit_code, run.stderr) == (
        2,
        "Several areas have the code 18: NO 18 Nordland (county) and SE 18 Örebro län (county). "
        "Name the country.\n",
    )
    assert samkraft("show", "18", "--country", "SE").exit_code == 0

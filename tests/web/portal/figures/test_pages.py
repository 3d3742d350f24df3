"""The public pages of figures, as a reader without log-in gets them."""

from __future__ import annotations

import csv
import io
import json

import pytest
from openpyxl import load_workbook

from samkraft.indicators import operations as figures
from samkraft.plans import operations as plans
from tests.conftest import NOON
from tests.factories import element, make_draft
from tests.web.portal.figures.conftest import PEOPLE, rows

pytestmark = pytest.mark.django_db
SLUG = "norra-invanare"


def read(client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return " ".join(answer.content.decode().replace("\xa0", " ").split())


def test_an_indicator_says_its_newest_figure_in_a_sentence(world, client):
    page = read(client, f"/en/indicators/{SLUG}/?place=norra")
    assert "<h1>Norra: 1,495 people, 2023.</h1>" in page
    assert "That is 5 people less than in 2019." in page


def test_an_indicator_is_judged_by_a_rule_that_shows_its_numbers(world, client):
    page = read(client, f"/en/indicators/{SLUG}/?place=norra")
    assert "The target is 1,600 people in 2029. It moves the wrong way." in page
    assert '<dt>starting value</dt><dd class="number">1,500 people</dd>' in page
    assert "#planned_path" in page


def test_every_figure_of_the_page_stands_in_its_table(world, client):
    page = read(client, f"/en/indicators/{SLUG}/?place=norra")
    table = page[page.index('<table class="figures">') :]
    for year in PEOPLE["SE-9001"]:
        assert f">{year}</th>" in table
    assert [">975<" in table, ">520<" in table, ">1,495<" in table] == [True, True, True]


def test_a_chart_is_a_picture_with_its_sentence_beside_it(world, client):
    page = read(client, f"/en/indicators/{SLUG}/?place=norra")
    assert f"/en/indicators/{SLUG}/time.svg?place=norra" in page
    assert 'alt="Norra: 1,495 people, 2023.' in page
    picture = client.get(f"/en/indicators/{SLUG}/time.svg?place=norra")
    assert picture["Content-Type"] == "image/svg+xml"
    assert picture.content.startswith(b"<svg")
    assert b"script" not in picture.content


def test_a_chart_that_has_not_changed_is_not_sent_again(world, client):
    first = client.get(f"/en/indicators/{SLUG}/time.svg?place=norra")
    again = client.get(
        f"/en/indicators/{SLUG}/time.svg?place=norra", headers={"if-none-match": first["ETag"]}
    )
    assert again.status_code == 304


@pytest.mark.parametrize(
    "address",
    [
        "indicators/nothing/",
        f"indicators/{SLUG}/?place=nowhere",
        f"indicators/{SLUG}/?sex=X",
        f"indicators/{SLUG}/?as_of=yesterday",
        f"indicators/{SLUG}/pie.svg?place=norra",
        f"indicators/{SLUG}/ages.svg?place=norra",
        f"indicators/{SLUG}/figures.pdf",
        "nowhere/state/",
    ],
)
def test_what_is_not_there_is_not_found(world, client, address):
    assert client.get(f"/en/{address}").status_code == 404


def test_the_downloads_hold_exactly_what_the_page_shows(world, client):
    address = f"/en/indicators/{SLUG}/figures.%s?place=norra"
    text = client.get(address % "csv").content.decode("utf-8-sig")
    lines = list(csv.DictReader(io.StringIO(text)))
    told = [(row["place"], row["sex"], row["period"], float(row["value"])) for row in lines]
    expected = [("norra", "T", str(year), float(PEOPLE["SE-9001"][year] + PEOPLE["SE-9002"][year]))
                for year in PEOPLE["SE-9001"]]  # fmt: skip
    expected += [
        (area, "T", str(year), float(value))
        for area, years in PEOPLE.items()
        for year, value in years.items()
    ]
    assert told == expected
    book = load_workbook(io.BytesIO(client.get(address % "xlsx").content))
    sheet = list(book["figures"].iter_rows(min_row=2, values_only=True))
    assert [(row[1], row[3], row[5], float(row[6])) for row in sheet] == expected
    dataset = json.loads(client.get(address % "json").content)
    assert dataset["size"] == [3, 1, 1, 5]
    assert sum(dataset["value"].values()) == sum(value for *_, value in expected)


def test_the_list_can_be_narrowed_in_the_address(world, client):
    everything = read(client, "/en/indicators/")
    assert "1 indicator</p>" in everything
    assert "1 indicator</p>" in read(client, "/en/indicators/?q=invånare&place=norra&sex=on")
    assert "No indicator fits" in read(client, "/en/indicators/?q=nothing")
    assert "No indicator fits" in read(client, "/en/indicators/?figures=no")
    assert "1 indicator</p>" in read(client, f"/en/indicators/?plan=en-plan&part={world.key}")
    other = element(world.version, "Andra målet").key
    assert "No indicator fits" in read(client, f"/en/indicators/?plan=en-plan&part={other}")


def test_a_goal_shows_its_indicators_and_the_plan_its_verdicts(world, client):
    goal = read(client, f"/en/norra/en-plan/{world.key}/")
    assert "Where we stand" in goal
    assert "off track" in goal
    assert "off track" in read(client, "/en/norra/en-plan/")
    assert "Norra: 1,495 people, 2023." in read(client, "/en/norra/")


def test_the_state_page_shows_readings_and_what_changed_since(world, client):
    changed = {**PEOPLE, "SE-9002": {**PEOPLE["SE-9002"], 2024: 530}}
    changed["SE-9001"] = {**PEOPLE["SE-9001"], 2024: 960}
    figures.deliver(
        indicator=world.indicator, observations=rows(SLUG, changed), provenance={}, by=None, at=NOON
    )
    page = read(client, "/en/norra/state/")
    assert "Fler i Tvåby." in page
    assert "a new figure for 2024, 1,490 people" in page
    assert page.index("Fler i Tvåby.") < page.index("Earlier readings") < page.index("Färre i")
    assert "Färre i Ettby." in read(client, "/en/norra/state/?period=2022")


def test_a_reading_in_hand_is_seen_by_nobody(world, client):
    assert "Ett utkast." not in read(client, "/en/norra/state/")


def test_targets_and_topics_of_a_draft_are_seen_by_nobody(world, client):
    draft = make_draft(world.version.plan.region, "Hemlig plan")
    goal = plans.add_element(
        version=draft, role="goal", text=draft_text("Hemligt mål"), by=None, at=NOON
    )
    values = plans.TargetValues("norra", "2019", "2030", 1777.0)
    plans.set_target(
        plan=draft.plan, key=goal.key, indicator=world.indicator, values=values, by=None, at=NOON
    )
    plans.add_topic(
        plan=draft.plan, key=goal.key, title="Hemligt ämne", lang="sv", by=None, at=NOON
    )
    pages = (
        f"/en/indicators/{SLUG}/?place=norra",
        "/en/norra/state/",
        "/en/norra/",
        "/en/compare/",
    )
    told = " ".join(read(client, address) for address in pages)
    assert [word in told for word in ("1,777", "Hemlig")] == [False, False]


def draft_text(text: str):
    from samkraft.lib.texts import Texts

    return Texts.of("sv", text)


def test_sources_method_comparison_and_profile_answer(world, client):
    assert "Entered by hand" in read(client, "/en/sources/")
    method = read(client, "/en/method/")
    assert ["planned_path" in method, "german_weather" in method] == [True, True]
    assert "Norra" in read(client, f"/en/compare/?region=norra&indicator={SLUG}")
    assert "975 people" in read(client, "/en/places/SE/9001/figures/")


def test_an_indicator_without_figures_says_how_to_get_them(world, client):
    figures.add_indicator(
        region=world.version.plan.region, lang="sv", title="Senare", unit="", nature="share",
        direction="up", frequency="year", source="kolada", code="N00001", by=None, at=NOON,
    )  # fmt: skip
    page = read(client, "/en/indicators/norra-senare/")
    assert "have not been fetched yet" in page
    assert "samkraft data fetch norra-senare" in page


def test_figures_can_be_seen_as_they_were_known(world, client):
    later = NOON.replace(year=2026, month=5)
    changed = {**PEOPLE, "SE-9001": {**PEOPLE["SE-9001"], 2023: 970}}
    figures.deliver(
        indicator=world.indicator, observations=rows(SLUG, changed), provenance={}, by=None,
        at=later,
    )  # fmt: skip
    assert "1,490 people" in read(client, f"/en/indicators/{SLUG}/?place=norra")
    then = read(client, f"/en/indicators/{SLUG}/?place=norra&as_of=2026-04-01")
    assert "<h1>Norra: 1,495 people, 2023.</h1>" in then
    assert "Figures as they were known on April 1, 2026" in then


@pytest.mark.parametrize("goals", [1, 3])
def test_a_goal_page_costs_the_same_however_many_indicators(
    world, client, django_assert_max_num_queries, goals
):
    for number in range(goals - 1):
        more = figures.add_indicator(
            region=world.version.plan.region, lang="sv", title=f"Mer {number}", unit="people",
            nature="count", direction="up", frequency="year", by=None, at=NOON,
        )  # fmt: skip
        figures.deliver(
            indicator=more, observations=rows(more.slug), provenance={}, by=None, at=NOON
        )
        plans.follow(plan=world.version.plan, key=world.key, indicator=more, by=None, at=NOON)
    address = f"/en/norra/en-plan/{world.key}/"
    client.get(address)
    with django_assert_max_num_queries(22):
        client.get(address)

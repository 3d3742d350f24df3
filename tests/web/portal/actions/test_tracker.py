"""The tracker: lists, columns and time, filters in the address, pages and sheets."""

from __future__ import annotations

import csv
import io

import pytest
from openpyxl import load_workbook

from samkraft.web.portal.actions import tracker
from tests.factories import make_action, make_milestone, make_region, make_strategy
from tests.web.portal.actions.conftest import BASE, SECRETS

pytestmark = pytest.mark.django_db
LIST = f"{BASE}/actions/"


def shown(page: str) -> list[str]:
    """Of the actions of the world those that a page shows."""
    return [title for title in ("Bygg badet", "Ingen bär", "Dubbelt") if f">{title}<" in page]


@pytest.mark.parametrize("address", ["/en/actions/", "/en/nord/actions/", LIST])
@pytest.mark.parametrize("view", ["list", "board", "timeline"])
def test_what_is_public_is_shown_and_nothing_else(world, read, address, view):
    assert shown(read(f"{address}?view={view}")) == ["Bygg badet", "Ingen bär"]


def test_a_line_of_facts_leads_to_each_of_them(world, read):
    page = read(LIST)
    assert "2 actions: " in page
    assert '<a href="?stage=open&amp;judgement=behind">1 behind</a>' in page
    assert '<a href="?sign=unowned">1 without owner</a>' in page


def test_who_nobody_carries_comes_first(world, read):
    page = read(LIST)
    assert page.index("Ingen bär") < page.index("Bygg badet")
    assert '<li class="serious">without owner</li>' in page


def test_a_row_says_who_when_how_far_and_how_it_goes(world, read):
    page = read(LIST)
    row = page[page.index(">Bygg badet<") :]
    for words in ("Kommunen", "by 2028", "0 of 1 milestones reached", "behind", "under way"):
        assert words in row


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("element=ett-mal", ["Bygg badet"]), ("element=ett-annat-omrade", []),
        ("responsible=kommunen", ["Bygg badet"]), ("place=NO-1860", ["Bygg badet"]),
        ("stage=decided", ["Ingen bär"]), ("stage=open", ["Bygg badet", "Ingen bär"]),
        ("tag=youth", ["Bygg badet"]), ("principle=alla-med", ["Bygg badet"]),
        ("sign=unowned", ["Ingen bär"]), ("judgement=behind", ["Bygg badet"]),
        ("tag=youth&stage=decided", []),
    ],
)  # fmt: skip
def test_filters_stay_in_the_address(world, read, query, wanted):
    page = read(f"{LIST}?{query}")
    assert shown(page) == wanted
    assert '<details class="narrow noprint" open>' in page


def test_a_filter_that_nothing_fits_says_so_and_leads_back(world, read):
    page = read(f"{LIST}?tag=nothing")
    assert "No action fits. Take away a filter." in page
    assert "Download" not in page


@pytest.mark.parametrize("query", ["sign=x", "view=x", "sign=indicator-behind"])
def test_an_unknown_question_is_not_found(world, client, query):
    assert client.get(f"{LIST}?{query}").status_code == 404


def test_a_chosen_filter_is_chosen_in_the_form_and_kept_by_the_views(world, read):
    page = read(f"{LIST}?tag=youth&element=ett-mal")
    assert '<option value="youth" selected>young people</option>' in page
    assert '<option value="ett-mal" selected>' in page
    assert 'href="?element=ett-mal&amp;tag=youth&amp;view=timeline"' in page


def test_a_region_or_plan_chosen_in_the_form_is_an_address_of_its_own(world, client):
    answer = client.get("/en/actions/?into=nord&stage=open")
    assert (answer.status_code, answer["Location"]) == (302, "/en/nord/actions/?stage=open")
    answer = client.get("/en/nord/actions/?into=strategi")
    assert (answer.status_code, answer["Location"]) == (302, LIST)
    assert client.get("/en/nord/actions/?into=elsewhere").status_code == 404


def test_pages_follow_each_other(world, read, monkeypatch):
    monkeypatch.setattr("samkraft.web.portal.actions.asked.PAGE", 1)
    monkeypatch.setattr(tracker, "PAGE", 1)
    first, second = read(f"{LIST}?stage=open"), read(f"{LIST}?stage=open&page=2")
    assert (shown(first), shown(second)) == (["Ingen bär"], ["Bygg badet"])
    assert 'href="?stage=open&amp;page=2" rel="next"' in first
    assert 'href="?stage=open&amp;page=1" rel="prev"' in second
    assert "Page 2 of 2" in second


def test_a_plan_without_actions_says_what_belongs_there(client, read):
    make_strategy(make_region("tom"), slug="tom-plan")
    page = read("/en/tom/tom-plan/actions/")
    assert "No action is public yet." in page
    assert "Narrow the list" not in page


def test_a_column_holds_the_first_of_its_stage_and_counts_all(world, read, monkeypatch):
    monkeypatch.setattr(tracker, "EACH", 1)
    make_action(world.version, "En till")
    page = read(f"{LIST}?view=board")
    assert "Show all 2</a>" in page
    assert 'href="?stage=decided"' in page


def test_the_timeline_says_its_dates_in_words_and_strikes_those_given_up(world, read):
    make_milestone(world.action, "Invigt", "2027-06")
    page = read(f"{LIST}?view=timeline")
    row = page[page.index(">Bygg badet<") :]
    assert "2026 – 2028" in row
    assert "<s>autumn 2027</s>" in row
    assert "</span>: September 2026" in row
    assert "<s>June 2026</s>" in row
    assert 'aria-hidden="true" focusable="false"><line class="year"' in row
    assert " style=" not in page


def test_the_sheet_holds_exactly_what_is_shown(world, client):
    make_action(world.version, "=SUM(A1)", tags=["youth"])
    answer = client.get(f"{LIST}actions.csv?tag=youth")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [row[3] for row in rows] == ["Action", "'=SUM(A1)", "Bygg badet"]
    assert rows[2][5:10] == ["Kommunen", "2026", "2028", "under way", "behind"]
    book = load_workbook(io.BytesIO(client.get(f"{LIST}actions.xlsx?tag=youth").content))
    # as a text, which a workbook can say of a cell; no sign has to stand before it
    cells = [[cell.value or "" for cell in row] for row in book.active]
    assert cells == [[cell.replace("'=SUM", "=SUM") for cell in row] for row in rows]
    assert book.active["D2"].data_type == "s"
    assert not any(word in str(rows) for word in SECRETS)
    assert client.get(f"{LIST}actions.pdf").status_code == 404


def test_what_is_not_public_is_not_found(world, client):
    for address in (
        "/en/elsewhere/actions/", "/en/nord/elsewhere/actions/", "/en/nord/elsewhere/actions/actions.csv",
        f"{LIST}hemligt-forslag/", f"{LIST}hemligt-i-utkast/", f"{LIST}elsewhere/",
        f"{BASE}/action-plans/hemlig-plan/", "/en/nord/who/elsewhere/", "/en/organisations/x/",
    ):  # fmt: skip
        assert client.get(address).status_code == 404, address


def test_a_page_is_not_found_under_another_region(world, client):
    make_region("syd")
    for path in ("actions/", "actions/bygg-badet/", "board/", "gaps/", "funding/", "priorities/",
                 "action-plans/", "action-plans/badplanen/"):  # fmt: skip
        assert client.get(f"/en/syd/strategi/{path}").status_code == 404, path


@pytest.mark.parametrize("view", ["list", "board", "timeline"])
@pytest.mark.parametrize("many", [1, 3])
def test_a_list_takes_at_most_ten_queries(world, client, django_assert_max_num_queries, view, many):
    for number in range(many):
        action = make_action(world.version, f"A{number}", elements=["ett-mal"], tags=["green"],
                             organisation=world.town)  # fmt: skip
        make_milestone(action)
    for address in (LIST, "/en/nord/actions/", "/en/actions/"):
        with django_assert_max_num_queries(11 if view == "timeline" else 10):
            client.get(f"{address}?view={view}")

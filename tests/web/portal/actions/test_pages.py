"""The page of an action, the board, gaps, money, priorities, action plans and actors."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest

from samkraft.accounts.models import Organisation
from samkraft.actions import operations as do
from samkraft.actions.models import Action, Experiment
from tests.actions.test_published import rich
from tests.conftest import NOON
from tests.factories import (
    make_action,
    make_milestone,
    make_organisation,
    make_region,
    make_strategy,
)
from tests.web.portal.actions.conftest import BASE, DO, sv

pytestmark = pytest.mark.django_db
ACTION = f"{BASE}/actions/bygg-badet/"


def words_after(page: str, head: str) -> str:
    """The page from a heading to the next."""
    rest = re.split(rf"<h2[^>]*>{re.escape(head)}", page)[1]
    return rest.split("<h2")[0]


def test_an_action_says_what_why_who_and_when(world, read):
    page = read(ACTION)
    assert '<a href="/en/nord/strategi/ett-delmal/"><span lang="sv">Ett delmål</span></a>' in page
    assert '<a href="/en/organisations/kommunen/"><span lang="sv">Kommunen</span></a>' in page
    assert "2026 – 2028" in page
    assert '<s><span class="unseen">formerly </span>autumn 2027</s>' in page
    assert "Överklagat" in page


def test_a_judgement_and_the_signs_stand_beside_each_other(world, read):
    page = read(ACTION)
    assert '<span class="verdict behind"><span aria-hidden="true">▲</span> behind</span>' in page
    assert 'said by <span lang="sv">Kommunen</span> on March 2, 2026' in page
    assert '<li class="serious">a milestone is late</li>' in page


def test_milestones_keep_the_dates_that_were_given_up(world, read):
    part = words_after(read(ACTION), "Milestones")
    assert "late: was due September 2026" in part
    assert "<s>June 2026</s>" in part


def test_updates_tell_cause_and_what_is_done(world, read):
    part = words_after(read(ACTION), "How it goes")
    assert "Det går långsamt" in part
    assert "Tjäle" in part


def test_money_in_another_currency_says_that_a_rate_is_lacking(world, read):
    part = words_after(read(ACTION), "Money")
    assert "1,000 EUR" in part
    assert "No rate to SEK is stated for EUR" in part
    do.state_rate(base="EUR", quote="SEK", on=date(2026, 3, 1), rate=Decimal("11.5"),
                  source="Riksbanken", **DO)  # fmt: skip
    part = words_after(read(ACTION), "Money")
    assert "11,500 SEK" in part
    assert "1 EUR = 11.5 SEK, March 1, 2026 (Riksbanken)" in part


def test_partners_principles_and_experiments_are_there(world, read):
    tried = do.begin_experiment(action=world.action, hypothesis=sv("Det bär"), **DO)
    do.conclude_experiment(experiment=Experiment.objects.get(pk=tried.pk), revision=tried.revision,
                           outcome=sv("Nej"), lesson=sv("Börja mindre"), decision="stop", **DO)  # fmt: skip
    page = read(ACTION)
    assert "takes part · Hjälper" in page
    assert "Alla med" in words_after(page, "How the plan")
    assert "it was stopped" in words_after(page, "Tried out")
    assert "Börja mindre" in page


def test_an_action_that_was_taken_back_says_why(world, read):
    assert "This action was withdrawn. Samma som badet" in read(f"{BASE}/actions/dubbelt/")


def test_an_action_says_who_carries_it_now_that_it_is_handed_over(world, read):
    action = Action.objects.get(slug="bygg-badet")
    do.move_stage(action=action, stage="handed_over", why="Klart", handed_to_name="Badbolaget",
                  follow_up_on=date(2030, 1, 2), **DO)  # fmt: skip
    page = read(ACTION)
    assert "Now carried by Badbolaget. To be looked at again on January 2, 2030." in page
    assert "handed over to ordinary operation" in page


def test_the_board_tells_what_to_decide_what_slipped_and_the_money(world, read):
    page = read(f"{BASE}/board/")
    assert "nobody carries it: who does?" in words_after(page, "Needs a decision")
    assert "<s>autumn 2027</s> → 2028. Överklagat" in words_after(page, "Slipped")
    assert "Bygg badet" in words_after(page, "Behind or off track")
    assert "1,000 EUR" in words_after(page, "Money by level")


def test_the_board_since_a_meeting_leaves_out_what_was_before(world, read):
    page = read(f"{BASE}/board/?since=2026-04-01")
    assert "No date was moved to later." in page
    assert "since April 1, 2026" in page
    assert 'value="2026-04-01"' in page
    assert "Överklagat" in read(f"{BASE}/board/?since=nonsense")


def test_a_long_list_on_the_board_is_cut_and_counted(world, read):
    for number in range(6):
        make_action(world.version, f"Utan {number}")
    page = read(f"{BASE}/board/")
    assert "and 2 more" in words_after(page, "Needs a decision")


def test_the_gaps_are_told_with_their_numbers(world, read):
    page = read(f"{BASE}/gaps/")
    assert "Ett annat område" in words_after(page, "Goals without actions")
    assert "En åtgärd" in words_after(page, "Measures tied to no goal")
    assert "Ingen bär" in words_after(page, "Actions without owner")
    assert "Badplanen" in words_after(page, "Perspectives missing")
    assert 'href="/en/nord/strategi/links/"' in page


def test_a_goal_that_only_a_hidden_proposal_serves_is_a_gap(world, read):
    make_action(world.version, "Hemligt område", stage="proposed", public=False,
                elements=["ett-annat-omrade"])  # fmt: skip
    assert "Ett annat område" in words_after(read(f"{BASE}/gaps/"), "Goals without actions")


def test_money_is_told_by_level_area_year_and_funder(world, read):
    page = read(f"{BASE}/funding/")
    assert "1 action names money: 1,000 EUR promised, 250 EUR spent." in page
    for head, word in (("By level", "EU"), ("By area", "Ett område"), ("By year", "2026"),
                       ("By funder", "Fonden")):  # fmt: skip
        assert word in words_after(page, head), head
    assert "sharebar" not in words_after(page, "By level")  # without a rate no bar
    do.state_rate(base="EUR", quote="SEK", on=date(2026, 3, 1), rate=Decimal(10), source="R", **DO)
    assert '<rect class="spent" x="0" y="3" width="25.00%"' in read(f"{BASE}/funding/")


def test_priorities_keep_each_members_view_and_what_was_dropped(world, read):
    criterion = do.add_criterion(plan=world.plan, name=sv("Nytta"), **DO)
    for slug, score in (("kommunen", 5), ("grannen", 2)):
        do.give_opinion(criterion=criterion, score=score, element_key="ett-mal",
                        organisation=Organisation.objects.get(slug=slug), **DO)  # fmt: skip
    do.record_choice(plan=world.plan, chosen=False, phase="Samråd", why="För dyrt", on=NOON.date(),
                     element_key="ett-annat-omrade", decided_by="Nämnden", **DO)  # fmt: skip
    page = read(f"{BASE}/priorities/")
    table = page[page.index("<tbody>") : page.index("</tbody>")]
    assert [f">{number}<" in table for number in ("3.5", "5.0", "2.0")] == [True] * 3
    dropped = words_after(page, "Dropped, and why")
    assert ("För dyrt" in dropped, "Samråd" in dropped) == (True, True)


def test_action_plans_stand_in_registers_and_say_what_is_missing(world, read):
    for address in (f"{BASE}/action-plans/", "/en/nord/action-plans/"):
        assert "Badplanen" in read(address)
    page = read(f"{BASE}/action-plans/badplanen/")
    assert "Bad åt alla" in page
    assert "No partner has treated it." in page
    assert "Nobody coordinates it." in words_after(page, "What is missing")
    assert "supports it" in words_after(page, "Treatment")


def test_actors_say_what_they_carry(world, read):
    page = read("/en/nord/who/")
    row = page[page.index(">Kommunen<") :]
    assert row[: row.index("</li>")].count("carries 1 open action") == 1
    assert "partner in 1" in page[page.index(">Grannen<") :]
    assert "Bygg badet" in words_after(read("/en/organisations/kommunen/"), "Carries")
    assert "Bygg badet" in words_after(read("/en/organisations/grannen/"), "Takes part in")


def test_a_seat_without_consent_shows_its_role_and_no_name(world, read):
    page = read("/en/nord/who/namnden/")
    assert "chair" in words_after(page, "Who sits here")
    assert "steers" in words_after(page, "Roles")


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("board", "The plan has no public actions yet."), ("gaps", "Every action has a date."),
        ("funding", "No action names any money yet."), ("priorities", "Nothing has been weighed yet."),
        ("action-plans", "There is none yet."), ("actions", "No action is public yet."),
    ],
)  # fmt: skip
def test_an_empty_page_says_what_belongs_there(read, path, words):
    make_strategy(make_region("nord"), slug="strategi")
    assert words in read(f"{BASE}/{path}/")


def test_a_region_without_actors_says_so(read):
    make_region("nord")
    assert "No organisation or group has been registered yet." in read("/en/nord/who/")


def test_the_region_shows_what_is_due_and_the_plan_how_many_serve_a_goal(world, read):
    region = read("/en/nord/")
    assert "Bygg badet" in words_after(region, "Due soon")
    assert "Ingen bär" not in region
    plan = read("/en/nord/strategi/")
    assert '<a class="doing" href="/en/nord/strategi/ett-mal/#actions">1 action</a>' in plan
    goal = words_after(read("/en/nord/strategi/ett-mal/"), "What we do")
    for words in ("Bygg badet", "Kommunen", "next:", "Grävt", "behind", "March 2, 2026"):
        assert words in goal, words


@pytest.mark.parametrize("many", [1, 3])
def test_pages_cost_a_constant_number_of_queries(
    many, world, client, django_assert_max_num_queries
):
    for number in range(many):
        action = rich(world.version, number)
        make_milestone(action)
        do.need_action(action=action, needs=world.action, **DO)
        do.update_action(action=action, said=do.Said("on_track"), **DO)
    bars = {
        "/en/nord/strategi/actions/arbete-0/": 15, f"{BASE}/board/": 13, f"{BASE}/gaps/": 15,
        f"{BASE}/funding/": 9, f"{BASE}/action-plans/": 2, f"{BASE}/action-plans/badplanen/": 14,
        "/en/nord/who/": 7, "/en/nord/who/namnden/": 13, "/en/organisations/kommunen/": 16,
        "/en/nord/strategi/": 12, "/en/nord/strategi/ett-mal/": 19,
    }  # fmt: skip
    for address, bar in bars.items():
        with django_assert_max_num_queries(bar):
            assert client.get(address).status_code == 200, address


def test_priorities_cost_a_constant_number_of_queries(world, client, django_assert_num_queries):
    criterion = do.add_criterion(plan=world.plan, name=sv("Nytta"), **DO)
    for number in (1, 2):
        for _ in range(number):
            do.give_opinion(criterion=criterion, score=3, element_key="ett-mal",
                            organisation=make_organisation(world.region), **DO)  # fmt: skip
        with django_assert_num_queries(7):
            client.get(f"{BASE}/priorities/")

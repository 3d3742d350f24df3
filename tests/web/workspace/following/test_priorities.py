"""Prioritising: criteria, views of members, what was chosen and dropped."""

from __future__ import annotations

from decimal import Decimal

import pytest

from samkraft.accounts.rules import may
from samkraft.actions import operations as do
from samkraft.actions.models import Choice, Criterion, Opinion
from samkraft.web.workspace.following.weighed import results
from tests.factories import make_action, make_organisation, make_person
from tests.web.workspace.following.conftest import DAY, DO, PLAN, browse, sv

pytestmark = pytest.mark.django_db
HERE = f"{PLAN}priorities/"


@pytest.fixture
def criterion(plan):
    return do.add_criterion(plan=plan, name=sv("Effekt"), weight=Decimal(2), **DO)


def test_a_criterion_with_a_decimal_comma(page, plan):
    page.post(f"{HERE}criteria/new/", name_sv="Effekt", weight="1,5")
    made = Criterion.objects.get()
    assert (made.name, made.weight) == ({"sv": {"text": "Effekt"}}, Decimal("1.50"))


@pytest.mark.parametrize(
    ("given", "said"),
    [({"name_sv": " "}, "This field is required."), ({"weight": "0"}, "Weight"),
     ({"weight": "1000"}, "Weight"), ({"weight": "mycket"}, "Enter a number."),
     ({"weight": "NaN"}, "Enter a number.")],
)  # fmt: skip
def test_what_makes_no_sense_is_refused(page, plan, given, said):
    answer = page.post(f"{HERE}criteria/new/", **{"name_sv": "Effekt", "weight": "1", **given})
    text = answer.content.decode()
    assert ("Something has to be mended first" in text, said in text) == (True, True)
    assert not Criterion.objects.exists()


def test_two_people_change_a_criterion_and_neither_loses_anything(page, criterion):
    do.change_criterion(criterion=criterion, revision=1, name=sv("Deras"), weight=Decimal(3), **DO)
    here = f"{HERE}criteria/{criterion.pk}/"
    answer = page.post(here, name_sv="Mitt", weight="5", revision=1)
    text = answer.content.decode()
    assert (answer.status_code, "Deras" in text, 'value="Mitt"' in text) == (409, True, True)
    page.post(here, name_sv="Mitt", weight="5", revision=2)
    criterion.refresh_from_db()
    assert (criterion.name, criterion.weight) == ({"sv": {"text": "Mitt"}}, Decimal(5))


def test_an_ended_criterion_weighs_no_more_and_its_views_stay(page, criterion, lulea):
    do.give_opinion(criterion=criterion, score=4, element_key="ett-mal", organisation=lulea, **DO)
    page.post(f"{HERE}criteria/{criterion.pk}/end/", why="")
    assert (Criterion.objects.get().ended_at is not None, Opinion.objects.count()) == (True, 1)
    assert "There is no criterion yet." in page.get(HERE).content.decode()


def test_an_editor_gives_a_view_for_a_member_and_changes_it(page, criterion, lulea):
    here = f"{HERE}weigh/?candidate=ett-mal&member={lulea.pk}"
    for score, note in ((4, "Gärna"), (5, "Absolut")):
        page.post(here, **{f"score_{criterion.pk}": score, f"note_{criterion.pk}": note})
    assert list(Opinion.objects.values_list("score", "note", "organisation")) == [
        (5, "Absolut", lulea.pk)
    ]
    assert 'value="Absolut"' in page.get(here).content.decode()


def test_a_view_of_ones_own(page, criterion, coordinator, version):
    action = make_action(version)
    page.post(f"{HERE}weigh/?candidate=action:{action.slug}&member=me",
              **{f"score_{criterion.pk}": 2})  # fmt: skip
    made = Opinion.objects.get()
    assert (made.action, made.person, made.organisation, made.score) == (
        action, coordinator, None, 2,
    )  # fmt: skip


def test_a_view_without_a_number_says_what_to_do(page, criterion):
    answer = page.post(f"{HERE}weigh/?candidate=ett-mal&member=me",
                       **{f"note_{criterion.pk}": "Kanske"})  # fmt: skip
    text = answer.content.decode()
    assert ("Choose a number for at least one criterion." in text, "Kanske" in text) == (True, True)


@pytest.mark.parametrize("score", ["6", "0", "x"])
def test_a_score_is_from_1_to_5(page, criterion, score):
    page.post(f"{HERE}weigh/?candidate=ett-mal&member=me", **{f"score_{criterion.pk}": score})
    assert not Opinion.objects.exists()


@pytest.mark.parametrize("asked", ["candidate=finns-inte&member=me", "candidate=ett-mal&member=0",
                                   "candidate=ett-omrade&member=me", ""])  # fmt: skip
def test_what_cannot_be_weighed_is_not_found(page, criterion, asked):
    assert page.client.get(page.address(f"{HERE}weigh/?{asked}")).status_code == 404


def test_the_choice_leads_to_weighing(page, criterion):
    answer = page.get(HERE, candidate="ett-mal", member="me")
    assert answer["Location"].endswith("/priorities/weigh/?candidate=ett-mal&member=me")


def test_the_page_shows_mean_spread_and_each_member(page, plan, criterion, lulea, region):
    other = make_organisation(region, slug="pitea")
    for who, score in ((lulea, 5), (other, 2)):
        do.give_opinion(criterion=criterion, score=score, element_key="ett-mal", organisation=who,
                        **DO)  # fmt: skip
    text = page.get(HERE).content.decode()
    assert "<strong>3.5</strong> of 5, from 2 to 5" in text
    assert ("Lulea: 5" in text, "Pitea: 2" in text) == (True, True)


def test_what_was_dropped_and_why_is_kept(page, plan):
    page.post(f"{HERE}choose/", candidate="ett-mal", chosen="no", phase="Efter remissen",
              why="För dyrt", on="2026-03-02", decided_by="Styrgruppen")  # fmt: skip
    made = Choice.objects.get()
    assert (made.element_key, made.chosen, made.phase, made.why) == (
        "ett-mal", False, "Efter remissen", "För dyrt",
    )  # fmt: skip
    text = page.get(HERE).content.decode()
    assert ("dropped" in text, "För dyrt" in text) == (True, True)


@pytest.mark.parametrize("lacking", ["candidate", "chosen", "phase", "why", "on"])
def test_a_choice_without_its_reason_is_refused(page, plan, lacking):
    given = {"candidate": "ett-mal", "chosen": "yes", "phase": "1", "why": "x", "on": "2026-03-02"}
    assert page.post(f"{HERE}choose/", **{**given, lacking: ""}).status_code == 200
    assert not Choice.objects.exists()


def test_an_outsider_sees_no_proposal_that_is_not_public(client, actor, version, criterion):
    hidden = make_action(version, "Hemligt förslag", stage="proposed", public=False)
    do.give_opinion(criterion=criterion, score=4, action=hidden, organisation=actor.organisation,
                    **DO)  # fmt: skip
    do.record_choice(plan=version.plan, chosen=True, phase="1", why="x", on=DAY,
                     action=hidden, **DO)  # fmt: skip
    browse(client, actor)
    assert "Hemligt" not in client.get(f"/en/workspace/{HERE}").content.decode()


@pytest.mark.parametrize("many", [1, 3])
def test_results_cost_a_constant_number_of_queries(
    plan, version, criterion, region, many, django_assert_num_queries
):
    reader = make_person("reader", region)
    may(reader, "edit", region)  # the person's roles are read once for each request
    for _number in range(many):
        who = make_organisation(region)
        for key in ("ett-mal", "ett-delmal"):
            do.give_opinion(criterion=criterion, score=3, element_key=key, organisation=who, **DO)
    with django_assert_num_queries(3):
        found = results(plan, reader, [criterion])
    assert [len(row.members) for row in found] == [many, many]

"""Action plans on screen: initiated, written, treated, passed on."""

from __future__ import annotations

from datetime import date

import pytest

from samkraft.actions import operations as do
from samkraft.actions.models import ActionPlan, Treatment
from samkraft.lib.texts import Texts
from samkraft.web.workspace.following.actionplans import register
from tests.factories import (
    make_action_plan,
    make_draft,
    make_organisation,
    make_person,
    make_strategy,
)
from tests.web.workspace.following.conftest import DO, PLAN, browse, sv

pytestmark = pytest.mark.django_db
HERE = f"{PLAN}action-plans/en-handlingsplan/"


@pytest.fixture
def made(version):
    return make_action_plan(version, elements=["ett-mal"])


def test_an_actor_initiates_for_the_own_organisation(client, actor, plan):
    browse(client, actor)
    answer = client.post(
        f"/en/workspace/{PLAN}new-action-plan/",
        {"title": "Fler bostäder", "what": "Bygg", "elements": ["ett-mal"],
         "initiated_by": actor.organisation_id},
    )  # fmt: skip
    made = ActionPlan.objects.get()
    assert answer["Location"].startswith(f"/en/workspace/{PLAN}action-plans/fler-bostader/write/")
    assert (made.title, made.what, made.element_keys, made.initiated_by, made.initiator) == (
        {"sv": {"text": "Fler bostäder"}}, {"sv": {"text": "Bygg"}}, ["ett-mal"],
        actor.organisation, actor,
    )  # fmt: skip


def test_an_actor_cannot_initiate_for_another(client, actor, plan, region):
    other = make_organisation(region)
    browse(client, actor)
    answer = client.post(f"/en/workspace/{PLAN}new-action-plan/",
                         {"title": "Kapad", "initiated_by": other.pk})  # fmt: skip
    assert "Select a valid choice." in answer.content.decode()
    assert not ActionPlan.objects.exists()


def test_without_an_adopted_version_it_is_refused_with_the_reason(page, region):
    draft = make_draft(region, "Utkast")
    here = f"norr/plans/{draft.plan.slug}/"
    assert "has no adopted version" in page.get(f"{here}action-plans/").content.decode()
    answer = page.post(f"{here}new-action-plan/", title="För tidigt")
    assert "has no adopted version" in answer.content.decode()
    assert not ActionPlan.objects.exists()


def write(page, here: str = HERE, **given):
    return page.post(f"{here}write/", **{"title": "En handlingsplan", "revision": 1, **given})


def test_it_is_written_whole(page, made, plan):
    write(page, how="Så här", sami="Sametinget är med", last_day="2029-12-31",
          elements=["ett-mal", "ett-delmal"], answer_alla_med="", **{"answer_alla-med": "Så"})  # fmt: skip
    made.refresh_from_db()
    assert (made.how, made.sami, made.last_day, made.element_keys, made.answers) == (
        {"sv": {"text": "Så här"}}, {"sv": {"text": "Sametinget är med"}}, date(2029, 12, 31),
        ["ett-mal", "ett-delmal"], {"alla-med": {"sv": {"text": "Så"}}},
    )  # fmt: skip


def test_another_language_is_a_translation(page, made):
    answer = page.post(f"{HERE}write/?lang=nb", title="En handlingsplan på norsk", revision=1)
    made.refresh_from_db()
    found = Texts.read(made.title)
    assert answer.status_code == 302
    assert (found.get("sv"), found.get("nb"), found.original) == (
        "En handlingsplan", "En handlingsplan på norsk", "sv",
    )  # fmt: skip


@pytest.mark.parametrize(
    "given", [{"title": ""}, {"last_day": "snart"}, {"elements": ["finns-inte"]},
              {"first_day": "2029-01-01", "last_day": "2028-01-01"}],
)  # fmt: skip
def test_what_makes_no_sense_is_refused_and_kept_in_the_form(page, made, given):
    answer = write(page, how="Behålls", **given)
    text = answer.content.decode()
    assert ("Something has to be mended first" in text, "Behålls" in text) == (True, True)
    made.refresh_from_db()
    assert made.how == {}


def test_two_people_write_and_neither_loses_anything(page, made):
    do.write_action_plan(
        action_plan=made, revision=1, **DO,
        values=do.ActionPlanValues(title=sv("En handlingsplan"), how=sv("Deras väg"),
                                   elements=["ett-delmal"]),
    )  # fmt: skip
    answer = write(page, how="Min väg", elements=["ett-mal"])
    text = answer.content.decode()
    assert answer.status_code == 409
    assert ("Deras väg" in text, "Min väg" in text, "Ett delmål" in text) == (True, True, True)
    write(page, how="Min väg", revision=2)
    made.refresh_from_db()
    assert made.how == {"sv": {"text": "Min väg"}}


def test_the_page_says_what_is_missing_and_why_it_does_not_count(page, made):
    text = page.get(HERE).content.decode()
    assert "It does not say what is to be done." in text
    assert "It does not say how “Alla med” was considered." in text
    assert "The regional development committee has not treated it." in text


def test_a_committee_and_a_partner_treat_it_and_then_it_counts(page, made, committee, lulea):
    page.post(f"{HERE}to/in_treatment/", revision=1)
    for who in (f"body:{committee.pk}", f"organisation:{lulea.pk}"):
        page.post(f"{HERE}treatment/", actor=who, on="2026-03-02", outcome="supported",
                  reference="N 12", note="")  # fmt: skip
    page.post(f"{HERE}to/agreed/", revision=2)
    assert [(row.body, row.organisation, row.outcome, row.reference)
            for row in Treatment.objects.order_by("pk")] == [
        (committee, None, "supported", "N 12"), (None, lulea, "supported", "N 12"),
    ]  # fmt: skip
    text = page.get(HERE).content.decode()
    assert "It does. It is agreed, and the committee and partners have treated it." in text


def test_a_draft_is_not_treated(page, made, committee):
    assert "Send it to treatment first." in page.get(f"{HERE}treatment/").content.decode()
    answer = page.post(f"{HERE}treatment/", actor=f"body:{committee.pk}", on="2026-03-02",
                       outcome="noted")  # fmt: skip
    assert "Send it to treatment first." in answer.content.decode()
    assert not Treatment.objects.exists()


def test_withdrawing_needs_a_reason(page, made):
    assert page.post(f"{HERE}to/withdrawn/", revision=1, why="").status_code == 200
    page.post(f"{HERE}to/withdrawn/", revision=1, why="Ingen vill")
    made.refresh_from_db()
    assert (made.state, made.state_why) == ("withdrawn", "Ingen vill")
    assert page.get(f"{HERE}write/").status_code == 200  # read; saving is refused with the reason
    assert "It has ended or was withdrawn" in write(page, revision=2).content.decode()


def test_a_passage_that_is_not_there_is_refused(page, made):
    answer = page.post(f"{HERE}to/running/", revision=1)
    assert "It cannot pass from where it stands to there." in answer.content.decode()


def test_a_passage_after_somebody_elses_change_is_shown_again(page, made):
    do.write_action_plan(action_plan=made, revision=1, **DO,
                         values=do.ActionPlanValues(title=sv("Nytt namn")))  # fmt: skip
    answer = page.post(f"{HERE}to/in_treatment/", revision=1)
    assert "Nothing was overwritten." in answer.content.decode()
    assert ActionPlan.objects.get().state == "draft"
    assert page.post(f"{HERE}to/in_treatment/", revision=2).status_code == 302


def test_a_coordinator_of_the_region_sets_who_coordinates(page, made, lulea, region):
    person = make_person("reader", region)
    page.post(f"{HERE}coordinator/", organisation=lulea.pk, person=person.pk)
    made.refresh_from_db()
    assert (made.coordinator_organisation, made.coordinator) == (lulea, person)
    page.post(f"{HERE}coordinator/", organisation="", person="")
    made.refresh_from_db()
    assert (made.coordinator_organisation, made.coordinator) == (None, None)


@pytest.mark.parametrize("many", [1, 3])
def test_the_register_costs_one_query(region, many, django_assert_num_queries):
    version = make_strategy(region, slug="strategi")
    for number in range(many):
        make_action_plan(version, f"Nr {number}", by=make_person("editor", region))
    with django_assert_num_queries(1):
        assert len(register(version.plan)) == many

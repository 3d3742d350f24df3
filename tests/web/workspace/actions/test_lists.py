"""The list of a plan's actions, a new action, and My work."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from samkraft.actions import operations as do
from samkraft.actions.models import Action
from tests.factories import (
    make_action,
    make_body,
    make_draft,
    make_milestone,
    make_organisation,
    make_person,
    make_region,
)
from tests.web.workspace.actions.conftest import DO, log_in, sv

pytestmark = pytest.mark.django_db
LIST = "norr/plans/strategi/actions/"


def titles(answer) -> list[str]:
    return [row.title.text for _action, row in answer.context["rows"]]


def test_the_list_has_proposals_and_withdrawn_ones_too(page, version):
    make_action(version, "Beslutat")
    make_action(version, "Föreslaget", stage="proposed", public=False)
    gone = make_action(version, "Borttaget")
    do.withdraw_action(action=gone, why="Dubbel", **DO)
    answer = page.get(LIST)
    text = answer.content.decode()
    assert titles(answer) == ["Beslutat", "Föreslaget"]
    assert ("not shown to everybody" in text, "2 actions" in text) == (True, True)
    assert titles(page.get(LIST, stage="withdrawn")) == ["Borttaget"]
    assert titles(page.get(LIST, stage="unpublished")) == ["Föreslaget"]


def test_filters_narrow_the_list_and_nonsense_shows_all(page, version, region):
    firm, body = make_organisation(region, slug="firma"), make_body(region, "utskott")
    make_action(version, "Ett", organisation=firm, tags=["green"], due="2020")
    make_action(version, "Två", body=body, elements=["ett-delmal"], stage="proposed")
    for asked, wanted in (
        ({"responsible": "firma"}, ["Ett"]), ({"responsible": "body:utskott"}, ["Två"]),
        ({"tag": "green"}, ["Ett"]), ({"stage": "proposed"}, ["Två"]),
        ({"element": "ett-mal"}, ["Två"]), ({"sign": "overdue"}, ["Ett"]),
        ({"stage": "decided", "tag": "green"}, ["Ett"]), ({"sign": "no-date"}, ["Två"]),
        ({"stage": "flying"}, ["Ett", "Två"]), ({"page": "x"}, ["Ett", "Två"]),
        ({"order": "due"}, ["Ett", "Två"]), ({"stage": "done"}, []),
    ):  # fmt: skip
        assert titles(page.get(LIST, **asked)) == wanted, asked


def test_an_empty_list_says_what_belongs_here(page, version):
    assert "First step: add an action" in page.get(LIST).content.decode()


def counted(client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as found:
        assert client.get(address).status_code == 200
    return len(found)


def fill(version, region, firm, number: int) -> None:
    made = make_action(
        version, f"Arbete {number}", organisation=firm, elements=["ett-mal"], tags=["green"],
        due="2020",
    )  # fmt: skip
    make_milestone(made, "Steg", "2020")
    Action.objects.filter(pk=made.pk).update(consent="accepted")
    asked = make_action(version, f"Frågat {number}", organisation=firm)
    Action.objects.filter(pk=asked.pk).update(consent="asked")
    do.invite_partner(action=make_action(version, f"Annat {number}"), organisation=firm, **DO)


def test_list_and_my_work_cost_the_same_for_one_and_for_three(client, version, region):
    firm = make_organisation(region)
    log_in(client, make_person("coordinator", region, organisation=firm))
    today = timezone.localdate()
    do.open_round(plan=version.plan, title=sv("R"), opens=today, closes=today, **DO)
    fill(version, region, firm, 1)
    addresses = (f"/en/workspace/{LIST}", "/en/workspace/")
    few = [counted(client, each) for each in addresses]
    for number in (2, 3):
        fill(version, region, firm, number)
    assert [counted(client, each) for each in addresses] == few
    assert few[0] <= 22


def test_the_page_of_an_action_costs_the_same_for_one_and_for_three(at, region, version):
    def more(number: int) -> None:
        make_milestone(at.action, f"Steg {number}")
        do.invite_partner(action=at.action, organisation=make_organisation(region), **DO)
        do.comment(action=at.action, text="Hej", by=make_person("editor", region), at=DO["at"])
        do.need_action(action=at.action, needs=make_action(version, f"A {number}"), **DO)
        do.add_document(action=at.action, title="x", url="https://example.org", **DO)

    more(1)
    few = counted(at.client, at.base)
    for number in (2, 3):
        more(number)
    assert counted(at.client, at.base) == few


def test_an_action_is_added_with_who_carries_it(page, version, region):
    firm = make_organisation(region)
    sent = {
        "title": "Ett nytt arbete", "how": "Så", "start": "2027", "due": "autumn 2027",
        "elements": ["ett-mal", "en-atgard"], "tags": "green", "stage": "decided", "public": "on",
        "carried-carrier": f"organisation:{firm.pk}", "carried-role": "chef",
    }  # fmt: skip
    answer = page.post(LIST + "new/", **sent)
    made = Action.objects.get()
    assert answer["Location"].startswith(f"/en/workspace/{LIST}{made.slug}/")
    assert (made.organisation, made.consent, made.stage, made.due_text) == (
        firm, "asked", "decided", "autumn 2027"
    )  # fmt: skip
    assert (made.title, bool(made.published_at)) == ({"sv": {"text": "Ett nytt arbete"}}, True)


@pytest.mark.parametrize(("sent", "wrong"), [
    ({"title": ""}, {"title"}), ({"due": "snart"}, {"due"}),
    ({"start": "2028", "due": "2027"}, {"due"}), ({"elements": ["gissat"]}, {"elements"}),
    ({"stage": "done"}, {"stage"}),
])  # fmt: skip
def test_a_new_action_that_makes_no_sense_is_explained(page, version, sent, wrong):
    answer = page.post(LIST + "new/", **{"title": "Nytt", "stage": "decided", **sent})
    assert (answer.status_code, set(answer.context["form"].errors)) == (200, wrong)
    assert Action.objects.count() == 0


def test_a_new_structure_asks_its_reason_before_anything_is_made(page, version, region):
    new = make_body(region, existing=False, new_reason="Behövs")
    sent = {"title": "Nytt", "stage": "decided", "carried-carrier": f"body:{new.pk}"}
    assert page.post(LIST + "new/", **sent).status_code == 200
    assert Action.objects.count() == 0
    assert page.post(LIST + "new/", **sent, **{"carried-reason": "Inget annat"}).status_code == 302
    assert Action.objects.get().new_structure_reason == "Inget annat"


def test_a_contributor_proposes_and_sees_no_more_fields(client, version, region):
    by = make_person("contributor", region)
    log_in(client, by)
    answer = client.get(f"/en/workspace/{LIST}new/")
    assert not {"stage", "public"} & set(answer.context["form"].fields)
    sent = {"title": "Ett förslag", "stage": "decided", "carried-role": "chef"}
    assert client.post(f"/en/workspace/{LIST}new/", sent).status_code == 302
    made = Action.objects.get()
    assert (made.stage, made.published_at, made.role, made.made_by) == ("proposed", None, {}, by)


def test_a_plan_without_an_adopted_version_takes_no_action_and_says_why(page, region):
    make_draft(region, "Utkast", slug="utkast")
    address = "norr/plans/utkast/actions/"
    for path in (address, address + "new/"):
        assert "has no adopted version" in page.get(path).content.decode()
    answer = page.post(address + "new/", title="Nytt", stage="decided")
    assert "has no adopted version" in answer.content.decode()
    assert Action.objects.count() == 0


def test_an_action_called_new_has_an_address_of_its_own(page, version):
    sent = {"title": "New", "stage": "decided"}
    assert page.post(LIST + "new/", **sent)["Location"].startswith(f"/en/workspace/{LIST}new-2/")


def test_my_work_is_first_what_waits_for_me(client, version, region):
    elsewhere = make_region()
    firm = make_organisation(elsewhere)
    log_in(client, make_person(organisation=firm))
    today = timezone.localdate()
    days = {"Sen": -3, "Snart": 5, "Lugn": 300}
    for title, ahead in days.items():
        due = (today + timedelta(days=ahead)).isoformat()
        made = make_action(version, title, organisation=firm, due=due, at=timezone.now())
        Action.objects.filter(pk=made.pk).update(consent="accepted")
    asked = make_action(version, "Frågad", organisation=firm)
    Action.objects.filter(pk=asked.pk).update(consent="asked")
    do.invite_partner(action=make_action(version, "Inbjuden"), organisation=firm, **DO)
    work = client.get("/en/workspace/").context["work"]
    assert {
        "now": [row.title.text for row in work.now], "other": [r.title.text for r in work.other],
        "accept": [row.title.text for row in work.to_accept],
        "invited": [row.title.text for row in work.invitations],
    } == {
        "now": ["Sen", "Snart"], "other": ["Lugn"], "accept": ["Frågad"], "invited": ["Inbjuden"],
    }  # fmt: skip
    text = client.get("/en/workspace/").content.decode()
    assert (text.count("Write an update"), "You have no role" in text) == (3, False)


def test_from_my_work_one_accepts_and_declines_and_is_back_there(client, version):
    firm = make_organisation(make_region())
    log_in(client, make_person(organisation=firm))
    asked = make_action(version, "Frågad", organisation=firm)
    Action.objects.filter(pk=asked.pk).update(consent="asked")
    other = make_action(version, "Inbjuden")
    partner = do.invite_partner(action=other, organisation=firm, **DO)
    base = f"/en/workspace/{LIST}"
    answer = client.post(f"{base}fragad/answer/", {"answer": "accept", "from": "home"})
    assert answer["Location"].startswith("/en/workspace/?saved")
    sent = {"answer": "decline", "why": "Ingen tid", "from": "home"}
    answer = client.post(f"{base}inbjuden/partner-answer/{partner.pk}/", sent)
    assert answer["Location"].startswith("/en/workspace/?saved")
    asked.refresh_from_db(), partner.refresh_from_db()
    assert (asked.consent, partner.answer) == ("accepted", "declined")


def test_a_round_asks_until_it_is_answered(client, version):
    firm = make_organisation(make_region())
    log_in(client, make_person(organisation=firm))
    make_action(version, "Arbete", organisation=firm, due="2150", at=timezone.now())
    today = timezone.localdate()
    do.open_round(plan=version.plan, title=sv("Hösten"), opens=today, closes=today, **DO)
    assert "Hösten" in client.get("/en/workspace/").content.decode()
    assert (
        client.post(f"/en/workspace/{LIST}arbete/update/", {"judgement": "on_track"}).status_code
        == 302
    )
    assert "Hösten" not in client.get("/en/workspace/").content.decode()


@pytest.mark.parametrize(("role", "sees"), [("editor", True), ("contributor", False)])
def test_those_who_decide_see_proposals_first(client, version, region, role, sees):
    make_action(version, "Ett förslag", stage="proposed", public=False)
    log_in(client, make_person(role, region))
    assert ("Ett förslag" in client.get("/en/workspace/").content.decode()) is sees


def test_somebody_with_nothing_at_all_is_told_the_first_step(client):
    log_in(client, make_person())
    assert "You have no role in any region yet" in client.get("/en/workspace/").content.decode()

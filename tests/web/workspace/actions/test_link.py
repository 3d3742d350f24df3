"""The update from an e-mail: once, without logging in, and only that."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from samkraft.actions import operations as do
from samkraft.actions.models import Action
from samkraft.journal.models import Entry
from samkraft.plans import operations
from tests.factories import make_action, make_milestone, make_person, report
from tests.web.workspace.actions.conftest import DO, log_in, sv

pytestmark = pytest.mark.django_db
SAYS = {"judgement": "behind", "text": "Tolv av trettio är klara", "correction": "En kurs till"}


@pytest.fixture
def person(carrier):
    return make_person(organisation=carrier, name="Kim Hemlig", email="kim@hemlig.example")


@pytest.fixture
def link(person, action):
    return address(do.update_token(person=person, action=action, at=timezone.now()))


def address(token: str, lang: str = "en") -> str:
    return f"/{lang}/workspace/actions/update/{token}/"


def test_to_look_at_it_changes_nothing_and_nobody_is_logged_in(client, link, action):
    before = Entry.objects.count()
    for _ in range(3):
        answer = client.get(link)
        assert (answer.status_code, answer.wsgi_request.user.is_authenticated) == (200, False)
    client.head(link)
    assert (Entry.objects.count(), action.reports.count()) == (before, 0)


def test_it_is_kept_by_no_cache_and_told_to_no_other_site(client, link):
    for address_ in (link, address("broken")):
        headers = client.get(address_).headers
        assert (headers["Cache-Control"], headers["Referrer-Policy"]) == (
            "no-store, private", "same-origin"
        )  # fmt: skip
    assert client.post(link, SAYS).headers["Cache-Control"] == "no-store, private"


def test_it_saves_everything_at_once_and_shows_what_was_saved(client, link, action, person):
    do.move_dates(action=action, start="", due="2027", why="", **DO)
    reached, moved = (make_milestone(action, title, "2027-01") for title in ("Ett", "Två"))
    sent = {
        **SAYS, "deviation": "Sent", "cause": "Sjukdom", "due": "2028", "due_seen": "2027",
        "why": "Två börjar senare", f"m{reached.pk}_done": "on", f"m{reached.pk}_due": "2027-01",
        f"m{reached.pk}_revision": "1", f"m{moved.pk}_due": "2027-06",
        f"m{moved.pk}_why": "Sal saknas", f"m{moved.pk}_revision": "1",
    }  # fmt: skip
    answer = client.post(link, sent)
    text = answer.content.decode()
    assert answer.status_code == 200
    for words in ("Thank you", "Tolv av trettio", "En kurs till", "Sjukdom", "2028", "June 2027"):
        assert words in text, words
    told = action.reports.get()
    reached.refresh_from_db(), moved.refresh_from_db(), action.refresh_from_db()
    assert (told.judgement, told.reported_by, told.deviation["sv"]["text"]) == (
        "behind", person, "Sent"
    )  # fmt: skip
    assert reached.done_on == timezone.localdate()
    assert (moved.due_text, action.due_text) == ("2027-06", "2028")
    assert sorted(row.why for row in action.former_dates.all()) == [
        "Sal saknas", "Två börjar senare"
    ]  # fmt: skip


def test_it_works_once(client, link, action):
    assert client.post(link, SAYS).status_code == 200
    for method in (client.get, client.post):
        answer = method(link, SAYS)
        assert answer.status_code == 410
        assert "was used before" in answer.content.decode()
    assert action.reports.count() == 1


def test_two_clicks_at_once_save_one_update(link, action):
    first, second = Client(), Client()
    assert (first.get(link).status_code, second.get(link).status_code) == (200, 200)
    assert [each.post(link, SAYS).status_code for each in (first, second)] == [200, 410]
    assert action.reports.count() == 1


@pytest.mark.parametrize(("sent", "fields"), [
    ({}, {"judgement"}), ({"judgement": "excellent"}, {"judgement"}),
    ({"judgement": "on_track", "due": "snart"}, {"due"}),
    ({"judgement": "on_track", "due": "2028", "due_seen": "2027"}, {"why"}),
])  # fmt: skip
def test_a_wrong_form_is_explained_keeps_what_was_typed_and_leaves_the_link_whole(
    client, link, action, sent, fields
):
    answer = client.post(link, {"text": "Min text", **sent})
    assert (answer.status_code, set(answer.context["form"].errors)) == (200, fields)
    assert "Min text" in answer.content.decode()
    assert action.reports.count() == 0
    assert client.post(link, SAYS).status_code == 200


def test_milestones_are_checked_each_at_its_place(client, link, action):
    step = make_milestone(action, "Ett", "2027")
    name = f"m{step.pk}_"
    for sent, field in (({"on": "2999-01-01"}, "on"), ({"due": "2028"}, "why"),
                        ({"due": "snart"}, "due")):  # fmt: skip
        answer = client.post(link, SAYS | {name + part: value for part, value in sent.items()})
        assert set(answer.context["form"].errors) == {name + field}
    assert action.reports.count() == 0


def test_a_milestone_of_another_action_cannot_be_touched(client, link, version):
    theirs = make_milestone(make_action(version, "Annat"), "Deras")
    name = f"m{theirs.pk}_"
    sent = {name + "done": "on", name + "revision": "1", name + "due": ""}
    assert client.post(link, SAYS | sent).status_code == 200
    theirs.refresh_from_db()
    assert theirs.done_on is None


@pytest.mark.parametrize("change", [
    lambda token: token[:-1] + ("a" if token[-1] != "a" else "b"),
    lambda token: "x" + token[1:], lambda token: token.replace("~", "."),
    lambda token: token + "a", lambda token: token.rpartition("~")[0], lambda token: "gissat",
])  # fmt: skip
def test_a_tampered_or_guessed_address_gives_nothing(client, person, action, change):
    token = do.update_token(person=person, action=action, at=timezone.now())
    for method in (client.get, client.post):
        answer = method(address(change(token)), SAYS)
        assert answer.status_code == 404
        assert "Ett arbete" not in answer.content.decode()
    assert action.reports.count() == 0


def test_a_link_that_is_too_old_says_so(client, person, action):
    token = do.update_token(person=person, action=action, at=timezone.now() - timedelta(days=40))
    answer = client.get(address(token))
    assert (answer.status_code, "too old" in answer.content.decode()) == (410, True)


def test_a_link_ends_with_the_right_and_with_the_action(client, link, person, action):
    Action.objects.filter(pk=action.pk).update(organisation=None)
    answer = client.post(link, SAYS)
    assert (answer.status_code, "somebody else" in answer.content.decode()) == (410, True)
    Action.objects.filter(pk=action.pk).update(organisation=person.organisation)
    do.move_stage(action=action, stage="done", **DO)
    answer = client.post(link, SAYS)
    assert (answer.status_code, "has ended" in answer.content.decode()) == (410, True)
    assert action.reports.count() == 0


def test_a_refused_link_tells_nothing_of_the_action(client, link, action):
    do.withdraw_action(action=action, why="Hemlig orsak", **DO)
    text = client.get(link).content.decode()
    assert ("Ett arbete" in text, "Hemlig orsak" in text) == (False, False)


def test_the_page_tells_no_more_than_everybody_may_know(client, link, action, person):
    do.comment(action=action, text="Förtroligt", **DO)
    report(action, by=person)
    text = client.get(link).content.decode()
    for secret in ("Förtroligt", person.name, person.email, "Log out"):
        assert secret not in text, secret


def test_the_link_opens_no_other_page(client, link, action):
    client.get(link)
    client.post(link, SAYS)
    for path in ("", "norr/plans/strategi/actions/", f"norr/plans/strategi/actions/{action.slug}/"):
        assert client.get(f"/en/workspace/{path}").status_code == 302, path


def test_a_foreign_site_cannot_send_the_form(link, action):
    client = Client(enforce_csrf_checks=True)
    client.get(link)
    assert client.post(link, SAYS).status_code == 403
    assert action.reports.count() == 0


def test_it_answers_the_round_it_was_sent_for(client, person, action, version):
    today = timezone.localdate()
    asking = do.open_round(plan=version.plan, title=sv("Hösten"), opens=today, closes=today, **DO)
    token = do.update_token(person=person, action=action, at=timezone.now(), round=asking)
    assert "Hösten" in client.get(address(token)).content.decode()
    assert client.post(address(token), SAYS).status_code == 200
    assert action.reports.get().round == asking


@pytest.mark.parametrize("lang", ["nb", "nn", "sv", "fi", "se", "en"])
def test_it_opens_in_every_language(client, person, action, lang):
    token = do.update_token(person=person, action=action, at=timezone.now())
    assert client.get(address(token, lang)).status_code == 200


def test_nobody_outside_the_region_is_told_what_a_draft_is_called(
    client, page, link, action, person, version
):
    draft = operations.start_draft(version=version, **DO)
    operations.reword_version(version=draft, words={"title": "Hemlig ny titel"}, **DO)
    place = f"/en/workspace/{action.plan.region.slug}/plans/{action.plan.slug}/actions/"
    inside = page.client.get(f"{place}{action.slug}/").content.decode()
    shown = client.get(link).content.decode()
    own = log_in(Client(), person).get(f"{place}{action.slug}/").content.decode()
    assert ["Hemlig" in text.replace("Kim Hemlig", "") for text in (inside, shown, own)] == [
        True, False, False,
    ]  # fmt: skip
    assert "En strategi" in shown
    assert "En strategi" in own

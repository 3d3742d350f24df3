"""Who may open what and do what: every standing against every page and every deed."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.urls import reverse

from samkraft.actions import operations as do
from samkraft.actions.models import Action
from samkraft.journal.models import Entry
from samkraft.web.workspace.actions.deeds import DEEDS
from samkraft.web.workspace.actions.urls import action_urls
from tests.factories import (
    make_action,
    make_milestone,
    make_organisation,
    make_person,
    make_strategy,
)
from tests.web.workspace.actions.conftest import DO, At, World, log_in, sv

pytestmark = pytest.mark.django_db
WHO = (
    None, "nobody", "reader", "contributor", "editor", "coordinator", "editor elsewhere",
    "programme", "administrator", "the responsible person", "of the responsible organisation",
    "of the responsible body", "observer of the body", "of the partner",
)  # fmt: skip
REGION = {"reader", "contributor", "editor", "coordinator", "programme", "administrator"}
EDITORS = {"editor", "coordinator", "administrator"}
CARRY = {"the responsible person", "of the responsible organisation", "of the responsible body"}
PARTNER = {"of the partner"}
INSIDE = REGION | CARRY | PARTNER
PROPOSE = EDITORS | {"contributor"}
# Who may open the page; the rest of those inside are refused, all others find nothing.
PAGES = {
    "action_list": (REGION, REGION),
    "action_new": (PROPOSE, REGION),
    "action_page": (INSIDE, INSIDE),
    "action_history": (INSIDE, INSIDE),
    "action_update": (EDITORS | CARRY, INSIDE),
}
UPDATES = EDITORS | CARRY
MAY = {
    "words": EDITORS, "dates": UPDATES, "publish": EDITORS, "withdraw": EDITORS,
    "assign": EDITORS, "answer": UPDATES, "name": {"the responsible person"}, "stage": UPDATES,
    "milestone-add": UPDATES, "milestone": UPDATES, "milestone-reach": UPDATES,
    "milestone-withdraw": UPDATES, "milestone-step": UPDATES, "partner-invite": EDITORS,
    "partner-answer": EDITORS | PARTNER, "partner-part": EDITORS | PARTNER,
    "partner-end": EDITORS, "money-add": UPDATES, "money": UPDATES, "money-withdraw": UPDATES,
    "need-add": UPDATES, "need-end": UPDATES, "document-add": UPDATES, "document-end": UPDATES,
    "principle": UPDATES, "experiment-add": UPDATES, "experiment": UPDATES,
    "experiment-conclude": UPDATES, "comment": PROPOSE | CARRY | PARTNER,
    "comment-withdraw": EDITORS,
}  # fmt: skip


def test_every_page_and_every_deed_stands_in_a_table():
    names = {each.name for each in action_urls} - {"action_do", "action_do_to", "action_link"}
    assert (names, set(DEEDS)) == (set(PAGES), set(MAY))


def outcome(response) -> str:
    if response.status_code == 302:
        return "log in" if "/accounts/login/" in response["Location"] else "in"
    return {200: "in", 403: "refused", 404: "out"}[response.status_code]


def expected(who: str | None, may: set, inside: set) -> str:
    if who is None:
        return "log in"
    return "in" if who in may else "refused" if who in inside else "out"


@pytest.mark.parametrize("who", WHO)
def test_each_page_lets_in_exactly_those_it_should(client, region, version, who):
    world = World(who, region, version)
    action = world.action()
    if world.person:
        log_in(client, world.person)
    before, found, wanted = Entry.objects.count(), {}, {}
    for name, (may, inside) in PAGES.items():
        parts = {"region": "norr", "plan": "strategi"}
        if name not in ("action_list", "action_new"):
            parts["slug"] = action.slug
        found[name] = outcome(client.get(reverse(f"workspace:{name}", kwargs=parts)))
        wanted[name] = expected(who, may, inside)
    assert found == wanted
    assert Entry.objects.count() == before


def posts(world: World) -> dict:
    """For each deed an action, what it is about, and what to send. A button sends nothing."""
    action, version = world.action(), world.version
    why, revision = {"why": "Därför"}, {"revision": action.revision}
    steps = [make_milestone(action, str(n)) for n in range(4)]
    cash = do.MoneyValues("local", 2026, "SEK", Decimal(1))
    money = [do.add_money(action=action, values=cash, **DO) for _ in range(2)]
    line = {"level": "eu", "year": "2027", "currency": "EUR", "promised": "5", "revision": 1}
    need = do.need_action(action=action, needs=make_action(version, "Annat"), **DO)
    other = make_action(version, "Tredje")
    document = do.add_document(action=action, title="x", url="https://example.org", **DO)
    trials = [do.begin_experiment(action=action, hypothesis=sv("x"), **DO) for _ in range(2)]
    said = do.comment(action=action, text="Hej", **DO)
    told = {"outcome": "x", "lesson": "x", "revision": 1}
    firm = make_organisation(world.region)

    def mine():
        made = world.action()
        return made, made.partners.get().pk

    def fresh(**data):
        made = world.action()
        return made, "", {"revision": made.revision, **data}

    hidden = world.action()
    Action.objects.filter(pk=hidden.pk).update(published_at=None)
    return {
        "words": (action, "", {"title": "Nytt", **revision}), "dates": fresh(due="2027"),
        "publish": (hidden, "", {}), "withdraw": fresh(**why), "assign": fresh(role="chef"),
        "answer": fresh(answer="accept"), "name": (action, "", {"agreed": "1"}),
        "stage": fresh(stage="done"), "milestone-add": (action, "", {"title": "Steg"}),
        "milestone": (action, steps[0].pk, {"title": "Nytt", "revision": 1}),
        "milestone-reach": (action, steps[1].pk, {"on": "2026-03-01", "revision": 1}),
        "milestone-withdraw": (action, steps[2].pk, why),
        "milestone-step": (action, steps[3].pk, {"do": "up"}),
        "partner-invite": (action, "", {"organisation": firm.pk}),
        "partner-answer": (*mine(), {"answer": "accept"}),
        "partner-part": (*mine(), {"part": "Vår del", "revision": 1}),
        "partner-end": (*mine(), why), "money-add": (action, "", line),
        "money": (action, money[0].pk, line), "money-withdraw": (action, money[1].pk, why),
        "need-add": (action, "", {"needs": other.pk}), "need-end": (action, need.pk, {}),
        "document-add": (action, "", {"title": "x", "url": "https://example.org"}),
        "document-end": (action, document.pk, {}),
        "principle": (action, "alla-med", {"considered": "yes"}),
        "experiment-add": (action, "", {"hypothesis": "x"}),
        "experiment": (action, trials[0].pk, {"hypothesis": "y", "revision": 1}),
        "experiment-conclude": (action, trials[1].pk, {"decision": "stop", **told}),
        "comment": (action, "", {"text": "Hej"}), "comment-withdraw": (action, said.pk, {}),
    }  # fmt: skip


def result(answer, entries: int) -> str:
    """As for a page; what was let in must have done something, all else nothing at all."""
    found = outcome(answer)
    if answer.status_code == 200:
        return "form again: " + " ".join(answer.context["panel"].form.errors.as_text().split())
    return found if (entries > 0) == (found == "in") else f"{found}, {entries} entries"


@pytest.mark.parametrize("who", WHO)
def test_each_deed_is_done_by_exactly_those_who_may(client, region, version, who):
    world = World(who, region, version)
    sent = posts(world)
    if world.person:
        log_in(client, world.person)
    found, wanted = {}, {}
    for name, (action, what, data) in sent.items():
        before = Entry.objects.count()
        answer = At(client, action).post(f"{name}/{what}/" if what else f"{name}/", **data)
        found[name] = result(answer, Entry.objects.count() - before)
        wanted[name] = expected(who, MAY[name], INSIDE)
    assert found == wanted


@pytest.mark.parametrize("who", WHO)
def test_an_update_is_written_by_exactly_those_who_may(client, region, version, who):
    world = World(who, region, version)
    action = world.action()
    if world.person:
        log_in(client, world.person)
    answer = At(client, action).post("update/", judgement="on_track")
    assert outcome(answer) == expected(who, UPDATES, INSIDE)
    assert action.reports.count() == (who in UPDATES)


@pytest.mark.parametrize(("who", "sees"), [
    ("reader", False), ("programme", False), ("contributor", True), ("editor", True),
    ("of the responsible organisation", True), ("of the partner", True),
])  # fmt: skip
def test_comments_are_seen_by_those_involved(client, region, version, who, sees):
    world = World(who, region, version)
    action = world.action()
    do.comment(action=action, text="Förtroligt", **DO)
    assert ("Förtroligt" in At(log_in(client, world.person), action).text()) is sees


def test_a_partner_that_declined_reaches_the_page_to_answer_anew_and_no_comments(
    client, region, version
):
    world = World("of the partner", region, version)
    action = world.action()
    do.comment(action=action, text="Förtroligt", **DO)
    at = At(log_in(client, world.person), action)
    partner = action.partners.get()
    at.post(f"partner-answer/{partner.pk}/", answer="decline", why="Ingen tid")
    assert (at.get().status_code, "Förtroligt" in at.text()) == (200, False)
    assert ("Samkraft wrote it down" in at.text(), at.get("history/").status_code) == (False, 404)
    at.post(f"partner-answer/{partner.pk}/", answer="accept")
    assert action.partners.get().answer == "accepted"


def test_a_partner_touches_only_its_own_part(client, region, version):
    world = World("of the partner", region, version)
    action = world.action()
    other = do.invite_partner(action=action, organisation=make_organisation(region), **DO)
    at = At(log_in(client, world.person), action)
    for deed, data in (("answer", {"answer": "accept"}), ("part", {"part": "x", "revision": 1})):
        assert at.post(f"partner-{deed}/{other.pk}/", **data).status_code == 403
    assert f"partner-answer/{other.pk}/" not in at.text()


def test_what_hangs_on_another_action_or_is_not_there_is_not_found(at, version):
    other = make_action(version, "Annat")
    step = make_milestone(other, "Deras steg")
    for path in (f"milestone/{step.pk}/", "milestone/99999/", "milestone/x/", "milestone/",
                 "words/1/", "fly/", "principle/nonsense/"):  # fmt: skip
        assert at.post(path, title="Kapat").status_code == 404, path
        assert at.get(path).status_code == 404, path
    assert at.client.get(at.base.replace(at.action.slug, "gissat")).status_code == 404


def test_an_action_is_not_found_under_another_plan_or_region(at, region):
    make_strategy(region, slug="annan")
    assert at.client.get(at.base.replace("strategi", "annan")).status_code == 404


def test_one_who_carried_it_before_is_let_in_no_longer(client, action, carrier):
    at = At(log_in(client, make_person(organisation=carrier)), action)
    assert at.get().status_code == 200
    do.assign_action(
        action=action, revision=action.revision, responsible=do.Responsible(role=sv("chef")), **DO
    )
    assert at.get().status_code == 404


def test_a_withdrawn_action_is_only_read(at, action):
    do.withdraw_action(action=action, why="Dubbel", **DO)
    text = at.text()
    assert ("Dubbel" in text, "?open=" in text, "Write an update" in text) == (True, False, False)
    for path in ("words/", "update/"):
        answer = at.post(path, title="Mitt nya", text="Min text", judgement="on_track")
        assert answer.status_code == 409
        assert ("Mitt nya" if path == "words/" else "Min text") in answer.content.decode()
    assert (at.now().title, at.now().reports.count()) == (action.title, 0)

"""Nothing unpublished is reached without the right to it: every page, every role."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from samkraft.accounts.operations import register_organisation
from samkraft.accounts.rules import RIGHTS, ROLES
from samkraft.journal.models import Entry
from samkraft.lib.texts import Texts
from samkraft.plans import operations
from samkraft.web.workspace import urls
from tests.conftest import NOON
from tests.factories import add, make_draft, make_person, make_plan, make_region
from tests.web.workspace.rights import ADMINISTRATOR, ANYBODY, ELSEWHERE, NEEDS, READ

pytestmark = pytest.mark.django_db


def pages(patterns) -> list:
    """Every page below these addresses, also those of included lists."""
    found = []
    for each in patterns:
        found += pages(each.url_patterns) if hasattr(each, "url_patterns") else [each]
    return found


PATTERNS = [each for each in pages(urls.urlpatterns) if not each.name.startswith(ELSEWHERE)]
NAMES = [each.name for each in PATTERNS]
PEOPLE = (None, "stranger", "nobody", *ROLES, "programme", "administrator")
SECRET = "Hemligt utkast"


def test_every_page_stands_in_the_table():
    assert sorted(NAMES) == sorted(NEEDS)


@pytest.fixture
def places():
    """A region with a secret draft, a public version and everything that has a page."""
    region = make_region("norr")
    draft = make_draft(region, SECRET)
    part = add(draft, "goal", f"{SECRET}: mål")
    public = make_plan(region, "Antagen plan")
    somebody = make_person("reader", region)
    make_person("coordinator", region)
    framework = operations.add_framework(
        region=region, name=Texts.of("sv", "Lista"), tier="local", by=None, at=NOON
    )
    link = operations.link_element(
        plan=draft.plan, key=part.key, target_plan=public.plan, by=None, at=NOON
    )
    body = register_organisation(
        name=Texts.of("sv", "Kommunen"), kind="municipality", regions=(region,), by=None, at=NOON
    )
    return (
        {
            "region": region.slug,
            "plan": draft.plan.slug,
            "number": draft.number,
            "pk": part.pk,
            "key": part.key,
            "other": draft.number,
            "person": somebody.pk,
            "framework": framework.slug,
            "link": link.pk,
            "organisation": body.pk,
            "lang": "nb",
        },
        region,
        public,
    )


def address_of(name: str, known: dict, public) -> str:
    pattern = next(each for each in PATTERNS if each.name == name)
    wanted = pattern.pattern.converters
    given = {part: known[part] for part in wanted}
    if name == "withdraw":  # the only page that a draft cannot have
        given["plan"] = public.plan.slug
    return reverse(f"workspace:{name}", kwargs=given)


def log_in(client, who: str | None, region):
    """Give the client somebody of that kind; “nobody” is logged in and has no role at all."""
    if who is None:
        return
    if who in ("programme", "administrator"):
        person = make_person(who)
    elif who == "stranger":
        person = make_person("coordinator", make_region())
    else:
        person = make_person(who if who in ROLES else None, region)
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")


def expected(who: str | None, need: str) -> str:
    """in, out (not found), refused or asked to log in."""
    if who is None:
        return "log in"
    if need == ANYBODY or who == "administrator":
        return "in"
    if need == ADMINISTRATOR:
        return "refused"
    if who in ("stranger", "nobody"):
        return "out"
    if who == "programme":
        return "in" if need == READ else "refused"
    return "in" if ROLES.index(who) >= ROLES.index(RIGHTS[need]) else "refused"


def outcome(response) -> str:
    if response.status_code == 302 and "/accounts/login/" in response["Location"]:
        return "log in"
    return {403: "refused", 404: "out"}.get(response.status_code, "in")


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("method", ["get", "post"])
def test_each_page_lets_in_exactly_those_it_should(client, places, who, method):
    known, region, public = places
    log_in(client, who, region)
    journal = Entry.objects.count()
    found, wanted = {}, {}
    for name in NAMES:
        if who == "administrator" and method == "post":
            continue  # may do everything, and would: the pages would be gone
        need = NEEDS[name]
        if method == "post" and expected(who, need) == "in" and need != READ:
            continue  # what is allowed is tried in the journeys
        found[name] = outcome(getattr(client, method)(address_of(name, known, public)))
        wanted[name] = expected(who, need)
    if wanted.get("choose_comparison") == "in":
        found.pop("choose_comparison"), wanted.pop("choose_comparison")
    assert found == wanted
    assert Entry.objects.count() == journal


@pytest.mark.parametrize("who", [None, "stranger", "nobody"])
def test_a_draft_shows_nowhere_to_those_outside(client, places, who):
    known, region, public = places
    log_in(client, who, region)
    for name in NAMES:
        text = client.get(address_of(name, known, public), follow=True).content.decode()
        assert SECRET not in text, name


@pytest.mark.parametrize("who", [None, *ROLES])
def test_a_draft_shows_on_no_public_page_not_even_to_its_writers(client, places, who):
    known, region, _public = places
    log_in(client, who, region)
    plan, key = known["plan"], known["key"]
    tail = ["", f"{plan}/", f"{plan}/v/1/", f"{plan}/{key}/", f"{plan}/changes/", f"{plan}/links/"]
    for path in ["/en/", "/en/search/?q=hemligt", *(f"/en/norr/{each}" for each in tail)]:
        assert SECRET not in client.get(path).content.decode(), path


def test_a_role_that_has_ended_lets_nobody_in(client, places):
    from samkraft.accounts.operations import end_role

    _known, region, _public = places
    person = make_person("editor", region)
    end_role(person=person, region=region, by=None, at=NOON)
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get("/en/workspace/norr/").status_code == 404


def test_a_version_of_another_region_is_not_found_under_the_own(client, places):
    known, _region, _public = places
    own = make_region("soder")
    log_in_as = make_person("coordinator", own)
    client.force_login(log_in_as, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get(f"/en/workspace/soder/plans/{known['plan']}/1/").status_code == 404


def test_a_part_of_another_version_is_not_found(client, places):
    known, region, _public = places
    other = add(make_draft(region, "Ett annat"), "goal", "Annat mål")
    person = make_person("editor", region)
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    address = f"/en/workspace/norr/plans/{known['plan']}/1/parts/{other.pk}/reword/"
    assert client.post(address, {"text": "Kapat"}).status_code == 404


def test_a_public_version_is_not_changed_by_any_page(client, places):
    _known, region, public = places
    person = make_person("coordinator", region)
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    part = public.elements.first()
    address = f"/en/workspace/norr/plans/{public.plan.slug}/1/parts/{part.pk}/reword/"
    answer = client.post(address, {"text": "Ändrat", "revision": part.revision})
    assert answer.status_code == 302
    assert not public.elements.filter(text__sv__text="Ändrat").exists()
    assert date(2026, 3, 1) == public.adopted_on

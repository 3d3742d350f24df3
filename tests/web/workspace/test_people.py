"""People, roles, organisations and one's own account."""

from __future__ import annotations

import re

import pytest

from samkraft.accounts.models import InstallationRole, Organisation, Person
from samkraft.accounts.rules import held_roles
from samkraft.journal.models import Entry
from tests.factories import make_person, make_region

pytestmark = pytest.mark.django_db
NEW = {
    "email": "ny@example.org", "name": "Ny Person", "language": "nb", "organisation": "",
    "role": "editor",
}  # fmt: skip


def role_of(person, region):
    return held_roles(Person.objects.get(pk=person.pk)).by_region.get(region.pk)


def test_a_registered_person_gets_a_link_in_the_own_language_and_can_log_in(
    page, region, client, mailoutbox
):
    page.post("norr/people/new/", **NEW)
    person = Person.objects.get(email="ny@example.org")
    assert role_of(person, region) == "editor"
    (message,) = mailoutbox
    assert message.to == ["ny@example.org"]
    link = re.search(r"http://testserver(/nb/\S+key\S+)", message.body).group(1)
    client.logout()
    form = client.get(link, follow=True)
    address = form.redirect_chain[-1][0]
    words = "sju sorger och åtta berg"
    client.post(address, {"password1": words, "password2": words})
    person.refresh_from_db()
    assert person.check_password(words)
    client.post("/en/accounts/login/", {"login": "ny@example.org", "password": words})
    assert client.get("/en/workspace/norr/").status_code == 200


def test_an_address_that_is_taken_is_refused_and_the_way_out_is_named(page):
    somebody = make_person()
    text = page.post("norr/people/new/", **{**NEW, "email": somebody.email}).content.decode()
    assert "already registered" in text
    assert 'value="Ny Person"' in text


def test_somebody_registered_elsewhere_is_given_a_role_by_address(page, region):
    somebody = make_person("editor", make_region())
    page.post("norr/people/give-role/", email=somebody.email.upper(), role="reader")
    assert role_of(somebody, region) == "reader"
    unknown = page.post("norr/people/give-role/", email="ingen@example.org", role="reader")
    assert "Nobody is registered with this address" in unknown.content.decode()


def test_a_role_is_changed_and_ended(page, region):
    somebody = make_person("reader", region)
    page.post(f"norr/people/{somebody.pk}/role/", role="editor")
    assert role_of(somebody, region) == "editor"
    page.post(f"norr/people/{somebody.pk}/end/")
    assert role_of(somebody, region) is None


def test_the_last_coordinator_stays_and_the_page_says_why(page, region, coordinator):
    answer = page.post(f"norr/people/{coordinator.pk}/end/")
    text = page.client.get(answer["Location"]).content.decode()
    assert role_of(coordinator, region) == "coordinator"
    assert "A region needs at least one coordinator" in text
    answer = page.post(f"norr/people/{coordinator.pk}/role/", role="reader")
    assert role_of(coordinator, region) == "coordinator"


def test_addresses_are_shown_to_those_who_give_roles_only(page, client, region):
    reader = make_person("reader", region)
    assert reader.email in page.get("norr/people/").content.decode()
    client.force_login(reader, backend="allauth.account.auth_backends.AuthenticationBackend")
    text = page.get("norr/people/").content.decode()
    assert reader.name in text
    assert "@" not in text


def test_an_organisation_is_registered_with_kind_and_mandate(page, region):
    page.post(
        "norr/organisations/new/", name="Kommunförbundet", language="sv",
        kind="municipal-association", mandate="Samordnar kommunerna",
    )  # fmt: skip
    assert Organisation.objects.get().regions.get() == region
    text = page.get("norr/organisations/").content.decode()
    assert "association of municipalities" in text
    assert "Samordnar kommunerna" in text


def test_one_changes_the_own_name_and_the_journal_keeps_no_name(page, coordinator):
    answer = page.post("account/", name="Annat Namn", language="sv")
    coordinator.refresh_from_db()
    assert (coordinator.name, coordinator.language) == ("Annat Namn", "sv")
    assert answer["Location"] == "/sv/workspace/account/"
    entry = Entry.objects.get(operation="describe-self")
    assert (entry.label, entry.before, entry.after) == (f"#{coordinator.pk}", None, None)


@pytest.fixture
def admin(client):
    person = make_person("administrator")
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return person


def test_an_administrator_gives_and_ends_roles_for_the_installation(page, admin):
    page.client.force_login(admin, backend="allauth.account.auth_backends.AuthenticationBackend")
    somebody = make_person()
    page.post(f"installation/people/{somebody.pk}/give-role/", role="programme")
    assert held_roles(Person.objects.get(pk=somebody.pk)).installation == {"programme"}
    page.post(f"installation/people/{somebody.pk}/end-role/", role="programme")
    assert held_roles(Person.objects.get(pk=somebody.pk)).installation == set()


def test_the_last_administrator_stays(page, admin):
    page.client.force_login(admin, backend="allauth.account.auth_backends.AuthenticationBackend")
    answer = page.post(f"installation/people/{admin.pk}/end-role/", role="administrator")
    text = page.client.get(answer["Location"]).content.decode()
    assert "The installation needs at least one administrator" in text
    page.post(f"installation/people/{admin.pk}/end/")
    assert InstallationRole.objects.filter(active_until=None).count() == 1


def test_ending_an_account_removes_the_name_everywhere(page, admin, region):
    page.client.force_login(admin, backend="allauth.account.auth_backends.AuthenticationBackend")
    somebody = make_person("editor", region, name="Karl Borta")
    page.post(f"installation/people/{somebody.pk}/end/")
    somebody.refresh_from_db()
    assert (somebody.name, somebody.is_active) == ("", False)
    for path in ("installation/", "norr/journal/", "norr/people/", "installation/journal/"):
        assert "Karl Borta" not in page.get(path).content.decode(), path

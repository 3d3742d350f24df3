"""Logging in: by password, with a second factor, through OpenID Connect."""

import time
import urllib.error
import urllib.request
from urllib.parse import urlsplit

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.core.cache import cache

from samkraft.accounts.models import Person
from samkraft.accounts.operations import end_person
from tests.conftest import NOON
from tests.factories import make_person
from tests.web.provider import provider

pytestmark = pytest.mark.django_db
PASSWORD = "correct horse battery"


@pytest.fixture(autouse=True)
def _no_memory_of_other_tests():
    """Attempts are counted in the cache, which outlives a test."""
    cache.clear()


def log_in(client, person, password=PASSWORD):
    return client.post("/sv/accounts/login/", {"login": person.email, "password": password})


def logged_in(client):
    return "_auth_user_id" in client.session


def test_somebody_registered_logs_in_with_e_mail_and_password(client):
    person = make_person()
    response = log_in(client, person)
    assert (response.status_code, response["Location"]) == (302, "/nb/workspace/")
    assert logged_in(client)


def test_capitals_in_the_address_do_not_matter(client):
    person = make_person(email="anna@example.org")
    person.email = "Anna@Example.ORG"
    log_in(client, person)
    assert logged_in(client)


def test_a_wrong_password_and_an_unknown_address_look_the_same(client):
    wrong = log_in(client, make_person(), "something else").content.decode()
    unknown = log_in(client, Person(email="nobody@example.org")).content.decode()
    assert not logged_in(client)
    assert wrong.count("errorlist") == unknown.count("errorlist")
    assert "nobody@example.org" in unknown  # the field keeps what was typed


def test_after_many_wrong_passwords_the_right_one_has_to_wait(client):
    person = make_person()
    for _ in range(8):
        log_in(client, person, "guess")
    log_in(client, person)
    assert not logged_in(client)


def test_somebody_whose_record_has_ended_cannot_log_in(client):
    person = make_person(email="left@example.org")
    end_person(person=person, by=None, at=NOON)
    person.email = "left@example.org"
    log_in(client, person)
    assert not logged_in(client)


def test_nobody_signs_up_by_themselves(client):
    response = client.post(
        "/sv/accounts/signup/", {"email": "new@example.org", "password1": PASSWORD}
    )
    assert response.status_code in (200, 302, 403)
    assert not Person.objects.filter(email="new@example.org").exists()


def test_with_a_second_factor_the_password_alone_is_not_enough(client):
    person = make_person()
    secret = "JBSWY3DPEHPK3PXP"
    TOTP.activate(person, secret)
    assert Authenticator.objects.filter(user=person).count() == 1
    response = log_in(client, person)
    assert not logged_in(client)
    code = format_hotp_value(hotp_value(secret, int(time.time()) // 30))
    client.post(response["Location"], {"code": code})
    assert logged_in(client)


def through(client, server, settings):
    """Log in through the provider; gives the last answer."""
    app = {
        "provider_id": "kommun", "name": "Kommunen", "client_id": "samkraft", "secret": "s",
        "settings": {"server_url": f"http://127.0.0.1:{server.server_port}"},
    }  # fmt: skip
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}
    }
    start = client.post("/sv/accounts/oidc/kommun/login/")

    class Stop(urllib.request.HTTPRedirectHandler):
        def redirect_request(self, *arguments):
            return None

    try:
        urllib.request.build_opener(Stop).open(start["Location"])
    except urllib.error.HTTPError as answer:
        back = urlsplit(answer.headers["Location"])
    return client.get(f"{back.path}?{back.query}", follow=True)


def test_a_registered_person_comes_in_through_the_organisations_log_in(client, settings):
    person = make_person(email="anna@kommun.example")
    with provider("anna@kommun.example") as server:
        through(client, server, settings)
        assert server.given["code"] == "one-code"
    assert client.session["_auth_user_id"] == str(person.pk)


def test_somebody_unknown_to_us_does_not_come_in_through_it(client, settings):
    with provider("stranger@kommun.example") as server:
        page = through(client, server, settings).content.decode()
    assert not logged_in(client)
    assert not Person.objects.filter(email="stranger@kommun.example").exists()
    assert "<h1" in page

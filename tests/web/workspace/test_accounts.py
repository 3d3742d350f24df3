"""Log-in, forgotten password and second factor have our look and our words."""

from __future__ import annotations

import pytest

from tests.factories import make_person

pytestmark = pytest.mark.django_db
FORMS = "samkraft.web.workspace.forms.login."


@pytest.fixture(autouse=True)
def our_forms(settings):
    """As the settings of the site name them."""
    settings.ACCOUNT_FORMS = {
        "login": FORMS + "LoginForm",
        "reset_password": FORMS + "ResetPasswordForm",
        "reset_password_from_key": FORMS + "ResetPasswordKeyForm",
        "change_password": FORMS + "ChangePasswordForm",
        "set_password": FORMS + "SetPasswordForm",
        "reauthenticate": FORMS + "ReauthenticateForm",
    }
    settings.MFA_ALLOW_UNVERIFIED_EMAIL = True  # an invited address needs no further proof
    settings.ACCOUNT_FORMS["add_email"] = FORMS + "AddEmailForm"
    settings.MFA_FORMS = {
        "authenticate": FORMS + "AuthenticateForm",
        "reauthenticate": FORMS + "ReauthenticateByCodeForm",
        "activate_totp": FORMS + "ActivateTOTPForm",
    }


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("login/", "Accounts are given by the coordinator"),
        ("password/reset/", "Send the link"),
        ("password/reset/done/", "Look in your mail"),
        ("signup/", "Nobody registers here alone"),
    ],
)
def test_pages_before_the_log_in_have_our_look(client, path, words):
    text = client.get(f"/en/accounts/{path}").content.decode()
    assert words in text
    assert 'class="head"' in text
    assert "<script" not in text
    assert "placeholder=" not in text


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("password/change/", "Save the password"),
        ("2fa/", "Second factor"),
        ("2fa/totp/activate/", "Is it you?"),
        ("logout/", "Do you want to log out?"),
        ("email/", ""),
    ],
)
def test_pages_of_ones_own_log_in_have_our_look(client, path, words):
    person = {"login": make_person().email, "password": "correct horse battery"}
    client.post("/en/accounts/login/", person)
    text = client.get(f"/en/accounts/{path}", follow=True).content.decode()
    assert words in text
    assert 'class="head"' in text
    assert "style=" not in text
    assert "placeholder=" not in text


def test_a_second_factor_is_switched_on_and_asked_for(client):
    from allauth.mfa.totp.internal.auth import (
        format_hotp_value,
        hotp_value,
        yield_hotp_counters_from_time,
    )

    person = {"login": make_person().email, "password": "correct horse battery"}
    client.post("/en/accounts/login/", person)
    client.post("/en/accounts/reauthenticate/", {"password": person["password"]})
    secret = client.get("/en/accounts/2fa/totp/activate/").context["form"].secret
    code = format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))
    client.post("/en/accounts/2fa/totp/activate/", {"code": code})
    codes = client.get("/en/accounts/2fa/recovery-codes/").content.decode()
    assert "Codes for emergencies" in codes
    client.logout()
    answer = client.post("/en/accounts/login/", person, follow=True).content.decode()
    assert "Write the code that the app on your phone shows now" in answer


def test_a_wrong_password_is_said_at_the_top_and_the_address_stays(client):
    person = make_person()
    text = client.post(
        "/en/accounts/login/", {"login": person.email, "password": "wrong"}
    ).content.decode()
    assert 'role="alert"' in text
    assert f'value="{person.email}"' in text


def test_logging_in_leads_to_my_work(client):
    person = make_person()
    answer = client.post(
        "/en/accounts/login/", {"login": person.email, "password": "correct horse battery"}
    )
    assert answer["Location"] == "/nb/workspace/"  # the language the person has chosen


def test_a_forgotten_password_sends_a_link_in_our_words_and_tells_nobody_who_is_registered(
    client, mailoutbox
):
    person = make_person()
    known = client.post("/en/accounts/password/reset/", {"email": person.email})
    unknown = client.post("/en/accounts/password/reset/", {"email": "ingen@example.org"})
    assert known["Location"] == unknown["Location"]
    assert "asked for a new password for Samkraft" in mailoutbox[0].body

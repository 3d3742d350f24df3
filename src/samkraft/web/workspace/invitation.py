"""The message to somebody who has been registered: a link for choosing a password."""

from __future__ import annotations

from allauth.account.app_settings import PASSWORD_RESET_TOKEN_GENERATOR
from allauth.account.utils import user_pk_to_url_str
from django.contrib import messages
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from samkraft.accounts.models import Person
from samkraft.places.models import Region


def invite(request, person: Person, region: Region | None = None) -> None:
    """Send the link in the person's language; say on the page when the message could not go."""
    with override(person.language):
        context = {
            "person": person,
            "inviter": request.user,
            "region": region and region.named(person.language).text,
            "link": request.build_absolute_uri(_password_address(person)),
            "again": request.build_absolute_uri(reverse("account_reset_password")),
        }
        subject = _("Your account on Samkraft")
        text = render_to_string("workspace/mail/invitation.txt", context)
    try:
        send_mail(subject, text, None, [person.email])
    except OSError:  # the mail server did not take it; the person is registered all the same
        messages.warning(
            request,
            _(
                "The message with the link could not be sent. Ask the person to use “Forgotten "
                "password” on the log-in page."
            ),
        )


def _password_address(person: Person) -> str:
    key = PASSWORD_RESET_TOKEN_GENERATOR().make_token(person)
    return reverse(
        "account_reset_password_from_key",
        kwargs={"uidb36": user_pk_to_url_str(person), "key": key},
    )

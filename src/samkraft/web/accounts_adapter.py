"""How people come in: by invitation only, by password or the organisation's own log-in."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l


class InvitedOnly(DefaultAccountAdapter):
    """Nobody signs up by themselves: a coordinator or administrator registers people."""

    # allauth has no catalogue for some of our languages; these are the sentences people meet
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _l("The e-mail address or the password is not right."),
        "incorrect_password": _l("The password is not right."),
        "too_many_login_attempts": _l("Too many attempts. Wait a while and try again."),
        "rate_limited": _l("Too many attempts. Wait a while and try again."),
        "enter_current_password": _l("Type the password you have now."),
        "incorrect_code": _l("The code is not right."),
    }

    def is_open_for_signup(self, request):
        return False

    def get_login_redirect_url(self, request):
        """My work, in the language the person has chosen."""
        with translation.override(request.user.language):
            return reverse("workspace:home")


class SecondFactor(DefaultMFAAdapter):
    """The second factor, in our words."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _l("The code is not right."),
    }


class KnownPeopleOnly(DefaultSocialAccountAdapter):
    """A log-in through OpenID Connect is let in when its address is already registered."""

    def is_open_for_signup(self, request, sociallogin):
        return False

    def pre_social_login(self, request, sociallogin):
        if sociallogin.user.pk is None:
            messages.error(
                request,
                _("Your address is not registered here. Ask your region's coordinator."),
            )
            raise ImmediateHttpResponse(redirect("account_login"))

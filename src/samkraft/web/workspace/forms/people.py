"""Forms for people, their roles, organisations and one's own account."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from samkraft.accounts.models import InstallationRole, OrganisationKind
from samkraft.accounts.rules import ROLES
from samkraft.web.components import words
from samkraft.web.workspace.forms.plain import CONTENT_LANGUAGES, Area, PlainForm


def role_choices() -> list[tuple[str, str]]:
    return [(role, words.word(role)) for role in ROLES]


class RoleForm(PlainForm):
    role = forms.ChoiceField(label=_("Role"), choices=role_choices)


class GiveRoleForm(PlainForm):
    email = forms.EmailField(
        label=_("E-mail address"), help_text=_("The address the person logs in with.")
    )
    role = forms.ChoiceField(label=_("Role"), choices=role_choices)


class RegisterForm(PlainForm):
    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("At work. A link for choosing a password is sent to it."),
    )
    name = forms.CharField(label=_("Name"), max_length=120)
    language = forms.ChoiceField(
        label=_("Language"),
        choices=settings.LANGUAGES,
        help_text=_("The language of the message we send."),
    )
    organisation = forms.ChoiceField(label=_("Organisation"), required=False)
    role = forms.ChoiceField(label=_("Role"), choices=role_choices)

    def __init__(self, *arguments, organisations=(), with_role=True, **options):
        super().__init__(*arguments, **options)
        self.fields["organisation"].choices = [("", _("None of them")), *organisations]
        if not with_role:
            del self.fields["role"]


class InstallationRoleForm(PlainForm):
    role = forms.ChoiceField(
        label=_("Role"),
        choices=lambda: [(role, words.word(role)) for role in InstallationRole.Role.values],
    )


class OrganisationForm(PlainForm):
    name = forms.CharField(label=_("Name"), max_length=200)
    language = forms.ChoiceField(label=_("Language of name and mandate"), choices=CONTENT_LANGUAGES)
    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=lambda: [(kind, words.word(kind)) for kind in OrganisationKind.values],
    )
    mandate = Area(
        label=_("Mandate"),
        required=False,
        help_text=_("What it may decide or does in the region's plans, in plain words."),
    )


class EditOrganisationForm(OrganisationForm):
    active_until = forms.DateField(
        label=_("No longer exists from"),
        required=False,
        help_text=_("Leave empty while it exists. What it did stays."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


class AccountForm(PlainForm):
    name = forms.CharField(
        label=_("Name"), max_length=120, help_text=_("Shown in the journal of your regions.")
    )
    language = forms.ChoiceField(label=_("Language of the pages"), choices=settings.LANGUAGES)

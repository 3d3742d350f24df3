"""Partners: invited, answering, telling of their own part, leaving."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from samkraft.accounts.models import Organisation
from samkraft.actions import operations as acting
from samkraft.web.workspace.actions import choices
from samkraft.web.workspace.actions.deeds.carrying import AnswerForm
from samkraft.web.workspace.actions.deeds.deed import Deed, row_of, why
from samkraft.web.workspace.actions.fields import reworded, worded
from samkraft.web.workspace.forms.plain import Area, PlainForm, choices_with_empty
from samkraft.web.workspace.forms.plain import revision as revision_field

PARTNER = row_of("partners", "ended_at")


class InviteForm(PlainForm):
    organisation = forms.ChoiceField(
        label=_("Organisation"), help_text=_("Its people are asked to accept or decline.")
    )
    role = forms.CharField(
        label=_("Role"), required=False, max_length=120,
        help_text=_("What it is asked to do, in a few words."),
    )  # fmt: skip


class PartForm(PlainForm):
    revision = revision_field()
    part = Area(
        label=_("Your part and how it goes"), rows=5, required=False,
        help_text=_("Shown to everybody with the action."),
    )  # fmt: skip


def _invite_form(desk, thing, data=None) -> InviteForm:
    form = InviteForm(data)
    there = set(desk.action.partners.filter(ended_at=None).values_list("organisation", flat=True))
    rows = choices.organisations(desk.region, desk.today)
    form.fields["organisation"].choices = choices_with_empty(
        [row for row in rows if int(row[0]) not in there]
    )
    return form


def _invite(desk, thing, form, how):
    data = form.cleaned_data
    organisation = Organisation.objects.get(pk=data["organisation"])
    return acting.invite_partner(
        action=desk.action, organisation=organisation, role=data["role"], **how
    )


def _answer_form(desk, thing, data=None) -> AnswerForm:
    return AnswerForm(data, initial={"answer": "decline"})


def _answer(desk, thing, form, how):
    why = form.cleaned_data["why"]
    return acting.answer_invitation(partner=thing, accepted=form.accepted, why=why, **how)


def _part_form(desk, thing, data=None) -> PartForm:
    return PartForm(data, initial={"revision": thing.revision, "part": worded(thing.part)})


def _part(desk, thing, form, how):
    data, lang = form.cleaned_data, desk.action.plan.language
    return acting.update_part(
        partner=thing, revision=data["revision"], part=reworded(thing.part, data["part"], lang),
        **how,
    )  # fmt: skip


def _end(desk, thing, form, how):
    return acting.end_partner(partner=thing, why=form.cleaned_data["why"], **how)


DEEDS = (
    Deed("partner-invite", "partners", "edit", _invite_form, _invite,
         _("The organisation is invited."), _("Invite a partner"), _("Invite")),
    Deed("partner-answer", "partners", "answer_invitation", _answer_form, _answer,
         _("Your answer is saved."), _("Decline to take part"), _("Decline"), thing=PARTNER,
         allows=lambda desk, thing: desk.may_with("answer_invitation", thing)),
    Deed("partner-part", "partners", "update_part", _part_form, _part, _("Your part is saved."),
         _("Tell of your part"), _("Save"), thing=PARTNER,
         allows=lambda desk, thing: desk.may_with("update_part", thing)),
    Deed("partner-end", "partners", "edit", why, _end,
         _("The organisation takes part no longer. That it did stays."),
         _("End the partnership"), _("End"), thing=PARTNER, danger=True),
)  # fmt: skip

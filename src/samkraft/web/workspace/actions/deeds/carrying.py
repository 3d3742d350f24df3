"""Who carries the action: assigning, answering, and whether a name is shown."""

from __future__ import annotations

from django import forms
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from samkraft.accounts.models import Body, Organisation, Person
from samkraft.actions import operations as acting
from samkraft.actions.queries import parallel_bodies
from samkraft.web.workspace.actions import choices
from samkraft.web.workspace.actions.deeds.deed import Deed
from samkraft.web.workspace.actions.fields import reworded, worded
from samkraft.web.workspace.forms.plain import Area, PlainForm
from samkraft.web.workspace.forms.plain import revision as revision_field


class AssignForm(PlainForm):
    revision = revision_field()
    carrier = forms.ChoiceField(
        label=_("Organisation or body"), required=False,
        help_text=_("One that exists already carries best. Somebody else than you is asked first."),
    )  # fmt: skip
    role = forms.CharField(
        label=_("Role"), required=False, max_length=200,
        help_text=_("Shown to everybody, such as “head of business development”."),
    )  # fmt: skip
    person = forms.ChoiceField(
        label=_("Person"), required=False,
        help_text=_("Is asked and reminded. The name is shown only if the person agrees."),
    )  # fmt: skip
    reason = Area(
        label=_("Why a new structure"), rows=2, required=False,
        help_text=_("Only when the body was made for this and is not a standing one."),
    )  # fmt: skip
    why = Area(label=_("Why the change"), rows=2, required=False)

    def __init__(self, *arguments, action, today, **options):
        super().__init__(*arguments, **options)
        self.region, self.today = action.plan.region, today
        self.fields["carrier"].choices = choices.actors(self.region, today, action)
        self.fields["person"].choices = choices.people(self.region, today, action.person)

    def clean(self) -> dict:
        data = super().clean()
        kind, _colon, number = data.get("carrier", "").partition(":")
        data["body"] = Body.objects.get(pk=number) if kind == "body" else None
        data["organisation"] = Organisation.objects.get(pk=number) if kind[:1] == "o" else None
        body = data["body"]
        if body is not None and not body.existing and not data.get("reason", "").strip():
            self.add_error("reason", self._standing(body))
        return data

    def _standing(self, body: Body) -> str:
        """Asks for the reason, and names the standing bodies that could carry it instead."""
        lang = get_language()
        rows = parallel_bodies(self.region, body.kind, today=self.today, area=body.area)
        names = ", ".join(f"“{row.named(lang).text}”" for row in rows)
        if not names:
            return gettext("This is a new structure. Write why it is needed.")
        return gettext(
            "This is a new structure. There are standing bodies of the same kind: %(names)s. "
            "Choose one of them above, or write why none of them will do."
        ) % {"names": names}


class AnswerForm(PlainForm):
    """Accept, or decline with the reason; the two buttons are named `answer`."""

    answer = forms.ChoiceField(
        choices=[("accept", "accept"), ("decline", "decline")], widget=forms.HiddenInput,
        required=False,
    )  # fmt: skip
    why = Area(label=_("Why"), rows=2, required=False, help_text=_("Needed when you decline."))

    @property
    def accepted(self) -> bool:
        return self.cleaned_data["answer"] != "decline"


class NameForm(PlainForm):
    agreed = forms.BooleanField(required=False, widget=forms.HiddenInput)


def _assign_form(desk, thing, data=None) -> AssignForm:
    action = desk.action
    carrier = f"body:{action.body_id}" if action.body_id else ""
    carrier = f"organisation:{action.organisation_id}" if action.organisation_id else carrier
    initial = {
        "revision": action.revision, "carrier": carrier, "role": worded(action.role),
        "person": str(action.person_id or ""), "reason": action.new_structure_reason,
    }  # fmt: skip
    return AssignForm(data, initial=initial, action=action, today=desk.today)


def _assign(desk, thing, form, how):
    data, action = form.cleaned_data, desk.action
    person = Person.objects.get(pk=data["person"]) if data["person"] else None
    responsible = acting.Responsible(
        organisation=data["organisation"], body=data["body"], person=person,
        role=reworded(action.role, data["role"], action.plan.language),
    )  # fmt: skip
    reason = data["reason"] if data["body"] and not data["body"].existing else ""
    return acting.assign_action(
        action=action, revision=data["revision"], responsible=responsible,
        new_structure_reason=reason, why=data["why"], **how,
    )  # fmt: skip


def _answer_form(desk, thing, data=None) -> AnswerForm:
    return AnswerForm(data, initial={"answer": "decline"})


def _answer(desk, thing, form, how):
    why = form.cleaned_data["why"]
    return acting.answer_assignment(action=desk.action, accepted=form.accepted, why=why, **how)


def _name(desk, thing, form, how):
    return acting.publish_name(action=desk.action, agreed=form.cleaned_data["agreed"], **how)


def _name_form(desk, thing, data=None) -> NameForm:
    return NameForm(data)


DEEDS = (
    Deed("assign", "who", "edit", _assign_form, _assign, _("It is saved who carries it."),
         _("Say who carries it"), _("Save")),
    Deed("answer", "who", "answer_assignment", _answer_form, _answer, _("Your answer is saved."),
         _("Decline to carry it"), _("Decline")),
    Deed("name", "who", "publish_name", _name_form, _name, _("Your choice is saved."),
         allows=lambda desk, _: desk.acts["publish_name"]),
)  # fmt: skip

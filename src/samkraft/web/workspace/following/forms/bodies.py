"""Forms for bodies and for who sits in them."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samkraft.web.components import actionwords
from samkraft.web.workspace.following.forms.texts import WordedForm
from samkraft.web.workspace.forms.plain import (
    Area,
    Day,
    PlainForm,
    choices_with_empty,
    revision,
)

STANDING, NEW = "standing", "new"


def body_name() -> forms.Field:
    return forms.CharField(label=_("Name"), max_length=200)


def mandate() -> forms.Field:
    return Area(
        label=_("Mandate"), required=False, help_text=_("What it decides or does, in plain words.")
    )


class BodyForm(WordedForm):
    """What is said of a body."""

    worded = {"name": body_name, "mandate": mandate}
    revision = revision()
    kind = forms.ChoiceField(
        label=_("Kind"), choices=lambda: choices_with_empty(actionwords.BODIES.items())
    )
    organisation = forms.ChoiceField(
        label=_("Belongs to"), required=False,
        help_text=_("The organisation it is part of, if there is one."),
    )  # fmt: skip
    area = forms.ChoiceField(
        label=_("Place"), required=False,
        help_text=_("For example the municipality of a working group."),
    )  # fmt: skip

    def __init__(self, *arguments, organisations, areas, **options):
        super().__init__(*arguments, **options)
        self.fields["organisation"].choices = [("", _("None of them")), *organisations]
        self.fields["area"].choices = [("", _("The whole region")), *areas]

    def order(self, names: list[str], own: list[str]) -> list[str]:
        called = [name for name in names if name.startswith("name_")]
        return [*called, "kind", *(name for name in names if name not in called), *own]


class NewBodyForm(BodyForm):
    """A body that is there already, or a new one with the reason for it. `seen` is what standing
    bodies the person was shown before deciding."""

    valid_from = Day(
        label=_("Since"), required=False, help_text=_("Leave it empty if it has always been there.")
    )
    existing = forms.ChoiceField(
        label=_("Is it there already?"),
        choices=[(STANDING, _("Yes, it is a standing body")), (NEW, _("No, it is to be formed"))],
        help_text=_("Give work to bodies that are there. A new structure needs its reason."),
    )
    new_reason = Area(
        label=_("Why a new structure is needed"), required=False,
        help_text=_("Only for a new one: why none of the standing bodies can do it. "
                    "The reason is kept."),
    )  # fmt: skip
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict:
        data = super().clean()
        if data.get("existing") == NEW and not data.get("new_reason", "").strip():
            self.add_error(
                "new_reason", gettext("Write why none of the standing bodies can do it.")
            )
        return data


class EndForm(PlainForm):
    """The end of something, from a day, with the reason."""

    on = Day(label=_("From which day"))
    why = Area(label=_("Why"), help_text=_("The reason is kept."))


class SeatForm(PlainForm):
    """A seat: a person, an organisation's place, or a name in words."""

    person = forms.ChoiceField(
        label=_("Person"), required=False,
        help_text=_("Somebody who is registered here and can be asked how it goes."),
    )  # fmt: skip
    organisation = forms.ChoiceField(
        label=_("Organisation"), required=False,
        help_text=_("Whom the seat belongs to. With a person: for whom the person sits there."),
    )  # fmt: skip
    name = forms.CharField(
        label=_("Or a name in words"), required=False, max_length=120,
        help_text=_("For somebody who is not registered."),
    )  # fmt: skip
    role = forms.ChoiceField(label=_("Role"), choices=lambda: list(actionwords.SEATS.items()))
    active_from = Day(label=_("From"))
    active_until = Day(
        label=_("Until"), required=False, help_text=_("Leave it empty when the end is not known.")
    )
    published_name = forms.BooleanField(
        label=_("The person has agreed that the name is shown to everybody"), required=False,
        help_text=_("Else only role and organisation are shown."),
    )  # fmt: skip

    def __init__(self, *arguments, people, organisations, **options):
        super().__init__(*arguments, **options)
        self.fields["person"].choices = [("", _("Nobody registered")), *people]
        self.fields["organisation"].choices = [("", _("None of them")), *organisations]
        self.initial.setdefault("role", "member")

    def clean(self) -> dict:
        data = super().clean()
        if data.get("person") and data.get("name"):
            self.add_error("name", gettext("Choose a person or write a name, not both."))
        if not self.errors and not (data["person"] or data["organisation"] or data["name"]):
            self.add_error(
                "person", gettext("Choose a person or an organisation, or write a name.")
            )
        return data


class EndSeatForm(PlainForm):
    on = Day(label=_("From which day"))
    why = Area(label=_("Why"), required=False, help_text=_("Only if it matters later."))

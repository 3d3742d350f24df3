"""Forms for the parts of a draft."""

from __future__ import annotations

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from samkraft.plans.models import Role
from samkraft.web.components import words
from samkraft.web.workspace.forms.plain import Area, PlainForm, revision


class _Place(PlainForm):
    """Kind and place of a part: under which other part, and where among its neighbours."""

    role = forms.ChoiceField(label=_("Kind"))
    parent = forms.ChoiceField(label=_("Where"), required=False)
    position = forms.IntegerField(
        label=_("Place in the list there"),
        required=False,
        min_value=1,
        help_text=_("1 is first. Leave it empty for last."),
    )

    def __init__(self, *arguments, kinds: dict[str, str], places, **options):
        super().__init__(*arguments, **options)
        self.fields["role"].choices = [
            (role, kinds.get(role) or words.word(role)) for role in Role.values
        ]
        self.fields["parent"].choices = [("", _("At the top of the plan")), *places]

    def clean_position(self) -> int | None:
        given = self.cleaned_data["position"]
        return given - 1 if given else None


class AddForm(_Place):
    field_order = ["role", "text", "parent", "position", "body", "responsible"]
    text = Area(label=_("Text"), rows=2, help_text=_("The goal, challenge or measure itself."))
    body = Area(label=_("Explanation"), required=False)
    responsible = forms.CharField(label=_("Responsible"), required=False, max_length=200)


class MoveForm(_Place):
    field_order = ["parent", "position", "role"]
    revision = revision()


class RewordForm(PlainForm):
    revision = revision()
    text = Area(label=_("Text"))
    body = Area(
        label=_("Explanation"),
        rows=5,
        required=False,
        help_text=_(
            "An empty line makes a new paragraph; “- ” at the start of lines makes a list."
        ),
    )
    responsible = forms.CharField(
        label=_("Responsible"),
        required=False,
        max_length=200,
        help_text=_("A body or an office, not a private person."),
    )


class SplitForm(PlainForm):
    revision = revision()
    first = Area(label=_("First part"))
    second = Area(label=_("Second part"))

    @staticmethod
    def halves(text: str) -> dict[str, str]:
        """A guess where the text falls in two: after a sentence, at “and”, else in the middle."""
        cuts = [found.end() for found in re.finditer(r"[.;:]\s+|,?\s(?=(?:och|og|and|ja)\s)", text)]
        cuts = cuts or [found.end() for found in re.finditer(r"\s+", text)]
        if not cuts:
            return {"first": text, "second": ""}
        cut = min(cuts, key=lambda place: abs(place - len(text) / 2))
        return {"first": text[:cut].strip(), "second": text[cut:].strip()}


class MergeForm(PlainForm):
    revision = revision()
    other = forms.ChoiceField(label=_("Join it with"))
    text = Area(
        label=_("The text of both"),
        required=False,
        help_text=_("Leave it empty to put the two texts one after the other."),
    )

    def __init__(self, *arguments, neighbours, **options):
        super().__init__(*arguments, **options)
        self.fields["other"].choices = neighbours


class StepForm(PlainForm):
    revision = revision()
    do = forms.ChoiceField(choices=[(name, name) for name in ("up", "down", "in", "out")])


class RevisionForm(PlainForm):
    revision = revision()

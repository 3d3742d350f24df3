"""Forms for prioritising: criteria, views, choices."""

from __future__ import annotations

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from samkraft.web.workspace.following.forms.texts import WordedForm
from samkraft.web.workspace.forms.plain import Area, Day, PlainForm, choices_with_empty, revision

SCORES = [
    ("", _("No view")),
    ("1", _("1 – hardly")),
    ("2", "2"),
    ("3", _("3 – in part")),
    ("4", "4"),
    ("5", _("5 – very much")),
]


class Exact(forms.DecimalField):
    """A number with decimal comma or point; spaces between thousands are allowed."""

    def __init__(self, **options):
        options.setdefault("widget", forms.TextInput(attrs={"class": "amount",
                                                            "inputmode": "decimal"}))  # fmt: skip
        super().__init__(**options)

    def to_python(self, value):
        if isinstance(value, str):
            value = "".join(value.split()).replace("\u00a0", "").replace(",", ".")
        return super().to_python(value)

    def prepare_value(self, value):
        return f"{value.normalize():f}" if isinstance(value, Decimal) else value


def criterion_name() -> forms.Field:
    return forms.CharField(
        label=_("Criterion"), max_length=200,
        help_text=_("What makes one candidate more important than another, such as “Effect for "
                    "the whole region”."),
    )  # fmt: skip


class CriterionForm(WordedForm):
    worded = {"name": criterion_name}
    revision = revision()
    weight = Exact(
        label=_("Weight"), max_digits=6, decimal_places=2, min_value=Decimal("0.01"),
        max_value=Decimal("999.99"), initial=Decimal(1),
        help_text=_("2 counts twice as much as 1."),
    )  # fmt: skip


class CandidateForm(PlainForm):
    """What is weighed, and for whom."""

    candidate = forms.ChoiceField(label=_("What"))
    member = forms.ChoiceField(label=_("For whom"), required=False)

    def __init__(self, *arguments, candidates, members, **options):
        super().__init__(*arguments, **options)
        self.fields["candidate"].choices = choices_with_empty(candidates)
        self.fields["member"].choices = members
        if len(members) < 2:
            self.fields["member"].widget = forms.HiddenInput()
            self.initial.setdefault("member", members[0][0] if members else "")


class ViewForm(PlainForm):
    """A member's view of one candidate: a number and a note for each criterion."""

    def __init__(self, *arguments, criteria: list[tuple[int, str]], **options):
        super().__init__(*arguments, **options)
        self.criteria = criteria
        for number, name in criteria:
            self.fields[f"score_{number}"] = forms.ChoiceField(
                label=name, choices=SCORES, required=False
            )
            self.fields[f"note_{number}"] = forms.CharField(
                label=_("Note"), required=False, max_length=300
            )

    @property
    def pairs(self):
        return [
            (self[f"score_{number}"], self[f"note_{number}"]) for number, _name in self.criteria
        ]

    def given(self) -> list[tuple[int, int, str]]:
        """Criterion, score and note, of those that have a score."""
        data = self.cleaned_data
        return [
            (number, int(data[f"score_{number}"]), data[f"note_{number}"])
            for number, _name in self.criteria if data[f"score_{number}"]
        ]  # fmt: skip


class EndCriterionForm(PlainForm):
    why = Area(label=_("Why"), required=False, help_text=_("Only if it matters later."))


class ChoiceForm(PlainForm):
    """What was chosen or dropped in a phase, and why."""

    candidate = forms.ChoiceField(label=_("What"))
    chosen = forms.ChoiceField(
        label=_("What became of it"),
        choices=choices_with_empty([("yes", _("chosen")), ("no", _("dropped"))]),
    )
    phase = forms.CharField(
        label=_("Phase"), max_length=80,
        help_text=_("Where on the way it was decided, such as “After the hearing”."),
    )  # fmt: skip
    why = Area(label=_("Why"), help_text=_("It is shown to everybody with the priorities."))
    on = Day(label=_("Date of the decision"))
    decided_by = forms.CharField(label=_("Who decided"), required=False, max_length=200)

    def __init__(self, *arguments, candidates, phases, **options):
        super().__init__(*arguments, **options)
        self.fields["candidate"].choices = choices_with_empty(candidates)
        self.phases = phases

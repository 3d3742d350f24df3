"""The forms of the linking screen."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from samkraft.web.workspace.forms.plain import Area, PlainForm


class LinkingForm(PlainForm):
    """A choice of a goal for each measure; what is left empty is left alone."""

    def __init__(self, *arguments, measures: list[tuple[str, str]], goals: list, **options):
        super().__init__(*arguments, **options)
        choices = [("", _("Choose a goal …")), *goals]
        for key, text in measures:
            self.fields[f"m_{key}"] = forms.ChoiceField(label=text, choices=choices, required=False)

    def chosen(self, only: str = "") -> list[tuple[str, str]]:
        """The measures with the goals chosen for them; `only` one of them, when it is named."""
        return [
            (name[2:], goal) for name, goal in self.cleaned_data.items()
            if goal and (not only or name == f"m_{only}")
        ]  # fmt: skip


class UntieForm(PlainForm):
    why = Area(label=_("Why"), help_text=_("The reason is kept."))

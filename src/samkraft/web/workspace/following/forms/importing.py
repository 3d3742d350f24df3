"""Forms for a list of actions: the file, what its columns are, what its words mean."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samkraft.actions.rules.importing import COLUMNS, NOT_THERE
from samkraft.web.workspace.following.guessing import guess_word
from samkraft.web.workspace.following.uploads import LARGEST
from samkraft.web.workspace.forms.plain import PlainForm

LABELS = {
    "id": _("Your own number or code"),
    "number": _("Number in Samkraft"),
    "title": _("Title"),
    "how": _("How it is done"),
    "elements": _("Goals it serves"),
    "start": _("Start"),
    "due": _("Due"),
    "stage": _("Stage"),
    "organisation": _("Responsible organisation"),
    "body": _("Responsible body"),
    "role": _("Role of the responsible"),
    "partners": _("Partners"),
    "tags": _("Tags"),
    "target_groups": _("Target groups"),
    "places": _("Places"),
    "milestones": _("Milestones"),
    "money": _("Money"),
}
HINTS = {
    "id": _("By it the same action is found again when the list is imported next time."),
    "title": _("The only column that must be there."),
    "elements": _("The words of a goal or its address; several parted by semicolons."),
    "start": _("2027, 2027-05, 2027-05-03, autumn 2027 or Q3 2027."),
    "partners": _("Several parted by semicolons: “Luleå (pays half)”."),
    "places": _("Codes such as NO-1860, parted by semicolons."),
    "milestones": _("One to a line: “2027-05: Agreement signed”."),
    "money": _("One to a line: level | funder | year | currency | promised | spent."),
}


class ListForm(PlainForm):
    file = forms.FileField(
        label=_("The list"),
        help_text=_("Excel (.xlsx) or CSV, at most 5 MB. The first row names the columns."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt,.tsv"}),
        error_messages={"empty": _("The file is empty. Check that it was saved completely.")},
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise ValidationError(too_large())
        return file


def too_large() -> str:
    return gettext(
        "The file is larger than 5 MB and was not taken in. Save only the sheet with the actions, "
        "or import it by the command line."
    )


class HeaderForm(PlainForm):
    """Where the header stands."""

    skip = forms.IntegerField(
        label=_("Lines above the header"), min_value=0, max_value=1000, initial=0
    )
    sheet = forms.CharField(
        label=_("Sheet"), required=False, max_length=100,
        help_text=_("Its name or number; empty for the first one."),
    )  # fmt: skip


class ColumnsForm(PlainForm):
    """Which column of the file is which of ours."""

    def __init__(self, *arguments, headers: list[tuple[str, str]], **options):
        super().__init__(*arguments, **options)
        for column in COLUMNS:
            self.fields[f"c_{column}"] = forms.ChoiceField(
                label=LABELS[column], required=column == "title",
                help_text=HINTS.get(column, ""),
                choices=[("", _("Not in the list")), *headers],
                error_messages={"required": _("Say which column holds the title.")},
            )  # fmt: skip

    def clean(self) -> dict:
        data = super().clean()
        taken: dict[str, str] = {}
        for name, header in list(data.items()):
            if header and header in taken:
                self.add_error(name, gettext("This column is used above already."))
            taken[header] = name
        return data

    def columns(self) -> dict[str, str]:
        """Our columns with the file's; those that are not there are said to be left alone."""
        return {name[2:]: header or NOT_THERE for name, header in self.cleaned_data.items()}


class WordsForm(PlainForm):
    """What words of the file mean that are not known here: (column, word) with choices of ours."""

    def __init__(self, *arguments, words: list[tuple[str, str]], choices: dict, **options):
        super().__init__(*arguments, **options)
        self.words = words
        for at, (column, word) in enumerate(words):
            self.fields[f"w_{at}"] = forms.ChoiceField(
                label=f"{LABELS[column]}: {word}", required=False,
                initial=guess_word(column, word),
                choices=[("", _("Leave its lines out")), *choices[column]],
            )  # fmt: skip

    def values(self) -> dict[str, dict[str, str]]:
        """Our word for each of the file's, by column."""
        found: dict[str, dict[str, str]] = {}
        for at, (column, word) in enumerate(self.words):
            if ours := self.cleaned_data[f"w_{at}"]:
                found.setdefault(column, {})[word.casefold()] = ours
        return found

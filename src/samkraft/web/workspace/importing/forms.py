"""The forms of the import."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samkraft.importing.readers.safety import MAX_FILE_BYTES
from samkraft.plans.models import PlanKind, Role
from samkraft.web.components import words
from samkraft.web.workspace.forms.plain import CONTENT_LANGUAGES, Area, PlainForm, revision

ENDINGS = ".pdf,.docx,.odt,.html,.htm,.md,.txt"


def kind_choices() -> list[tuple[str, str]]:
    return [(kind, words.word(kind)) for kind in PlanKind.values]


def role_choices() -> list[tuple[str, str]]:
    return [(role, words.word(role)) for role in Role.values]


class UploadForm(PlainForm):
    file = forms.FileField(
        label=_("Document"),
        help_text=_(
            "PDF with text, Word (.docx), OpenDocument (.odt), web page, Markdown or plain text; "
            "at most 100 MB. Scanned pages without text cannot be read."
        ),
        widget=forms.FileInput(attrs={"accept": ENDINGS}),
        error_messages={"empty": _("The file is empty. Check that it was saved completely.")},
    )
    title = forms.CharField(
        label=_("Title"),
        required=False,
        max_length=200,
        help_text=_("Leave it empty to take the title that stands in the document."),
    )
    kind = forms.ChoiceField(label=_("Kind of plan"), choices=kind_choices)

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MAX_FILE_BYTES:
            raise ValidationError(too_large())
        return file


def too_large() -> str:
    return gettext(
        "The file is larger than 100 MB and was not taken in. Save it with smaller pictures and "
        "try again."
    )


class ChangeForm(PlainForm):
    revision = revision()
    role = forms.ChoiceField(label=_("Kind"), choices=role_choices)
    text = Area(label=_("Text"))
    responsible = forms.CharField(label=_("Responsible"), required=False, max_length=200)


class KindForm(PlainForm):
    revision = revision()
    role = forms.ChoiceField(label=_("Kind"), choices=role_choices)


class StepForm(PlainForm):
    revision = revision()
    do = forms.ChoiceField(choices=[(name, name) for name in ("up", "down", "in", "out")])


class RevisionForm(PlainForm):
    revision = revision()


class SplitForm(PlainForm):
    revision = revision()
    first = Area(label=_("First part"), rows=2)
    second = Area(label=_("Second part"), rows=2)


class _Place(PlainForm):
    parent = forms.ChoiceField(label=_("Under"), required=False)

    def __init__(self, *arguments, places=(), **options):
        super().__init__(*arguments, **options)
        self.fields["parent"].choices = [("", _("Nothing: at the top of the plan")), *places]


class MoveForm(_Place):
    revision = revision()
    position = forms.IntegerField(
        label=_("Place in the list there"),
        required=False,
        min_value=1,
        help_text=_("1 is first. Leave it empty for last."),
    )


class TakeForm(_Place):
    field_order = ["first", "last", "role", "parent", "text"]
    first = forms.IntegerField(label=_("From line"), min_value=1)
    last = forms.IntegerField(label=_("To line"), min_value=1)
    role = forms.ChoiceField(label=_("Kind"), choices=role_choices)
    text = Area(
        label=_("Text"),
        rows=2,
        required=False,
        help_text=_("Leave it empty to take the words of the lines as they stand."),
    )


class HeadForm(PlainForm):
    revision = revision()
    title = forms.CharField(label=_("Title"), required=False, max_length=300)
    period = forms.CharField(
        label=_("Period"), required=False, max_length=40, help_text=_("For example 2025–2030.")
    )
    vision = Area(
        label=_("Vision"), required=False, help_text=_("Leave it empty if none was decided.")
    )
    language = forms.ChoiceField(label=_("Language it is written in"), choices=CONTENT_LANGUAGES)
    kind = forms.ChoiceField(label=_("Kind of plan"), choices=kind_choices)


class DraftForm(PlainForm):
    plan = forms.ChoiceField(label=_("What it becomes"), required=False, widget=forms.RadioSelect)

    def __init__(self, *arguments, plans=(), **options):
        super().__init__(*arguments, **options)
        self.fields["plan"].choices = [("", _("A new plan")), *plans]

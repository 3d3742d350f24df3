"""What all forms of the workspace share."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from samkraft.lib.texts import LANGUAGES

# Languages of content by their own names, so that everybody finds the own one.
CONTENT_LANGUAGES = [(code, name) for code, name in LANGUAGES.items()]


class PlainForm(forms.Form):
    """Errors come from us, in one place and in plain words, not from the browser."""

    use_required_attribute = False

    def __init__(self, *arguments, **options):
        options.setdefault("label_suffix", "")
        super().__init__(*arguments, **options)


class Area(forms.CharField):
    """Longer text."""

    def __init__(self, *, rows: int = 3, **options):
        options.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(**options)


class Day(forms.DateField):
    """A date, chosen or typed as year-month-day."""

    def __init__(self, **options):
        options.setdefault("widget", forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
        options.setdefault("input_formats", ["%Y-%m-%d", "%d.%m.%Y"])
        super().__init__(**options)


def revision() -> forms.IntegerField:
    """The state of the thing that the person saw when the form was made."""
    return forms.IntegerField(required=False, widget=forms.HiddenInput)


def choices_with_empty(choices):
    """The choices, with nothing chosen to begin with."""
    return [("", _("Choose …")), *choices]

"""Fields of the forms about actions: times in words, amounts, choices with a name of their own."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samkraft.actions.operations import NotATime
from samkraft.actions.rules.dates import LONGEST, parse_when
from samkraft.lib.texts import Texts
from samkraft.web.workspace.actions.refusals import NO_TIME
from samkraft.web.workspace.forms.numbers import Number

TIME_HINT = _("As exact as you know it: 2027, autumn 2027, May 2027 or 2027-05-03.")


class Time(forms.CharField):
    """A time as people write it; what it spans is read by the operation."""

    def __init__(self, **options) -> None:
        widget = forms.TextInput(attrs={"class": "time", "autocomplete": "off"})
        options.setdefault("help_text", TIME_HINT)
        super().__init__(**{"widget": widget, "max_length": LONGEST, "required": False, **options})

    def clean(self, value) -> str:
        text = super().clean(value)
        try:
            parse_when(text)
        except NotATime as error:
            raise forms.ValidationError(gettext(NO_TIME) % {"text": error.text}) from error
        return text


class Amount(Number):
    """An amount of money, to the cent."""

    def __init__(self, **options) -> None:
        super().__init__(required=False, **options)

    def to_python(self, value) -> Decimal | None:
        found = super().to_python(value)
        return None if found is None else Decimal(f"{found:.2f}")

    def prepare_value(self, value):
        return super().prepare_value(float(value) if isinstance(value, Decimal) else value)


class Radios(forms.RadioSelect):
    """One of a few, all in sight. Its first button answers for the whole in links to errors."""

    def id_for_label(self, id_, index=None):
        return f"{id_}_0" if index is None and id_ else super().id_for_label(id_, index)


class Checkboxes(forms.CheckboxSelectMultiple):
    """Several of some."""

    def id_for_label(self, id_, index=None):
        return f"{id_}_0" if index is None and id_ else super().id_for_label(id_, index)


class Several(forms.MultipleChoiceField):
    def __init__(self, **options) -> None:
        super().__init__(**{"widget": Checkboxes, "required": False, **options})


class Words(forms.CharField):
    """Short words with commas between them, as a list."""

    def clean(self, value) -> list[str]:
        return [each.strip() for each in super().clean(value).split(",") if each.strip()]

    def prepare_value(self, value):
        return ", ".join(value) if isinstance(value, list | tuple) else value


def worded(stored: Mapping[str, Any] | None) -> str:
    """A stored text in the language it was written in, as it stands in a field."""
    found = Texts.read(stored)
    return found.get(found.original or "") or ""


def reworded(stored: Mapping[str, Any] | None, text: str, lang: str) -> Texts:
    """The text worded anew in the language it was written in; an empty one is no text.

    Translations stay, and show as older than the original by their marks.
    """
    if not text.strip():
        return Texts()
    found = Texts.read(stored)
    return found.with_original(found.original or lang, text)

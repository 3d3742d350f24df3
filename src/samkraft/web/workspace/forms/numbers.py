"""Numbers and periods as people type them."""

from __future__ import annotations

import re

from django import forms
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from samkraft.calc.periods import NotAPeriod, parse_period

EXAMPLES = {"A": "2026", "H": "2026H1", "Q": "2026Q1", "M": "2026M01"}
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")
_GROUPED = re.compile(r"[+-]?[1-9]\d{0,2}[.,]\d{3}")


def plain_number(value: float | None) -> str:
    """A number as it stands in a field: no groups, the page's own decimal sign."""
    if value is None:
        return ""
    text = f"{value:.10f}".rstrip("0").rstrip(".")
    if _GROUPED.fullmatch(text):
        text += "0"
    return text if get_language() == "en" else text.replace(".", ",")


class WithUnit(forms.TextInput):
    """A field for a number, with its unit beside it."""

    def __init__(self, unit: str = "") -> None:
        super().__init__(attrs={"inputmode": "decimal", "class": "amount"})
        self.unit = unit

    def render(self, name, value, attrs=None, renderer=None):
        found = super().render(name, value, attrs, renderer)
        return (
            format_html('{} <span class="unit">{}</span>', found, self.unit) if self.unit else found
        )


class Number(forms.CharField):
    """A number with decimal comma or point; spaces between thousands are allowed."""

    default_error_messages = {
        "not_a_number": _("“%(text)s” is not a number. Write digits only, such as 12.4."),
        "grouped": _(
            "“%(text)s” can be read in two ways. Write thousands without a sign between them, "
            "such as 1234, and decimals with fewer or more than three digits."
        ),
    }

    def __init__(self, *, unit: str = "", **options) -> None:
        options.setdefault("widget", WithUnit(unit))
        super().__init__(**options)

    def to_python(self, value) -> float | None:
        text = re.sub(r"[\s\u00a0\u202f]", "", super().to_python(value) or "")
        if not text:
            return None
        if _GROUPED.fullmatch(text):
            raise self._wrong("grouped", value)
        plain = text.replace("−", "-").replace(",", ".")
        if not _NUMBER.fullmatch(plain) or len(plain) > 30:
            raise self._wrong("not_a_number", value)
        return float(plain)

    def prepare_value(self, value) -> str:
        return plain_number(value) if isinstance(value, int | float) else value

    def validate(self, value) -> None:
        if self.required and value is None:
            raise forms.ValidationError(self.error_messages["required"], code="required")

    def run_validators(self, value) -> None:
        """A number has no length."""

    def _wrong(self, code: str, text) -> forms.ValidationError:
        return forms.ValidationError(self.error_messages[code], code=code, params={"text": text})


class PeriodField(forms.CharField):
    """A year, half-year, quarter or month; `part` is the kind that is wanted, empty for any."""

    default_error_messages = {
        "not_a_period": _("“%(text)s” is not a period. Write it as %(example)s."),
        "other_part": _("The figures are for other periods. Write it as %(example)s."),
    }

    def __init__(self, *, part: str = "", **options) -> None:
        self.part = part
        widget = forms.TextInput(attrs={"class": "period", "autocomplete": "off"})
        super().__init__(max_length=10, **{"widget": widget, **options})

    def clean(self, value) -> str:
        text = super().clean(value)
        if not text:
            return ""
        params = {"text": text, "example": EXAMPLES.get(self.part, "2026, 2026Q1")}
        try:
            found = parse_period(text)
        except NotAPeriod as error:
            raise forms.ValidationError(
                self.error_messages["not_a_period"], code="not_a_period", params=params
            ) from error
        if self.part and found.part != self.part:
            raise forms.ValidationError(
                self.error_messages["other_part"], code="other_part", params=params
            )
        return str(found)

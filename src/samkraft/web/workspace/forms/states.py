"""Forms for the passages of a version: consultation, adoption, withdrawal."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samkraft.web.workspace.forms.plain import Area, Day, PlainForm

LARGEST = 20_000_000


class ConsultationForm(PlainForm):
    opens = Day(label=_("Open from"))
    closes = Day(label=_("Open until"), help_text=_("The last day on which people can answer."))

    def clean(self):
        data = super().clean()
        if data.get("opens") and data.get("closes") and data["closes"] < data["opens"]:
            self.add_error("closes", gettext("The last day is before the first."))
        return data


class AdoptionForm(PlainForm):
    on = Day(label=_("Date of the decision"))
    deciding_body = forms.CharField(
        label=_("Who decided"),
        max_length=200,
        help_text=_("For example the regional council, or the municipal councils of all members."),
    )
    reference = forms.CharField(label=_("Case or decision number"), required=False, max_length=80)
    document = forms.URLField(
        label=_("Address of the decision"),
        required=False,
        max_length=400,
        assume_scheme="https",
        help_text=_("Where the minutes can be read, if they are on the web."),
    )
    document_file = forms.FileField(
        label=_("Or the decision as a file"),
        required=False,
        help_text=_("PDF, at most 20 MB. Everybody will be able to read it."),
        widget=forms.FileInput(attrs={"accept": ".pdf,application/pdf"}),
    )

    def clean_document_file(self):
        file = self.cleaned_data.get("document_file")
        if not file:
            return None
        if file.size > LARGEST:
            raise ValidationError(gettext("The file is larger than 20 MB."))
        start = file.read(5)
        file.seek(0)
        if start != b"%PDF-" or not file.name.lower().endswith(".pdf"):
            raise ValidationError(gettext("The file is not a PDF. Save it as PDF and try again."))
        return file


class WithdrawalForm(PlainForm):
    on = Day(label=_("From which day"))
    why = Area(label=_("Why"), help_text=_("The reason is shown to everybody with the version."))


class DiscardForm(PlainForm):
    why = Area(
        label=_("Why"), required=False, help_text=_("For those who look for it in the journal.")
    )

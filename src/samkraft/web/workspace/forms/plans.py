"""Forms for plans, their words, the names of their levels and their change log."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samkraft.lib.texts import Texts
from samkraft.plans.models import PlanKind
from samkraft.web.components import words
from samkraft.web.workspace.forms.plain import (
    CONTENT_LANGUAGES,
    Area,
    Day,
    PlainForm,
    revision,
)


class NewPlanForm(PlainForm):
    title = forms.CharField(
        label=_("Title"),
        max_length=200,
        help_text=_("As it stands on the cover. You can change it as long as it is a draft."),
    )
    kind = forms.ChoiceField(label=_("Kind of plan"))
    language = forms.ChoiceField(
        label=_("Language it is written in"),
        help_text=_("The original. Translations can be added part by part."),
    )
    initiated_by = forms.ChoiceField(
        label=_("Who initiated it"),
        required=False,
        help_text=_("For area strategies: the body that asked for it."),
    )
    commission = Area(
        label=_("Commission"),
        required=False,
        help_text=_("For area strategies: what was asked for, by whom, with its number and date."),
    )

    def __init__(self, *arguments, region, organisations, **options):
        super().__init__(*arguments, **options)
        first = [code for code in region.languages if code in dict(CONTENT_LANGUAGES)]
        self.fields["kind"].choices = [(kind, words.word(kind)) for kind in PlanKind.values]
        self.fields["language"].choices = sorted(
            CONTENT_LANGUAGES, key=lambda each: each[0] not in first
        )
        self.fields["language"].initial = first[0] if first else None
        self.fields["initiated_by"].choices = [
            ("", _("Nobody named")),
            *((each.pk, each.named(first[0] if first else "en")) for each in organisations),
        ]


class VersionWordsForm(PlainForm):
    revision = revision()
    title = forms.CharField(label=_("Title"), max_length=200)
    vision = Area(
        label=_("Vision"), required=False, help_text=_("Leave it empty if none was decided.")
    )
    slogan = forms.CharField(label=_("Motto"), required=False, max_length=300)
    summary = Area(
        label=_("Introduction"),
        rows=10,
        required=False,
        help_text=_(
            "An empty line makes a new paragraph; “- ” at the start of lines makes a list."
        ),
    )
    first_year = forms.IntegerField(
        label=_("First year"), required=False, min_value=1900, max_value=2200
    )
    last_year = forms.IntegerField(
        label=_("Last year"), required=False, min_value=1900, max_value=2200
    )

    def clean(self):
        data = super().clean()
        first, last = data.get("first_year"), data.get("last_year")
        if first and last and last < first:
            self.add_error("last_year", gettext("The last year is before the first."))
        return data

    @staticmethod
    def of(version) -> dict:
        """The words as they stand, in the original language."""
        found = {"revision": version.revision}
        for name in ("title", "vision", "slogan", "summary"):
            found[name] = Texts.read(getattr(version, name)).shown(version.plan.language).text
        return {**found, "first_year": version.first_year, "last_year": version.last_year}


class StartDraftForm(PlainForm):
    reason = Area(
        label=_("Why a new draft"),
        required=False,
        help_text=_("For example: “After the hearing in May”. It is shown with the version."),
    )


class ChangeForm(PlainForm):
    on = Day(label=_("Date of the change"))
    what = Area(label=_("What changed"), help_text=_("In a sentence or two."))
    reason = Area(label=_("Why"))
    effect = Area(
        label=_("What it means"),
        required=False,
        help_text=_("For goals, deadlines and figures, if anything."),
    )
    approved_by = forms.CharField(
        label=_("Who approved it"),
        max_length=200,
        help_text=_("A body or an office. It is shown to the public with the plan."),
    )


class LevelForm(PlainForm):
    """What the plan calls one kind of part, in one language."""

    singular = forms.CharField(label=_("One of them"), required=False, max_length=60)
    plural = forms.CharField(label=_("Several"), required=False, max_length=60)

    def clean(self):
        data = super().clean()
        if bool(data.get("singular")) != bool(data.get("plural")):
            raise ValidationError(gettext("Give both the word for one and the word for several."))
        return data

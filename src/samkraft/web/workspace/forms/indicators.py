"""Forms for a region's own indicators and for figures entered by hand."""

from __future__ import annotations

import re
from typing import Any

import yaml
from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samkraft.calc.rules import RULES
from samkraft.calc.status import Status
from samkraft.indicators.models import Indicator
from samkraft.indicators.queries.units import unit_keys, unit_words
from samkraft.indicators.queries.waiting import part_of
from samkraft.indicators.rules.asking import BindingIncomplete, question, reading
from samkraft.lib.texts import Texts
from samkraft.sources.registry import sources
from samkraft.web.components import figurewords
from samkraft.web.workspace.forms.numbers import EXAMPLES, Number, PeriodField
from samkraft.web.workspace.forms.plain import Area, PlainForm, revision

NOT_BOUND = ("klass",)  # a register of codes, not of figures
KEYS = {"table", "url", "select", "codelists", "outputs", "mapping", "kpi", "language"}
TEXTS = ("title", "explanation", "limits")
# Where a place stands for itself while a source's description is tried out.
TRIED = {"NO": "NO-1804", "SE": "SE-2580", "FI": "FI-564"}


class SourceText(forms.CharField):
    """A mapping written in YAML."""

    def __init__(self, **options) -> None:
        attrs = {"rows": 8, "class": "typed", "spellcheck": "false"}
        super().__init__(widget=forms.Textarea(attrs=attrs), **options)

    def clean(self, value) -> dict:
        try:
            found = yaml.safe_load(super().clean(value) or "{}")
        except yaml.YAMLError as error:
            line = getattr(getattr(error, "problem_mark", None), "line", 0) + 1
            raise forms.ValidationError(
                _("Line %(line)s cannot be read. Each line is “name: value”, and what belongs to "
                  "a name is moved in by two spaces."), params={"line": line},
            ) from error  # fmt: skip
        if not isinstance(found, dict):
            raise forms.ValidationError(
                _("Write lines of “name: value”, for example “table: 06913”.")
            )
        if unknown := sorted(str(key) for key in found if key not in KEYS):
            raise forms.ValidationError(
                _("The name “%(name)s” is not known. These are: %(known)s."),
                params={"name": unknown[0], "known": ", ".join(sorted(KEYS))},
            )
        return found

    def prepare_value(self, value):
        if isinstance(value, dict):
            return yaml.safe_dump(value, allow_unicode=True, sort_keys=False) if value else ""
        return value


class IndicatorForm(PlainForm):
    revision = revision()
    title = forms.CharField(
        label=_("Title"), max_length=200,
        help_text=_("What is counted, so that everybody understands it without the explanation."),
    )  # fmt: skip
    explanation = Area(label=_("What it shows"), required=False)
    limits = Area(
        label=_("What it does not say"), required=False,
        help_text=_("Every figure leaves something out. Say it before others do."),
    )  # fmt: skip
    unit = forms.ChoiceField(label=_("Unit"), required=False)
    own_unit = forms.CharField(
        label=_("Unit in your own words"), max_length=60, required=False,
        help_text=_("Only when the unit is not in the list above, for example “meetings”."),
    )  # fmt: skip
    decimals = forms.IntegerField(label=_("Decimals shown"), min_value=0, max_value=6, initial=0)
    nature = forms.ChoiceField(
        label=_("Kind of number"), choices=list(figurewords.NATURES.items()),
        help_text=_("Numbers and amounts of places can be added up; the other kinds cannot."),
    )  # fmt: skip
    direction = forms.ChoiceField(
        label=_("Which way is better"), choices=list(figurewords.DIRECTIONS.items())
    )
    frequency = forms.ChoiceField(
        label=_("How often there are figures"), choices=list(figurewords.FREQUENCIES.items())
    )
    by_sex = forms.BooleanField(label=_("There are figures for women and men"), required=False)
    by_age = forms.BooleanField(label=_("There are figures by age"), required=False)
    small_below = forms.IntegerField(
        label=_("Smallest number of people that may be shown"), required=False, min_value=1,
        max_value=1000,
        help_text=_("Only where people are counted, to protect them. Empty: no limit."),
    )  # fmt: skip
    rule = forms.ChoiceField(
        label=_("How targets are judged"), choices=[(r.id, r.title) for r in RULES.values()]
    )
    source = forms.ChoiceField(label=_("Where the figures come from"))
    responsible = forms.ChoiceField(
        label=_("Who enters the figures"), required=False,
        help_text=_("This person may enter figures even as a mere reader of the region."),
    )  # fmt: skip
    code = forms.CharField(
        label=_("Number of the table or figure at the service"), max_length=80, required=False,
        help_text=_("Only when the figures come from a service, for example 06913 or N01951."),
    )  # fmt: skip
    query = SourceText(
        label=_("Which figures of the table"), required=False,
        help_text=_("Only when the figures come from a service. Lines such as “select:” and, "
                    "below it, each of the table's variables with the codes that are wanted."),
    )  # fmt: skip

    def __init__(self, *arguments, people, lang: str, **options):
        super().__init__(*arguments, **options)
        known = sorted((unit_words(key, lang), key) for key in unit_keys() if key)
        units = [("", _("None, or in my own words")), *((key, words) for words, key in known)]
        self.fields["unit"].choices = units
        bound = [(s.name, f"{s.publisher} ({s.name})") for s in sources().values()]
        self.fields["source"].choices = [
            ("manual", figurewords.SOURCES["manual"]),
            *(each for each in bound if each[0] not in NOT_BOUND),
        ]
        nobody = ("", _("Nobody yet"))
        self.fields["responsible"].choices = [nobody, *((str(pk), name) for pk, name in people)]

    @staticmethod
    def of(indicator: Indicator) -> dict[str, Any]:
        """The form's values for an indicator as it stands, in the language it was written in."""
        lang = written_in(indicator)
        known = indicator.unit in unit_keys()
        plain = ("decimals", "nature", "direction", "frequency", "by_sex", "by_age", "small_below",
                 "rule", "source", "code", "query", "revision")  # fmt: skip
        return {
            **{name: getattr(indicator, name) for name in plain},
            **{name: Texts.read(getattr(indicator, name)).get(lang) or "" for name in TEXTS},
            "unit": indicator.unit if known else "",
            "own_unit": "" if known else indicator.unit,
            "responsible": str(indicator.responsible_id or ""),
        }

    def clean(self) -> dict:
        data = super().clean()
        if data.get("unit") and data.get("own_unit"):
            self.add_error("own_unit", gettext("Choose a unit or write one, not both."))
        if data.get("source") == "manual":
            data["query"], data["code"] = {}, ""
        elif not self.errors:
            self._try_source(data)
        return data

    def _try_source(self, data: dict) -> None:
        """Whether the description says enough to ask the service."""
        if not (data["code"] or data["query"].get("table") or data["query"].get("url")):
            self.add_error("code", gettext("Write which table or figure of the service is meant."))
            return
        if not isinstance(data["query"].get("select", {}), dict):
            self.add_error("query", gettext("Under “select” each variable stands on its own line."))
            return
        source = sources()[data["source"]]
        areas = [TRIED.get(source.country, "NO-1804")]
        try:
            question(source.name, data["code"], data["query"], areas)
            reading(source.name, "x", data["code"], data["query"])
        except BindingIncomplete:
            self.add_error("query", gettext(
                "It does not say which figures of the table are meant. Write “select:” and below "
                "it the table's variables, each with its codes."
            ))  # fmt: skip
        except (ValueError, TypeError, AttributeError) as error:
            text = gettext("It cannot be understood: %(what)s") % {"what": error}
            self.add_error("query", text)

    def values(self) -> dict[str, Any]:
        """What is not text, as the operations want it."""
        data = self.cleaned_data
        names = ("decimals", "nature", "direction", "frequency", "by_sex", "by_age", "rule",
                 "small_below", "source", "code", "query")  # fmt: skip
        unit = data["unit"] or data["own_unit"].strip()
        return {**{name: data[name] for name in names}, "unit": unit}


class ValueForm(PlainForm):
    """One figure: where, when, for whom, and the number or why there is none."""

    place = forms.ChoiceField(
        label=_("Place"),
        help_text=_("The region as a whole, or one of its places. A figure of the whole is shown "
                    "as it is, and then the places are not added up."),
    )  # fmt: skip
    period = PeriodField(label=_("Period"))
    sex = forms.ChoiceField(label=_("Sex"), choices=list(figurewords.SEXES.items()))
    age = forms.CharField(
        label=_("Age"), required=False, max_length=10,
        help_text=_("Empty for all ages; a group is written 16-24 or 65+."),
    )  # fmt: skip
    value = Number(label=_("Figure"), required=False)
    reason = forms.ChoiceField(
        label=_("Or why there is none"), required=False,
        choices=[("", _("There is a figure")),
                 *((code, figurewords.STATUSES[code]) for code in Status if not code.has_value)],
    )  # fmt: skip
    sure = forms.ChoiceField(
        label=_("How sure it is"), required=False,
        choices=[(code, figurewords.STATUSES[code]) for code in Status if code.has_value],
    )  # fmt: skip
    note = forms.CharField(
        label=_("Note"), required=False, max_length=300,
        help_text=_("Where the figure comes from, kept with it."),
    )  # fmt: skip

    def __init__(self, *arguments, indicator: Indicator, places, unit: str, **options):
        super().__init__(*arguments, **options)
        part = part_of(indicator.frequency)
        self.fields["place"].choices = places
        self.fields["period"].part = part
        self.fields["period"].help_text = _("For example %(period)s.") % {"period": EXAMPLES[part]}
        self.fields["value"].widget.unit = unit
        if not indicator.by_sex:
            del self.fields["sex"]
        if not indicator.by_age:
            del self.fields["age"]

    def clean_age(self) -> str:
        age = re.sub(r"\s", "", self.cleaned_data["age"]).replace("–", "-")
        if age and not re.fullmatch(r"\d{1,3}(-\d{1,3}|\+)?", age):
            raise forms.ValidationError(_("Write an age group as 16-24 or 65+."))
        return age

    def clean(self) -> dict:
        data = super().clean()
        if self.errors:
            return data
        if data["value"] is None and not data["reason"]:
            self.add_error("value", gettext("Write the figure, or choose why there is none."))
        elif data["value"] is not None and data["reason"]:
            self.add_error("reason", gettext("There is a figure, so there is no reason to give."))
        return data

    def values(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "area": data["place"], "period": data["period"], "value": data["value"],
            "status": Status(data["reason"] or data["sure"] or Status.VALID),
            "sex": data.get("sex") or "T", "age": data.get("age") or "T", "note": data["note"],
        }  # fmt: skip


def written_in(indicator: Indicator) -> str:
    """The language an indicator's texts were first written in."""
    return Texts.read(indicator.title).original or "en"

"""Forms for what a plan is followed by: indicators, targets, topics and readings."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samkraft.calc.rules import RULES
from samkraft.plans.models import TopicIndicator
from samkraft.plans.operations import BadTarget, TargetValues, check_target
from samkraft.web.components import figurewords
from samkraft.web.workspace.forms.numbers import EXAMPLES, Number, PeriodField
from samkraft.web.workspace.forms.plain import Area, PlainForm, revision
from samkraft.web.workspace.refusals import BAD_TARGET

STEPS = 5
VIEWS = {
    "time": _("how it goes over time"),
    "sexes": _("women and men"),
    "ages": _("ages"),
    "places": _("the places"),
}
# The field that is wrong when a target is refused for this reason.
WRONG = {"not-a-number": "value", "unknown-sex": "sex", "unknown-rule": "rule",
         "milestone-twice": "step_period_1"}  # fmt: skip


class FollowForm(PlainForm):
    """Choose one of the indicators that were found."""

    indicator = forms.CharField(
        error_messages={"required": _("Choose one of the indicators in the list.")}
    )
    note = Area(
        label=_("Why it says something about this"),
        rows=2,
        required=False,
        help_text=_("Shown to those who work here."),
    )


class ChartForm(PlainForm):
    """Choose one of the indicators that were found, and what the chart shows of it."""

    indicator = forms.CharField(
        error_messages={"required": _("Choose one of the indicators in the list.")}
    )
    view = forms.ChoiceField(label=_("What the chart shows"), choices=list(VIEWS.items()))

    def lacks(self, indicator) -> bool:
        """Whether the indicator has nothing for the chosen view; the error then stands there."""
        view = self.cleaned_data["view"]
        if view == TopicIndicator.View.SEXES and not indicator.by_sex:
            self.add_error("view", gettext("This indicator has no figures for women and men."))
        if view == TopicIndicator.View.AGES and not indicator.by_age:
            self.add_error("view", gettext("This indicator has no figures by age."))
        return bool(self.errors)


class WhyForm(PlainForm):
    why = Area(label=_("Why"), rows=3, help_text=_("It is kept with the record."))


class TargetForm(PlainForm):
    """A target, with five places for milestones on the way."""

    place = forms.ChoiceField(label=_("Place"))
    sex = forms.ChoiceField(label=_("Sex"))
    age = forms.ChoiceField(label=_("Age"))
    rule = forms.ChoiceField(
        label=_("How it is judged"),
        required=False,
        help_text=_("Most plans let the indicator's own rule decide."),
    )
    why = Area(
        label=_("Why just this"),
        required=False,
        help_text=_("Shown to the public with the target."),
    )

    def __init__(self, *arguments, places, groups, unit: str, part: str, rule: str, **options):
        super().__init__(*arguments, **options)
        self.fields["place"].choices = places
        self._groups(*groups)
        self._numbers(unit, part)
        own = _("The indicator's own: %(rule)s") % {"rule": RULES[rule].title}
        rest = [(each.id, each.title) for each in RULES.values() if each.id != rule]
        self.fields["rule"].choices = [("", own), *rest]
        self.order_fields(
            ["place", "sex", "age", "baseline_period", "baseline_value", "period", "value"]
        )

    def _groups(self, sexes, ages) -> None:
        for name, codes, words in (
            ("sex", sexes, lambda code: figurewords.said("sex", code)),
            ("age", ages, figurewords.age),
        ):
            self.fields[name].choices = [(code, words(code)) for code in codes]
            if len(codes) < 2:
                del self.fields[name]

    def _numbers(self, unit: str, part: str) -> None:
        example = _("For example %(period)s.") % {"period": EXAMPLES[part]}
        self.fields["baseline_period"] = PeriodField(
            label=_("Starting period"), part=part, help_text=example
        )
        self.fields["baseline_value"] = Number(
            label=_("Starting value"), unit=unit, required=False,
            help_text=_("Leave it empty to use what the figures say for the starting period."),
        )  # fmt: skip
        self.fields["period"] = PeriodField(
            label=_("To be reached in"), part=part, help_text=_("A period after the first.")
        )
        self.fields["value"] = Number(label=_("Value to reach"), unit=unit)
        for at in range(1, STEPS + 1):
            number = {"number": at}
            self.fields[f"step_period_{at}"] = PeriodField(
                label=_("Step %(number)s, period") % number, part=part, required=False
            )
            self.fields[f"step_value_{at}"] = Number(
                label=_("Step %(number)s, value") % number, required=False
            )

    @property
    def first(self):
        """The fields before the milestones."""
        names = ("place", "sex", "age", "baseline_period", "baseline_value", "period", "value")
        return [self[name] for name in names if name in self.fields]

    @property
    def steps(self):
        """The milestones, a pair of fields each."""
        return [(self[f"step_period_{n}"], self[f"step_value_{n}"]) for n in range(1, STEPS + 1)]

    @property
    def last(self):
        return [self["rule"], self["why"]]

    def clean(self) -> dict:
        data = super().clean()
        for at in range(1, STEPS + 1):
            when, value = data.get(f"step_period_{at}"), data.get(f"step_value_{at}")
            names = (f"step_period_{at}", f"step_value_{at}")
            if bool(when) != (value is not None) and not self.has_error(names[bool(when)]):
                self.add_error(
                    names[bool(when)], gettext("Write both the period and the value, or neither.")
                )
        if not self.errors:
            self._check()
        return data

    def _check(self) -> None:
        try:
            check_target(self.values())
        except BadTarget as error:
            text = gettext(BAD_TARGET.get(error.code, error.code))
            self.add_error(WRONG.get(error.code, "period"), text)

    def values(self) -> TargetValues:
        """What the form says, as the operation wants it."""
        data = self.cleaned_data
        steps = [(data[f"step_period_{n}"], data[f"step_value_{n}"]) for n in range(1, STEPS + 1)]
        return TargetValues(
            place=data["place"], sex=data.get("sex") or "T", age=data.get("age") or "T",
            baseline_period=data["baseline_period"], baseline_value=data["baseline_value"],
            period=data["period"], value=data["value"], rule=data["rule"], why=data["why"],
            milestones=[step for step in steps if step[0]],
        )  # fmt: skip


class TopicForm(PlainForm):
    title = forms.CharField(
        label=_("Topic"),
        max_length=200,
        help_text=_("What is looked at together, such as “Housing for newcomers”."),
    )


class RenameTopicForm(TopicForm):
    revision = revision()


class ReadingForm(PlainForm):
    revision = revision()
    period = PeriodField(
        label=_("Period"), help_text=_("What it is about, for example 2026 or 2026H1.")
    )
    seen = Area(
        label=_("What we see"), rows=4, required=False,
        help_text=_("What the figures show, in two or three sentences."),
    )  # fmt: skip
    why = Area(label=_("Why"), rows=4, required=False, help_text=_("What may explain it."))
    then = Area(label=_("What we do next"), rows=4, required=False)
    author = forms.CharField(
        label=_("Who says this"),
        max_length=200,
        required=False,
        help_text=_("As it shall be published: a group, an office or a name."),
    )


class PublishForm(PlainForm):
    revision = revision()

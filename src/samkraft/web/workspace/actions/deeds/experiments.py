"""Experiments: what we believe, how we will know, what came of it."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from samkraft.actions import operations as acting
from samkraft.actions.models import Decision
from samkraft.web.workspace.actions.deeds.deed import Deed, row_of
from samkraft.web.workspace.actions.fields import Radios, reworded, worded
from samkraft.web.workspace.forms.plain import Area, Day, PlainForm
from samkraft.web.workspace.forms.plain import revision as revision_field

EXPERIMENT = row_of("experiments")
DECISIONS = {
    Decision.CONTINUE: _("Go on"),
    Decision.ADJUST: _("Change it and go on"),
    Decision.STOP: _("Stop"),
}


class BeginForm(PlainForm):
    hypothesis = Area(
        label=_("What we believe"),
        help_text=_("Such as: if newcomers get a mentor, more of them stay after a year."),
    )
    how_we_know = Area(label=_("How we will know"), required=False)
    started_on = Day(label=_("Begun on"), required=False)


class DescribeForm(PlainForm):
    revision = revision_field()
    hypothesis = Area(label=_("What we believe"))
    how_we_know = Area(label=_("How we will know"), required=False)
    outcome = Area(label=_("What came of it"), required=False)
    lesson = Area(label=_("What we learned"), required=False)


class ConcludeForm(PlainForm):
    revision = revision_field()
    outcome = Area(label=_("What came of it"), help_text=_("That it did not work is a result too."))
    lesson = Area(label=_("What we learned"))
    decision = forms.ChoiceField(
        label=_("What now"), widget=Radios, choices=list(DECISIONS.items()),
        error_messages={"required": _("Choose one of the three.")},
    )  # fmt: skip


def _begin_form(desk, thing, data=None) -> BeginForm:
    return BeginForm(data, initial={"started_on": desk.today})


def _begin(desk, thing, form, how):
    data, lang = form.cleaned_data, desk.action.plan.language
    return acting.begin_experiment(
        action=desk.action, hypothesis=reworded(None, data["hypothesis"], lang),
        how_we_know=reworded(None, data["how_we_know"], lang), started_on=data["started_on"],
        **how,
    )  # fmt: skip


def _describe_form(desk, thing, data=None) -> DescribeForm:
    names = ("hypothesis", "how_we_know", "outcome", "lesson")
    initial = {name: worded(getattr(thing, name)) for name in names}
    return DescribeForm(data, initial=initial | {"revision": thing.revision})


def _describe(desk, thing, form, how):
    names = ("hypothesis", "how_we_know", "outcome", "lesson")
    return acting.describe_experiment(
        experiment=thing, revision=form.cleaned_data["revision"],
        **_texts(desk, thing, form, names), **how,
    )  # fmt: skip


def _conclude_form(desk, thing, data=None) -> ConcludeForm:
    initial = {name: worded(getattr(thing, name)) for name in ("outcome", "lesson")}
    initial |= {"revision": thing.revision, "decision": thing.decision}
    return ConcludeForm(data, initial=initial)


def _conclude(desk, thing, form, how):
    data = form.cleaned_data
    return acting.conclude_experiment(
        experiment=thing, revision=data["revision"], decision=data["decision"],
        **_texts(desk, thing, form, ("outcome", "lesson")), **how,
    )  # fmt: skip


def _texts(desk, thing, form, names) -> dict:
    lang = desk.action.plan.language
    return {name: reworded(getattr(thing, name), form.cleaned_data[name], lang) for name in names}


DEEDS = (
    Deed("experiment-add", "experiments", "update", _begin_form, _begin,
         _("The experiment has begun."), _("Begin an experiment"), _("Begin")),
    Deed("experiment", "experiments", "update", _describe_form, _describe,
         _("The experiment is saved."), _("Change the words"), _("Save"), thing=EXPERIMENT),
    Deed("experiment-conclude", "experiments", "update", _conclude_form, _conclude,
         _("The outcome is saved."), _("Say what came of it"), _("Save"), thing=EXPERIMENT),
)  # fmt: skip

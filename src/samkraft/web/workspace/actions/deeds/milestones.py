"""Milestones: added, changed, reached, moved with the reason, put in order, taken back."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from samkraft.actions import operations as acting
from samkraft.lib.texts import Texts
from samkraft.web.workspace.actions.deeds.deed import Deed, row_of, why
from samkraft.web.workspace.actions.fields import Time, reworded, worded
from samkraft.web.workspace.forms.plain import Area, Day, PlainForm
from samkraft.web.workspace.forms.plain import revision as revision_field

MILESTONE = row_of("milestones", "withdrawn_at")


class AddForm(PlainForm):
    title = forms.CharField(label=_("Milestone"), max_length=300)
    criterion = Area(
        label=_("How one sees that it is reached"), rows=2, required=False,
    )  # fmt: skip
    due = Time(label=_("To be reached"))


class ChangeForm(AddForm):
    revision = revision_field()
    why = Area(
        label=_("Why it moves"), rows=2, required=False,
        help_text=_("Needed when a date that was set becomes another. The old one stays in sight."),
    )  # fmt: skip


class ReachForm(PlainForm):
    revision = revision_field()
    on = Day(
        label=_("Reached on"), required=False,
        help_text=_("Empty means that it is not reached after all."),
    )  # fmt: skip


class StepForm(PlainForm):
    do = forms.ChoiceField(choices=[("up", "up"), ("down", "down")])


def _add_form(desk, thing, data=None) -> AddForm:
    return AddForm(data)


def _add(desk, thing, form, how):
    data, lang = form.cleaned_data, desk.action.plan.language
    return acting.add_milestone(
        action=desk.action, title=Texts.of(lang, data["title"]), due=data["due"],
        criterion=reworded(None, data["criterion"], lang), **how,
    )  # fmt: skip


def _change_form(desk, thing, data=None) -> ChangeForm:
    initial = {
        "revision": thing.revision, "title": worded(thing.title),
        "criterion": worded(thing.criterion), "due": thing.due_text,
    }  # fmt: skip
    return ChangeForm(data, initial=initial)


def _change(desk, thing, form, how):
    data, lang = form.cleaned_data, desk.action.plan.language
    return acting.describe_milestone(
        milestone=thing, revision=data["revision"], due=data["due"], why=data["why"],
        title=reworded(thing.title, data["title"], lang),
        criterion=reworded(thing.criterion, data["criterion"], lang), **how,
    )  # fmt: skip


def _reach_form(desk, thing, data=None) -> ReachForm:
    initial = {"revision": thing.revision, "on": thing.done_on or desk.today}
    return ReachForm(data, initial=initial)


def _reach(desk, thing, form, how):
    return acting.reach_milestone(milestone=thing, **form.cleaned_data, **how)


def _withdraw(desk, thing, form, how):
    return acting.withdraw_milestone(milestone=thing, why=form.cleaned_data["why"], **how)


def _step_form(desk, thing, data=None) -> StepForm:
    return StepForm(data)


def _step(desk, thing, form, how):
    """Up or down among those that are shown; withdrawn ones keep no place between."""
    order = list(desk.action.milestones.filter(withdrawn_at=None).values_list("pk", flat=True))
    at = order.index(thing.pk)
    to = max(0, at - 1) if form.cleaned_data["do"] == "up" else at + 1
    order.insert(to, order.pop(at))
    acting.order_milestones(action=desk.action, order=order, **how)


DEEDS = (
    Deed("milestone-add", "milestones", "update", _add_form, _add, _("The milestone is added."),
         _("Add a milestone"), _("Add")),
    Deed("milestone", "milestones", "update", _change_form, _change, _("The milestone is saved."),
         _("Change or move the milestone"), _("Save"), thing=MILESTONE),
    Deed("milestone-reach", "milestones", "update", _reach_form, _reach,
         _("The milestone is saved."), _("Reached"), _("Save"), thing=MILESTONE),
    Deed("milestone-withdraw", "milestones", "update", why, _withdraw,
         _("The milestone is withdrawn."), _("Withdraw the milestone"), _("Withdraw"),
         thing=MILESTONE, danger=True,
         hint=_("It cannot be undone. It stays in the history with your reason.")),
    Deed("milestone-step", "milestones", "update", _step_form, _step, "", thing=MILESTONE),
)  # fmt: skip

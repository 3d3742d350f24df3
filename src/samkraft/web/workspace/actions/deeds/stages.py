"""Where the action stands: only the passages that are allowed are offered."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from samkraft.accounts.models import Organisation
from samkraft.actions import operations as acting
from samkraft.web.workspace.actions import choices
from samkraft.web.workspace.actions.deeds.deed import Deed
from samkraft.web.workspace.actions.fields import Radios
from samkraft.web.workspace.forms.plain import Area, Day, PlainForm
from samkraft.web.workspace.forms.plain import revision as revision_field


class StageForm(PlainForm):
    revision = revision_field()
    stage = forms.ChoiceField(
        label=_("Stage"), widget=Radios,
        error_messages={
            "required": _("Choose the stage it passes into."),
            "invalid_choice": _("It cannot pass from where it stands to that. Choose one below."),
        },
    )  # fmt: skip
    why = Area(
        label=_("Why"), rows=2, required=False,
        help_text=_("Needed to pause, stop or hand over, and to take up again what had ended."),
    )  # fmt: skip
    on = Day(label=_("Since"), required=False)
    handed_to = forms.ChoiceField(label=_("If handed over: who carries it on"), required=False)
    handed_to_name = forms.CharField(
        label=_("If handed over: who, when not in the list"), required=False, max_length=200
    )
    follow_up_on = Day(
        label=_("If handed over: look again on"), required=False,
        help_text=_("The day on which somebody looks whether it lasts."),
    )  # fmt: skip

    def __init__(self, *arguments, offered, organisations, **options):
        super().__init__(*arguments, **options)
        self.fields["stage"].choices = offered
        self.fields["handed_to"].choices = [("", _("Not in the list")), *organisations]
        if "handed_over" not in dict(offered):
            for name in ("handed_to", "handed_to_name", "follow_up_on"):
                del self.fields[name]


def _form(desk, thing, data=None) -> StageForm:
    offered = choices.stages(desk.action, desk.may("decide_stage"))
    wanted = offered[0][0] if len(offered) == 1 else None
    initial = {"revision": desk.action.revision, "on": desk.today, "stage": wanted,
               "from": desk.action.stage}  # fmt: skip
    firms = choices.organisations(desk.region, desk.today)
    return StageForm(data, initial=initial, offered=offered, organisations=firms)


def _move(desk, thing, form, how):
    data = form.cleaned_data
    over = data["stage"] == "handed_over"
    chosen = data.get("handed_to") if over else ""
    return acting.move_stage(
        action=desk.action, stage=data["stage"], revision=data["revision"], why=data["why"],
        on=data["on"], handed_to=Organisation.objects.get(pk=chosen) if chosen else None,
        handed_to_name=data["handed_to_name"] if over else "",
        follow_up_on=data["follow_up_on"] if over else None, **how,
    )  # fmt: skip


DEEDS = (
    Deed("stage", "stage", "update", _form, _move, _("The stage is saved."),
         _("Change the stage"), _("Save")),
)  # fmt: skip

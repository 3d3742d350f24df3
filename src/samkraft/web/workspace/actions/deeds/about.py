"""What the action says of itself, its dates, and whether it is shown."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from samkraft.actions import operations as acting
from samkraft.actions.models import ActionPlan
from samkraft.places.models import Area as Place
from samkraft.web.workspace.actions import choices
from samkraft.web.workspace.actions.deeds.deed import Deed, bare, why
from samkraft.web.workspace.actions.fields import Several, Time, Words, reworded, worded
from samkraft.web.workspace.forms.plain import Area, PlainForm
from samkraft.web.workspace.forms.plain import revision as revision_field


class SaysForm(PlainForm):
    """What is done, how, for whom and where."""

    title = forms.CharField(
        label=_("What is done"), max_length=300,
        help_text=_("One line that says what will be different, or what is made."),
    )  # fmt: skip
    how = Area(label=_("How"), rows=4, required=False)
    elements = Several(
        label=_("What it serves"),
        help_text=_("The goals and other parts of the adopted plan that it carries out."),
    )
    target_groups = Words(
        label=_("For whom"), required=False, max_length=400,
        help_text=_("Groups of people, with commas between them."),
    )  # fmt: skip
    tags = Words(
        label=_("Tags"), required=False, max_length=400,
        help_text=_("With commas between them. Usual ones are youth, green and preparedness."),
    )  # fmt: skip
    areas = Several(label=_("Where"), help_text=_("None chosen means the whole region."))
    action_plan = forms.ChoiceField(label=_("Action plan"), required=False)
    external_id = forms.CharField(
        label=_("Number in another system"), required=False, max_length=80,
        help_text=_("So that a list can be imported again without making doubles."),
    )  # fmt: skip

    def __init__(self, *arguments, plan, today, keys=(), places=(), held=None, **options):
        super().__init__(*arguments, **options)
        self.fields["elements"].choices = choices.elements(plan, tuple(keys))
        self.fields["areas"].choices = choices.areas(plan.region, today, tuple(places))
        self.fields["action_plan"].choices = choices.action_plans(plan, held)
        for name in ("elements", "areas", "action_plan"):
            if len(self.fields[name].choices) < (2 if name == "action_plan" else 1):
                del self.fields[name]

    def values(self, plan, *, title=None, how=None, start: str = "", due: str = ""):
        """What the form says; `title` and `how` are the stored texts that are worded anew."""
        data = self.cleaned_data
        chosen = data.get("action_plan") or None
        return acting.ActionValues(
            title=reworded(title, data["title"], plan.language),
            how=reworded(how, data["how"], plan.language), start=start, due=due,
            elements=data.get("elements", []), tags=data["tags"],
            target_groups=data["target_groups"],
            areas=list(Place.objects.filter(pk__in=data.get("areas", []))),
            action_plan=ActionPlan.objects.get(pk=chosen) if chosen else None,
            external_id=data["external_id"],
        )  # fmt: skip


class WordsForm(SaysForm):
    revision = revision_field()


class DatesForm(PlainForm):
    revision = revision_field()
    start = Time(label=_("Starts"))
    due = Time(label=_("To be finished"))
    why = Area(
        label=_("Why it moves"), rows=2, required=False,
        help_text=_("Needed when a date that was set becomes another. The old one stays in sight."),
    )  # fmt: skip


def _words(desk, thing, data=None) -> WordsForm:
    action = desk.action
    keys = list(action.elements.values_list("element_key", flat=True))
    places = list(action.areas.all())
    initial = {
        "revision": action.revision, "title": worded(action.title), "how": worded(action.how),
        "elements": keys, "target_groups": action.target_groups, "tags": action.tags,
        "areas": [str(row.pk) for row in places], "external_id": action.external_id,
        "action_plan": str(action.action_plan_id or ""),
    }  # fmt: skip
    return WordsForm(
        data, initial=initial, plan=action.plan, today=desk.today, keys=keys, places=places,
        held=action.action_plan_id,
    )  # fmt: skip


def _describe(desk, thing, form, how):
    action = desk.action
    values = form.values(
        action.plan, title=action.title, how=action.how, start=action.start_text,
        due=action.due_text,
    )  # fmt: skip
    revision = form.cleaned_data["revision"]
    return acting.describe_action(action=action, revision=revision, values=values, **how)


def _dates(desk, thing, data=None) -> DatesForm:
    action = desk.action
    initial = {"revision": action.revision, "start": action.start_text, "due": action.due_text}
    return DatesForm(data, initial=initial)


def _move(desk, thing, form, how):
    return acting.move_dates(action=desk.action, **form.cleaned_data, **how)


def _publish(desk, thing, form, how):
    return acting.publish_action(action=desk.action, **how)


def _withdraw(desk, thing, form, how):
    return acting.withdraw_action(action=desk.action, **form.cleaned_data, **how)


DEEDS = (
    Deed("words", "about", "edit", _words, _describe, _("The words are saved."),
         _("Change what it says"), _("Save")),
    Deed("dates", "dates", "update", _dates, _move, _("The dates are saved."),
         _("Change the dates"), _("Save")),
    Deed("publish", "stage", "edit", bare, _publish, _("Everybody can see the proposal now.")),
    Deed("withdraw", "stage", "edit", why, _withdraw,
         _("The action is withdrawn. Its page says so, with your reason."),
         _("Withdraw the action"), _("Withdraw"), danger=True,
         hint=_("It cannot be undone. The page stays and says that it was withdrawn, and why. "
                "Work that was begun and broken off is better stopped.")),
)  # fmt: skip

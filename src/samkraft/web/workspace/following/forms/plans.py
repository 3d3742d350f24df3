"""Forms for roles in a plan and for action plans."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samkraft.accounts.models import Organisation
from samkraft.actions.operations.actionplans import TEXTS
from samkraft.lib.texts import Texts
from samkraft.web.components import actionwords
from samkraft.web.workspace.forms.plain import (
    Area,
    Day,
    PlainForm,
    choices_with_empty,
    revision,
)

HINTS = {
    "what": _("The result that is wanted, so that everybody can see whether it is reached."),
    "how": _("The way to it: steps, methods, what is tried out."),
    "who": _("Who carries it, and who takes part with what."),
    "resources": _("Money, working time, premises; what is promised and what is still sought."),
    "networks": _("Who works together, and through which meeting places."),
    "children_and_young": _("What it means for them, and how they were asked."),
    "national_minorities": _("What it means for them, and how they were asked."),
    "sami": _("What it means for the Sami, and how they were asked."),
}


def grouped(*groups: tuple[str, list[tuple[str, str]]]) -> list:
    """Choices under headings; nothing chosen to begin with."""
    return choices_with_empty([(name, rows) for name, rows in groups if rows])


class InvolveForm(PlainForm):
    """An organisation or a body gets a role in the plan or in a part of it."""

    actor = forms.ChoiceField(label=_("Who"))
    role = forms.ChoiceField(
        label=_("What it does"),
        choices=lambda: choices_with_empty(actionwords.INVOLVEMENTS.items()),
    )
    key = forms.ChoiceField(label=_("In what"), required=False)
    active_from = Day(label=_("From"))
    active_until = Day(
        label=_("Until"), required=False, help_text=_("Leave it empty when the end is not known.")
    )
    note = forms.CharField(label=_("Note"), required=False, max_length=300)

    def __init__(self, *arguments, organisations, bodies, parts, **options):
        super().__init__(*arguments, **options)
        self.fields["actor"].choices = grouped(
            (gettext("Bodies"), bodies), (gettext("Organisations"), organisations)
        )
        self.fields["key"].choices = [("", _("The plan as a whole")), *parts]


class EndRoleForm(PlainForm):
    on = Day(label=_("From which day"))
    why = Area(label=_("Why"), required=False, help_text=_("Only if it matters later."))


class Parts(forms.MultipleChoiceField):
    """Parts of the plan, each with its box."""

    def __init__(self, **options):
        options.setdefault("widget", forms.CheckboxSelectMultiple)
        super().__init__(required=False, **options)


class InitiateForm(PlainForm):
    """The beginning of an action plan; the rest is written afterwards."""

    title = forms.CharField(
        label=_("Title"), max_length=200,
        help_text=_("What is to be achieved, in a few words."),
    )  # fmt: skip
    initiated_by = forms.ChoiceField(label=_("Who initiates it"), required=False)
    what = Area(label=_("What is to be done"), required=False, help_text=HINTS["what"])
    elements = Parts(label=_("Which parts of the plan it serves"))

    def __init__(self, *arguments, organisations, parts, **options):
        super().__init__(*arguments, **options)
        self.fields["initiated_by"].choices = organisations or [("", _("Nobody named"))]
        self.fields["elements"].choices = parts


class ActionPlanForm(PlainForm):
    """Everything an action plan says, in one language."""

    revision = revision()
    title = forms.CharField(label=_("Title"), max_length=200)
    first_day = Day(label=_("From"), required=False)
    last_day = Day(
        label=_("Time limit"), required=False, help_text=_("The day it is to be finished.")
    )
    elements = Parts(label=_("Which parts of the plan it serves"))

    def __init__(self, *arguments, parts, principles, lang: str, **options):
        super().__init__(*arguments, **options)
        self.principles = [key for key, _text in principles]
        for name in TEXTS:
            self.fields[name] = Area(
                label=actionwords.INSTRUCTIONS[name], required=False, help_text=HINTS[name], rows=4
            )
        for key, text in principles:
            self.fields[f"answer_{key}"] = Area(label=text, required=False, rows=2)
        for name in ("title", *TEXTS, *(f"answer_{key}" for key in self.principles)):
            self.fields[name].widget.attrs["lang"] = lang
        self.fields["elements"].choices = parts
        self.order_fields(["title", *TEXTS, "first_day", "last_day", "elements"])

    @property
    def said(self):
        return [self["title"], *(self[name] for name in TEXTS[:5])]

    @property
    def perspectives(self):
        return [self[name] for name in TEXTS[5:]]

    @property
    def answers(self):
        return [self[f"answer_{key}"] for key in self.principles]

    def clean(self) -> dict:
        data = super().clean()
        first, last = data.get("first_day"), data.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", gettext("The last day is before the first."))
        return data

    @staticmethod
    def of(found, lang: str) -> dict:
        """First values: what the action plan says in exactly this language."""
        words = {name: Texts.read(getattr(found, name)).get(lang) for name in ("title", *TEXTS)}
        answers = {f"answer_{k}": Texts.read(v).get(lang) for k, v in found.answers.items()}
        return {
            **{name: text or "" for name, text in (words | answers).items()},
            "first_day": found.first_day, "last_day": found.last_day,
            "elements": found.element_keys, "revision": found.revision,
        }  # fmt: skip


class CoordinatorForm(PlainForm):
    organisation = forms.ChoiceField(label=_("Organisation"), required=False)
    person = forms.ChoiceField(
        label=_("Person"), required=False,
        help_text=_("Who is asked. The name is not shown to the public."),
    )  # fmt: skip

    def __init__(self, *arguments, organisations, people, **options):
        super().__init__(*arguments, **options)
        self.fields["organisation"].choices = [("", _("None of them")), *organisations]
        self.fields["person"].choices = [("", _("Nobody named")), *people]


class TreatmentForm(PlainForm):
    """A committee or a partner has treated the action plan."""

    actor = forms.ChoiceField(label=_("Who treated it"))
    on = Day(label=_("Date of the treatment"))
    outcome = forms.ChoiceField(
        label=_("What came of it"), choices=lambda: choices_with_empty(actionwords.OUTCOMES.items())
    )
    reference = forms.CharField(label=_("Case or decision number"), required=False, max_length=80)
    note = Area(label=_("Note"), required=False, help_text=_("It is shown to everybody."))

    def __init__(self, *arguments, committees, bodies, organisations, **options):
        super().__init__(*arguments, **options)
        self.fields["actor"].choices = grouped(
            (gettext("Committees"), committees), (gettext("Partners"), organisations),
            (gettext("Other bodies"), bodies),
        )  # fmt: skip


class MoveForm(PlainForm):
    """Into another state; some ask for the reason."""

    revision = revision()
    why = Area(label=_("Why"), required=False)

    def __init__(self, *arguments, needs_reason: bool, **options):
        super().__init__(*arguments, **options)
        if needs_reason:
            self.fields["why"].required = True
            self.fields["why"].help_text = _("The reason is shown with the action plan.")


def own_first(organisations: list[Organisation], own, lang: str) -> list[tuple[str, str]]:
    """Organisations as choices, one's own on top."""
    named = [(str(row.pk), row.named(lang).text) for row in organisations]
    named.sort(key=lambda each: each[1].casefold())
    mine = [(str(own.pk), own.named(lang).text)] if own is not None else []
    return [*mine, *(each for each in named if each not in mine)]

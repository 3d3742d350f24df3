"""The form of an update: the judgement, words, the milestones that are open, another date."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django import forms
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from samkraft.actions import operations as acting
from samkraft.actions.models import Action, Milestone
from samkraft.actions.published.values import when_of
from samkraft.lib.texts import LANGUAGES, Texts
from samkraft.web.components import actionwords
from samkraft.web.workspace.actions.fields import Radios, Time
from samkraft.web.workspace.forms.plain import Area, Day, PlainForm

JUDGED = ("on_track", "behind", "off_track", "achieved", "stopped", "cannot_tell")
TEXTS = ("text", "deviation", "cause", "correction")


def judgements() -> list[tuple[str, str]]:
    """Each with its sign before its word."""
    return [
        (code, f"{actionwords.JUDGEMENT_MARKS[code]} {actionwords.named(code, 'judgement')}")
        for code in JUDGED
    ]


class UpdateForm(PlainForm):
    """Only the judgement is compulsory. What is not touched stays as it is."""

    judgement = forms.ChoiceField(
        label=_("How does it go?"), widget=Radios,
        error_messages={"required": _("Choose how it goes.")},
    )  # fmt: skip
    text = Area(
        label=_("In a few words"), required=False,
        help_text=_("What has happened since last time. Shown to everybody."),
    )  # fmt: skip
    deviation = Area(label=_("What is not as planned"), rows=2, required=False)
    cause = Area(label=_("Why"), rows=2, required=False)
    correction = Area(label=_("What is done about it"), rows=2, required=False)
    due = Time(label=_("To be finished"))
    due_seen = forms.CharField(required=False, widget=forms.HiddenInput)
    why = forms.CharField(
        label=_("Why it moves"), required=False, max_length=1000,
        help_text=_("Needed when the date becomes another."),
    )  # fmt: skip
    lang = forms.ChoiceField(label=_("Language of what you write"), required=False)

    def __init__(self, *arguments, action: Action, milestones: Sequence[Milestone], today: date,
                 **options) -> None:  # fmt: skip
        options["initial"] = {
            "judgement": action.judgement, "due": action.due_text, "due_seen": action.due_text,
            "lang": _language(action),
        }  # fmt: skip
        super().__init__(*arguments, **options)
        self.action, self.milestones, self.today = action, milestones, today
        self.fields["judgement"].choices = judgements()
        codes = dict.fromkeys((action.plan.language, *(action.plan.region.languages or ())))
        self.fields["lang"].choices = [(code, LANGUAGES[code]) for code in codes]
        if len(codes) < 2:
            del self.fields["lang"]
        for row in milestones:
            self._milestone(row)

    def _milestone(self, row: Milestone) -> None:
        name = f"m{row.pk}_"
        self.fields[name + "done"] = forms.BooleanField(
            label=row.titled(get_language()).text, required=False
        )
        self.fields[name + "on"] = Day(label=_("Reached on"), required=False)
        self.fields[name + "due"] = Time(label=_("New date"), initial=row.due_text, help_text="")
        self.fields[name + "why"] = forms.CharField(
            label=_("Why it moves"), required=False, max_length=1000
        )
        self.fields[name + "revision"] = forms.IntegerField(
            required=False, widget=forms.HiddenInput, initial=row.revision
        )

    @property
    def main(self):
        return [self[name] for name in ("judgement", "text")]

    @property
    def troubles(self):
        return [self[name] for name in ("deviation", "cause", "correction")]

    @property
    def dates(self):
        return [self[name] for name in ("due", "why")]

    @property
    def steps(self):
        """Each open milestone: its title, when it is due, whether that has passed, its fields."""
        return [
            (row, row.titled(get_language()), when_of(row),
             row.due_last is not None and row.due_last < self.today,
             [self[f"m{row.pk}_{part}"] for part in ("done", "on", "due", "why")],
             self._touched(row))
            for row in self.milestones
        ]  # fmt: skip

    def _touched(self, row: Milestone) -> bool:
        """Whether more than the tick was filled in, so that it is to be in sight."""
        names = [f"m{row.pk}_{part}" for part in ("on", "due", "why")]
        return self.is_bound and any(
            self.has_error(name) or (self.data.get(name) or "") != (self[name].initial or "")
            for name in names
        )

    @property
    def troubled(self) -> bool:
        return self.is_bound and any(self.data.get(field.name) for field in self.troubles)

    @property
    def moved(self) -> bool:
        return self.is_bound and (
            self.has_error("due") or self.has_error("why")
            or self.data.get("due", "") != self.data.get("due_seen", "")
        )  # fmt: skip

    def clean(self) -> dict:
        data = super().clean()
        self._leave_untouched(data)
        for row in self.milestones:
            on, due = data.get(f"m{row.pk}_on"), data.get(f"m{row.pk}_due")
            if on and on > self.today:
                self.add_error(f"m{row.pk}_on", gettext("That day has not come yet."))
            if row.due_text and due is not None and due != row.due_text:
                self._require(f"m{row.pk}_why")
        if data.get("due_seen") and data.get("due") != data["due_seen"] and "due" in data:
            self._require("why")
        return data

    def _leave_untouched(self, data: dict) -> None:
        """A date that was not sent at all stays; only one that was sent empty is taken away."""
        if "due" not in self.data:
            data["due"] = data["due_seen"]
        for row in self.milestones:
            if f"m{row.pk}_due" not in self.data:
                data[f"m{row.pk}_due"] = row.due_text

    def _require(self, name: str) -> None:
        if not self.cleaned_data.get(name, "").strip():
            self.add_error(name, gettext("Write why the date moves."))

    def check_unmoved(self) -> None:
        """Whether somebody moved the action's date while this was written: then it is told, and
        the person decides. Called inside the transaction that saves."""
        now = Action.objects.select_for_update().values_list("due_text", flat=True).get(
            pk=self.action.pk
        )  # fmt: skip
        data = self.cleaned_data
        if data["due"] != data["due_seen"] and now not in (data["due_seen"], data["due"]):
            self._show("due_seen", now)
            self.add_error("due", gettext(
                "Somebody set another date meanwhile: %(due)s. Nothing was overwritten. Keep that "
                "one, or send yours again."
            ) % {"due": now or "–"})  # fmt: skip

    def tell_changed(self, milestone) -> None:
        """Somebody changed one of the milestones meanwhile: it is told how it stands now."""
        number = milestone.pk
        self._show(f"m{number}_revision", milestone.revision)
        stands = milestone.done_on.isoformat() if milestone.done_on else milestone.due_text
        self.add_error(f"m{number}_done", gettext(
            "Somebody else changed this milestone meanwhile; it now says: %(stands)s. Nothing was "
            "overwritten. Look at it, and send again."
        ) % {"stands": stands or "–"})  # fmt: skip

    def _show(self, name: str, value) -> None:
        """Put another value into what was sent, so that sending it again starts from it."""
        self.data = self.data.copy()
        self.data[name] = "" if value is None else str(value)

    def said(self) -> dict:
        """What the form says, as the operation wants it."""
        data = self.cleaned_data
        lang = data.get("lang") or self.action.plan.language
        words = {name: Texts.of(lang, data[name]) for name in TEXTS if data[name].strip()}
        moved = data["due"] != data["due_seen"]
        return {
            "said": acting.Said(data["judgement"], **words),
            "milestones": [each for row in self.milestones if (each := self._change(row))],
            "due": data["due"] if moved else None,
            "moved_why": data["why"] if moved else "",
        }

    def _change(self, row: Milestone) -> acting.MilestoneChange | None:
        data, name = self.cleaned_data, f"m{row.pk}_"
        done = data[name + "on"] or (self.today if data[name + "done"] else None)
        due = data[name + "due"] if data[name + "due"] != row.due_text else None
        if done is None and due is None:
            return None
        return acting.MilestoneChange(
            row, done_on=done, due=due, why=data[name + "why"], revision=data[name + "revision"]
        )


def _language(action: Action) -> str:
    """The page's language when the region writes it, else the plan's."""
    lang = get_language()
    return lang if lang in (action.plan.region.languages or ()) else action.plan.language

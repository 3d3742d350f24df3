"""Forms for update rounds, for how a plan is followed up, and for currency rates."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samkraft.actions.models import Currency
from samkraft.web.workspace.following.forms.priorities import Exact
from samkraft.web.workspace.following.forms.texts import WordedForm
from samkraft.web.workspace.forms.plain import Area, Day, PlainForm, revision

CURRENCIES = [(code, code) for code in Currency.values]
SPARE = 2  # empty rows for quiet days


def round_title() -> forms.Field:
    return forms.CharField(
        label=_("Title"), max_length=120, help_text=_("For example “Spring 2027”.")
    )


class RoundForm(WordedForm):
    worded = {"title": round_title}
    revision = revision()
    opens = Day(label=_("Opens"), help_text=_("From this day everybody who carries something is "
                                              "asked how it goes."))  # fmt: skip
    closes = Day(label=_("Closes"), help_text=_("The last day to answer."))

    def clean(self) -> dict:
        data = super().clean()
        if data.get("opens") and data.get("closes") and data["closes"] < data["opens"]:
            self.add_error("closes", gettext("The last day is before the first."))
        return data


class EndRoundForm(PlainForm):
    why = Area(label=_("Why"), help_text=_("The reason is kept."))


class HabitsForm(PlainForm):
    """How a plan is followed up."""

    revision = revision()
    stale_after = forms.IntegerField(
        label=_("Days without news until an action counts as silent"), min_value=1, max_value=3650,
    )  # fmt: skip
    reminders = forms.BooleanField(
        label=_("Send reminders by e-mail"), required=False,
        help_text=_("Each matter once, in the person's own language, on working days only."),
    )  # fmt: skip
    currency = forms.ChoiceField(
        label=_("Currency"), choices=CURRENCIES,
        help_text=_("Sums are shown in it where a rate is stated."),
    )  # fmt: skip
    last_meeting_on = Day(
        label=_("Last meeting of those who decide"), required=False,
        help_text=_("The page for the board tells what has happened since then."),
    )  # fmt: skip

    def __init__(self, *arguments, periods: int = 0, **options):
        super().__init__(*arguments, **options)
        self.rows = max(periods, self._sent()) + SPARE
        for at in range(self.rows):
            number = {"number": at + 1}
            first = _("Quiet period %(number)s, first day") % number
            last = _("Quiet period %(number)s, last day") % number
            self.fields[f"first_{at}"] = Day(label=first, required=False)
            self.fields[f"last_{at}"] = Day(label=last, required=False)

    def _sent(self) -> int:
        """How many periods were sent; at least as many fields are needed to show them again."""
        numbers = [name[6:] for name in self.data if name.startswith("first_")]
        return max((int(n) + 1 - SPARE for n in numbers if n.isdigit() and int(n) < 50), default=0)

    @property
    def plain(self):
        return [self[name] for name in ("stale_after", "reminders", "currency", "last_meeting_on")]

    @property
    def periods(self):
        return [(self[f"first_{at}"], self[f"last_{at}"]) for at in range(self.rows)]

    def quiet(self) -> list[tuple[date, date]]:
        data = self.cleaned_data
        pairs = ((data[f"first_{at}"], data[f"last_{at}"]) for at in range(self.rows))
        return sorted(pair for pair in pairs if all(pair))

    def clean(self) -> dict:
        data = super().clean()
        for at in range(self.rows):
            first, last = data.get(f"first_{at}"), data.get(f"last_{at}")
            if bool(first) != bool(last):
                missing = f"last_{at}" if first else f"first_{at}"
                if not self.has_error(missing):
                    self.add_error(missing, gettext("Write both days, or neither."))
            elif first and last < first:
                self.add_error(f"last_{at}", gettext("The last day is before the first."))
        return data

    @staticmethod
    def of(habits, revision: int) -> dict:
        """First values out of how the plan is followed up now."""
        names = ("stale_after", "reminders", "currency", "last_meeting_on")
        found = {name: getattr(habits, name) for name in names}
        for at, (first, last) in enumerate(habits.quiet):
            found |= {f"first_{at}": first, f"last_{at}": last}
        return found | {"revision": revision}


class RateForm(PlainForm):
    """What one unit of a currency was worth in another on a day."""

    base = forms.ChoiceField(label=_("One"), choices=CURRENCIES, initial="EUR")
    rate = Exact(
        label=_("was worth"), max_digits=14, decimal_places=6, min_value=Decimal("0.000001"),
        help_text=_("For example 11,47."),
    )  # fmt: skip
    quote = forms.ChoiceField(label=_("of"), choices=CURRENCIES, initial="NOK")
    on = Day(label=_("On the day"))
    source = forms.CharField(
        label=_("Who says so"), max_length=200,
        help_text=_("The bank and, best, the address of its list."),
    )  # fmt: skip

    def clean(self) -> dict:
        data = super().clean()
        if data.get("base") and data.get("base") == data.get("quote"):
            self.add_error("quote", gettext("Choose two different currencies."))
        return data

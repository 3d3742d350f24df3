"""Money: a line for each funder and year."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from samkraft.accounts.models import Organisation
from samkraft.actions import operations as acting
from samkraft.actions.models import Currency
from samkraft.actions.queries import habits_of
from samkraft.web.components import actionwords
from samkraft.web.workspace.actions import choices
from samkraft.web.workspace.actions.deeds.deed import Deed, row_of, why
from samkraft.web.workspace.actions.fields import Amount
from samkraft.web.workspace.forms.plain import Area, PlainForm
from samkraft.web.workspace.forms.plain import revision as revision_field

MONEY = row_of("money", "withdrawn_at")


class MoneyForm(PlainForm):
    level = forms.ChoiceField(label=_("Level"), choices=list(actionwords.LEVELS.items()))
    organisation = forms.ChoiceField(label=_("Who pays"), required=False)
    funder = forms.CharField(
        label=_("Who pays, if not in the list"), required=False, max_length=200,
        help_text=_("Such as the name of a programme or a fund."),
    )  # fmt: skip
    year = forms.IntegerField(label=_("Year"))
    currency = forms.ChoiceField(label=_("Currency"), choices=Currency.choices)
    promised = Amount(label=_("Promised"), help_text=_("Empty means not known; it is never zero."))
    spent = Amount(label=_("Spent so far"))
    note = Area(label=_("Note"), rows=2, required=False)

    def __init__(self, *arguments, organisations, **options):
        super().__init__(*arguments, **options)
        self.fields["organisation"].choices = [("", _("Not in the list")), *organisations]

    def values(self) -> acting.MoneyValues:
        data = {name: self.cleaned_data[name] for name in MoneyForm.base_fields}
        chosen = data.pop("organisation")
        found = Organisation.objects.get(pk=chosen) if chosen else None
        return acting.MoneyValues(**data, organisation=found)


class ChangeForm(MoneyForm):
    revision = revision_field()
    why = Area(label=_("Why it is corrected"), rows=2, required=False)


def _add_form(desk, thing, data=None) -> MoneyForm:
    plan = desk.action.plan
    initial = {"year": desk.today.year, "currency": habits_of([plan])[plan.pk].currency}
    firms = choices.organisations(desk.region, desk.today)
    return MoneyForm(data, initial=initial, organisations=firms)


def _add(desk, thing, form, how):
    return acting.add_money(action=desk.action, values=form.values(), **how)


def _change_form(desk, thing, data=None) -> ChangeForm:
    names = ("revision", "level", "funder", "year", "currency", "promised", "spent", "note")
    initial = {name: getattr(thing, name) for name in names}
    initial["organisation"] = str(thing.organisation_id or "")
    firms = choices.organisations(desk.region, desk.today, thing.organisation)
    return ChangeForm(data, initial=initial, organisations=firms)


def _change(desk, thing, form, how):
    data = form.cleaned_data
    return acting.change_money(
        money=thing, revision=data["revision"], values=form.values(), why=data["why"], **how
    )


def _withdraw(desk, thing, form, how):
    return acting.withdraw_money(money=thing, why=form.cleaned_data["why"], **how)


DEEDS = (
    Deed("money-add", "money", "update", _add_form, _add, _("The amount is added."),
         _("Add money"), _("Add")),
    Deed("money", "money", "update", _change_form, _change, _("The amount is saved."),
         _("Correct the amount"), _("Save"), thing=MONEY),
    Deed("money-withdraw", "money", "update", why, _withdraw, _("The amount is withdrawn."),
         _("Withdraw the amount"), _("Withdraw"), thing=MONEY, danger=True,
         hint=_("It cannot be undone. It stays in the history with your reason.")),
)  # fmt: skip

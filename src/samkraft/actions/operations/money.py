"""Money promised and spent, and dated rates between currencies."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from samkraft.accounts.models import Organisation
from samkraft.accounts.rules import require_administrator
from samkraft.actions.models import Action, Currency, Money, MoneyLevel, Rate
from samkraft.actions.operations.errors import BadMoney
from samkraft.actions.operations.held import journal_action, locked_action
from samkraft.journal import operations as journal
from samkraft.plans.operations.errors import ChangedMeanwhile

MOST = Decimal("99999999999.99")


@dataclass(frozen=True, slots=True)
class MoneyValues:
    """One funder in one year. The funder is an organisation or a name; None is not known."""

    level: str
    year: int
    currency: str
    promised: Decimal | None = None
    spent: Decimal | None = None
    organisation: Organisation | None = None
    funder: str = ""
    note: str = ""


@transaction.atomic
def add_money(*, action: Action, values: MoneyValues, by, at: datetime) -> Money:
    """Add what a funder promised or what was spent in a year. Raises NotAllowed, BadMoney."""
    found = locked_action(action, by, at, "update")
    _check(values)
    made = Money(action=found)
    _put(made, values)
    made.save()
    journal_action("add-money", found, by, at, subject=made, after=_said(made))
    return made


@transaction.atomic
def change_money(
    *, money: Money, revision: int, values: MoneyValues, by, at: datetime, why: str = ""
) -> Money:
    """Correct a line; what it said stays in the journal.

    Raises NotAllowed, ChangedMeanwhile, BadMoney.
    """
    found = _locked(money, by, at)
    if found.revision != revision:
        raise ChangedMeanwhile(found)
    _check(values)
    before = _said(found)
    _put(found, values)
    if _said(found) != before:
        found.revision += 1
        found.save()
        journal_action("change-money", found.action, by, at, subject=found, before=before,
                       after=_said(found), why=why)  # fmt: skip
    return found


@transaction.atomic
def withdraw_money(*, money: Money, why: str, by, at: datetime) -> Money:
    """Take a line back, with the reason. Raises NotAllowed, BadMoney."""
    found = _locked(money, by, at)
    if not why.strip():
        raise BadMoney("no-reason")
    found.withdrawn_at, found.withdrawn_why = at, why.strip()
    found.revision += 1
    found.save()
    journal_action(
        "withdraw-money", found.action, by, at, subject=found, before=_said(found), why=why
    )
    return found


@transaction.atomic
def state_rate(
    *, base: str, quote: str, on: date, rate: Decimal, source: str, by, at: datetime
) -> Rate:
    """State what one unit of `base` was worth in `quote` on a day, and who says so.

    One rate for the whole installation, so administrators only. Raises NotAllowed, BadMoney.
    """
    require_administrator(by)
    if base not in Currency.values or quote not in Currency.values:
        raise BadMoney("unknown-currency")
    if base == quote:
        raise BadMoney("same-currency")
    if not rate.is_finite() or rate <= 0:
        raise BadMoney("not-positive")
    if not source.strip():
        raise BadMoney("no-source")
    there = Rate.objects.filter(base=base, quote=quote, on=on).first()
    before = {"rate": str(there.rate), "source": there.source} if there else None
    made, _ = Rate.objects.update_or_create(
        base=base, quote=quote, on=on, defaults={"rate": rate, "source": source.strip()}
    )
    journal.write(
        operation="state-rate", subject=made, by=by, at=at, label=str(made), before=before,
        after={"rate": str(rate), "source": source},
    )  # fmt: skip
    return made


def _locked(money: Money, by, at: datetime) -> Money:
    action = locked_action(money.action, by, at, "update")
    found = Money.objects.select_for_update(of=("self",)).select_related("organisation").get(
        pk=money.pk
    )  # fmt: skip
    if found.withdrawn_at:
        raise BadMoney("withdrawn")
    found.action = action
    return found


def _check(values: MoneyValues) -> None:
    if values.level not in MoneyLevel.values:
        raise BadMoney("unknown-level")
    if values.currency not in Currency.values:
        raise BadMoney("unknown-currency")
    if not 1990 <= values.year <= 2150:
        raise BadMoney("year")
    known = [each for each in (values.promised, values.spent) if each is not None]
    if not known:
        raise BadMoney("nothing")
    if any(not each.is_finite() or not 0 <= each <= MOST for each in known):
        raise BadMoney("negative" if all(each.is_finite() for each in known) else "nothing")


def _put(money: Money, values: MoneyValues) -> None:
    money.level, money.year, money.currency = values.level, values.year, values.currency
    money.promised, money.spent = values.promised, values.spent
    money.organisation, money.funder = values.organisation, values.funder.strip()
    money.note = values.note.strip()


def _said(money: Money) -> dict:
    told = {name: getattr(money, name) for name in ("promised", "spent")}
    return {name: None if each is None else f"{each:.2f}" for name, each in told.items()} | {
        "level": money.level, "year": money.year, "currency": money.currency,
        "funder": money.organisation.slug if money.organisation_id else money.funder,
        "note": money.note,
    }  # fmt: skip

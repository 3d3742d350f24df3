"""Partners, milestones and money of an imported line: what is lacking is added, nothing is lost."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from samkraft.accounts.models import Organisation
from samkraft.actions.models import Action
from samkraft.actions.operations.milestones import add_milestone, move_milestone
from samkraft.actions.operations.money import MoneyValues, add_money, change_money
from samkraft.actions.operations.partners import invite_partner
from samkraft.actions.rules.importing import ActionLine, MoneyLine
from samkraft.lib.texts import Texts

WHY = "imported"


def complete(
    action: Action, line: ActionLine, organisations: Mapping[str, Organisation], by, at: datetime
) -> bool:
    """Add what the line has and the action lacks; whether anything was added or changed."""
    partners = _partners(action, line, organisations, by, at)
    milestones = _milestones(action, line, by, at)
    return any([partners, milestones, _money(action, line, organisations, by, at)])


def _partners(action: Action, line: ActionLine, organisations, by, at) -> bool:
    there = set(action.partners.filter(ended_at=None).values_list("organisation_id", flat=True))
    changed = False
    for name, role in line.partners:
        organisation = organisations[name.casefold()]
        if organisation.pk not in there:
            invite_partner(action=action, organisation=organisation, role=role, by=by, at=at)
            changed = True
    return changed


def _milestones(action: Action, line: ActionLine, by, at) -> bool:
    """A milestone of the same title gets the line's date; the former one is kept."""
    lang = action.plan.language
    there = {row.titled(lang).text: row for row in action.milestones.filter(withdrawn_at=None)}
    changed = False
    for due, title in line.milestones:
        if title not in there:
            add_milestone(action=action, title=Texts.of(lang, title), due=due, by=by, at=at)
            changed = True
        elif there[title].due_text != due:
            move_milestone(milestone=there[title], due=due, why=WHY, by=by, at=at)
            changed = True
    return changed


def _money(action: Action, line: ActionLine, organisations, by, at) -> bool:
    """A line of the same level, funder, year and currency gets the sheet's amounts."""
    rows = list(action.money.filter(withdrawn_at=None).select_related("organisation"))
    changed = False
    for each in line.money:
        organisation = organisations.get(each.funder.casefold())
        values = MoneyValues(
            each.level, each.year, each.currency, each.promised, each.spent, organisation,
            "" if organisation else each.funder,
        )  # fmt: skip
        same = next((row for row in rows if _same(row, each, organisation)), None)
        if same is None:
            add_money(action=action, values=values, by=by, at=at)
        elif (same.promised, same.spent) != (each.promised, each.spent):
            change_money(money=same, revision=same.revision, values=values, by=by, at=at, why=WHY)
        changed |= same is None or (same.promised, same.spent) != (each.promised, each.spent)
        if same is not None:
            rows.remove(same)
    return changed


def _same(row, line: MoneyLine, organisation: Organisation | None) -> bool:
    if (row.level, row.year, row.currency) != (line.level, line.year, line.currency):
        return False
    if organisation is not None:
        return row.organisation_id == organisation.pk
    return row.organisation_id is None and row.funder == line.funder

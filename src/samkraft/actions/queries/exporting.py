"""A plan's actions as rows of a sheet, in the columns that importing reads."""

from __future__ import annotations

from samkraft.actions.models import Action, Money, Partner
from samkraft.actions.queries.gathering import Gathered
from samkraft.actions.queries.workspace import actions_of
from samkraft.actions.rules.importing import (
    COLUMNS,
    MoneyLine,
    written_milestones,
    written_money,
    written_partners,
)
from samkraft.actions.rules.sheets import csv_of, xlsx_of
from samkraft.lib.texts import Texts
from samkraft.plans.models import Plan


def export_rows(plan: Plan) -> list[dict[str, str]]:
    """One row for each action that was not withdrawn. Nine queries."""
    found = actions_of(plan)
    found.actions = [each for each in found.actions if each.withdrawn_at is None]
    partners: dict[int, list[tuple[str, str]]] = {}
    rows = Partner.objects.filter(action__plan=plan, ended_at=None).select_related("organisation")
    for row in rows.order_by("pk"):
        partners.setdefault(row.action_id, []).append((row.organisation.slug, row.role))
    money: dict[int, list[MoneyLine]] = {}
    for line in Money.objects.filter(action__plan=plan, withdrawn_at=None).select_related(
        "organisation"
    ).order_by("pk"):  # fmt: skip
        funder = line.organisation.slug if line.organisation_id else line.funder
        money.setdefault(line.action_id, []).append(
            MoneyLine(line.level, funder, line.year, line.currency, line.promised, line.spent)
        )
    places: dict[int, list[str]] = {}
    through = Action.areas.through.objects.filter(action__plan=plan)
    for row in through.select_related("area").order_by("pk"):
        places.setdefault(row.action_id, []).append(f"{row.area.country}-{row.area.code}")
    return [
        _row(action, found, plan.language, partners, money, places) for action in found.actions
    ]  # fmt: skip


def _row(action, found: Gathered, lang: str, partners, money, places) -> dict[str, str]:
    milestones = [
        (row.due_text, Texts.read(row.title).shown(lang).text)
        for row in found.milestones.get(action.pk, ())
    ]
    row = {
        "id": action.external_id, "number": str(action.number),
        "title": action.titled(lang).text, "how": Texts.read(action.how).shown(lang).text,
        "elements": "; ".join(found.keys.get(action.pk, ())), "start": action.start_text,
        "due": action.due_text, "stage": action.stage,
        "organisation": action.organisation.slug if action.organisation_id else "",
        "body": action.body.slug if action.body_id else "",
        "role": Texts.read(action.role).shown(lang).text,
        "partners": written_partners(partners.get(action.pk, ())),
        "tags": "; ".join(action.tags), "target_groups": "; ".join(action.target_groups),
        "places": "; ".join(places.get(action.pk, ())),
        "milestones": written_milestones(milestones),
        "money": written_money(money.get(action.pk, ())),
    }  # fmt: skip
    return {column: row[column] for column in COLUMNS}


def export_csv(rows: list[dict[str, str]]) -> bytes:
    """The rows with their head as CSV."""
    return csv_of(_cells(rows))


def export_xlsx(rows: list[dict[str, str]]) -> bytes:
    """The rows with their head as a workbook."""
    return xlsx_of(_cells(rows))


def _cells(rows: list[dict[str, str]]) -> list[list[str]]:
    return [list(COLUMNS), *([row[column] for column in COLUMNS] for row in rows)]

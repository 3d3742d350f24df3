"""A list of actions out of somebody's sheet into a plan: repeatable, and first without effect."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction

from samkraft.accounts.models import Body, Organisation
from samkraft.accounts.rules import require
from samkraft.actions.models import Action
from samkraft.actions.operations.actions import ActionValues, create_action, describe_action, said
from samkraft.actions.operations.errors import (
    BadAction,
    BadMilestone,
    BadMoney,
    BadPart,
    NotAdopted,
)
from samkraft.actions.operations.held import require_adopted
from samkraft.actions.operations.importparts import complete
from samkraft.actions.operations.stages import Responsible, assign_action, carried, move_stage
from samkraft.actions.queries.elements import adopted_elements
from samkraft.actions.rules.importfindings import RowFinding
from samkraft.actions.rules.importing import ActionLine, ActionMapping, read_actions
from samkraft.actions.rules.stages import WrongStage
from samkraft.journal import operations as journal
from samkraft.lib.texts import Texts
from samkraft.places.models import Area
from samkraft.plans.models import Plan

WHY = "imported"
# What may stand in the way of one line; the others are still taken.
REFUSED = (BadAction, BadMilestone, BadMoney, BadPart, NotAdopted, WrongStage)


@dataclass(frozen=True, slots=True)
class ImportedRow:
    """What became of a line: made, changed, unchanged or left_out (see `findings`)."""

    line: int
    outcome: str
    title: str
    slug: str
    findings: tuple[RowFinding, ...]


@dataclass(frozen=True, slots=True)
class Imported:
    """The result, line by line. With `dry_run` nothing was kept."""

    rows: tuple[ImportedRow, ...]
    dry_run: bool

    def count(self, outcome: str) -> int:
        return sum(row.outcome == outcome for row in self.rows)


class _Undo(Exception):
    """Ends a dry run; everything it did is taken back."""


@dataclass
class Known:
    """What the cells of a sheet can name, looked up once."""

    plan: Plan
    elements: dict[str, str]
    organisations: dict[str, Organisation]
    bodies: dict[str, Body]
    areas: dict[str, Area]
    by_id: dict[str, Action]
    by_number: dict[int, Action]
    by_title: dict[str, Action]


def import_actions(
    *, plan: Plan, data: bytes, by, at: datetime, mapping: ActionMapping | None = None,
    dry_run: bool = False,
) -> Imported:  # fmt: skip
    """Take a sheet's actions into a plan. A row is the action with its id, else its number, else
    its title; importing the same file twice changes nothing. Rows with findings are left out and
    the rest is kept. `dry_run` does everything and takes it back.

    Raises NotAllowed, NotAdopted, BrokenData.
    """
    require(by, "edit", plan.region)
    require_adopted(plan)
    lines = read_actions(data, mapping or ActionMapping())
    rows: list[ImportedRow] = []
    try:
        with transaction.atomic():
            known = _known(plan)
            seen: set[int] = set()
            rows += [_take(line, known, seen, by, at) for line in lines]
            if dry_run:
                raise _Undo
            journal.write(
                operation="import-actions", subject=plan, by=by, at=at, region=plan.region.slug,
                label=plan.slug,
                after={name: sum(row.outcome == name for row in rows)
                       for name in ("made", "changed", "unchanged", "left_out")},
            )  # fmt: skip
    except _Undo:
        pass
    return Imported(tuple(rows), dry_run)


def _take(line: ActionLine, known: Known, seen: set[int], by, at: datetime) -> ImportedRow:
    """One line, wholly or not at all."""
    findings = list(line.findings)
    values, responsible = _values(line, known, findings)
    title = line.text["title"]
    action = _found(line, known)
    if action is not None and action.pk in seen:
        findings.append(RowFinding.of(line.line, "", "twice"))
    if findings:
        return ImportedRow(line.line, "left_out", title, "", tuple(findings))
    try:
        with transaction.atomic():
            taken, outcome = _write(line, known, action, values, responsible, by, at)
    except REFUSED as error:
        found = RowFinding(line.line, "", f"{type(error).__name__}: {error}", error.code)
        return ImportedRow(line.line, "left_out", title, "", (found,))
    seen.add(taken.pk)
    return ImportedRow(line.line, outcome, title, taken.slug, ())


def _write(line, known: Known, action, values: ActionValues, responsible, by, at):
    """Make or change the action; gives it and what happened."""
    plan, stage = known.plan, line.text["stage"]
    new = action is None
    if new:
        began = stage if stage in ("proposed", "decided", "under_way") else "decided"
        action = create_action(plan=plan, values=values, by=by, at=at, stage=began)
        before = None
    else:
        action = Action.objects.select_related("plan__region", "organisation", "body").get(
            pk=action.pk
        )
        before = (said(action), carried(action), action.stage)
        values = _merged(action, values, line)
        action = describe_action(
            action=action, revision=action.revision, values=values, by=by, at=at, why=WHY
        )
    if {"organisation", "body", "role"} & line.given:
        action = assign_action(
            action=action, revision=action.revision, responsible=responsible, by=by, at=at,
            why=WHY,
        )  # fmt: skip
    hung = complete(action, line, known.organisations, by, at)
    if stage and stage != action.stage:
        action = _staged(action, stage, by, at)
    known.by_title[line.text["title"].casefold()] = action
    if new:
        return action, "made"
    fresh = Action.objects.select_related("plan__region", "organisation", "body").get(pk=action.pk)
    same = (said(fresh), carried(fresh), fresh.stage) == before and not hung
    return fresh, "unchanged" if same else "changed"


def _staged(action: Action, stage: str, by, at) -> Action:
    """Into the stage of the sheet, over “under way” where the way leads there."""
    if action.stage == "decided" and stage == "handed_over":
        action = move_stage(action=action, stage="under_way", by=by, at=at)
    return move_stage(action=action, stage=stage, by=by, at=at, why=WHY)


def _values(line: ActionLine, known: Known, findings: list[RowFinding]):
    def pick(column: str, name: str, among: dict):
        if not name:
            return None
        if name.casefold() not in among:
            findings.append(RowFinding.of(line.line, column, "unknown", text=name))
        return among.get(name.casefold())

    lang = known.plan.language
    texts = {name: Texts.of(lang, line.text[name]) if line.text[name] else Texts()
             for name in ("title", "how", "role")}  # fmt: skip
    keys = [pick("elements", name, known.elements) for name in line.lists["elements"]]
    areas = [pick("places", name, known.areas) for name in line.lists["places"]]
    for name, _ in line.partners:
        pick("partners", name, known.organisations)
    organisation = pick("organisation", line.text["organisation"], known.organisations)
    body = pick("body", line.text["body"], known.bodies)
    if organisation and body:
        findings.append(RowFinding.of(line.line, "body", "two-actors"))
    values = ActionValues(
        title=texts["title"], how=texts["how"], start=line.text["start"], due=line.text["due"],
        elements=[key for key in keys if key], tags=line.lists["tags"],
        target_groups=line.lists["target_groups"], areas=[area for area in areas if area],
        external_id=line.text["id"],
    )  # fmt: skip
    return values, Responsible(organisation=organisation, body=body, role=texts["role"])


def _merged(action: Action, values: ActionValues, line: ActionLine) -> ActionValues:
    """What the sheet has no column for stays; translations stay beside the sheet's words."""
    lang = action.plan.language
    kept = {
        "how": Texts.read(action.how), "start": action.start_text, "due": action.due_text,
        "elements": tuple(action.elements.order_by("pk").values_list("element_key", flat=True)),
        "tags": action.tags, "target_groups": action.target_groups,
        "areas": tuple(action.areas.all()), "external_id": action.external_id,
    }  # fmt: skip
    column = {"areas": "places", "external_id": "id"}
    left = {name: old for name, old in kept.items() if column.get(name, name) not in line.given}
    if line.text["id"] == "":
        left["external_id"] = action.external_id
    for name in ("title", "how"):
        old, new = Texts.read(getattr(action, name)), getattr(values, name)
        if name not in left:
            left[name] = _reworded(old, lang, new)
    return replace(values, action_plan=action.action_plan, **left)


def _reworded(old: Texts, lang: str, new: Texts) -> Texts:
    words = new.get(lang) or ""
    if not old.entries or not words:
        return new
    if (old.shown(lang).text) == words:
        return old
    if old.original == lang:
        return old.with_original(lang, words)
    return old.with_translation(lang, words)


def _found(line: ActionLine, known: Known) -> Action | None:
    if line.text["id"] and line.text["id"] in known.by_id:
        return known.by_id[line.text["id"]]
    if line.text["id"] and not line.text["number"]:
        return None
    if line.text["number"].isdecimal() and int(line.text["number"]) in known.by_number:
        return known.by_number[int(line.text["number"])]
    if line.text["number"] or line.text["id"]:
        return None
    return known.by_title.get(line.text["title"].casefold())


def _known(plan: Plan) -> Known:
    """Everything that a cell can name. Six queries."""
    lang = plan.language
    elements = {}
    for row in adopted_elements(plan):
        elements.setdefault(row.worded(lang).text.casefold(), row.key)
    elements |= {row.key.casefold(): row.key for row in adopted_elements(plan)}
    organisations = {}
    for row in Organisation.objects.filter(regions=plan.region_id):
        organisations.setdefault(row.named(lang).text.casefold(), row)
    organisations |= {o.slug.casefold(): o for o in list(organisations.values())}
    bodies = {}
    for row in Body.objects.filter(region=plan.region_id, valid_until=None):
        bodies |= {row.named(lang).text.casefold(): row, row.slug.casefold(): row}
    areas = {}
    for row in Area.objects.filter(valid_until=None, kind="municipality"):
        areas[f"{row.country}-{row.code}".casefold()] = row
    actions = list(Action.objects.filter(plan=plan, withdrawn_at=None).order_by("-number"))
    return Known(
        plan, elements, organisations, bodies, areas,
        {a.external_id: a for a in actions if a.external_id}, {a.number: a for a in actions},
        {a.titled(lang).text.casefold(): a for a in actions},
    )  # fmt: skip

"""Loading the action plans, actions and follow-up of a plan that another installation exported."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import DateField, DateTimeField, DecimalField, Field, Model

from samkraft.accounts.models import Body, Organisation
from samkraft.accounts.rules import require_administrator
from samkraft.actions import models as m
from samkraft.actions.operations.finding import index_action, index_action_plan
from samkraft.actions.queries.exportplan import BODY_FIELDS, TABLES, fields_of
from samkraft.journal import operations as journal
from samkraft.journal.models import Entry
from samkraft.places.models import Area, Region
from samkraft.plans.models import Plan
from samkraft.plans.operations import NotAPlan


@transaction.atomic
def load_actions(*, plan: Plan, value: Mapping[str, Any], by, at: datetime) -> list[str]:
    """Make everything that `export_actions` gave, for a plan just loaded.

    Organisations, bodies and rates that are here already stay as they are. Gives remarks on
    places not known here. Raises NotAllowed, NotAPlan.
    """
    require_administrator(by)
    try:
        return _load(plan, value, by, at)
    except (KeyError, TypeError, ValueError, IndexError, AttributeError) as error:
        raise NotAPlan(f"The actions of the exported plan are not complete: {error}.") from error


def _load(plan: Plan, value: Mapping[str, Any], by, at: datetime) -> list[str]:
    remarks: list[str] = []
    known: dict[type[Model], Any] = {Organisation: _organisations(value["organisations"])}
    known[Body] = _bodies(plan.region, value["bodies"], known[Organisation], remarks)
    for rate in value["rates"]:
        names = {"base": rate["base"], "quote": rate["quote"], "on": date.fromisoformat(rate["on"])}
        rest = {"rate": Decimal(rate["rate"]), "source": rate["source"]}
        m.Rate.objects.get_or_create(**names, defaults=rest)
    for model in TABLES:
        given = value["tables"][model.__name__]
        known[model] = model.objects.bulk_create(_row(model, each, plan, known) for each in given)
    for action, each in zip(known[m.Action], value["tables"]["Action"], strict=True):
        action.areas.set(_areas(each["areas"], remarks))
    for each in known[m.ActionPlan]:
        index_action_plan(each)
    for each in known[m.Action]:
        index_action(each)
    _journal(plan, value["journal"], known)
    journal.write(
        operation="load-actions", subject=plan, by=by, at=at, region=plan.region.slug,
        label=plan.slug, after={"actions": len(known[m.Action])},
    )  # fmt: skip
    return remarks


def _row(model: type[Model], given: Mapping, plan: Plan, known: Mapping) -> Model:
    row = model()
    for field in model._meta.concrete_fields:
        if field.related_model is Plan:
            setattr(row, field.name, plan)
        elif field.related_model is Region:
            setattr(row, field.name, plan.region)
    for field in fields_of(model):
        raw = given[field.name]
        if field.is_relation:
            setattr(row, field.name, known[field.related_model][raw] if raw is not None else None)
        else:
            setattr(row, field.name, _read(field, raw))
    return row


def _read(field: Field, raw: Any) -> Any:
    if raw is None:
        return None
    if isinstance(field, DateTimeField):
        return datetime.fromisoformat(raw)
    if isinstance(field, DateField):
        return date.fromisoformat(raw)
    return Decimal(raw) if isinstance(field, DecimalField) else raw


def _organisations(given: list[Mapping]) -> dict[str, Organisation]:
    return {
        each["slug"]: Organisation.objects.get_or_create(
            slug=each["slug"], defaults={"kind": each["kind"], "name": each["name"]}
        )[0]
        for each in given
    }


def _bodies(region: Region, given: list[Mapping], organisations, remarks) -> dict[str, Body]:
    made = {}
    for each in given:
        values = {name: _read(Body._meta.get_field(name), each[name]) for name in BODY_FIELDS}
        found = Body.objects.filter(region=region, slug=values["slug"]).first()
        if found is None:
            area = _areas([each["area"]] if each["area"] else [], remarks)
            found = Body.objects.create(
                region=region, organisation=organisations.get(each["organisation"]),
                area=area[0] if area else None, **values,
            )  # fmt: skip
        made[found.slug] = found
    return made


def _areas(given: list[list], remarks: list[str]) -> list[Area]:
    found = []
    for country, kind, code, since in given:
        names = {"country": country, "kind": kind, "code": code}
        area = Area.objects.filter(**names, valid_from=_day(since)).first()
        if area is None:
            remarks.append(f"The place {country}-{code} was left out: it is not here.")
        else:
            found.append(area)
    return found


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _journal(plan: Plan, given: list[Mapping], known: Mapping) -> None:
    tables = {model.__name__: model for model in TABLES}
    Entry.objects.bulk_create(
        Entry(
            at=datetime.fromisoformat(each["at"]), operation=each["operation"],
            region=plan.region.slug, label=each["label"], before=each["before"],
            after=each["after"], why=each["why"],
            subject=tables[each["about"][0]]._meta.label_lower,
            subject_id=known[tables[each["about"][0]]][each["about"][1]].pk,
        )
        for each in given
    )  # fmt: skip

"""A plan's action plans, actions and follow-up as a value that another installation can load.

Rows are named by their place in the lists, organisations and bodies by their address. People are
left out: who did what, and who sits where, stays with the installation that knows them.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Model

from samkraft.accounts.models import Body, Organisation, Person
from samkraft.actions import models as m
from samkraft.journal.models import Entry
from samkraft.places.models import Area, Region
from samkraft.plans.models import Plan

# Each table with the way to its plan; a row may name rows of the tables above it.
TABLES: dict[type[Model], str] = {
    m.FollowUp: "plan",
    m.ActionPlan: "plan",
    m.Treatment: "action_plan__plan",
    m.Serving: "plan",
    m.Involvement: "plan",
    m.Round: "plan",
    m.Action: "plan",
    m.ActionElement: "action__plan",
    m.ActionTag: "action__plan",
    m.Milestone: "action__plan",
    m.FormerDate: "action__plan",
    m.StatusReport: "action__plan",
    m.Money: "action__plan",
    m.Partner: "action__plan",
    m.Dependency: "action__plan",
    m.Document: "action__plan",
    m.PrincipleAnswer: "action__plan",
    m.Experiment: "action__plan",
    m.Comment: "action__plan",
    m.Criterion: "plan",
    m.Opinion: "criterion__plan",
    m.Choice: "plan",
}
BODY_FIELDS = (
    "slug", "kind", "name", "mandate", "existing", "new_reason", "valid_from", "valid_until",
    "ended_why",
)  # fmt: skip
# What the journal says by numbers that mean nothing elsewhere.
NUMBERS = frozenset({"person", "order", "criterion"})


def export_actions(plan: Plan) -> dict[str, Any]:
    """Everything that follows the plan up, the ended and withdrawn included."""
    rows = {model: _rows(model, plan, way) for model, way in TABLES.items()}
    places = {model: {row.pk: n for n, row in enumerate(of)} for model, of in rows.items()}
    organisations = _pointed_at(Organisation, rows)
    bodies = _pointed_at(Body, rows)
    organisations |= {b.organisation_id: b.organisation for b in bodies.values() if b.organisation}
    return {
        "organisations": [
            {"slug": each.slug, "kind": each.kind, "name": each.name}
            for each in sorted(organisations.values(), key=lambda each: each.slug)
        ],
        "bodies": [
            {name: plain(getattr(each, name)) for name in BODY_FIELDS}
            | {"organisation": each.organisation.slug if each.organisation_id else None,
               "area": named(each.area)}
            for each in sorted(bodies.values(), key=lambda each: each.slug)
        ],
        "rates": [
            {"base": each.base, "quote": each.quote, "on": plain(each.on), "rate": str(each.rate),
             "source": each.source}
            for each in m.Rate.objects.order_by("on", "base", "quote")
        ],
        "tables": {
            model.__name__: [_value(row, places) for row in of] for model, of in rows.items()
        },
        "journal": _journal(plan, places),
    }  # fmt: skip


def fields_of(model: type[Model]) -> list:
    """The fields that travel: all but the row's own number, its plan and region, and people."""
    return [
        field for field in model._meta.concrete_fields
        if not (field.primary_key or field.name == "link")
        and not (field.is_relation and field.related_model in (Plan, Region, Person))
    ]  # fmt: skip


def named(area: Area | None) -> list[str | None] | None:
    """How a place is named: country, kind, code and the day it is valid from."""
    return [area.country, area.kind, area.code, plain(area.valid_from)] if area else None


def plain(value: Any) -> Any:
    """A value that JSON knows."""
    if isinstance(value, date | datetime):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def _rows(model: type[Model], plan: Plan, way: str) -> list[Model]:
    return list(model.objects.filter(**{way: plan}).order_by("pk"))


def _pointed_at(model: type[Model], rows: dict[type[Model], list[Model]]) -> dict[int, Model]:
    """The organisations, or the bodies, that any row points at."""
    numbers: set[int | None] = set()
    for each, of in rows.items():
        names = [f.attname for f in each._meta.concrete_fields if f.related_model is model]
        numbers |= {getattr(row, name) for row in of for name in names}
    return model.objects.in_bulk(numbers - {None})


def _value(row: Model, places: dict) -> dict[str, Any]:
    value = {}
    for field in fields_of(type(row)):
        raw = getattr(row, field.attname)
        if field.is_relation and raw is not None:
            if field.related_model in places:
                raw = places[field.related_model][raw]
            else:
                raw = getattr(row, field.name).slug
        value[field.name] = plain(raw)
    if isinstance(row, m.Action):
        value["areas"] = [named(area) for area in row.areas.order_by("pk")]
    return value


def _journal(plan: Plan, places: dict[type[Model], dict[int, int]]) -> list[dict[str, Any]]:
    """What was done, oldest first, without who did it."""
    tables = {model._meta.label_lower: model for model in TABLES}
    entries = Entry.objects.filter(region=plan.region.slug, subject__in=tables).order_by("pk")
    return [
        {
            "about": [tables[each.subject].__name__, places[tables[each.subject]][each.subject_id]],
            "at": plain(each.at), "operation": each.operation, "label": each.label,
            "before": _without_numbers(each.before), "after": _without_numbers(each.after),
            "why": each.why,
        }
        for each in entries
        if each.subject_id in places[tables[each.subject]]
    ]  # fmt: skip


def _without_numbers(value: dict | None) -> dict | None:
    return value and {k: v for k, v in value.items() if k not in NUMBERS}

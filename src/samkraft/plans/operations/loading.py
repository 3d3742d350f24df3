"""Loading a whole plan that another installation exported."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from samkraft.accounts.models import Organisation
from samkraft.accounts.rules import require_administrator
from samkraft.journal import operations as journal
from samkraft.journal.models import Entry
from samkraft.places.models import Region
from samkraft.plans.models import ChangeNote, Element, Level, Link, Objective, Plan, PlanVersion
from samkraft.plans.operations.errors import AddressTaken
from samkraft.plans.operations.loadfollowing import load_following
from samkraft.plans.operations.publication import index_plan
from samkraft.plans.queries.export import EDITION, ELEMENT_FIELDS, FORMAT, VERSION_FIELDS

DATES = {"consultation_from", "consultation_until", "adopted_on", "ended_on"}
MOMENTS = {"created_at", "published_at", "removed_at"}


class NotAPlan(Exception):
    """The value is no exported plan, or of an edition this version does not know."""


@transaction.atomic
def load_plan(*, value: Mapping[str, Any], by, at: datetime) -> tuple[Plan, list[str]]:
    """Load an exported plan; gives it with remarks on links whose other end is not here.

    A region of that name is made when there is none. Raises NotAllowed, NotAPlan, AddressTaken.
    """
    require_administrator(by)
    if value.get("format") != FORMAT or value.get("edition") != EDITION:
        raise NotAPlan("This is not an exported plan, or it is of another edition.")
    try:
        return _load(value, by, at)
    except (KeyError, TypeError) as error:
        raise NotAPlan(f"The exported plan is not complete: {error}.") from error


def _load(value: Mapping[str, Any], by, at: datetime) -> tuple[Plan, list[str]]:
    given = value["plan"]
    if Plan.objects.filter(slug=given["slug"]).exists():
        raise AddressTaken(given["slug"])
    described = value["region"]
    region, _ = Region.objects.get_or_create(
        slug=described["slug"], defaults={k: v for k, v in described.items() if k != "slug"}
    )
    initiator = None
    if body := given["initiated_by"]:
        initiator, _ = Organisation.objects.get_or_create(
            slug=body["slug"], defaults={"kind": body["kind"], "name": body["name"]}
        )
    plan = Plan.objects.create(
        initiated_by=initiator,
        region=region, slug=given["slug"], kind=given["kind"], language=given["language"],
        commission=given["commission"], demonstration=given["demonstration"],
        created_at=datetime.fromisoformat(given["created_at"]),
    )  # fmt: skip
    Level.objects.bulk_create(Level(plan=plan, **level) for level in value["levels"])
    versions = _versions(plan, value["versions"])
    _changes(plan, value["changes"], versions)
    remarks = _links(plan, value["links"])
    if "following" in value:  # older files have none
        remarks += load_following(plan, value["following"])
    _journal(plan, value["journal"], versions)
    journal.write(
        operation="load-plan", subject=plan, by=by, at=at, region=region.slug,
        after={"versions": len(versions)},
    )  # fmt: skip
    index_plan(plan)
    return plan, remarks


def _versions(plan: Plan, given: list[Mapping]) -> dict[int, PlanVersion]:
    """Each version is filled while it is a draft and gets its state last, as in real life."""
    made: dict[int, PlanVersion] = {}
    for each in given:
        fields = {name: _value(name, each[name]) for name in VERSION_FIELDS}
        state = fields.pop("state")
        version = PlanVersion.objects.create(
            plan=plan, **fields, based_on=made.get(each["based_on"]),
            document_file=each.get("document_file") or "",
        )  # fmt: skip
        _elements(version, each["elements"])
        if state != "draft":
            version.state = state
            version.save(update_fields=["state"])
        made[version.number] = version
    return made


def _elements(version: PlanVersion, given: list[Mapping]) -> None:
    elements = Element.objects.bulk_create(
        Element(
            version=version,
            **{name: _value(name, each[name]) for name in ELEMENT_FIELDS},
        )
        for each in given
    )
    by_key = {element.key: element for element in elements}
    for element, each in zip(elements, given, strict=True):
        element.parent = by_key[each["parent"]] if each["parent"] else None
    Element.objects.bulk_update(elements, ["parent"])


def _changes(plan: Plan, given: list[Mapping], versions: dict[int, PlanVersion]) -> None:
    ChangeNote.objects.bulk_create(
        ChangeNote(
            plan=plan, version=versions.get(each["version"]), on=date.fromisoformat(each["on"]),
            what=each["what"], reason=each["reason"], effect=each["effect"],
            approved_by=each["approved_by"],
            written_at=datetime.fromisoformat(each["written_at"]),
        )
        for each in given
    )  # fmt: skip


def _links(plan: Plan, given: list[Mapping]) -> list[str]:
    remarks = []
    for each in given:
        objective = Objective.objects.filter(
            framework__slug=each["framework"], code=each["code"]
        ).first()
        target = Plan.objects.filter(slug=each["plan"]).first() if each["plan"] else None
        if objective is None and target is None:
            there = each["plan"] or f"{each['framework']} {each['code']}"
            remarks.append(f"The link of “{each['key']}” to {there} was left out: it is not here.")
            continue
        Link.objects.create(
            plan=plan, element_key=each["key"], objective=objective, target_plan=target,
            target_key=each["plan_key"], note=each["note"],
            made_at=datetime.fromisoformat(each["made_at"]),
        )  # fmt: skip
    return remarks


def _journal(plan: Plan, given: list[Mapping], versions: dict[int, PlanVersion]) -> None:
    keys = {
        f"element {number} {key}": pk
        for pk, number, key in Element.objects.filter(version__plan=plan).values_list(
            "pk", "version__number", "key"
        )
    }
    numbers = {f"version {number}": version.pk for number, version in versions.items()}
    Entry.objects.bulk_create(
        Entry(
            at=datetime.fromisoformat(each["at"]), operation=each["operation"],
            region=plan.region.slug, label=each["label"], before=each["before"],
            after=each["after"], why=each["why"],
            subject="plans.planversion" if each["about"] in numbers else "plans.element",
            subject_id=numbers.get(each["about"]) or keys[each["about"]],
        )
        for each in given
    )  # fmt: skip


def _value(name: str, value: Any) -> Any:
    if value is None or not isinstance(value, str):
        return value
    if name in DATES:
        return date.fromisoformat(value)
    return datetime.fromisoformat(value) if name in MOMENTS else value

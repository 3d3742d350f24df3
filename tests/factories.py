"""Small makers of things for tests, through the same operations a person uses."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from itertools import count

from samkraft.accounts.models import Body, Organisation, Person
from samkraft.accounts.operations import (
    form_body,
    give_installation_role,
    give_role,
    register_organisation,
    register_person,
)
from samkraft.actions import operations as acting
from samkraft.actions.models import Action, ActionPlan, Milestone
from samkraft.calc.observations import Observations, Row
from samkraft.calc.series import Point
from samkraft.calc.status import Status
from samkraft.indicators import operations as figures
from samkraft.indicators.models import Indicator, Refresh
from samkraft.lib.texts import Texts
from samkraft.places.models import Area, CodeChange, Membership, Region
from samkraft.plans import operations
from samkraft.plans.models import Element, PlanVersion, Target
from tests.conftest import NOON

_numbers = count(1)


def make_region(slug: str | None = None, **fields) -> Region:
    slug = slug or f"region-{next(_numbers)}"
    values = {"name": {"sv": {"text": slug.title()}}, "kind": "council", "languages": ["sv", "nb"]}
    return Region.objects.create(slug=slug, **{**values, **fields})


def make_person(role: str | None = None, region: Region | None = None, **fields) -> Person:
    """Somebody, with a role in `region` or (without a region) in the installation."""
    number = next(_numbers)
    values = {
        "email": f"person{number}@example.org",
        "name": f"Person {number}",
        "password": "correct horse battery",
    }
    person = register_person(**{**values, **fields}, by=None, at=NOON)
    if role and region:
        give_role(person=person, region=region, role=role, by=None, at=NOON)
    elif role:
        give_installation_role(person=person, role=role, by=None, at=NOON)
    return person


def make_draft(region: Region | None = None, title: str = "En plan", **fields) -> PlanVersion:
    return operations.create_plan(
        region=region or make_region(), title=Texts.of("sv", title), language="sv",
        by=None, at=NOON, **fields,
    )  # fmt: skip


def add(version: PlanVersion, role: str, text: str, parent: Element | None = None, **fields):
    return operations.add_element(
        version=version, role=role, text=Texts.of("sv", text), parent=parent, by=None, at=NOON,
        **fields,
    )  # fmt: skip


def adopt(version: PlanVersion, on: date = date(2026, 3, 1)) -> PlanVersion:
    return operations.adopt_version(
        version=version, on=on, deciding_body="Fullmäktige", by=None, at=NOON
    )


def make_plan(region: Region | None = None, title: str = "En plan", **fields) -> PlanVersion:
    """An adopted plan: one area, two goals, two paths under the first."""
    version = make_draft(region, title, **fields)
    area = add(version, "priority_area", "Ett område")
    goal = add(version, "goal", "Första målet", area)
    add(version, "goal", "Andra målet", area)
    add(version, "path", "En väg", goal)
    add(version, "path", "En annan väg", goal)
    return adopt(version)


def element(version: PlanVersion, text: str) -> Element:
    return next(e for e in version.elements.all() if e.worded("sv").text == text)


def make_area(code: str, country: str = "NO", kind: str = "municipality", **fields) -> Area:
    values = {"name": Texts.of("nb", f"Place {code}").value(), "source": "made up"}
    return Area.objects.create(country=country, kind=kind, code=code, **{**values, **fields})


def make_council(*codes: str, slug: str | None = None, **fields) -> Region:
    """A region of Norwegian municipalities, made where there are none, members since 2014."""
    region = make_region(slug, **fields)
    for code in codes:
        area = Area.objects.filter(country="NO", code=code).first() or make_area(code)
        Membership.objects.create(
            region=region, area=area, valid_from=date(2014, 1, 1), from_precision="year"
        )
    return region


def make_change(old: Area, new: Area, kind: str = "merger", **fields) -> CodeChange:
    """One area became another on the day the new one began."""
    values = {"kind": kind, "weight": 1.0, "source": "made up"}
    return CodeChange.objects.create(old=old, new=new, on=new.valid_from, **{**values, **fields})


def make_indicator(slug: str | None = None, **fields) -> Indicator:
    """An indicator of the shared catalogue: a count of people out of Kolada."""
    slug = slug or f"indicator-{next(_numbers)}"
    values = {
        "title": Texts.of("sv", slug.replace("-", " ").title()).value(), "unit": "people",
        "nature": "count", "direction": "up", "source": "kolada", "code": "N01951",
    }  # fmt: skip
    made = Indicator.objects.create(slug=slug, **{**values, **fields})
    Refresh.objects.create(indicator=made)
    return made


def make_own_indicator(region: Region, title: str = "Eget mått", **fields) -> Indicator:
    """A region's own, entered by hand."""
    values = {"unit": "number", "nature": "count", "direction": "up", "lang": "sv"}
    return figures.add_indicator(
        region=region, title=title, by=None, at=NOON, **{**values, **fields}
    )


def observed(slug: str, values: Mapping[tuple, float | Status | None]) -> Observations:
    """Rows by (area, period) or (area, period, sex, age): a number, or why there is none."""
    rows = []
    for (area, period, *group), value in values.items():
        sex, age = group or ("T", "T")
        told = Status.MISSING if value is None else value
        if isinstance(told, Status):
            rows.append(Row(slug, area, period, sex, age, None, told))
        else:
            rows.append(Row(slug, area, period, sex, age, float(told)))
    return Observations.of(rows)


def deliver(indicator: Indicator, values: Mapping, *, at: datetime = NOON, **more):
    return figures.deliver(
        indicator=indicator, observations=observed(indicator.slug, values),
        provenance={"source": "made up"}, by=None, at=at, **more,
    )  # fmt: skip


def points(**by_year: float) -> tuple[Point, ...]:
    """Points by year: points(y2023=5.0)."""
    return tuple(Point(name[1:], value) for name, value in by_year.items())


def make_target(version: PlanVersion, indicator: Indicator, **fields) -> Target:
    """From 100 in 2020 to 200 in 2030 for the plan's whole region, under its first goal."""
    key = fields.pop("key", "forsta-malet")
    values = {
        "place": version.plan.region.slug, "baseline_period": "2020", "baseline_value": 100.0,
        "period": "2030", "value": 200.0,
    }  # fmt: skip
    return operations.set_target(
        plan=version.plan, key=key, indicator=indicator, by=None, at=NOON,
        values=operations.TargetValues(**{**values, **fields}),
    )  # fmt: skip


def make_organisation(*regions: Region, slug: str | None = None, **fields) -> Organisation:
    slug = slug or f"organisation-{next(_numbers)}"
    values = {"name": Texts.of("sv", slug.title()), "kind": "municipality", "slug": slug}
    return register_organisation(regions=regions, by=None, at=NOON, **{**values, **fields})


def make_body(region: Region, slug: str | None = None, **fields) -> Body:
    """A standing body: a committee."""
    slug = slug or f"body-{next(_numbers)}"
    values = {"name": Texts.of("sv", slug.title()), "kind": "committee", "slug": slug}
    return form_body(region=region, by=None, at=NOON, **{**values, **fields})


def make_strategy(region: Region | None = None, **fields) -> PlanVersion:
    """An adopted plan with a principle, two areas, a goal with a sub-goal, and two measures."""
    version = make_draft(region, "En strategi", **fields)
    add(version, "principle", "Alla med")
    area = add(version, "priority_area", "Ett område")
    goal = add(version, "goal", "Ett mål", area)
    add(version, "subgoal", "Ett delmål", goal)
    add(version, "priority_area", "Ett annat område")
    add(version, "measure", "En åtgärd")
    add(version, "measure", "En annan åtgärd")
    return adopt(version)


def make_action(version: PlanVersion, title: str = "Ett arbete", **fields) -> Action:
    """A decided action; `organisation`, `body`, `person` or `role` are assigned to it."""
    at = fields.pop("at", NOON)
    stage, by = fields.pop("stage", "decided"), fields.pop("by", None)
    public = fields.pop("public", True)
    carried = {
        name: fields.pop(name)
        for name in ("organisation", "body", "person", "role") if name in fields
    }  # fmt: skip
    made = acting.create_action(
        plan=version.plan, values=acting.ActionValues(title=Texts.of("sv", title), **fields),
        stage=stage, public=public, by=by, at=at,
    )  # fmt: skip
    if carried:
        made = acting.assign_action(
            action=made, revision=made.revision, responsible=acting.Responsible(**carried),
            by=None, at=at,
        )  # fmt: skip
    return made


def make_milestone(action: Action, title: str = "Ett steg", due: str = "", **fields) -> Milestone:
    return acting.add_milestone(
        action=action, title=Texts.of("sv", title), due=due, by=None, at=NOON, **fields
    )


def make_action_plan(version: PlanVersion, title: str = "En handlingsplan", **fields) -> ActionPlan:
    by = fields.pop("by", None)
    return acting.initiate_action_plan(
        plan=version.plan, by=by, at=NOON,
        values=acting.ActionPlanValues(title=Texts.of("sv", title), **fields),
    )  # fmt: skip


def report(action: Action, judgement: str = "on_track", at: datetime = NOON, by=None, **more):
    """Somebody says how an action goes."""
    return acting.update_action(action=action, said=acting.Said(judgement), by=by, at=at, **more)

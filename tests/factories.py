"""Small makers of things for tests, through the same operations a person uses."""

from __future__ import annotations

from datetime import date
from itertools import count

from samkraft.accounts.models import Person
from samkraft.accounts.operations import give_installation_role, give_role, register_person
from samkraft.lib.texts import Texts
from samkraft.places.models import Region
from samkraft.plans import operations
from samkraft.plans.models import Element, PlanVersion
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

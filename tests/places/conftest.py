"""Fixtures for places: the shipped facts, and a small made-up country."""

from __future__ import annotations

from datetime import date

import pytest

from samkraft.lib.texts import Texts
from samkraft.places.models import Area, CodeChange, Membership, Region
from samkraft.places.operations import load_facts
from tests.conftest import NOON


@pytest.fixture
def facts(db):
    """The facts that ship with the package."""
    return load_facts(by=None, at=NOON)


@pytest.fixture
def area(db):
    """Makes an area: area("A", until=date(2020, 1, 1))."""

    def make(code, *, since=None, until=None, country="NO", kind="municipality", parent=None):
        return Area.objects.create(
            country=country,
            kind=kind,
            code=code,
            name=Texts.of("nb", f"Place {code}").value(),
            valid_from=since,
            valid_until=until,
            parent=parent,
            source="made up",
        )

    return make


@pytest.fixture
def change(db):
    """Records that one area became another on the day the old one ended."""

    def make(old, new, kind="merger", weight=1.0, convention=False):
        return CodeChange.objects.create(
            old=old,
            new=new,
            on=new.valid_from,
            kind=kind,
            weight=weight,
            convention=convention,
            source="made up",
        )

    return make


@pytest.fixture
def region(db):
    """Makes a region of areas, members from 2014 without an end."""

    def make(slug, *areas):
        found = Region.objects.create(slug=slug, name=Texts.of("nb", slug).value(), kind="council")
        for member in areas:
            Membership.objects.create(
                region=found, area=member, valid_from=date(2014, 1, 1), from_precision="year"
            )
        return found

    return make

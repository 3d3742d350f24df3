"""A region with two municipalities, figures, a goal with a target, a topic with readings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest

from samkraft.calc.observations import Observations, Row
from samkraft.indicators import operations as figures
from samkraft.indicators.models import Indicator
from samkraft.places.models import Area, Membership
from samkraft.plans import operations as plans
from samkraft.plans.models import PlanVersion
from samkraft.plans.queries.following import Desk, snapshot
from tests.conftest import NOON
from tests.factories import element, make_plan, make_region

PEOPLE = {"SE-9001": {2019: 1000, 2020: 990, 2021: 985, 2022: 980, 2023: 975},
          "SE-9002": {2019: 500, 2020: 505, 2021: 510, 2022: 515, 2023: 520}}  # fmt: skip


@dataclass(frozen=True)
class World:
    """What the tests look at."""

    version: PlanVersion
    indicator: Indicator
    key: str


def rows(slug: str, people=PEOPLE) -> Observations:
    """Totals, and women and men of the first municipality."""
    found = [
        Row(slug, area, str(year), value=float(value))
        for area, years in people.items()
        for year, value in years.items()
    ]
    found += [Row(slug, "SE-9001", "2023", sex, value=value) for sex, value in (("F", 480.0), ("M", 495.0))]  # fmt: skip
    return Observations.of(found)


@pytest.fixture
def world(db) -> World:
    region = make_region("norra")
    for code, name in (("9001", "Ettby"), ("9002", "Tvåby")):
        area = Area.objects.create(
            country="SE", kind="municipality", code=code, name={"sv": {"text": name}}, source="made"
        )
        Membership.objects.create(region=region, area=area, source="made")
    indicator = figures.add_indicator(
        region=region, lang="sv", title="Invånare", explanation="Folk som bor här.",
        limits="Inte vilka som trivs.", unit="people", nature="count", direction="up",
        frequency="year", by_sex=True, by=None, at=NOON,
    )  # fmt: skip
    figures.deliver(
        indicator=indicator, observations=rows(indicator.slug),
        provenance={"publisher": "Ett ämbetsverk"}, by=None, at=NOON,
    )  # fmt: skip
    version = make_plan(region)
    key = element(version, "Första målet").key
    values = plans.TargetValues("norra", "2019", "2029", 1600.0)
    plans.set_target(
        plan=version.plan, key=key, indicator=indicator, values=values, by=None, at=NOON
    )
    _topic(version, indicator)
    return World(version, indicator, key)


def _topic(version: PlanVersion, indicator: Indicator) -> None:
    area = element(version, "Ett område").key
    topic = plans.add_topic(plan=version.plan, key=area, title="Folk", lang="sv", by=None, at=NOON)
    plans.set_charts(topic=topic, charts=[(indicator, "time")], by=None, at=NOON)
    for period, seen in (("2022", "Färre i Ettby."), ("2023", "Fler i Tvåby.")):
        reading = plans.write_reading(
            topic=topic, period=period, parts={"seen": seen}, lang="sv", author="En analytiker",
            by=None, at=NOON,
        )  # fmt: skip
        kept = snapshot(Desk(date(2026, 3, 2)), "norra", [indicator], {})
        plans.publish_reading(reading=reading, figures=kept, by=None, at=NOON)
    plans.write_reading(
        topic=topic, period="2024", parts={"seen": "Ett utkast."}, lang="sv", by=None, at=NOON
    )

"""A plan with a goal, figures of its places, and somebody of every role."""

from __future__ import annotations

from datetime import date

import pytest

from samkraft.calc.observations import Observations, Row
from samkraft.indicators import operations as figures
from samkraft.indicators.models import Indicator
from samkraft.lib.slugs import slug
from samkraft.places.models import Area, Membership
from tests.conftest import NOON
from tests.factories import make_person, make_plan, make_region

PLACES = (("SE-2580", "Luleå"), ("SE-2581", "Piteå"))


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    """Every test has its own figures."""
    settings.DATA_DIR = tmp_path
    settings.WAREHOUSE = tmp_path / "warehouse"


@pytest.fixture
def region(db):
    """Two municipalities of a county, as a region without a code of its own."""
    found = make_region("norr")
    country = _area("SE", "country", "Sverige")
    county = _area("25", "county", "Norrbotten", country)
    for code, name in PLACES:
        area = _area(code[3:], "municipality", name, county)
        Membership.objects.create(
            region=found, area=area, valid_from=date(2000, 1, 1), from_precision="day"
        )
    return found


def _area(code: str, kind: str, name: str, parent: Area | None = None) -> Area:
    return Area.objects.create(
        country="SE", kind=kind, code=code, name={"sv": {"text": name}}, parent=parent,
        valid_from=date(1970, 1, 1),
    )  # fmt: skip


@pytest.fixture
def coordinator(region):
    return make_person("coordinator", region)


@pytest.fixture
def plan(region):
    return make_plan(region).plan


def make_indicator(region=None, title: str = "Bussturer", **values) -> Indicator:
    """One of a region's own; without a region one of the shared catalogue."""
    given = {"nature": "count", "direction": "up", "frequency": "year", **values}
    if region is not None:
        return figures.add_indicator(
            region=region, lang="sv", title=title, by=None, at=NOON, **given
        )
    return Indicator.objects.create(
        slug=slug(title), title={"sv": {"text": title}},
        source="kolada", code="N00001", **given,
    )  # fmt: skip


def deliver(indicator: Indicator, values: dict[str, float], *, at=NOON, **how):
    """The same figures for both places, by period."""
    rows = [
        Row(indicator.slug, code, period, value=value)
        for code, _name in PLACES for period, value in values.items()
    ]  # fmt: skip
    return figures.deliver(
        indicator=indicator, observations=Observations.of(rows), provenance={"source": "test"},
        by=None, at=at, **how,
    )  # fmt: skip


@pytest.fixture
def indicator(region):
    """An own indicator of the region with figures for three years."""
    found = make_indicator(region)
    deliver(found, {"2022": 10, "2023": 12, "2024": 16})
    return found


def browse(client, person):
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client

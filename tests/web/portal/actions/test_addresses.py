"""No region, plan or part of a plan is called like a page that stands beside it."""

from __future__ import annotations

import pytest

from samkraft.lib.texts import Texts
from samkraft.places.operations.regions import BESIDE_REGIONS, RegionExists, define_region
from samkraft.plans.operations.errors import AddressTaken
from samkraft.plans.rules.addresses import BESIDE_PARTS, BESIDE_PLANS
from samkraft.web.portal.urls import urlpatterns
from tests.conftest import NOON
from tests.factories import add, make_draft, make_region

ROUTES = [str(pattern.pattern) for pattern in urlpatterns]


def words_after(start: str) -> set[str]:
    """The plain words that stand in addresses directly after `start`."""
    rest = [route.removeprefix(start) for route in ROUTES if route.startswith(start)]
    return {each.split("/")[0] for each in rest if each and not each.startswith("<")}


def test_every_word_that_is_an_address_is_reserved():
    assert words_after("") <= BESIDE_REGIONS
    assert words_after("<slug:region>/") == BESIDE_PLANS
    assert words_after("<slug:region>/<slug:plan>/") == BESIDE_PARTS


@pytest.mark.django_db
def test_a_part_a_plan_and_a_region_get_other_addresses():
    version = make_draft(make_region(), "Who")
    assert version.plan.slug == "who-2"
    assert add(version, "goal", "Actions").key == "actions-2"
    with pytest.raises(AddressTaken):
        make_draft(version.plan.region, "Annan", slug="actions")
    with pytest.raises(RegionExists):
        define_region(
            slug="organisations", name=Texts.of("sv", "X"), kind="council", by=None, at=NOON
        )

"""Verdicts are worked out once, and anew when what they rest on changes."""

from datetime import date

import pytest

from samkraft.plans import operations
from samkraft.plans.published import known_verdicts, verdicts_of_plan
from tests.conftest import NOON
from tests.factories import deliver, make_area, make_indicator, make_plan, make_target

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 2)


def test_they_are_the_same_and_follow_targets_and_figures(django_assert_num_queries):
    version, indicator = make_plan(), make_indicator()
    slug = version.plan.slug
    make_area("1860")
    with django_assert_num_queries(1):
        assert known_verdicts(slug, today=DAY) == {}
    target = make_target(version, indicator, place="NO-1860")
    assert known_verdicts(slug, today=DAY) == verdicts_of_plan(slug, today=DAY)
    with django_assert_num_queries(1):
        before = known_verdicts(slug, today=DAY)
    deliver(indicator, {("NO-1860", "2020"): 100, ("NO-1860", "2025"): 190})
    after = known_verdicts(slug, today=DAY)
    assert (before["forsta-malet"] == after["forsta-malet"], after) == (
        False, verdicts_of_plan(slug, today=DAY),
    )  # fmt: skip
    operations.end_target(target=target, why="Nytt", by=None, at=NOON)
    assert known_verdicts(slug, today=DAY) == {}

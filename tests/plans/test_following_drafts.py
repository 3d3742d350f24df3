"""Nothing of a draft plan, nor of a goal that only the next version has, is public."""

import pytest

from samkraft.plans import operations, published
from samkraft.plans.published import (
    compared_regions,
    indicators_serving,
    rows_of_element,
    rows_of_plan,
    rows_of_region,
    targets_on,
    verdicts_of_plan,
)
from tests.factories import (
    add,
    adopt,
    make_draft,
    make_plan,
    make_target,
)
from tests.plans.conftest import DO, KEY, TODAY, council, counted

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    draft = make_draft(council(), "Hemlig", slug="hemlig")
    add(draft, "goal", "Första målet")
    make_target(draft, counted())
    topic = operations.add_topic(plan=draft.plan, key=KEY, title="Ämne", lang="sv", **DO)
    reading = operations.write_reading(topic=topic, period="2025", parts={"seen": "Hemligt"},
                                       lang="sv", **DO)  # fmt: skip
    operations.publish_reading(reading=reading, figures=[], **DO)
    return draft


@pytest.fixture
def next_goal():
    """A goal of the next version of a public plan, with a target."""
    version = make_plan(council(), slug="plan")
    draft = operations.start_draft(version=version, **DO)
    add(draft, "goal", "Hemligt mål")
    make_target(draft, counted(), key="hemligt-mal")
    topic = operations.add_topic(plan=draft.plan, key="hemligt-mal", title="Ämne", lang="sv", **DO)
    reading = operations.write_reading(topic=topic, period="2025", parts={"seen": "Hemligt"},
                                       lang="sv", **DO)  # fmt: skip
    operations.publish_reading(reading=reading, figures=[], **DO)
    return draft


def public(slug):
    """Everything the public doors say of a plan and its region."""
    (compared,) = compared_regions(["people"], ["nord"], "sv", today=TODAY)
    return {
        "rows": dict(rows_of_plan(slug, "sv", today=TODAY)),
        "element": rows_of_element(slug, KEY, "sv", today=TODAY),
        "secret": rows_of_element(slug, "hemligt-mal", "sv", today=TODAY),
        "verdicts": verdicts_of_plan(slug, today=TODAY),
        "region": rows_of_region("nord", "sv", today=TODAY),
        "targets": targets_on("people", "nord", "sv", today=TODAY),
        "serving": indicators_serving(slug),
        "compared": [verdict for *_, verdict in compared.cells],
        "topics": [topic for page in published.published_state("nord", "sv", today=TODAY)
                   for section in page.sections for topic in section.topics],
        "periods": [period for page in published.published_state("nord", "sv", today=TODAY)
                    for period in page.periods],
    }  # fmt: skip


NOTHING = {
    "rows": {}, "element": (), "secret": (), "verdicts": {}, "region": (), "targets": (),
    "serving": set(), "compared": [None], "topics": [], "periods": [],
}  # fmt: skip


def test_nothing_of_a_draft_plan_is_public(draft):
    assert draft.plan.targets.count() == 1
    assert public("hemlig") == NOTHING


def test_nothing_of_a_goal_that_is_not_public_yet_is_told(next_goal):
    assert next_goal.plan.targets.count() == 1
    assert public("plan") == NOTHING


def test_when_the_draft_is_adopted_all_of_it_is_public(draft):
    adopt(draft)
    told = public("hemlig")
    empty = {"secret"}
    assert {name for name, value in told.items() if value == NOTHING[name]} == empty

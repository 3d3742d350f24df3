"""A plan › Followed by: adding, ordering, taking away, proposals."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samkraft.plans import operations
from samkraft.plans.models import GoalIndicator
from samkraft.plans.operations import TargetValues, proposals
from samkraft.plans.operations.proposals import Proposal
from tests.conftest import NOON
from tests.factories import add, make_draft, make_region
from tests.web.workspace.figures.conftest import deliver, make_indicator

pytestmark = pytest.mark.django_db


@pytest.fixture
def base(plan):
    return f"norr/plans/{plan.slug}/followed-by/"


def text_of(page, path, **asked) -> str:
    return page.get(path, **asked).content.decode()


def test_a_plan_without_figures_says_the_first_step(page, base):
    text = text_of(page, base)
    assert "Nothing is followed by figures yet" in text
    assert "Första målet" in text


def test_an_indicator_is_searched_for_and_added_to_a_goal(page, base, indicator):
    make_indicator(None, "Invånare")
    found = text_of(page, f"{base}forsta-malet/add/", q="invånare")
    assert "Invånare" in found
    assert "Bussturer" not in found
    sent = page.post(f"{base}forsta-malet/add/", indicator=indicator.slug, note="De reser hit")
    assert sent["Location"].endswith("followed-by/#forsta-malet")
    text = text_of(page, base)
    assert "32, 2024" in text
    assert "De reser hit" in text
    assert "Bussturer" not in text_of(page, f"{base}forsta-malet/add/")


@pytest.mark.parametrize("chosen", ["", "nothing-like-this"])
def test_without_a_choice_from_the_list_nothing_is_added(page, base, indicator, chosen):
    answer = page.post(f"{base}forsta-malet/add/", indicator=chosen, note="Mina ord")
    assert "Choose one of the indicators in the list." in answer.content.decode()
    assert "Mina ord" in answer.content.decode()
    assert not GoalIndicator.objects.exists()


def test_another_regions_own_indicator_is_neither_shown_nor_taken(page, base):
    foreign = make_indicator(make_region(), "Någon annans")
    assert "Någon annans" not in text_of(page, f"{base}forsta-malet/add/")
    page.post(f"{base}forsta-malet/add/", indicator=foreign.slug)
    assert not GoalIndicator.objects.exists()


def test_indicators_are_moved_and_taken_away(page, base, plan, region):
    rows = [follow(plan, make_indicator(region, title)) for title in ("Ett", "Två")]
    page.post(f"{base}{rows[1].pk}/step/", do="up")
    page.post(f"{base}{rows[1].pk}/step/", do="up")  # no room: nothing happens
    text = text_of(page, base)
    assert text.index("Två") < text.index("Ett</span></a>")
    page.post(f"{base}{rows[0].pk}/take-away/")
    assert GoalIndicator.objects.filter(ended_at=None).get() == rows[1]


def test_an_indicator_with_targets_is_not_taken_away(page, base, plan, indicator):
    link = follow(plan, indicator)
    aim(plan, indicator)
    answer = page.client.post(page.address(f"{base}{link.pk}/take-away/"), follow=True)
    assert "There are targets for it. End them first" in answer.content.decode()


def test_the_verdict_and_place_of_every_target_are_told(page, base, plan, indicator):
    follow(plan, indicator)
    aim(plan, indicator)
    aim(plan, indicator, place="SE-2580", value=11)
    text = text_of(page, base)
    assert "from 20 in 2022 to 40 in 2030" in text
    assert "Luleå" in text
    assert "achieved" in text


def test_proposals_are_taken_marked_and_confirmed(page, base, plan, monkeypatch):
    shared = make_indicator(None, "Invånare")
    shipped = {plan.slug: (Proposal("forsta-malet", shared.slug, "Fler eller färre"),)}
    monkeypatch.setattr(proposals, "_shipped", lambda: shipped)
    assert "Use the proposed indicators" in text_of(page, base)
    page.post(f"{base}proposals/")
    text = text_of(page, base)
    assert "Use the proposed indicators" not in text
    assert "1 indicator is a proposal" in text
    link = GoalIndicator.objects.get()
    page.post(f"{base}{link.pk}/confirm/")
    assert "is a proposal" not in text_of(page, base)


def test_the_gaps_can_be_shown_alone(page, base, plan, indicator):
    follow(plan, indicator)
    text = text_of(page, base, show="without")
    assert "Andra målet" in text
    assert "Första målet" not in text


def test_what_has_left_the_newest_version_can_still_be_taken_away(page, region, indicator):
    draft = make_draft(region)
    goal = add(draft, "goal", "Ett mål")
    link = follow(draft.plan, indicator, goal.key)
    operations.remove_element(element=goal, by=None, at=NOON)
    text = text_of(page, f"norr/plans/{draft.plan.slug}/followed-by/")
    assert "Not in the newest version any more" in text
    assert f"{link.pk}/take-away/" in text


def test_the_page_costs_the_same_with_one_row_and_with_three(page, base, plan, region):
    def one_more(title: str, place: str):
        made = make_indicator(region, title)
        deliver(made, {"2022": 1, "2023": 2})
        follow(plan, made)
        aim(plan, made, place=place)

    def count() -> int:
        page.get(base)
        with CaptureQueriesContext(connection) as found:
            assert page.get(base).status_code == 200
        return len(found)

    one_more("Ett", "norr")
    aim(plan, GoalIndicator.objects.get().indicator, place="SE-2580", value=50)
    with_one = count()
    one_more("Två", "SE-2580")
    one_more("Tre", "SE-2581")
    assert count() == with_one
    assert with_one <= 30


def follow(plan, indicator, key: str = "forsta-malet"):
    return operations.follow(plan=plan, key=key, indicator=indicator, by=None, at=NOON)


def aim(plan, indicator, place: str = "norr", value: float = 40):
    values = TargetValues(place=place, baseline_period="2022", period="2030", value=value)
    return operations.set_target(
        plan=plan, key="forsta-malet", indicator=indicator, values=values, by=None, at=NOON
    )

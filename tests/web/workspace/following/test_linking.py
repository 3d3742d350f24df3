"""The linking screen: many ties in one go, ties taken away, progress."""

from __future__ import annotations

import pytest
from django.utils.translation import gettext

from samkraft.actions import operations as do
from samkraft.actions.models import Serving
from samkraft.web.workspace.following.linking import desk_of
from tests.factories import add, adopt, make_draft
from tests.web.workspace.following.conftest import DO, PLAN

pytestmark = pytest.mark.django_db
HERE = f"{PLAN}linking/"


def ties() -> list[tuple[str, str]]:
    rows = Serving.objects.filter(ended_at=None).order_by("measure_key")
    return list(rows.values_list("measure_key", "goal_key"))


def test_the_page_counts_what_is_tied_and_offers_a_choice_for_the_rest(page, plan):
    do.tie_measure(plan=plan, measure_key="en-atgard", goal_key="ett-mal", **DO)
    text = page.get(HERE).content.decode()
    assert ("1 of 2 measures are tied to a goal." in text, 'name="m_en-annan-atgard"' in text,
            'name="m_en-atgard"' in text) == (True, True, False)  # fmt: skip


def test_all_that_are_chosen_are_tied_at_once(page, plan):
    answer = page.post(f"{HERE}tie/", **{"m_en-atgard": "ett-mal",
                                         "m_en-annan-atgard": "ett-delmal"})  # fmt: skip
    assert ties() == [("en-annan-atgard", "ett-delmal"), ("en-atgard", "ett-mal")]
    assert answer["Location"].endswith("/linking/#ties")


def test_a_rows_own_button_ties_that_row_alone_and_leads_to_the_next(page, plan):
    answer = page.post(f"{HERE}tie/", only="en-atgard",
                       **{"m_en-atgard": "ett-mal", "m_en-annan-atgard": "ett-mal"})  # fmt: skip
    assert ties() == [("en-atgard", "ett-mal")]
    assert answer["Location"].endswith("/linking/#m-en-annan-atgard")


def test_nothing_chosen_changes_nothing_and_says_so(page, plan):
    page.post(f"{HERE}tie/", **{"m_en-atgard": ""})
    assert ties() == []
    assert "No goal was chosen" in page.get(HERE).content.decode()


@pytest.mark.parametrize("goal", ["finns-inte", "ett-omrade", "en-annan-atgard"])
def test_only_goals_and_paths_in_force_can_be_chosen(page, plan, goal):
    answer = page.post(f"{HERE}tie/", **{"m_en-atgard": goal, "m_en-annan-atgard": "ett-mal"})
    assert "Select a valid choice." in answer.content.decode()
    assert ties() == []


def test_a_measure_that_was_tied_meanwhile_is_left_alone(page, plan):
    do.tie_measure(plan=plan, measure_key="en-atgard", goal_key="ett-mal", **DO)
    page.post(f"{HERE}tie/", **{"m_en-atgard": "ett-delmal", "m_en-annan-atgard": "ett-mal"})
    assert ties() == [("en-annan-atgard", "ett-mal"), ("en-atgard", "ett-mal")]


def test_untying_needs_a_reason(page, plan):
    made = do.tie_measure(plan=plan, measure_key="en-atgard", goal_key="ett-mal", **DO)
    assert page.post(f"{HERE}{made.pk}/untie/", why=" ").status_code == 200
    page.post(f"{HERE}{made.pk}/untie/", why="Fel mål")
    made.refresh_from_db()
    assert (bool(made.ended_at), made.ended_why, ties()) == (True, "Fel mål", [])
    assert page.get(f"{HERE}{made.pk}/untie/").status_code == 404


def test_a_draft_has_nothing_to_tie_and_says_why(page, region):
    draft = make_draft(region, "Utkast")
    add(draft, "measure", "Bygg")
    text = page.get(f"norr/plans/{draft.plan.slug}/linking/").content.decode()
    assert "This plan has no adopted version." in text


def test_goals_outside_an_area_stand_by_themselves_among_the_choices(region):
    version = make_draft(region, "Blandad")
    add(version, "goal", "Fritt mål")
    area = add(version, "priority_area", "Område")
    add(version, "subgoal", "Delmål", add(version, "goal", "Mål", area))
    last = add(version, "goal", "Sist")
    add(version, "subgoal", "Under sist", last)
    assert desk_of(adopt(version).plan).goals == [
        (gettext("In no area"), [
            ("fritt-mal", "Fritt mål"), ("sist", "Sist"), ("under-sist", "– Under sist"),
        ]),
        ("Område", [("mal", "Mål"), ("delmal", "– Delmål")]),
    ]  # fmt: skip


@pytest.mark.parametrize("many", [1, 3])
def test_the_desk_costs_a_constant_number_of_queries(region, many, django_assert_num_queries):
    version = make_draft(region, "Stor")
    goal = add(version, "goal", "Mål")
    keys = [add(version, "measure", f"Bygg {number}").key for number in range(many)]
    adopt(version)
    for key in keys[1:]:
        do.tie_measure(plan=version.plan, measure_key=key, goal_key=goal.key, **DO)
    with django_assert_num_queries(3):
        desk = desk_of(version.plan)
    assert (desk.tied, desk.measures, len(desk.untied)) == (many - 1, many, 1)

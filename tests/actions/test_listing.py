"""What pages of actions ask: lists with their counts, where they stand, who does what."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samkraft.accounts.operations import end_body
from samkraft.actions import operations as do
from samkraft.actions import published as shown
from samkraft.actions.models import Action
from samkraft.actions.published import ActionFilter
from samkraft.lib.texts import Shown
from tests.actions.conftest import DAY
from tests.conftest import NOON
from tests.factories import (
    make_action,
    make_area,
    make_body,
    make_organisation,
    make_region,
    make_strategy,
    report,
)

pytestmark = pytest.mark.django_db
DO = {"by": None, "at": NOON}
LATE = NOON.date() + timedelta(days=200)


def S(text):
    return Shown(text, "sv", "sv")


def listing(today=DAY, **wanted):
    more = {name: wanted.pop(name) for name in ("limit", "offset", "each") if name in wanted}
    return shown.published_listing("sv", ActionFilter(**wanted), today=today, **more)


def test_the_counts_are_those_of_all_that_fit(version, region):
    town = make_organisation(region)
    for judgement in ("on_track", "on_track", "behind"):
        report(make_action(version, judgement, organisation=town, due="2027"), judgement)
    make_action(version, "Ny", due="2026-01")
    make_action(version, "Slut", stage="under_way")
    do.move_stage(action=Action.objects.get(slug="slut"), stage="done", **DO)
    found = listing(limit=1)
    assert found.counts == shown.ActionCounts(
        5, {"decided": 4, "done": 1}, {"": 1, "behind": 1, "on_track": 2},
        {"unowned": 1, "stale": 0, "overdue": 1},
    )  # fmt: skip
    assert len(found.rows) == 1


def test_what_needs_somebody_comes_first_and_what_has_ended_last(version, region):
    town = make_organisation(region)
    make_action(version, "Slut", stage="under_way", organisation=town)
    do.move_stage(action=Action.objects.get(slug="slut"), stage="done", **DO)
    make_action(version, "Paus", organisation=town, due="2030")
    do.move_stage(action=Action.objects.get(slug="paus"), stage="paused", why="Väntar", **DO)
    make_action(version, "Sen", organisation=town, due="2026-08")
    report(Action.objects.get(slug="sen"), at=NOON + timedelta(days=190))
    make_action(version, "Tyst", organisation=town, due="2030")
    make_action(version, "Ingens", due="2031")
    rows = listing(today=date(2026, 9, 18), order="attention").rows
    assert [row.slug for row in rows] == ["ingens", "tyst", "sen", "paus", "slut"]


def test_so_many_of_each_stage(version):
    for number in range(3):
        make_action(version, f"A{number}")
        make_action(version, f"B{number}", stage="under_way")
    found = listing(each=2, order="attention")
    assert sorted(row.stage for row in found.rows) == ["decided"] * 2 + ["under_way"] * 2
    assert found.counts.by_stage == {"decided": 3, "under_way": 3}


def test_not_due_before_a_day(version):
    for due in ("2026-01", "2026-05", "2027"):
        make_action(version, f"Till {due}", due=due)
    rows = listing(due_from=DAY, order="due").rows
    assert [row.due.text for row in rows] == ["2026-05", "2027"]


def test_a_plans_scope_has_its_parts_in_order_and_depth(version):
    found = shown.published_scope("sv", region="nord", plan="strategi")
    assert (found.region_name, found.plan_title) == (S("Nord"), S("En strategi"))
    assert [(part.key, part.depth) for part in found.of("priority_area", "goal", "subgoal")] == [
        ("ett-omrade", 0), ("ett-mal", 1), ("ett-delmal", 2), ("ett-annat-omrade", 0),
    ]  # fmt: skip
    head = shown.published_head("sv", region="nord", plan="strategi")
    assert (head.plan_title, head.parts) == (found.plan_title, ())


def test_a_regions_scope_has_its_plans_and_everywhere_the_regions(version):
    make_region("tom")
    assert shown.published_scope("sv", region="nord").plans == (("strategi", S("En strategi")),)
    assert shown.published_scope("sv", region="tom").plans == ()
    assert shown.published_scope("sv").regions == (("nord", S("Nord")),)


@pytest.mark.parametrize("where", [{"region": "x"}, {"region": "x", "plan": "strategi"},
                                   {"region": "nord", "plan": "x"}])  # fmt: skip
def test_what_is_not_there_has_no_scope(version, where):
    with pytest.raises(shown.NotPublic):
        shown.published_scope("sv", **where)


def test_the_choices_are_those_of_public_actions(version, region):
    town = make_organisation(region, slug="kommunen", area=make_area("1860"))
    body = make_body(region, slug="gruppen")
    make_action(version, "Ett", organisation=town, tags=["youth", "green"])
    make_action(version, "Två", body=body, areas=[make_area("1804")])
    make_action(version, "Dold", tags=["hidden"], stage="proposed", public=False,
                organisation=make_organisation(region))  # fmt: skip
    found = shown.published_choices("sv", ActionFilter(plan="strategi"))
    assert [value for value, _ in found.responsible] == ["body:gruppen", "kommunen"]
    assert [value for value, _ in found.places] == ["NO-1804", "NO-1860"]
    assert found.tags == ("green", "youth")
    assert shown.published_choices("sv", ActionFilter()) == shown.Choices(tags=("green", "youth"))


def test_the_actors_of_a_region_and_what_they_carry(version, region):
    town = make_organisation(region, slug="kommunen", kind="municipality")
    school = make_organisation(region, slug="skolan", kind="university")
    group = make_body(region, slug="gruppen", kind="working_group")
    old = make_body(region, slug="gamla")
    end_body(body=old, on=DAY, why="Klart", **DO)
    action = make_action(version, "Ett", organisation=town)
    make_action(version, "Två", body=group)
    make_action(version, "Dold", organisation=town, stage="proposed", public=False)
    asked = do.invite_partner(action=action, organisation=school, **DO)
    do.answer_invitation(partner=asked, accepted=True, **DO)
    do.involve(plan=version.plan, organisation=school, role="lead", active_from=DAY, **DO)
    found = shown.published_actors("nord", "sv", today=DAY)
    told = [
        (kind, [(row.slug, row.carries, row.partner_in, row.roles) for row in rows])
        for kind, rows in found.organisations
    ]
    assert told == [
        ("municipality", [("kommunen", 1, 0, ())]), ("university", [("skolan", 0, 1, ("lead",))]),
    ]  # fmt: skip
    assert [(row.slug, row.carries) for row in found.bodies] == [("gruppen", 1)]
    assert [(row.slug, row.until) for row in found.former] == [("gamla", DAY)]


def test_actions_are_counted_under_a_goal_with_those_of_tied_measures(version):
    make_action(version, "Ett", elements=["ett-delmal", "ett-mal"])
    make_action(version, "Två", elements=["en-atgard"])
    make_action(version, "Dold", elements=["ett-mal"], stage="proposed", public=False)
    do.tie_measure(plan=version.plan, measure_key="en-atgard", goal_key="ett-delmal", **DO)
    found = shown.published_goal_actions("strategi")
    assert (found.total, found.under(["ett-mal"]), found.under(["ett-mal", "ett-delmal"])) == (
        2,
        1,
        2,
    )
    assert shown.published_goal_actions("annan").total == 0


@pytest.mark.parametrize("many", [1, 3])
def test_lists_cost_a_constant_number_of_queries(many, version, region):
    for number in range(many):
        make_action(
            version, f"A{number}", elements=["ett-mal"], organisation=make_organisation(region)
        )
        make_strategy(region, slug=f"plan-{number}")
        make_body(region)
    wanted = ActionFilter(plan="strategi", order="attention")
    asked = {
        "listing": (8, lambda: shown.published_listing("sv", wanted, today=DAY)),
        "columns": (8, lambda: shown.published_listing("sv", wanted, today=DAY, each=2)),
        "timeline": (9, lambda: shown.published_timeline_page("sv", wanted, today=DAY)),
        "scope": (1, lambda: shown.published_scope("sv", region="nord", plan="strategi")),
        "region": (1, lambda: shown.published_scope("sv", region="nord")),
        "choices": (1, lambda: shown.published_choices("sv", wanted)),
        "actors": (5, lambda: shown.published_actors("nord", "sv", today=DAY)),
        "goals": (2, lambda: shown.published_goal_actions("strategi")),
    }  # fmt: skip
    counts = {}
    for name, (_, ask) in asked.items():
        with CaptureQueriesContext(connection) as caught:
            ask()
        counts[name] = len(caught)
    assert counts == {name: number for name, (number, _) in asked.items()}

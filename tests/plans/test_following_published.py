"""What the public sees of targets and verdicts: public versions only, judged by the right rule."""

from datetime import timedelta

import pytest

from samkraft.calc.series import Point, Series
from samkraft.calc.verdict import Kind
from samkraft.indicators.published import published_indicator
from samkraft.plans import operations
from samkraft.plans.published import (
    compared_regions,
    indicators_serving,
    rows_of_element,
    rows_of_plan,
    rows_of_region,
    targets_on,
    verdicts_of_plan,
)
from samkraft.plans.queries.following import standings
from tests.conftest import NOON
from tests.factories import (
    deliver,
    make_area,
    make_council,
    make_indicator,
    make_plan,
    make_region,
    make_target,
)
from tests.plans.conftest import DO, KEY, TODAY, council, counted

pytestmark = pytest.mark.django_db


def row_of(version, key=KEY):
    return rows_of_element(version.plan.slug, key, "sv", today=TODAY)


@pytest.mark.parametrize(
    ("value", "kind"),
    [(100.0, "off_track"), (130.0, "behind"), (149.0, "on_track"), (210.0, "achieved")],
)
def test_a_goal_s_row_has_the_regions_figure_and_the_verdict_on_its_target(value, kind):
    version = make_plan(council())
    make_target(version, counted(value=value))
    (row,) = row_of(version)
    assert (row.indicator.slug, row.place.key, row.series.latest.value) == ("people", "nord", value)
    assert (row.target.verdict.kind, row.target.verdict.rule) == (kind, "planned_path")
    assert (row.target.baseline, row.target.value, str(row.target.element_text)) == (
        100.0, 200.0, "Första målet",
    )  # fmt: skip


def test_a_target_without_a_baseline_starts_from_the_figure_of_its_period():
    version = make_plan(council())
    make_target(version, counted(), baseline_value=None)
    (row,) = row_of(version)
    assert (row.target.baseline, row.target.path.baseline) == (100.0, 100.0)


def test_the_rule_is_the_targets_own_else_the_indicators():
    version = make_plan(council())
    make_target(version, counted("one", rule="open_sdg"))
    make_target(version, counted("two", rule="open_sdg"), rule="un_chart")
    assert {row.indicator.slug: row.target.rule for row in row_of(version)} == {
        "one": "open_sdg", "two": "un_chart",
    }  # fmt: skip


def test_milestones_bend_the_path():
    version = make_plan(council())
    make_target(version, counted(value=110.0), milestones=[("2025", 110.0)])
    (row,) = row_of(version)
    assert (row.target.verdict.kind, row.target.milestones) == ("on_track", (("2025", 110.0),))


def test_down_is_good_where_the_indicator_says_so():
    version = make_plan(council())
    make_target(version, counted(value=70.0, direction="down"), value=50.0)
    assert row_of(version)[0].target.verdict.kind == "on_track"


def test_a_goal_without_figures_has_a_row_that_says_it_cannot_tell():
    version = make_plan(council())
    make_target(version, make_indicator("people"))
    (row,) = row_of(version)
    assert (row.series.points, row.target.verdict.kind, row.target.verdict.reason) == (
        (), "cannot_tell", "no_value",
    )  # fmt: skip


def test_a_share_that_cannot_be_put_together_says_why_in_its_row():
    version = make_plan(council())
    found = counted(nature="share")
    operations.follow(plan=version.plan, key=KEY, indicator=found, **DO)
    (row,) = row_of(version)
    assert (row.series.points, row.why_none, row.target) == ((), "not-additive", None)


def test_the_row_tells_the_target_of_the_whole_that_is_due_next():
    version = make_plan(council())
    found = counted()
    for fields in ({"place": "NO-1", "period": "2027"}, {"sex": "F", "period": "2026"},
                   {"period": "2040"}, {"period": "2030"}):  # fmt: skip
        make_target(version, found, **fields)
    (row,) = row_of(version)
    assert (row.target.period, row.target.place.key, row.target.sex) == ("2030", "nord", "T")


def test_an_ended_target_or_link_is_not_told():
    version = make_plan(council())
    target = make_target(version, counted())
    operations.end_target(target=target, why="Nådd", **DO)
    (row,) = row_of(version)
    assert (row.target, verdicts_of_plan(version.plan.slug, today=TODAY)) == (None, {})
    operations.unfollow(goal_indicator=version.plan.goal_indicators.get(), **DO)
    assert row_of(version) == ()


def test_the_verdict_of_a_goal_is_the_worst_of_its_targets():
    version = make_plan(council())
    make_target(version, counted("one", value=150.0))
    make_target(version, counted("two", value=100.0))
    make_target(version, make_indicator("three"))
    make_target(version, make_indicator("four"), key="andra-malet")
    assert verdicts_of_plan(version.plan.slug, today=TODAY) == {
        KEY: Kind.OFF_TRACK, "andra-malet": Kind.CANNOT_TELL,
    }  # fmt: skip


def test_targets_are_found_by_indicator_and_place_with_those_who_are_left_behind():
    region = council()
    version = make_plan(region)
    share = make_indicator("share", nature="share")
    deliver(share, {("NO-1", "2020"): 40, ("NO-2", "2020"): 40, ("NO-1", "2025"): 60,
                    ("NO-2", "2025"): 40, ("nord", "2020"): 40, ("nord", "2025"): 53})  # fmt: skip
    make_target(version, share, baseline_value=40.0, value=80.0)
    page = published_indicator("share", "sv", place="nord", today=TODAY)
    (target,) = targets_on("share", "nord", "sv", today=TODAY,
                           groups=[each.series for each in page.members])  # fmt: skip
    assert (target.verdict.kind, [(each.area, each.verdict.kind) for each in target.behind]) == (
        "behind", [("NO-2", "off_track"), ("NO-1", "on_track")],
    )  # fmt: skip
    assert targets_on("share", "NO-1", "sv", today=TODAY) == ()
    assert targets_on("share", "nord", "sv", today=TODAY, sex="F") == ()


def test_who_is_left_behind_is_not_told_of_counts_nor_judged_over_a_break():
    version = make_plan(council())
    share = make_indicator("share", nature="share")
    target = make_target(version, share, baseline_value=40.0, value=80.0)
    broken = Series("NO-1", (Point("2020", 40.0, comparable=False), Point("2025", 60.0)))
    (standing,) = standings(target, [broken])
    assert (standing.verdict.kind, standing.verdict.reason) == ("cannot_tell", "no_baseline")
    assert standings(make_target(version, counted()), [broken]) == ()


def test_the_verdict_as_it_was_known_then():
    version = make_plan(council())
    found = counted(value=100.0)
    make_target(version, found)
    deliver(found, {("NO-1", "2025"): 100}, at=NOON + timedelta(days=2), complete=False)
    told = [rows_of_plan(version.plan.slug, "sv", today=TODAY, as_of=as_of)[KEY][0].target
            for as_of in (NOON + timedelta(days=1), None)]  # fmt: skip
    assert [each.verdict.kind for each in told] == ["off_track", "on_track"]


@pytest.mark.parametrize("many", [1, 3])
def test_the_rows_of_a_plan_ask_a_constant_number_of_times(many, django_assert_num_queries):
    version = make_plan(council())
    weight = counted("weight")
    for number in range(many):
        make_target(version, counted(f"count-{number}"))
        make_target(version, counted(f"share-{number}", nature="share", denominator=weight))
    with django_assert_num_queries(8):
        rows = rows_of_plan(version.plan.slug, "sv", today=TODAY)
    assert [row.target.verdict.kind for row in rows[KEY]].count("on_track") == many
    assert len(rows[KEY]) == 2 * many


@pytest.mark.parametrize("many", [1, 3])
def test_the_verdicts_of_a_plan_ask_a_constant_number_of_times(many, django_assert_num_queries):
    version = make_plan(council())
    for number in range(many):
        make_target(version, counted(f"count-{number}"))
    with django_assert_num_queries(7):
        assert verdicts_of_plan(version.plan.slug, today=TODAY) == {KEY: Kind.ON_TRACK}


def test_two_plans_of_a_region_with_a_goal_of_the_same_name_keep_their_own_targets():
    region, found = council(), counted()
    first, second = make_plan(region, "Ett"), make_plan(region, "Två")
    make_target(first, found)
    operations.follow(plan=second.plan, key=KEY, indicator=found, **DO)
    other = counted("other")
    make_target(second, other, value=300.0)
    operations.follow(plan=first.plan, key=KEY, indicator=other, **DO)
    told = {(row.indicator.slug, row.target.plan, row.target.value)
            for row in rows_of_region("nord", "sv", today=TODAY)}  # fmt: skip
    assert told == {("people", first.plan.slug, 200.0), ("other", second.plan.slug, 300.0)}


def test_regions_stand_side_by_side():
    council()
    make_council("3", slug="vest")
    found = counted()
    version = make_plan(make_region("syd"))
    make_target(version, found, place="nord")
    (row,) = compared_regions(["people", "nothing"], ["nord", "vest", "nowhere"], "sv", today=TODAY)
    assert [(place.key, series.latest and series.latest.value, verdict and verdict.kind)
            for place, series, verdict in row.cells] == [
        ("nord", 150.0, "on_track"), ("vest", None, None), ("nowhere", None, None),
    ]  # fmt: skip


def test_indicators_serve_a_plan_or_what_lies_below_a_part_of_it():
    version = make_plan(council())
    for slug, key in [("one", KEY), ("two", "andra-malet"), ("three", "en-vag")]:
        operations.follow(plan=version.plan, key=key, indicator=make_indicator(slug), **DO)
    assert indicators_serving(version.plan.slug) == {"one", "two", "three"}
    assert indicators_serving(version.plan.slug, KEY) == {"one", "three"}
    assert indicators_serving("nothing") == set()


def test_a_withdrawn_place_stands_under_its_code():
    make_area("1")
    version = make_plan(council())
    make_target(version, counted(), place="gone")
    assert targets_on("people", "gone", "sv", today=TODAY)[0].place.name.text == "gone"

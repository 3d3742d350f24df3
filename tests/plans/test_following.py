"""By what a plan is followed: indicators of its goals, targets, proposals."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from samkraft.journal.models import Entry
from samkraft.plans import operations
from samkraft.plans.models import GoalIndicator, Target
from samkraft.plans.operations import BadTarget, TargetValues, check_target
from samkraft.plans.operations import proposals as shipped
from samkraft.plans.operations.links import NoSuchElement
from tests.conftest import NOON
from tests.factories import make_indicator, make_person, make_plan, make_region, make_target

pytestmark = pytest.mark.django_db
DO = {"by": None, "at": NOON}
LATER = NOON + timedelta(days=1)
KEY = "forsta-malet"


@pytest.fixture
def version():
    return make_plan(make_region("nord"), slug="plan")


def follow(version, indicator, key=KEY, **more):
    return operations.follow(plan=version.plan, key=key, indicator=indicator, **{**DO, **more})


def told(rows):
    return [(row.element_key, row.indicator.slug, row.order, row.proposal) for row in rows]


def test_a_goal_is_followed_by_indicators_in_their_order(version):
    first, second = make_indicator("births"), make_indicator("moves")
    one, two = follow(version, first), follow(version, second)
    assert told(version.plan.goal_indicators.all()) == [
        (KEY, "births", 0, False), (KEY, "moves", 1, False),
    ]  # fmt: skip
    operations.order_indicators(plan=version.plan, key=KEY, order=[two.pk, one.pk], **DO)
    assert told(version.plan.goal_indicators.all()) == [
        (KEY, "moves", 0, False), (KEY, "births", 1, False),
    ]  # fmt: skip


def test_following_twice_changes_nothing_but_confirms_a_proposal(version):
    found = make_indicator("births")
    proposed = follow(version, found, proposal=True, note="why")
    assert follow(version, found, proposal=True) == proposed
    confirmed = follow(version, found)
    assert (confirmed.pk, confirmed.proposal, confirmed.note) == (proposed.pk, False, "why")
    assert follow(version, found, proposal=True).proposal is False
    assert Entry.objects.filter(operation="follow-element").count() == 2


def test_what_the_plan_has_not_cannot_be_followed(version):
    with pytest.raises(NoSuchElement):
        follow(version, make_indicator(), key="nothing")


def test_following_no_longer_keeps_the_history_and_can_begin_anew(version):
    found = make_indicator("births")
    first = follow(version, found)
    operations.unfollow(goal_indicator=first, by=None, at=LATER, why="Fel")
    with pytest.raises(operations.AlreadyEnded):
        operations.unfollow(goal_indicator=first, by=None, at=LATER)
    second = follow(version, found)
    assert list(GoalIndicator.objects.order_by("pk").values_list("pk", "ended_at")) == [
        (first.pk, LATER), (second.pk, None),
    ]  # fmt: skip
    assert Entry.objects.get(operation="unfollow-element").why == "Fel"


def test_an_indicator_with_a_target_stays_until_the_target_is_ended(version):
    target = make_target(version, make_indicator())
    link = GoalIndicator.objects.get()
    with pytest.raises(BadTarget, match="indicator-has-targets"):
        operations.unfollow(goal_indicator=link, **DO)
    operations.end_target(target=target, why="Nådd", **DO)
    operations.unfollow(goal_indicator=link, **DO)
    link.refresh_from_db()
    assert link.ended_at == NOON


def test_a_target_follows_its_goal_and_confirms_a_proposal(version):
    found = make_indicator("births")
    follow(version, found, proposal=True)
    make_target(version, found)
    assert told(GoalIndicator.objects.all()) == [(KEY, "births", 0, False)]


def test_a_target_set_anew_ends_the_former_and_the_journal_has_both(version):
    found, editor = make_indicator("births"), make_person("editor", version.plan.region)
    first = make_target(version, found, value=200.0)
    second = operations.set_target(
        plan=version.plan, key=KEY, indicator=found, by=editor, at=LATER,
        values=TargetValues("nord", "2020", "2030", 250.0, 100.0, why="Mer"),
    )  # fmt: skip
    first.refresh_from_db()
    assert (first.ended_at, first.ended_why, second.ended_at) == (LATER, "set anew", None)
    entry = Entry.objects.filter(operation="set-target").order_by("-pk").first()
    assert ([each["value"] for each in entry.before["targets"]], entry.after["value"]) == (
        [200.0], 250.0,
    )  # fmt: skip
    assert (entry.by, entry.why, entry.label) == (editor.pk, "Mer", f"plan/{KEY}")


def test_targets_for_other_places_groups_and_years_stand_beside_each_other(version):
    found = make_indicator()
    make_target(version, found)
    make_target(version, found, period="2040")
    make_target(version, found, place="NO-1")
    make_target(version, found, sex="F")
    make_target(version, found, age="0-15")
    make_target(version, found, key="andra-malet")
    assert Target.objects.filter(ended_at=None).count() == 6


def test_a_target_can_replace_one_of_another_year(version):
    found = make_indicator()
    first = make_target(version, found)
    operations.set_target(
        plan=version.plan, key=KEY, indicator=found, replaces=first, by=None, at=LATER,
        values=TargetValues("nord", "2020", "2035", 250.0, 100.0),
    )  # fmt: skip
    rows = Target.objects.order_by("period").values_list("period", "ended_at")
    assert list(rows) == [("2030", LATER), ("2035", None)]


def test_a_target_is_ended_once_with_a_reason_and_stays(version):
    target = make_target(version, make_indicator())
    with pytest.raises(BadTarget, match="no-reason"):
        operations.end_target(target=target, why=" ", **DO)
    operations.end_target(target=target, why=" Nådd ", by=None, at=LATER)
    target.refresh_from_db()
    assert (target.ended_at, target.ended_why, target.value) == (LATER, "Nådd", 200.0)
    with pytest.raises(operations.AlreadyEnded):
        operations.end_target(target=target, why="Igen", **DO)


WRONG = {
    "not-a-period": [{"period": "soon"}, {"baseline_period": ""}, {"milestones": [("x", 1.0)]}],
    "mixed-periods": [{"period": "2030Q1"}, {"milestones": [("2025M01", 1.0)]}],
    "periods-out-of-order": [
        {"period": "2020"}, {"period": "2019"}, {"milestones": [("2020", 1.0)]},
        {"milestones": [("2030", 1.0)]}, {"milestones": [("2031", 1.0)]},
    ],
    "milestone-twice": [{"milestones": [("2025", 1.0), ("2025", 2.0)]}],
    "not-a-number": [
        {"value": float("nan")}, {"baseline_value": float("inf")},
        {"milestones": [("2025", float("nan"))]},
    ],
    "unknown-sex": [{"sex": "K"}],
    "unknown-rule": [{"rule": "by_heart"}],
}  # fmt: skip


@pytest.mark.parametrize(("code", "wrong"), [(c, each) for c, of in WRONG.items() for each in of])
def test_a_target_that_makes_no_sense_is_refused_by_code_and_nothing_is_kept(code, wrong, version):
    with pytest.raises(BadTarget) as caught:
        make_target(version, make_indicator(), **wrong)
    assert (caught.value.code, Target.objects.count(), GoalIndicator.objects.count()) == (
        code,
        0,
        0,
    )


def test_milestones_are_put_in_order():
    values = TargetValues("nord", "2020", "2030", 9.0, milestones=[("2027", 7.0), ("2023", 3.0)])
    assert check_target(values) == [["2023", 3.0], ["2027", 7.0]]


def test_periods_are_kept_as_we_write_them(version):
    made = make_target(version, make_indicator(frequency="quarter"), baseline_period="2020-Q1",
                       period="2030K4", milestones=[("2025-Q2", 1.0)])  # fmt: skip
    assert (made.baseline_period, made.period, made.milestones) == (
        "2020Q1", "2030Q4", [["2025Q2", 1.0]],
    )  # fmt: skip


def test_the_database_itself_keeps_one_target_at_a_time(version):
    target = make_target(version, make_indicator())
    target.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        target.save(force_insert=True)


@pytest.fixture
def proposed(monkeypatch):
    """Two proposals for the plan `plan`, one for what it has not, one for another plan."""
    rows = {
        "plan": (
            shipped.Proposal(KEY, "births", "why"), shipped.Proposal(KEY, "moves", ""),
            shipped.Proposal("nothing", "births", ""), shipped.Proposal(KEY, "not-loaded", ""),
        ),
        "other": (shipped.Proposal(KEY, "births", ""),),
    }  # fmt: skip
    monkeypatch.setattr(shipped, "_shipped", lambda: rows)
    return make_indicator("births"), make_indicator("moves")


@pytest.mark.usefixtures("proposed")
def test_proposals_are_taken_marked_with_their_reasons_and_not_twice(version):
    assert operations.take_proposals(plan=version.plan, **DO) == 2
    assert told(GoalIndicator.objects.all()) == [(KEY, "births", 0, True), (KEY, "moves", 1, True)]
    assert GoalIndicator.objects.first().note == "why"
    assert operations.take_proposals(plan=version.plan, **DO) == 0


def test_what_was_taken_away_is_not_proposed_again(version, proposed):
    operations.take_proposals(plan=version.plan, **DO)
    operations.unfollow(goal_indicator=GoalIndicator.objects.first(), **DO)
    assert [each.indicator for each in operations.proposals_for(version.plan)] == ["not-loaded"]
    assert operations.take_proposals(plan=version.plan, **DO) == 0


def test_what_the_plan_follows_already_is_not_proposed(version, proposed):
    follow(version, proposed[0])
    assert [each.indicator for each in operations.proposals_for(version.plan)] == [
        "moves", "not-loaded",
    ]  # fmt: skip


def test_every_shipped_proposal_names_an_indicator_of_the_catalogue():
    from tests.indicators.operations.test_catalogue import SHIPPED

    known = {entry["id"] for entry in SHIPPED}
    found = shipped._shipped()
    assert {each.indicator for of in found.values() for each in of} <= known
    assert "norrbottensstrategin-2040" in found

"""The demonstration has the true names and counts, and can be made again without doubles."""

from collections import Counter
from datetime import timedelta

import pytest
from django.db import transaction
from django.test import override_settings
from django.utils import timezone

from samkraft.accounts.models import Person
from samkraft.actions.models import Action, Reminder, Stage, StatusReport
from samkraft.actions.published import ActionFilter, published_actions, published_board
from samkraft.demonstration import ACCOUNTS, build
from samkraft.places.operations import load_facts
from samkraft.plans.facts import load_frameworks
from samkraft.plans.models import Link, Plan
from samkraft.plans.published import published_comparison, published_plan
from samkraft.plans.queries import check_version, find_version

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def built(django_db_setup, django_db_blocker, tmp_path_factory):
    """The demonstration, made once for these tests and taken back after the last."""
    folder = tmp_path_factory.mktemp("demonstration")
    own = override_settings(DATA_DIR=folder, WAREHOUSE=folder / "warehouse")
    with own, django_db_blocker.unblock(), transaction.atomic():
        load_facts(by=None, at=timezone.now())
        load_frameworks()
        build()
        yield
        transaction.set_rollback(True)


def roles(slug):
    return Counter(element.role for element in published_plan(slug, "sv").walk())


def test_counts_are_those_of_the_documents(built):
    assert roles("norrbottensstrategin-2040") == {
        "priority_area": 4, "goal": 16, "path": 64, "principle": 4, "challenge": 8,
    }  # fmt: skip
    assert roles("polarsirkelradet-2025-2030") == {
        "priority_area": 6, "goal": 6, "subgoal": 33, "measure": 31,
    }  # fmt: skip


def test_one_plan_is_in_consultation_and_one_version_superseded(built):
    assert published_plan("polarsirkelradet-2025-2030", "nb").version.state == "consultation"
    versions = published_plan("norrbottensstrategin-2040", "sv").versions
    assert [(v.number, v.state) for v in versions] == [(2, "adopted"), (1, "superseded")]
    found = published_comparison("norrbottensstrategin-2040", 1, 2, "sv").comparison
    assert len(found.reworded) == 1


def test_making_it_again_changes_nothing(built):
    def counted():
        return [m.objects.count() for m in (Plan, Person, Link, Action, StatusReport)]

    before = counted()
    build()
    assert counted() == before
    assert Person.objects.count() == len(ACCOUNTS)


def test_a_year_of_follow_up_has_every_stage_in_several_regions(built):
    public = Action.objects.exclude(published_at=None)
    assert set(public.values_list("stage", flat=True)) == set(Stage.values)
    assert set(Action.objects.values_list("plan__region__slug", flat=True)) == {
        "norrbotten", "harstadregionen", "ranaregionen",
    }  # fmt: skip
    assert not Action.objects.filter(demonstration=False).exists()
    today = timezone.localdate()
    days = StatusReport.objects.filter(action__plan__region__slug="norrbotten").values_list("on")
    assert max(days)[0] <= today
    assert max(days)[0] - min(days)[0] > timedelta(days=240)
    assert Reminder.objects.count() == 0


def test_every_public_screen_of_actions_has_something_to_say(built):
    today = timezone.localdate()
    wanted = ActionFilter(plan="norrbottensstrategin-2040")
    board = published_board("sv", wanted, today=today)
    assert all((board.on_track, board.troubled, board.slipped, board.to_decide, board.money))
    for sign in ("unowned", "stale", "overdue", "late-milestone", "responsible-declined"):
        signed = ActionFilter(plan=wanted.plan, sign=sign)
        assert published_actions("sv", signed, today=today).rows, sign


def test_there_is_an_account_for_every_role(built):
    assert {account.role for account in ACCOUNTS} == {
        "administrator", "programme", "coordinator", "editor", "contributor", "reader",
    }  # fmt: skip


def test_no_plan_of_the_demonstration_contradicts_itself(built):
    for plan in Plan.objects.all():
        findings = check_version(find_version(plan.slug))
        assert [f.text for f in findings if f.inconsistent] == []

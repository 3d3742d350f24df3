"""The demonstration has the true names and counts, and can be made again without doubles."""

from collections import Counter

import pytest

from samkraft.accounts.models import Person
from samkraft.demonstration import ACCOUNTS, build
from samkraft.plans.models import Link, Plan
from samkraft.plans.published import published_comparison, published_plan
from samkraft.plans.queries import check_version, find_version

pytestmark = pytest.mark.django_db


@pytest.fixture
def built():
    from django.utils import timezone

    from samkraft.places.operations import load_facts
    from samkraft.plans.facts import load_frameworks

    load_facts(by=None, at=timezone.now())
    load_frameworks()
    build()


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
    before = Plan.objects.count(), Person.objects.count(), Link.objects.count()
    build()
    assert (Plan.objects.count(), Person.objects.count(), Link.objects.count()) == before
    assert Person.objects.count() == len(ACCOUNTS)


def test_there_is_an_account_for_every_role(built):
    assert {account.role for account in ACCOUNTS} == {
        "administrator", "programme", "coordinator", "editor", "contributor", "reader",
    }  # fmt: skip


def test_no_plan_of_the_demonstration_contradicts_itself(built):
    for plan in Plan.objects.all():
        findings = check_version(find_version(plan.slug))
        assert [f.text for f in findings if f.inconsistent] == []

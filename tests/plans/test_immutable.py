"""The database itself keeps what has been public as it was."""

import pytest
from django.db import DatabaseError, transaction

from samkraft.journal.models import Entry
from samkraft.plans.models import Element, PlanVersion
from tests.factories import make_plan

pytestmark = pytest.mark.django_db


def refused(change):
    with pytest.raises(DatabaseError), transaction.atomic():
        change()


def test_an_element_of_an_adopted_version_cannot_be_changed_added_or_deleted():
    version = make_plan()
    goal = version.elements.filter(role="goal").first()
    before = list(Element.objects.order_by("pk").values())
    refused(lambda: Element.objects.filter(pk=goal.pk).update(text={"sv": {"text": "Annat"}}))
    refused(lambda: Element.objects.filter(pk=goal.pk).update(order=9))
    refused(lambda: Element.objects.filter(pk=goal.pk).delete())
    refused(
        lambda: Element.objects.create(version=version, key="ny", role="goal", order=9, text={})
    )
    assert list(Element.objects.order_by("pk").values()) == before


@pytest.mark.parametrize(
    "change",
    [
        {"title": {"sv": {"text": "Annan titel"}}},
        {"vision": {"sv": {"text": "En vision"}}},
        {"state": "draft"},
        {"state": "consultation"},
        {"adopted_on": "2020-01-01"},
        {"deciding_body": "Någon annan"},
        {"published_at": "2020-01-01T00:00:00Z"},
        {"number": 7},
    ],
)
def test_an_adopted_version_keeps_its_words_and_its_decision(change):
    version = make_plan()
    refused(lambda: PlanVersion.objects.filter(pk=version.pk).update(**change))


def test_an_adopted_version_cannot_be_deleted():
    version = make_plan()
    refused(lambda: PlanVersion.objects.filter(pk=version.pk)._raw_delete("default"))


def test_a_withdrawn_version_never_comes_back():
    version = make_plan()
    PlanVersion.objects.filter(pk=version.pk).update(state="withdrawn")
    refused(lambda: PlanVersion.objects.filter(pk=version.pk).update(state="adopted"))


def test_the_journal_is_only_added_to():
    make_plan()
    entry = Entry.objects.first()
    refused(lambda: Entry.objects.filter(pk=entry.pk).update(why="Annat"))
    refused(lambda: Entry.objects.filter(pk=entry.pk).delete())

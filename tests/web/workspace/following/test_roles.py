"""Roles in a plan and its areas: given, ended, kept."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from samkraft.actions import operations as do
from samkraft.actions.models import Involvement
from samkraft.web.workspace.following.roles import sections_of
from tests.factories import make_body, make_organisation, make_region
from tests.web.workspace.following.conftest import DAY, DO, PLAN

pytestmark = pytest.mark.django_db
HERE = f"{PLAN}roles/"


def test_a_role_in_one_area_from_a_day(page, plan, committee):
    page.post(f"{HERE}give/", actor=f"body:{committee.pk}", role="steering", key="ett-omrade",
              active_from="2026-03-02", note="Till valet")  # fmt: skip
    made = Involvement.objects.get()
    assert (made.body, made.role, made.element_key, made.active_from, made.note) == (
        committee, "steering", "ett-omrade", DAY, "Till valet",
    )  # fmt: skip


@pytest.mark.parametrize(
    "given", [{"actor": ""}, {"role": ""}, {"role": "boss"}, {"key": "finns-inte"},
              {"active_from": "i dag"}, {"active_until": "2026-01-01"}],
)  # fmt: skip
def test_what_makes_no_sense_is_refused_and_kept_in_the_form(page, plan, lulea, given):
    sent = {"actor": f"organisation:{lulea.pk}", "role": "lead", "active_from": "2026-03-02",
            "note": "Behålls", **given}  # fmt: skip
    answer = page.post(f"{HERE}give/", **sent)
    text = answer.content.decode()
    assert ("Something has to be mended first" in text, "Behålls" in text) == (True, True)
    assert not Involvement.objects.exists()


def test_bodies_and_organisations_of_other_regions_are_no_choice(page, plan):
    other = make_region("soder")
    for code in (f"body:{make_body(other).pk}", f"organisation:{make_organisation(other).pk}"):
        answer = page.post(f"{HERE}give/", actor=code, role="lead", active_from="2026-03-02")
        assert "Select a valid choice." in answer.content.decode()


def test_an_ended_role_is_kept_under_earlier(page, plan, lulea):
    made = do.involve(plan=plan, role="lead", organisation=lulea, active_from=DAY, **DO)
    page.post(f"{HERE}{made.pk}/end/", on="2026-03-10", why="Byte")
    made.refresh_from_db()
    assert made.active_until == date(2026, 3, 10)
    text = page.get(HERE).content.decode()
    assert ("Earlier" in text, "Lulea" in text) == (True, True)
    assert page.get(f"{HERE}{made.pk}/end/").status_code == 404


def test_a_role_given_until_a_day_can_be_ended_before_it(page, plan, lulea):
    today = timezone.localdate()
    made = do.involve(plan=plan, role="lead", organisation=lulea, active_from=DAY,
                      active_until=today + timedelta(days=30), **DO)  # fmt: skip
    address = f"{HERE}{made.pk}/end/"
    assert address in page.get(HERE).content.decode()
    page.post(address, on=today.isoformat(), why="Byte")
    made.refresh_from_db()
    assert made.active_until == today
    assert page.get(address).status_code == 404


def test_a_role_cannot_end_before_it_began(page, plan, lulea):
    made = do.involve(plan=plan, role="lead", organisation=lulea, active_from=DAY, **DO)
    answer = page.post(f"{HERE}{made.pk}/end/", on="2026-01-10", why="")
    assert "The end is before the beginning." in answer.content.decode()


@pytest.mark.parametrize("many", [1, 3])
def test_the_page_costs_a_constant_number_of_queries(
    plan, version, region, many, django_assert_num_queries
):
    for _number in range(many):
        do.involve(plan=plan, role="support", organisation=make_organisation(region),
                   active_from=DAY, key="ett-omrade", **DO)  # fmt: skip
    version.refresh_from_db()
    with django_assert_num_queries(5):
        sections = sections_of(plan, plan.versions.select_related("plan__region").get(), DAY)
    assert [(section.key, len(section.held)) for section in sections] == [
        ("", 0), ("ett-omrade", many), ("ett-annat-omrade", 0),
    ]  # fmt: skip

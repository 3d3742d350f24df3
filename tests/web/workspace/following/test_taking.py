"""My work of somebody without a role: the plans and bodies one takes part in."""

from __future__ import annotations

import pytest

from samkraft.accounts.operations import give_role, give_seat
from samkraft.web.workspace.following.taking import taking_part
from tests.factories import make_draft, make_person, make_region, make_strategy
from tests.web.workspace.following.conftest import DAY, DO, browse

pytestmark = pytest.mark.django_db


def test_an_actor_finds_the_way_to_action_plans_and_priorities(client, actor, plan, region):
    make_draft(region, "Hemlig")
    make_strategy(make_region("soder"), slug="annan")
    text = browse(client, actor).get("/en/workspace/").content.decode()
    assert ("/norr/plans/strategi/action-plans/" in text, "/norr/plans/strategi/priorities/" in text,
            "Hemlig" in text, "annan" in text) == (True, True, False, False)  # fmt: skip


def test_whoever_sits_in_a_body_finds_it_once(client, known, committee):
    person = known.seat.person
    give_seat(body=committee, role="secretary", active_from=DAY, person=person, **DO)
    text = browse(client, person).get("/en/workspace/").content.decode()
    assert text.count("/norr/bodies/namnden/") == 1
    assert "there is nothing to do here" not in text


def test_a_region_with_a_role_is_reached_by_the_role(client, actor, plan, region):
    give_role(person=actor, region=region, role="reader", **DO)
    assert not taking_part(actor, [region], DAY)


@pytest.mark.parametrize("many", [1, 3])
def test_it_costs_one_query_for_plans_and_one_for_bodies(
    actor, region, many, django_assert_num_queries
):
    for number in range(many):
        make_strategy(region, slug=f"s{number}")
    with django_assert_num_queries(2):
        assert len(taking_part(actor, [], DAY).plans) == many


def test_nobody_in_particular_costs_one_query(db, django_assert_num_queries):
    person = make_person()
    with django_assert_num_queries(1):
        assert not taking_part(person, [], DAY)

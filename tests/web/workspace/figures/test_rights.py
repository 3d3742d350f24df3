"""Who may open and who may post: every page of figures, every role."""

from __future__ import annotations

import pytest
from django.urls import reverse

from samkraft.indicators.models import HeldDelivery
from samkraft.plans import operations
from samkraft.plans.operations import TargetValues
from samkraft.web.workspace.figures.urls import figure_urls
from tests.conftest import NOON
from tests.factories import make_person
from tests.web.workspace.figures.conftest import browse, make_indicator
from tests.web.workspace.rights import ADMINISTRATOR, EDIT, READ
from tests.web.workspace.test_rights import PEOPLE, expected, log_in, outcome

pytestmark = pytest.mark.django_db

NEEDS = {
    "figures_services": ADMINISTRATOR,
    "figures_fetch": ADMINISTRATOR,
    "figures_held": EDIT,
    "figures_region": READ,
    "figures_new": EDIT,
    "figures_change": EDIT,
    "figures_withdraw": EDIT,
    "figures_values": EDIT,
    "figures_fetch_one": EDIT,
    "figures_followed": READ,
    "figures_proposals": EDIT,
    "figures_follow": EDIT,
    "figures_end_target": EDIT,
    "figures_step": EDIT,
    "figures_confirm": EDIT,
    "figures_unfollow": EDIT,
    "figures_target": EDIT,
    "figures_topics": READ,
    "figures_add_topic": EDIT,
    "figures_topic": READ,
    "figures_rename_topic": EDIT,
    "figures_step_topic": EDIT,
    "figures_end_topic": EDIT,
    "figures_charts": EDIT,
    "figures_chart": EDIT,
    "figures_write": EDIT,
    "figures_publish": EDIT,
    "figures_discard": EDIT,
}


def test_every_page_of_figures_stands_in_the_table():
    assert sorted(each.name for each in figure_urls) == sorted(NEEDS)


@pytest.fixture
def known(region, plan, indicator):
    """One of everything that has a page, by the parts of the addresses."""
    link = operations.follow(plan=plan, key="forsta-malet", indicator=indicator, by=None, at=NOON)
    target = operations.set_target(
        plan=plan, key="forsta-malet", indicator=indicator, by=None, at=NOON,
        values=TargetValues(place="norr", baseline_period="2022", period="2030", value=40),
    )  # fmt: skip
    topic = operations.add_topic(
        plan=plan, key="ett-omrade", title="Resor", lang="sv", by=None, at=NOON
    )
    charts = operations.set_charts(topic=topic, charts=[(indicator, "time")], by=None, at=NOON)
    operations.write_reading(
        topic=topic, period="2025", parts={"seen": "Hemligt"}, lang="sv", by=None, at=NOON
    )
    held = HeldDelivery.objects.create(
        indicator=indicator, at=NOON, reason="3 of 4 figures would become zero", file="gone.npz"
    )
    bound = make_indicator(region, "Hämtad", source="kolada", code="N00001")
    return {
        "region": "norr", "plan": plan.slug, "link": link.pk, "target": target.pk,
        "topic": topic.pk, "chart": charts[0].pk, "held": held.pk, "indicator": indicator.slug,
        "key": "ett-omrade", "source": "kolada", "bound": bound.slug,
    }  # fmt: skip


def address_of(name: str, known: dict) -> str:
    pattern = next(each for each in figure_urls if each.name == name)
    given = {part: known[part] for part in pattern.pattern.converters}
    if name == "figures_fetch_one":
        given["indicator"] = known["bound"]
    return reverse(f"workspace:{name}", kwargs=given)


@pytest.mark.parametrize("how", ["get", "post"])
@pytest.mark.parametrize("who", PEOPLE)
def test_only_those_with_the_right_come_in(client, known, region, who, how):
    log_in(client, who, region)
    for name, need in NEEDS.items():
        answer = getattr(client, how)(address_of(name, known))
        assert outcome(answer) == expected(who, need), (name, who, how)


def test_the_responsible_person_enters_figures_as_a_mere_reader(client, region, indicator):
    reader = make_person("reader", region)
    indicator.responsible = reader
    indicator.save()
    browse(client, reader)
    address = f"/en/workspace/norr/figures/{indicator.slug}/values/"
    assert client.get(address).status_code == 200
    sent = {"place": "SE-2580", "period": "2025", "value": "18", "reason": ""}
    assert client.post(address, sent).status_code == 302
    assert client.get(f"/en/workspace/norr/figures/{indicator.slug}/").status_code == 403


def test_the_responsible_person_needs_no_role_at_all(client, region, indicator):
    indicator.responsible = make_person()
    indicator.save()
    browse(client, indicator.responsible)
    assert client.get(f"/en/workspace/norr/figures/{indicator.slug}/values/").status_code == 200
    assert "Bussturer" in client.get("/en/workspace/").content.decode()


def test_a_shared_delivery_is_decided_by_an_administrator(client, region, known):
    shared = make_indicator(None, "Invånare")
    held = HeldDelivery.objects.create(indicator=shared, at=NOON, reason="all zero", file="gone")
    address = reverse("workspace:figures_held", args=[held.pk])
    browse(client, make_person("coordinator", region))
    assert client.get(address).status_code == 403
    browse(client, make_person("administrator"))
    assert client.get(address).status_code == 200


def test_what_belongs_to_another_plan_or_region_is_not_found(page, known, region):
    from tests.factories import make_plan

    other = make_plan(region, "En annan plan").plan
    for name in ("figures_target", "figures_end_target", "figures_topic", "figures_write"):
        assert page.client.get(address_of(name, {**known, "plan": other.slug})).status_code == 404

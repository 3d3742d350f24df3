"""Figures from services: asking the worker, what became of it, and deliveries held back."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from samkraft.indicators import tasks
from samkraft.indicators.models import HeldDelivery, Latest, Refresh
from samkraft.indicators.operations import DeliveryHeld
from samkraft.sources.connector.problems import Unavailable
from tests.factories import make_person
from tests.web.workspace.figures.conftest import PLACES, browse, deliver, make_indicator

pytestmark = pytest.mark.django_db
SERVICES = "/en/workspace/installation/figures/"


@pytest.fixture
def administrator(client, region):
    return browse(client, make_person("administrator"))


@pytest.fixture
def shared(region):
    found = make_indicator(None, "Unga som flyttar", nature="share")
    Refresh.objects.create(indicator=found)
    return found


def test_a_source_is_asked_for_once_and_the_page_says_that_nothing_has_come(administrator, shared):
    address = f"{SERVICES}kolada/fetch/"
    text = administrator.post(address, follow=True).content.decode()
    assert "Nothing has come yet" in text
    assert "1 indicator is asked for and waits for its turn" in text
    assert "asked for already" in administrator.post(address, follow=True).content.decode()
    job = DBTaskResult.objects.get()
    assert job.args_kwargs["args"][0] == shared.slug
    assert {code for code, _name in PLACES} <= set(job.args_kwargs["args"][1])


def test_only_services_can_be_asked(administrator, shared):
    assert administrator.post(f"{SERVICES}manual/fetch/").status_code == 404
    assert administrator.post(f"{SERVICES}nobody/fetch/").status_code == 404


def test_a_region_asks_for_its_own(client, region):
    own = make_indicator(region, "Hämtad", source="kolada", code="N00001")
    browse(client, make_person("editor", region))
    text = client.post(
        reverse("workspace:figures_fetch_one", args=["norr", own.slug]), follow=True
    ).content.decode()
    assert "waits for its turn" in text


def test_a_closed_network_is_told_and_the_task_ends_quietly(administrator, shared, monkeypatch):
    def closed(**asked):
        Refresh.objects.filter(indicator=shared).update(
            state="waiting", tried_at=timezone.now(), message="The network is closed."
        )
        raise Unavailable("The network is closed.")

    monkeypatch.setattr(tasks, "refresh", closed)
    tasks.refresh_indicator.func(shared.slug, ["SE"])
    text = administrator.get(SERVICES).content.decode()
    assert "nothing has ever come" in text
    assert "waiting for the service" in text
    assert not Latest.objects.filter(indicator=shared).exists()


def test_a_withdrawn_indicator_is_not_fetched(shared, monkeypatch):
    shared.withdrawn_at, shared.withdrawn_why = timezone.now(), "slut"
    shared.save()
    monkeypatch.setattr(tasks, "refresh", lambda **_: pytest.fail("asked"))
    tasks.refresh_indicator.func(shared.slug, ["SE"])


@pytest.fixture
def held(shared, settings):
    years = {str(year): 10 + year % 10 for year in range(1990, 2025)}
    deliver(shared, years)
    with pytest.raises(DeliveryHeld):
        deliver(shared, dict.fromkeys(years, 0.0))
    return HeldDelivery.objects.get()


def test_a_held_delivery_shows_why_and_before_and_after(administrator, held):
    assert "Unga som flyttar" in administrator.get("/en/workspace/").content.decode()
    assert "Held back" in administrator.get(SERVICES).content.decode()
    text = administrator.get(f"{SERVICES}held/{held.pk}/").content.decode()
    assert "would become zero or missing" in text
    assert "70 figures would change." in text
    assert "Luleå" in text
    assert "14</td>" in text


@pytest.mark.parametrize(("do", "value"), [("take", 0.0), ("leave", 14.0)])
def test_a_held_delivery_is_decided_once(administrator, held, shared, do, value):
    address = f"{SERVICES}held/{held.pk}/"
    administrator.post(address, {"do": do})
    assert Latest.objects.get(indicator=shared, area="SE-2580").value == value
    held.refresh_from_db()
    assert held.accepted is (do == "take")
    assert "Take it in" not in administrator.get(address).content.decode()
    administrator.post(address, {"do": "take"})
    assert Latest.objects.get(indicator=shared, area="SE-2580").value == value


def test_a_held_part_of_the_figures_takes_nothing_else_away(administrator, shared):
    years = {str(year): 10 + year % 10 for year in range(1990, 2025)}
    deliver(shared, {**years, "2025": 9.0})
    with pytest.raises(DeliveryHeld):
        deliver(shared, dict.fromkeys(years, 0.0), complete=False)
    held = HeldDelivery.objects.get()
    assert "2025" not in administrator.get(f"{SERVICES}held/{held.pk}/").content.decode()
    administrator.post(f"{SERVICES}held/{held.pk}/", {"do": "take"})
    assert Latest.objects.get(indicator=shared, area="SE-2580").period == "2025"

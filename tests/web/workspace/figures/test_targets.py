"""Targets: set, looked at first, set anew, ended; and every way to get them wrong."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from samkraft.plans.models import Target
from samkraft.web.workspace.forms.numbers import Number, PeriodField, plain_number
from tests.web.workspace.figures.test_following import aim, follow

pytestmark = pytest.mark.django_db
GOOD = {"place": "norr", "baseline_period": "2022", "period": "2030", "value": "40"}


@pytest.fixture
def address(plan, indicator):
    return f"norr/plans/{plan.slug}/followed-by/{follow(plan, indicator).pk}/target/"


def test_a_target_is_set_with_milestones(page, address):
    sent = {
        **GOOD, "baseline_value": "19,5", "why": "Beslut 12", "rule": "open_sdg",
        "step_period_2": "2028", "step_value_2": "33", "step_period_1": "2026",
        "step_value_1": "25",
    }  # fmt: skip
    assert page.post(address, **sent).status_code == 302
    target = Target.objects.get()
    assert (target.place, target.baseline_value, target.value) == ("norr", 19.5, 40)
    assert target.milestones == [["2026", 25], ["2028", 33]]
    assert (target.rule, target.why) == ("open_sdg", "Beslut 12")


def test_the_form_proposes_the_newest_period_and_shows_the_figures(page, address):
    text = page.get(address).content.decode()
    assert 'value="2024"' in text
    assert ">32<" in text
    for place in ("Norr", "Luleå", "Piteå", "Norrbotten", "Sverige"):
        assert f">{place}</option>" in text, place


def test_looking_first_shows_the_verdict_and_saves_nothing(page, address):
    text = page.post(address, **GOOD, do="look").content.decode()
    assert "If the target were set today" in text
    assert "on track" in text
    assert "part of the way planned by now" in text
    assert 'value="40"' in text
    assert not Target.objects.exists()


def test_looking_tells_when_the_starting_period_has_no_figure(page, address):
    text = page.post(address, **{**GOOD, "baseline_period": "2019"}, do="look").content.decode()
    assert "There is no figure for the starting period" in text


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"period": "soon"}, "“soon” is not a period. Write it as 2026."),
        ({"period": "2030Q1"}, "The figures are for other periods. Write it as 2026."),
        ({"period": "2020"}, "The periods must stand in order"),
        ({"value": "about 40"}, "“about 40” is not a number"),
        ({"value": ""}, "This field is required"),
        ({"value": "1,234"}, "can be read in two ways"),
        ({"place": "SE-9999"}, "Select a valid choice"),
        ({"step_period_1": "2025"}, "Write both the period and the value, or neither."),
        ({"step_value_3": "30"}, "Write both the period and the value, or neither."),
        ({"step_period_1": "2031", "step_value_1": "41"}, "The periods must stand in order"),
        ({"step_period_1": "2025", "step_value_1": "1", "step_period_2": "2025",
          "step_value_2": "2"}, "Two steps have the same period."),
    ],
)  # fmt: skip
@pytest.mark.parametrize("do", ["save", "look"])
def test_what_is_wrong_is_said_beside_what_was_typed(page, address, wrong, said, do):
    text = page.post(address, **{**GOOD, "why": "Mina ord", **wrong, "do": do}).content.decode()
    assert said in text
    assert "Mina ord" in text
    assert 'href="#id_' in text
    assert not Target.objects.exists()


def test_a_target_that_is_set_anew_ends_the_former_one(page, address, plan, indicator):
    old = aim(plan, indicator)
    text = page.get(address, target=old.pk).content.decode()
    assert "The former target is ended" in text
    sent = {**GOOD, "period": "2035", "value": "60"}
    page.client.post(page.address(f"{address}?target={old.pk}"), sent)
    old.refresh_from_db()
    assert old.ended_at
    assert Target.objects.get(ended_at=None).period == "2035"


def test_a_target_is_ended_with_a_reason_only(page, plan, indicator):
    old = aim(plan, indicator)
    address = f"norr/plans/{plan.slug}/followed-by/targets/{old.pk}/end/"
    assert "This field is required" in page.post(address, why="").content.decode()
    assert page.post(address, why="Fel mål").status_code == 302
    old.refresh_from_db()
    assert old.ended_why == "Fel mål"
    assert page.get(address).status_code == 404


@pytest.mark.parametrize(
    ("typed", "number"),
    [("12,4", 12.4), ("12.4", 12.4), ("−3", -3), ("1 234,5", 1234.5), ("1\u00a0234", 1234),
     ("0,125", 0.125), ("", None)],
)  # fmt: skip
def test_numbers_are_read_as_people_write_them(typed, number):
    assert Number(required=False).clean(typed) == number


@pytest.mark.parametrize("value", [12.4, -3.0, 1.234, 0.125, 1234.5, 1234567.0])
@pytest.mark.parametrize("language", ["en", "sv"])
def test_a_number_that_is_shown_in_a_field_is_read_as_the_same(value, language):
    with override(language):
        assert Number().clean(plain_number(value)) == value


def test_periods_are_kept_in_one_form():
    assert PeriodField().clean("2024k1") == "2024Q1"

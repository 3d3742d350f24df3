"""A plan's follow-up out and into another installation, nothing lost."""

import json
from datetime import date
from decimal import Decimal

import pytest

from samkraft.actions import operations as do
from samkraft.actions.models import Action
from samkraft.actions.queries import export_actions
from samkraft.actions.queries.exportplan import TABLES
from samkraft.lib.texts import Texts
from samkraft.plans.operations import NotAPlan, load_plan
from samkraft.plans.queries import export_plan
from tests.actions.conftest import DAY, rich
from tests.conftest import NOON
from tests.factories import make_action, make_action_plan, make_body, make_person

pytestmark = pytest.mark.django_db
DO = {"by": None, "at": NOON}


def sv(text):
    return Texts.of("sv", text)


@pytest.fixture
def value(version, region):
    """The follow-up of a plan with a row in every table, as JSON brings it."""
    plan, body = version.plan, make_body(region)
    first = rich(version)
    action_plan = make_action_plan(version)
    second = make_action(version, "Nästa", body=body, action_plan=action_plan)
    person = make_person("coordinator", region)
    do.assign_action(
        action=second, revision=second.revision, responsible=do.Responsible(person=person), **DO
    )
    do.need_action(action=second, needs=first, **DO)
    do.comment(action=first, text="Sagt bland oss", by=person, at=NOON)
    do.move_action_plan(action_plan=action_plan, state="in_treatment", **DO)
    do.record_treatment(action_plan=action_plan, body=body, on=DAY, outcome="supported", **DO)
    do.tie_measure(plan=plan, measure_key="en-atgard", goal_key="ett-delmal", **DO)
    do.involve(plan=plan, body=body, role="lead", active_from=DAY, **DO)
    do.open_round(plan=plan, title=sv("Vår"), opens=DAY, closes=date(2026, 4, 1), **DO)
    do.set_habits(plan=plan, values=do.HabitValues("SEK", quiet=[(DAY, DAY)]), **DO)
    criterion = do.add_criterion(plan=plan, name=sv("Nytta"), **DO)
    do.give_opinion(criterion=criterion, score=4, element_key="en-atgard", by=person, at=NOON)
    do.record_choice(plan=plan, chosen=False, phase="1", why="Senare", on=DAY, action=second, **DO)
    do.state_rate(base="EUR", quote="SEK", on=DAY, rate=Decimal("11.2"), source="Riksbanken", **DO)
    given = json.loads(json.dumps(export_actions(plan)))
    assert [name for name, rows in given["tables"].items() if not rows] == []
    assert len(given["tables"]) == len(TABLES)
    return given


def loaded(version, value):
    """Load the plan under another address, with this follow-up."""
    whole = export_plan(version.plan)
    plan, _ = load_plan(value=whole | {"plan": whole["plan"] | {"slug": "annan"}}, **DO)
    return plan, do.load_actions(plan=plan, value=value, **DO)


def test_what_was_loaded_is_exported_again_to_the_letter(version, value):
    plan, remarks = loaded(version, value)
    assert remarks == []
    assert json.loads(json.dumps(export_actions(plan))) == value
    assert len(value["journal"]) > 15


def test_no_person_travels_along(version, value):
    text = json.dumps(value)
    assert "Person " not in text
    assert "example.org" in text  # the document's address does
    plan, _ = loaded(version, value)
    assert set(Action.objects.filter(plan=plan).values_list("person", flat=True)) == {None}


def test_a_place_that_is_not_here_is_told_and_the_rest_is_kept(version, value):
    value["tables"]["Action"][0]["areas"] = [["NO", "municipality", "0000", None]]
    plan, remarks = loaded(version, value)
    assert remarks == ["The place NO-0000 was left out: it is not here."]
    assert Action.objects.filter(plan=plan).count() == 2


@pytest.mark.parametrize(
    "broken",
    [
        lambda value: value.pop("tables"),
        lambda value: value["tables"]["Milestone"][0].update(action=99),
        lambda value: value["tables"]["Action"][0].update(due_last="someday"),
        lambda value: value["tables"].update(Action=7),
    ],
)
def test_what_is_not_whole_is_refused_and_nothing_is_kept(version, value, broken):
    before = Action.objects.count()
    broken(value)
    with pytest.raises(NotAPlan, match="not complete"):
        loaded(version, value)
    assert Action.objects.count() == before

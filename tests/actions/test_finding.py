"""What search finds of action plans and actions: what everybody may see, nothing else."""

import pytest

from samkraft.actions import operations as do
from samkraft.lib.texts import Texts
from samkraft.search.published import find
from tests.conftest import NOON
from tests.factories import make_action, make_action_plan

pytestmark = pytest.mark.django_db
DO = {"by": None, "at": NOON}


def sv(text):
    return Texts.of("sv", text)


def found(words):
    return [(hit.kind, hit.path) for hit in find(words, lang="sv")]


def test_an_action_is_found_by_its_words_until_it_is_withdrawn(version):
    path = "/nord/strategi/actions/fiber-till-byn/"
    action = make_action(version, "Fiber till byn", how=sv("Gräva med elnätet"))
    assert found("elnätet") == found("fiber") == [("action", path)]
    values = do.ActionValues(title=sv("Radio till byn"))
    action = do.describe_action(action=action, revision=action.revision, values=values, **DO)
    assert (found("fiber"), found("radio")) == ([], [("action", path)])
    do.withdraw_action(action=action, why="Fel", **DO)
    assert found("radio") == []


def test_a_proposal_is_found_when_it_is_taken_up(version):
    action = make_action(version, "Fiber till byn", stage="proposed", public=False)
    assert found("fiber") == []
    do.move_stage(action=action, stage="decided", **DO)
    assert len(found("fiber")) == 1
    other = make_action(version, "Radio till byn", stage="proposed", public=False)
    do.publish_action(action=other, **DO)
    assert len(found("radio")) == 1


def test_a_draft_of_an_action_plan_hides_itself_and_its_actions(version):
    plan = make_action_plan(version, "Digital plan", what=sv("Uppkoppling"))
    make_action(version, "Fiber till byn", action_plan=plan)
    assert found("uppkoppling") == found("fiber") == []
    plan = do.move_action_plan(action_plan=plan, state="in_treatment", **DO)
    assert found("uppkoppling") == [("action-plan", "/nord/strategi/action-plans/digital-plan/")]
    assert len(found("fiber")) == 1
    do.move_action_plan(action_plan=plan, state="withdrawn", why="Dubbel", **DO)
    assert found("uppkoppling") == []

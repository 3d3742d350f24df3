"""What the checks find."""

import pytest

from samkraft.plans import operations
from samkraft.plans.queries import check_version, plan_as_json
from samkraft.plans.rules.checks import MESSAGES, Checked, Finding, check, likeness
from tests.conftest import NOON
from tests.factories import add, make_draft, make_plan

DO = {"by": None, "at": NOON}


def goal(key, text, parent=None, **fields):
    return Checked(key, "goal", text, "", parent, **{"linked": True, **fields})


def found(elements, vision="En vision", summary=""):
    return [(f.code, f.key) for f in check(elements, vision=vision, summary=summary)]


def test_a_goal_named_differently_in_an_overview_is_a_contradiction():
    summary = "Målbilder:\n• Stärka digital infrastruktur och energieffektivisering"
    goals = [goal("a", "Stärka digital infrastruktur och effektiv energianvändning")]
    assert found(goals, summary=summary) == [("worded-differently", "a")]


def test_an_overview_in_the_same_words_is_no_finding():
    assert found([goal("a", "Ett mål för alla")], summary="• Ett mål för alla") == []


def test_an_area_without_goals_and_a_goal_without_anything_below_are_gaps():
    elements = [
        Checked("o", "priority_area", "Område", "", None),
        goal("m", "Mål utan väg"),
        goal("n", "Helt annat syfte"),
        Checked("v", "path", "Väg", "", "n"),
    ]
    assert found(elements) == [("area-without-goals", "o"), ("goal-without-paths", "m")]


def test_nearly_the_same_goal_twice_is_asked_about():
    elements = [goal("a", "Öka kollektivtrafiken i hela vårt län"),
                goal("b", "Öka kollektivtrafiken i hela länet"),
                goal("c", "Öka kollektivtrafiken i hela vårt stora län")]  # fmt: skip
    assert ("nearly-same", "a") in found(elements)


def test_the_same_words_twice_are_told_once_with_their_count():
    elements = [goal("a", "Samma"), goal("b", "Samma"), goal("c", "Samma")]
    result = check(elements, vision="x", summary="")
    assert result == [Finding("duplicate-text", "a", {"text": "Samma", "count": 3})]


def test_addresses_that_are_cut_short_are_found():
    element = goal("a", "Mål")
    from dataclasses import replace

    cut = replace(element, body="Läs på http://utveckla och https://www.example.org/rus.")
    assert [f.values["target"] for f in check([cut], vision="x", summary="")] == ["http://utveckla"]


def test_every_finding_can_be_said():
    values = {"text": "a", "other": "b", "count": 1, "target": "c", "language": "nb"}
    for code in MESSAGES:
        assert "%" not in Finding(code, "", values).text


@pytest.mark.parametrize(
    ("text", "other", "alike"),
    [("Ett mål", "Ett mål", 1.0), ("Ett mål", "Något annat", 0.0), ("", "Ett", 0.0)],
)
def test_likeness(text, other, alike):
    assert likeness(text, other) == alike


@pytest.mark.django_db
def test_a_link_that_leads_nowhere_any_more_is_found():
    here, there = make_plan(title="Här"), make_plan(title="Där")
    operations.link_element(
        plan=here.plan, key="forsta-malet", target_plan=there.plan, target_key="andra-malet", **DO
    )
    assert "broken-link" not in [f.code for f in check_version(here)]
    draft = operations.start_draft(version=there, **DO)
    operations.remove_element(element=draft.elements.get(key="andra-malet"), **DO)
    operations.adopt_version(version=draft, on=NOON.date(), deciding_body="Nämnden", **DO)
    assert [f.values["target"] for f in check_version(here) if f.code == "broken-link"] == [
        f"{there.plan.slug}/andra-malet"
    ]


@pytest.mark.django_db
def test_missing_and_stale_translations_are_counted():
    draft = make_draft()
    one, two = add(draft, "goal", "Ett mål"), add(draft, "goal", "Något helt annat")
    operations.translate_element(element=one, lang="nb", text="Et mål", **DO)
    operations.reword_element(element=one, text="Ett bättre mål", **DO)
    codes = {f.code: f.values for f in check_version(draft)}
    assert codes["untranslated"] == {"count": 1, "language": "nb"}
    assert codes["stale"] == {"count": 1, "language": "nb"}
    assert two.key == "nagot-helt-annat"


@pytest.mark.django_db
def test_a_plan_is_told_as_json_in_document_order():
    version = make_plan()
    value = plan_as_json(version)
    assert [(e["kind"], e["text"], e["parent"]) for e in value["elements"]] == [
        ("area", "Ett område", None),
        ("goal", "Första målet", 0),
        ("path", "En väg", 1),
        ("path", "En annan väg", 1),
        ("goal", "Andra målet", 0),
    ]
    assert (value["state"], value["version"], value["vision"]) == ("adopted", 1, None)

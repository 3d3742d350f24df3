"""Changes to plans: trees, words and the life of versions."""

from datetime import date, timedelta

import pytest

from samkraft.accounts.rules import NotAllowed
from samkraft.journal.models import Entry
from samkraft.lib.texts import Texts
from samkraft.plans import operations
from samkraft.plans.models import Element, Plan, PlanVersion
from samkraft.plans.operations import DraftExists, WrongState
from samkraft.plans.queries import version_tree
from tests.conftest import NOON
from tests.factories import add, adopt, element, make_draft, make_person, make_plan, make_region

pytestmark = pytest.mark.django_db
DO = {"by": None, "at": NOON}


def outline(version):
    """The tree as text, two spaces for each level."""
    return [
        "  " * node.depth + node.row.worded("sv").text
        for top in version_tree(version)
        for node in top.walk()
    ]


def test_an_element_is_added_last_or_where_it_is_put():
    draft = make_draft()
    add(draft, "goal", "Ett")
    add(draft, "goal", "Två")
    add(draft, "goal", "Mitt emellan", position=1)
    assert outline(draft) == ["Ett", "Mitt emellan", "Två"]


def test_a_moved_element_takes_what_is_below_it_along():
    draft = make_draft()
    one, two = add(draft, "priority_area", "Ett"), add(draft, "priority_area", "Två")
    goal = add(draft, "goal", "Mål", one)
    add(draft, "path", "Väg", goal)
    operations.move_element(element=goal, parent=two, position=0, **DO)
    assert outline(draft) == ["Ett", "Två", "  Mål", "    Väg"]


def test_an_element_cannot_be_moved_below_itself():
    draft = make_draft()
    goal = add(draft, "goal", "Mål")
    below = add(draft, "goal", "Under", goal)
    with pytest.raises(operations.WrongParent):
        operations.move_element(element=goal, parent=below, position=0, **DO)


def test_a_challenge_cannot_stand_under_a_goal():
    draft = make_draft()
    goal = add(draft, "goal", "Mål")
    with pytest.raises(operations.WrongParent):
        add(draft, "challenge", "Utmaning", goal)


def test_a_split_makes_two_neighbours_and_children_stay_with_the_first():
    draft = make_draft()
    goal = add(draft, "goal", "Ett och två")
    add(draft, "path", "Väg", goal)
    add(draft, "goal", "Sist")
    operations.split_element(element=goal, texts=("Ett", "två"), **DO)
    assert outline(draft) == ["Ett", "  Väg", "två", "Sist"]


def test_a_merge_joins_words_and_children():
    draft = make_draft()
    one, two = add(draft, "goal", "Ett"), add(draft, "goal", "två")
    add(draft, "path", "A", one)
    add(draft, "path", "B", two)
    operations.merge_elements(into=one, other=two, **DO)
    assert outline(draft) == ["Ett två", "  A", "  B"]


def test_what_is_removed_together_comes_back_together():
    draft = make_draft()
    goal = add(draft, "goal", "Mål")
    add(draft, "path", "Väg", goal)
    operations.remove_element(element=goal, **DO)
    assert outline(draft) == []
    operations.restore_element(element=goal, **DO)
    assert outline(draft) == ["Mål", "  Väg"]


def test_a_path_removed_earlier_stays_out_when_its_goal_comes_back():
    draft = make_draft()
    goal = add(draft, "goal", "Mål")
    path = add(draft, "path", "Väg", goal)
    operations.remove_element(element=path, by=None, at=NOON - timedelta(hours=1))
    operations.remove_element(element=goal, **DO)
    operations.restore_element(element=goal, **DO)
    assert outline(draft) == ["Mål"]


def test_a_key_is_never_given_twice_in_a_plan_even_after_removal():
    draft = make_draft()
    first = add(draft, "goal", "Samma ord")
    operations.remove_element(element=first, **DO)
    second = add(draft, "goal", "Samma ord")
    assert (first.key, second.key) == ("samma-ord", "samma-ord-2")


def test_keys_stay_when_words_change_and_in_the_next_version():
    version = make_plan()
    draft = operations.start_draft(version=version, **DO)
    goal = element(draft, "Första målet")
    operations.reword_element(element=goal, text="Ett helt nytt mål", **DO)
    goal.refresh_from_db()
    assert goal.key == "forsta-malet"


def test_editing_what_somebody_else_changed_is_refused_and_shows_how_it_stands():
    draft = make_draft()
    goal = add(draft, "goal", "Mål")
    operations.reword_element(element=goal, text="Annas ord", revision=1, **DO)
    with pytest.raises(operations.ChangedMeanwhile) as caught:
        operations.reword_element(element=goal, text="Bertils ord", revision=1, **DO)
    assert caught.value.current.worded("sv").text == "Annas ord"


def test_rewording_makes_translations_stale_until_they_are_made_anew():
    draft = make_draft()
    goal = add(draft, "goal", "Mål")
    operations.translate_element(element=goal, lang="nb", text="Mål på norsk", **DO)
    goal.refresh_from_db()
    assert not Texts.read(goal.text).stale("nb")
    operations.reword_element(element=goal, text="Nytt mål", **DO)
    goal.refresh_from_db()
    assert goal.worded("nb").stale
    operations.translate_element(element=goal, lang="nb", text="Nytt mål på norsk", **DO)
    goal.refresh_from_db()
    assert (goal.worded("nb").text, goal.worded("nb").stale) == ("Nytt mål på norsk", False)


def test_a_version_goes_from_draft_over_consultation_to_adopted_and_superseded():
    region = make_region()
    first = make_plan(region)
    draft = operations.start_draft(version=first, **DO)
    operations.open_consultation(
        version=draft, opens=date(2026, 3, 1), closes=date(2026, 5, 1), **DO
    )
    adopt(draft, date(2026, 6, 1))
    assert list(PlanVersion.objects.order_by("number").values_list("state", "ended_on")) == [
        ("superseded", date(2026, 6, 1)),
        ("adopted", None),
    ]


def test_an_empty_draft_cannot_be_adopted():
    with pytest.raises(operations.NothingToAdopt):
        adopt(make_draft())


def test_a_version_in_force_cannot_be_adopted_again():
    version = make_plan()
    with pytest.raises(WrongState):
        adopt(version)


def test_a_plan_has_one_draft_at_a_time():
    version = make_plan()
    draft = operations.start_draft(version=version, **DO)
    with pytest.raises(DraftExists) as caught:
        operations.start_draft(version=version, **DO)
    assert caught.value.version == draft


def test_withdrawing_needs_a_reason_and_keeps_the_version():
    version = make_plan()
    with pytest.raises(ValueError, match="why"):
        operations.withdraw_version(version=version, on=date(2026, 4, 1), why=" ", **DO)
    operations.withdraw_version(version=version, on=date(2026, 4, 1), why="Fel", **DO)
    version.refresh_from_db()
    assert (version.state, version.end_reason, version.elements.count()) == ("withdrawn", "Fel", 5)


def test_a_discarded_first_draft_leaves_no_plan_but_a_journal_entry():
    draft = make_draft()
    add(draft, "goal", "Mål")
    operations.discard_draft(version=draft, **DO)
    assert (Plan.objects.count(), Element.objects.count()) == (0, 0)
    assert Entry.objects.filter(operation="discard-draft").count() == 1


RIGHTS = {
    None: set(),
    "reader": set(),
    "contributor": set(),
    "editor": {"add", "reword", "link", "start"},
    "coordinator": {"add", "reword", "link", "start", "adopt", "consult", "withdraw", "discard"},
}


@pytest.mark.parametrize("role", RIGHTS)
def test_each_role_may_do_exactly_what_the_table_says(role):
    region = make_region()
    person = make_person(role, region) if role else make_person()
    done = set()
    for name, attempt in _attempts(region, person).items():
        try:
            attempt()
        except NotAllowed:
            continue
        done.add(name)
    assert done == RIGHTS[role]


def _attempts(region, person):
    drafts = [make_draft(region, f"Plan {n}") for n in range(5)]
    goals = [add(draft, "goal", "Mål") for draft in drafts]
    adopted = make_plan(region, "Antagen")
    other = make_plan(region, "En till")
    do = {"by": person, "at": NOON}
    return {
        "add": lambda: operations.add_element(
            version=drafts[0], role="goal", text=Texts.of("sv", "Nytt"), **do
        ),
        "reword": lambda: operations.reword_element(element=goals[0], text="Annat", **do),
        "link": lambda: operations.link_element(
            plan=drafts[0].plan, key="mal", target_plan=adopted.plan, **do
        ),
        "start": lambda: operations.start_draft(version=adopted, **do),
        "adopt": lambda: operations.adopt_version(
            version=drafts[1], on=date(2026, 3, 1), deciding_body="Nämnden", **do
        ),
        "consult": lambda: operations.open_consultation(
            version=drafts[2], opens=date(2026, 3, 1), closes=date(2026, 4, 1), **do
        ),
        "withdraw": lambda: operations.withdraw_version(
            version=other, on=date(2026, 3, 1), why="Fel", **do
        ),
        "discard": lambda: operations.discard_draft(version=drafts[3], **do),
    }


def test_an_editor_of_another_region_may_change_nothing():
    here, there = make_region(), make_region()
    stranger = make_person("coordinator", there)
    draft = make_draft(here)
    with pytest.raises(NotAllowed):
        operations.add_element(
            version=draft, role="goal", text=Texts.of("sv", "Nytt"), by=stranger, at=NOON
        )


def test_every_change_stands_in_the_journal_with_before_and_after():
    draft = make_draft()
    goal = add(draft, "goal", "Mål")
    person = make_person("editor", draft.plan.region)
    operations.reword_element(element=goal, text="Nytt mål", by=person, at=NOON)
    entry = Entry.objects.order_by("-pk").first()
    assert (entry.operation, entry.by, entry.at) == ("reword-element", person.pk, NOON)
    assert (entry.before["text"]["sv"]["text"], entry.after["text"]["sv"]["text"]) == (
        "Mål",
        "Nytt mål",
    )

"""Changing a draft where it stands: nothing is lost, everything can be taken back."""

from __future__ import annotations

import pytest

from samkraft.plans import operations
from samkraft.plans.models import Element
from samkraft.plans.queries import version_tree
from samkraft.web.workspace.forms.parts import SplitForm
from tests.conftest import NOON
from tests.factories import add, make_person

pytestmark = pytest.mark.django_db
DO = {"by": None, "at": NOON}


@pytest.fixture
def base(draft):
    return f"norr/plans/{draft.plan.slug}/1/"


def outline(version):
    return [
        "  " * node.depth + node.row.worded("sv").text
        for top in version_tree(version)
        for node in top.walk()
    ]


def test_two_who_change_the_same_text_see_both_and_nothing_is_lost(page, draft, base, region):
    goal = add(draft, "goal", "Mål")
    anna = make_person("editor", region, name="Anna")
    operations.reword_element(element=goal, text="Annas ord", by=anna, at=NOON)
    answer = page.post(f"{base}parts/{goal.pk}/reword/", text="Mina ord", revision=1)
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Annas ord" in text
    assert "Mina ord</textarea>" in text
    assert "Anna changed the same text" in text
    page.post(f"{base}parts/{goal.pk}/reword/", text="Mina ord", revision=2)
    goal.refresh_from_db()
    assert goal.worded("sv").text == "Mina ord"


def test_a_conflict_over_the_title_shows_both(page, draft, base):
    operations.reword_version(version=draft, words={"title": "Annas titel"}, **DO)
    answer = page.post(f"{base}words/", title="Min titel", vision="Min vision", revision="1")
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Annas titel" in text
    assert 'value="Min titel"' in text
    assert "Min vision</textarea>" in text


def test_what_is_taken_out_is_offered_for_undo_and_comes_back_with_all_below(page, draft, base):
    goal = add(draft, "goal", "Mål")
    add(draft, "path", "Väg", goal)
    answer = page.post(f"{base}parts/{goal.pk}/remove/", revision=1)
    assert outline(draft) == []
    assert answer["Location"].endswith(f"?removed={goal.pk}#undo")
    text = page.client.get(answer["Location"]).content.decode()
    assert f"parts/{goal.pk}/restore/" in text
    page.post(f"{base}parts/{goal.pk}/restore/")
    assert outline(draft) == ["Mål", "  Väg"]


def test_taking_out_what_somebody_changed_meanwhile_is_refused(page, draft, base):
    goal = add(draft, "goal", "Mål")
    operations.reword_element(element=goal, text="Nytt mål", **DO)
    page.post(f"{base}parts/{goal.pk}/remove/", revision=1)
    assert outline(draft) == ["Nytt mål"]


@pytest.mark.parametrize(
    ("do", "expected"),
    [
        ("up", ["A", "C", "B", "  D"]),
        ("down", ["A", "B", "  D", "C"]),
        ("in", ["A", "B", "  D", "  C"]),
    ],
)
def test_one_step_moves_a_row(page, draft, base, do, expected):
    add(draft, "goal", "A")
    b, c = add(draft, "goal", "B"), add(draft, "goal", "C")
    add(draft, "goal", "D", b)
    answer = page.post(f"{base}parts/{c.pk}/step/", do=do, revision=1)
    assert outline(draft) == expected
    assert answer["Location"].endswith(f"?at={c.pk}#e-{c.pk}")


def test_a_step_out_puts_a_row_after_its_parent(page, draft, base):
    a = add(draft, "goal", "A")
    b = add(draft, "goal", "B", a)
    add(draft, "goal", "C")
    page.post(f"{base}parts/{b.pk}/step/", do="out", revision=1)
    assert outline(draft) == ["A", "B", "C"]


def test_a_step_that_does_not_fit_is_refused_in_plain_words(page, draft, base):
    add(draft, "path", "A")
    b = add(draft, "path", "B")
    answer = page.post(f"{base}parts/{b.pk}/step/", do="in", revision=1)
    assert "It cannot stand there" in page.client.get(answer["Location"]).content.decode()
    assert outline(draft) == ["A", "B"]


def test_a_part_is_moved_to_a_chosen_place_as_another_kind(page, draft, base):
    area = add(draft, "priority_area", "Område")
    add(draft, "goal", "Första", area)
    last = add(draft, "challenge", "Egentligen ett mål")
    page.post(f"{base}parts/{last.pk}/move/", parent=area.pk, position=1, role="goal", revision=1)
    assert outline(draft) == ["Område", "  Egentligen ett mål", "  Första"]


def test_a_place_where_it_cannot_stand_is_refused_and_the_possible_ones_are_named(
    page, draft, base
):
    goal = add(draft, "goal", "Mål")
    principle = add(draft, "principle", "Princip")
    answer = page.post(
        f"{base}parts/{principle.pk}/move/", parent=goal.pk, role="principle", revision=1
    ).content.decode()
    assert "“principle” cannot stand there. It can stand under: the top of the plan." in answer


def test_a_text_is_split_and_joined_again(page, draft, base):
    goal = add(draft, "goal", "Ren luft och rent vatten")
    text = page.get(base, open=goal.pk, do="split").content.decode()
    assert "Ren luft</textarea>" in text
    page.post(f"{base}parts/{goal.pk}/split/", first="Ren luft", second="Rent vatten", revision=1)
    assert outline(draft) == ["Ren luft", "Rent vatten"]
    other = Element.objects.get(key="rent-vatten")
    page.post(
        f"{base}parts/{other.pk}/merge/", other=f"{goal.pk}:2", text="", revision=other.revision
    )
    assert outline(draft) == ["Ren luft Rent vatten"]


def test_joining_with_what_somebody_changed_meanwhile_is_refused(page, draft, base):
    one, two = add(draft, "goal", "Ett"), add(draft, "goal", "Två")
    operations.reword_element(element=two, text="Två nya", **DO)
    page.post(f"{base}parts/{one.pk}/merge/", other=f"{two.pk}:1", revision=1)
    assert outline(draft) == ["Ett", "Två nya"]


def test_an_empty_text_is_refused_with_the_form_still_open(page, draft, base):
    goal = add(draft, "goal", "Mål")
    answer = page.post(
        f"{base}parts/{goal.pk}/reword/", text="", body="Lång förklaring", revision=1
    ).content.decode()
    assert "This field is required" in answer
    assert "Lång förklaring</textarea>" in answer


@pytest.mark.parametrize("path", ["reword", "move", "split", "merge", "remove", "restore", "step"])
def test_following_a_form_address_as_a_link_changes_nothing(page, draft, base, path):
    goal = add(draft, "goal", "Mål")
    page.get(f"{base}parts/{goal.pk}/{path}/")
    assert outline(draft) == ["Mål"]


def test_every_form_of_the_editor_carries_what_it_was_made_from(page, draft, base):
    goal = add(draft, "goal", "Mål")
    add(draft, "goal", "Ett till")
    for do in ("reword", "move", "split", "merge", "remove"):
        text = page.get(base, open=goal.pk, do=do).content.decode()
        assert 'name="revision" value="1"' in text, do


def test_nothing_on_the_page_needs_script_or_inline_style(page, draft, base):
    goal = add(draft, "goal", "Mål")
    text = page.get(base, open=goal.pk).content.decode()
    assert "style=" not in text
    assert "onclick" not in text
    assert text.count("<script") == 1


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("Ren luft. Rent vatten.", "Ren luft.", "Rent vatten."),
        ("Ren luft och rent vatten", "Ren luft", "och rent vatten"),
        ("Utbildning", "Utbildning", ""),
    ],
)
def test_the_proposed_split_falls_where_the_text_does(text, first, second):
    assert SplitForm.halves(text) == {"first": first, "second": second}

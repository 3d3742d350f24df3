import pytest

from samkraft.accounts.rules import NotAllowed
from samkraft.importing import operations
from samkraft.importing.operations import (
    ChangedMeanwhile,
    NoSuchLines,
    NothingToUndo,
    NotInReview,
    NotThere,
    NoWords,
)
from tests.conftest import NOON
from tests.factories import make_person, make_region
from tests.importing.documents import item, make_document, shape

pytestmark = pytest.mark.django_db
DOING = {"by": None, "at": NOON}
FIRST = [
    ("priority_area", "Hållbara samhällen", [
        ("goal", "Fler bor kvar", [("path", "Billigare bostäder", []), ("path", "Bättre bussar", [])]),
        ("goal", "Friska vatten", []),
    ])
]  # fmt: skip


@pytest.fixture
def document():
    return make_document()


def area(*children):
    return [("priority_area", "Hållbara samhällen", list(children))]


def test_a_reading_becomes_a_tree(document):
    assert shape(document) == FIRST
    assert item(document, "Billigare bostäder").responsible == "Regionen"


def test_words_kind_and_responsible_change(document):
    goal = item(document, "Friska vatten")
    changed = operations.change_item(
        item=goal, text="  Rena\nvatten ", role="path", responsible="Länet", revision=1, **DOING
    )
    assert (changed.text, changed.role, changed.responsible) == ("Rena vatten", "path", "Länet")
    assert item(document, "Rena vatten").revision == 2


def test_changing_nothing_is_no_step(document):
    operations.change_item(item=item(document, "Friska vatten"), text="Friska vatten", **DOING)
    assert document.steps.count() == 0


def test_empty_words_are_refused(document):
    goal = item(document, "Friska vatten")
    with pytest.raises(NoWords):
        operations.change_item(item=goal, text=" \n", **DOING)
    with pytest.raises(NoWords):
        operations.split_item(item=goal, texts=("Friska", " "), **DOING)
    assert shape(document) == FIRST


def test_a_change_on_top_of_somebody_elses_is_refused_with_how_it_stands(document):
    goal = item(document, "Friska vatten")
    operations.change_item(item=goal, text="Deras", revision=1, **DOING)
    with pytest.raises(ChangedMeanwhile) as caught:
        operations.change_item(item=goal, text="Mina", revision=1, **DOING)
    assert caught.value.current.text == "Deras"


def test_what_somebody_dropped_cannot_be_changed(document):
    goal = item(document, "Friska vatten")
    operations.drop_item(item=goal, **DOING)
    with pytest.raises(ChangedMeanwhile):
        operations.change_item(item=goal, text="Mina", **DOING)


def test_moving_takes_along_what_is_below(document):
    operations.move_item(item=item(document, "Fler bor kvar"), parent=None, position=0, **DOING)
    assert [(text, len(below)) for _, text, below in shape(document)] == [
        ("Fler bor kvar", 2), ("Hållbara samhällen", 1),
    ]  # fmt: skip


def test_nothing_can_stand_below_itself(document):
    top, path = item(document, "Hållbara samhällen"), item(document, "Bättre bussar")
    for parent in (path, top):
        with pytest.raises(NotThere):
            operations.move_item(item=top, parent=parent, position=0, **DOING)
    assert shape(document) == FIRST


def test_nothing_can_stand_in_another_document_or_under_what_is_gone(document):
    other = item(make_document(), "Friska vatten")
    with pytest.raises(NotThere):
        operations.move_item(
            item=item(document, "Bättre bussar"), parent=other, position=0, **DOING
        )
    gone = item(document, "Friska vatten")
    operations.drop_item(item=gone, **DOING)
    with pytest.raises(NotThere):
        operations.move_item(item=item(document, "Bättre bussar"), parent=gone, position=0, **DOING)


@pytest.mark.parametrize(
    ("text", "direction", "expected"),
    [
        ("Friska vatten", "up", ["Friska vatten", "Fler bor kvar"]),
        ("Fler bor kvar", "down", ["Friska vatten", "Fler bor kvar"]),
        ("Friska vatten", "in", ["Fler bor kvar"]),
        ("Bättre bussar", "out", ["Fler bor kvar", "Bättre bussar", "Friska vatten"]),
    ],
)
def test_one_step(document, text, direction, expected):
    operations.nudge_item(item=item(document, text), direction=direction, **DOING)
    assert [text for _, text, _ in shape(document)[0][2]] == expected


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("Fler bor kvar", "up"), ("Friska vatten", "down"), ("Fler bor kvar", "in"),
        ("Hållbara samhällen", "out"),
    ],
)  # fmt: skip
def test_one_step_where_there_is_no_place_is_refused(document, text, direction):
    with pytest.raises(NotThere):
        operations.nudge_item(item=item(document, text), direction=direction, **DOING)


def test_splitting_makes_neighbours_and_keeps_the_lines(document):
    goal = item(document, "Fler bor kvar")
    first, second = operations.split_item(item=goal, texts=("Fler", "bor kvar"), **DOING)
    assert [(text, len(below)) for _, text, below in shape(document)[0][2]] == [
        ("Fler", 2), ("bor kvar", 0), ("Friska vatten", 0),
    ]  # fmt: skip
    assert (first.first_line, second.first_line, second.role) == (4, 4, "goal")


def test_joining_with_the_one_above(document):
    operations.merge_upward(item=item(document, "Bättre bussar"), **DOING)
    joined = item(document, "Billigare bostäder Bättre bussar")
    assert (joined.first_line, joined.last_line) == (5, 6)
    operations.merge_upward(item=joined, **DOING)
    assert shape(document)[0][2][0] == (
        "goal", "Fler bor kvar Billigare bostäder Bättre bussar", [],
    )  # fmt: skip


def test_joining_keeps_what_stands_below_both_in_order(document):
    goal = item(document, "Fler bor kvar")
    operations.merge_upward(item=goal, **DOING)
    assert [text for _, text, _ in shape(document)[0][2]] == [
        "Billigare bostäder", "Bättre bussar", "Friska vatten",
    ]  # fmt: skip


def test_the_very_first_has_nothing_above(document):
    with pytest.raises(NotThere):
        operations.merge_upward(item=item(document, "Hållbara samhällen"), **DOING)


def test_joining_into_what_is_below_is_refused(document):
    with pytest.raises(NotThere):
        operations.merge_items(
            into=item(document, "Bättre bussar"), other=item(document, "Fler bor kvar"), **DOING
        )


def test_what_is_below_a_dropped_item_moves_up(document):
    operations.drop_item(item=item(document, "Fler bor kvar"), **DOING)
    assert shape(document) == area(
        ("path", "Billigare bostäder", []), ("path", "Bättre bussar", []),
        ("goal", "Friska vatten", []),
    )  # fmt: skip


def test_lines_are_taken_up_where_they_stand_and_hyphens_mended(document):
    made = operations.take_up_lines(
        document=document, first=9, last=11, role="measure",
        parent=item(document, "Hållbara samhällen"), **DOING,
    )  # fmt: skip
    assert made.text == "En rad som ingen förstod och dess fortsättning"
    assert (made.first_line, made.last_line, made.page) == (9, 11, 1)
    assert shape(document)[0][2][-1][1] == made.text
    before = operations.take_up_lines(document=document, first=1, last=1, role="fact", **DOING)
    assert shape(document)[0][1] == before.text


@pytest.mark.parametrize(("first", "last"), [(0, 1), (3, 2), (11, 12), (2, 2)])
def test_lines_that_are_not_there_or_empty_are_refused(document, first, last):
    with pytest.raises(NoSuchLines):
        operations.take_up_lines(document=document, first=first, last=last, role="goal", **DOING)


def test_the_newest_step_is_undone_first(document):
    goal = item(document, "Friska vatten")
    operations.change_item(item=goal, text="Ett", **DOING)
    operations.change_item(item=goal, text="Två", **DOING)
    with pytest.raises(ChangedMeanwhile):
        operations.undo_step(document=document, number=1, **DOING)
    operations.undo_step(document=document, number=2, **DOING)
    assert item(document, "Ett").revision == 4
    operations.undo_step(document=document, **DOING)
    assert shape(document) == FIRST
    with pytest.raises(NothingToUndo):
        operations.undo_step(document=document, **DOING)


def test_who_did_and_who_undid_is_kept(document):
    one = make_person("editor", document.region)
    other = make_person("editor", document.region)
    operations.drop_item(item=item(document, "Friska vatten"), by=one, at=NOON)
    step = operations.undo_step(document=document, by=other, at=NOON)
    assert (step.by, step.undone_by, step.what) == (one, other, "drop")


def test_the_head_is_changed_and_undone(document):
    words = {"title": "Ny", "vision": "", "period": "2040", "language": "nb", "kind": "action-plan"}
    operations.change_head(document=document, words=words, revision=1, **DOING)
    document.refresh_from_db()
    assert {name: getattr(document, name) for name in words} == words
    with pytest.raises(ChangedMeanwhile):
        operations.change_head(document=document, words={"title": "X"}, revision=1, **DOING)
    operations.undo_step(document=document, **DOING)
    document.refresh_from_db()
    assert (document.title, document.kind) == ("Plan för Norra", "strategy")


def test_only_those_who_may_edit_correct_a_reading():
    region = make_region()
    document = make_document(region)
    reader = make_person("contributor", region)
    goal = item(document, "Friska vatten")
    for act in (
        lambda doing: operations.change_item(item=goal, text="X", **doing),
        lambda doing: operations.drop_item(item=goal, **doing),
        lambda doing: operations.undo_step(document=document, **doing),
        lambda doing: operations.make_draft(document=document, **doing),
        lambda doing: operations.drop_document(document=document, **doing),
        lambda doing: operations.reopen_document(document=document, **doing),
    ):
        with pytest.raises(NotAllowed):
            act({"by": reader, "at": NOON})
    assert shape(document) == FIRST


def test_nothing_is_corrected_after_the_review(document):
    operations.drop_document(document=document, **DOING)
    with pytest.raises(NotInReview):
        operations.drop_item(item=item(document, "Friska vatten"), **DOING)
    assert operations.reopen_document(document=document, **DOING)
    operations.drop_item(item=item(document, "Friska vatten"), **DOING)

"""Whatever people do in a review, nothing gets lost and everything can be undone."""

from __future__ import annotations

from contextlib import contextmanager, suppress

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samkraft.importing import operations
from samkraft.importing.models import Document, Item
from samkraft.importing.operations import NoSuchLines, NotThere
from samkraft.importing.queries import review_of
from tests.conftest import NOON
from tests.importing.documents import make_document, shape

pytestmark = pytest.mark.django_db
DOING = {"by": None, "at": NOON}
ROLES = ["goal", "path", "measure", "priority_area", "fact"]
NAMES = ["change", "kind", "move", "up", "down", "in", "out", "split", "merge", "drop", "take"]
ACTS = st.lists(
    st.tuples(st.sampled_from(NAMES), st.integers(0, 40), st.integers(0, 40)), max_size=14
)


class _RollBack(Exception):
    """Ends one example without a trace."""


@contextmanager
def rolled_back():
    with suppress(_RollBack), transaction.atomic():
        yield
        raise _RollBack


def living(document: Document) -> list[Item]:
    found = list(document.items.filter(dropped=False).order_by("pk"))
    for item in found:
        item.document = document
    return found


def act(document: Document, name: str, first: int, second: int) -> None:
    """Do one thing to one of the items; what cannot be done changes nothing."""
    items = living(document)
    if name == "take":
        operations.take_up_lines(
            document=document, first=first % 11 + 1, last=first % 11 + 1 + second % 3,
            role=ROLES[second % 5], **DOING,
        )  # fmt: skip
    if not items or name == "take":
        return
    one, other = items[first % len(items)], items[second % len(items)]
    doing = {"item": one, **DOING}
    if name == "change":
        operations.change_item(text=f"Ord {second}", responsible=f"Länet {second}", **doing)
    elif name == "kind":
        operations.change_item(role=ROLES[second % 5], **doing)
    elif name == "move":
        operations.move_item(parent=other, position=first % 4, **doing)
    elif name == "split":
        operations.split_item(texts=(one.text, f"Del {second}"), **doing)
    elif name == "merge":
        operations.merge_items(into=other, other=one, **DOING)
    elif name == "drop":
        operations.drop_item(**doing)
    else:
        operations.nudge_item(direction=name, **doing)


def check_tree(document: Document) -> None:
    """Every living item is found by walking down from the top, once."""
    seen = []

    def walk(parent: int | None) -> None:
        for item in document.items.filter(dropped=False, parent=parent):
            seen.append(item.pk)
            walk(item.pk)

    walk(None)
    assert sorted(seen) == sorted(item.pk for item in living(document))
    assert sorted(row.item.pk for row in review_of(document).rows) == sorted(seen)


def run(acts, check) -> None:
    with rolled_back():
        document = make_document()
        for each in acts:
            before = (shape(document), document.steps.count())
            try:
                act(document, *each)
            except (NotThere, NoSuchLines):
                assert (shape(document), document.steps.count()) == before
            check(document)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(ACTS)
def test_the_tree_never_loses_an_item_and_has_no_cycle(acts):
    run(acts, check_tree)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(ACTS)
def test_undoing_everything_gives_the_first_state_back(acts):
    with rolled_back():
        document = make_document()
        states = [shape(document)]
        for each in acts:
            steps = document.steps.count()
            try:
                act(document, *each)
            except (NotThere, NoSuchLines):
                continue
            if document.steps.count() > steps:
                states.append(shape(document))
        while states[1:]:
            assert shape(document) == states.pop()
            operations.undo_step(document=document, **DOING)
            check_tree(document)
        assert shape(document) == states[0]


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(ACTS)
def test_words_disappear_only_by_being_dropped_or_reworded(acts):
    kept = [each for each in acts if each[0] not in ("drop", "change")]
    words = set()

    def every_word_is_there(document: Document) -> None:
        there = set(" ".join(item.text for item in living(document)).split())
        assert words <= there
        words.update(there)

    run(kept, every_word_is_there)


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(ACTS)
def test_a_draft_holds_every_piece_once(acts):
    with rolled_back():
        document = make_document()
        for each in acts:
            with suppress(NotThere, NoSuchLines):
                act(document, *each)
        version = operations.make_draft(document=document, **DOING)
        made = sorted(each.worded("sv").text for each in version.elements.all())
        assert made == sorted(item.text for item in living(document))

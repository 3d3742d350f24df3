from datetime import timedelta

import pytest

from samkraft.importing import operations, tasks
from samkraft.importing.models import Document, Item, OriginalPart, Stage
from samkraft.importing.outline import UnreadableDocument
from samkraft.importing.queries import documents_under_review, interrupted
from samkraft.journal.models import Entry
from tests.conftest import NOON
from tests.factories import make_person, make_region
from tests.importing.documents import a_reading, make_document

pytestmark = pytest.mark.django_db
DOING = {"by": None, "at": NOON}
TEXT = "# Plan\n\n## Mål\n\n- Rent vatten\n- Fler bor kvar\n".encode()


def received(region=None, content=TEXT, **fields) -> Document:
    chunks = [content[start : start + 10] for start in range(0, len(content), 10)]
    values = {"filename": "plan.md", "chunks": chunks, **DOING, **fields}
    return operations.receive_document(region=region or make_region(), **values)


def test_a_file_is_kept_in_pieces_until_it_is_read():
    document = received()
    assert (document.stage, document.size) == (Stage.WAITING, len(TEXT))
    assert b"".join(bytes(p.content) for p in document.original.all()) == TEXT
    tasks.read_received.func(document.pk)
    document.refresh_from_db()
    assert (document.stage, document.title) == (Stage.REVIEW, "Plan")
    assert [item.text for item in document.items.all()] == ["Rent vatten", "Fler bor kvar"]
    assert not OriginalPart.objects.exists()


def test_the_title_somebody_gave_stays():
    document = received(title="Min titel")
    tasks.read_received.func(document.pk)
    document.refresh_from_db()
    assert document.title == "Min titel"


def test_an_unreadable_file_leaves_a_sentence_and_nothing_else():
    document = received(content=b"\x89PNG\r\n\x1a\n" + bytes(100), filename="plan.pdf")
    tasks.read_received.func(document.pk)
    document.refresh_from_db()
    assert document.stage == Stage.FAILED
    assert document.error.startswith("The file is a picture (PNG)")
    assert (OriginalPart.objects.count(), Item.objects.count()) == (0, 0)


def test_reading_twice_changes_nothing():
    document = received()
    tasks.read_received.func(document.pk)
    before = (Item.objects.count(), Entry.objects.count())
    tasks.read_received.func(document.pk)
    operations.keep_reading(document=document, reading=a_reading(), **DOING)
    assert (Item.objects.count(), Entry.objects.count()) == before


def test_progress_does_not_bring_back_what_was_put_aside():
    document = received()
    operations.record_progress(document=document, done=3, total=9, at=NOON)
    document.refresh_from_db()
    assert (document.stage, document.pages_done, document.pages) == (Stage.READING, 3, 9)
    operations.drop_document(document=document, **DOING)
    operations.record_progress(document=document, done=4, total=9, at=NOON)
    operations.keep_reading(document=document, reading=a_reading(), **DOING)
    document.refresh_from_db()
    assert (document.stage, document.pages_done) == (Stage.DROPPED, 3)
    assert not operations.reopen_document(document=document, **DOING)


def test_a_reading_without_any_text_is_refused_and_nothing_stored():
    region = make_region()
    empty = a_reading(pieces=(), lines=("", " "))
    with pytest.raises(UnreadableDocument):
        make_document(region, empty)
    assert not Document.objects.exists()


def test_receiving_and_asking_the_worker_stand_or_fall_together(monkeypatch):
    from django_tasks_db.models import DBTaskResult

    def broken(*arguments):
        raise RuntimeError

    fields = {"filename": "plan.md", "chunks": [TEXT], **DOING}
    monkeypatch.setattr(type(tasks.read_received), "enqueue", broken)
    with pytest.raises(RuntimeError):
        tasks.receive_for_later(region=make_region(), **fields)
    assert not Document.objects.exists()
    monkeypatch.undo()
    tasks.receive_for_later(region=make_region(), **fields)
    assert DBTaskResult.objects.count() == Document.objects.count() == 1


def test_after_a_silence_somebody_can_ask_again():
    from django_tasks_db.models import DBTaskResult

    document = received()
    assert not interrupted(document, NOON + timedelta(minutes=1))
    assert interrupted(document, NOON + timedelta(minutes=3))
    tasks.ask_again(document=document, **DOING)
    assert DBTaskResult.objects.count() == 1
    tasks.read_received.func(document.pk)
    document.refresh_from_db()
    tasks.ask_again(document=document, **DOING)
    assert DBTaskResult.objects.count() == 1
    assert not interrupted(document, NOON + timedelta(days=1))


def test_documents_under_review_are_those_of_the_regions_not_finished(
    django_assert_num_queries,
):
    region = make_region()
    review, waiting = make_document(region), received(region)
    aside, elsewhere = make_document(region), make_document()
    operations.drop_document(document=aside, **DOING)
    with django_assert_num_queries(1):
        found = documents_under_review([region])
        assert [each.region.slug for each in found] == [region.slug, region.slug]
    assert {each.pk for each in found} == {review.pk, waiting.pk}
    assert elsewhere not in found


def test_the_remarks_of_the_reader_are_findings():
    from dataclasses import replace

    document = make_document(reading=replace(a_reading(), notes=["Page 2 holds only a picture."]))
    assert [found["code"] for found in document.findings] == ["reader-note", "unread-text"]


def test_what_is_done_stands_in_the_journal():
    person = make_person("editor", region := make_region())
    document = received(region, by=person)
    operations.fail_document(document=document, error="Nej.", by=person, at=NOON)
    found = Entry.objects.filter(region=region.slug, by=person.pk).order_by("pk")
    assert [each.operation for each in found] == ["receive-document", "fail-document"]

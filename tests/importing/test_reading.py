"""Documents from strangers: one clear sentence, bounded memory and time, nothing left behind."""

import io
import json
import mmap
import os
import resource
import time
import zipfile
from dataclasses import asdict

import pytest

from samkraft.importing import reading
from samkraft.importing.outline import UnreadableDocument
from samkraft.importing.reading import TookTooLong, read_apart, read_bounded
from tests.importing.documents import write_text


def test_reading_apart_gives_the_same_as_reading_here(tmp_path):
    path = write_text(tmp_path)
    here = json.loads(json.dumps(asdict(read_bounded(path)[1])))
    assert asdict(read_apart(path)) == here


def test_reading_here_leaves_the_limits_as_they_were(tmp_path):
    limits = (resource.RLIMIT_AS, resource.RLIMIT_CPU)
    before = [resource.getrlimit(limit) for limit in limits]
    read_bounded(write_text(tmp_path))
    assert [resource.getrlimit(limit) for limit in limits] == before


def test_what_the_process_holds_already_is_not_counted(tmp_path):
    held = mmap.mmap(-1, reading.MEMORY)
    assert read_bounded(write_text(tmp_path))[1].lines
    held.close()


def test_signs_that_no_database_takes_are_left_out():
    found = reading._storable({"a": ["x\0y", ("\ud800z", 1)], "b": None})
    assert found == {"a": ["xy", ["z", 1]], "b": None}


def test_a_name_like_a_module_is_only_a_name(tmp_path):
    path = write_text(tmp_path, "lxml.py", "raise SystemExit(0)\n")
    assert read_apart(path).lines[0] == [None, "raise SystemExit(0)"]


def zip_bomb(path):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", "<Types/>")
        file.writestr("word/document.xml", b" " * 200_000_000)


def entity_bomb(path):
    entities = "".join(
        f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "ha" * 10}">' for n in range(10)
    )
    xml = f"<?xml version='1.0'?><!DOCTYPE d [{entities}]><d>&e9;</d>"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", "<Types/>")
        file.writestr("word/document.xml", xml)


def large(path):
    with path.open("wb") as file:
        file.truncate(500_000_000)


def scanned_pdf(path):
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(path))
    canvas.rect(100, 100, 300, 300, fill=1)
    canvas.showPage()
    canvas.save()


def encrypted_pdf(path):
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(path), encrypt=StandardEncryption("secret", ownerPassword="more"))
    canvas.drawString(100, 700, "Hemligt")
    canvas.save()


def damaged_docx(path):
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as file:
        file.writestr("word/document.xml", "<w/>" * 1000)
    path.write_bytes(whole.getvalue()[:800])


def picture(path):
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + os.urandom(500))


BAD = [
    (zip_bomb, "bomb.docx"), (entity_bomb, "entities.docx"), (large, "large.pdf"),
    (scanned_pdf, "scanned.pdf"), (encrypted_pdf, "secret.pdf"), (damaged_docx, "broken.docx"),
    (picture, "picture.docx"),
]  # fmt: skip


@pytest.mark.parametrize(("make", "name"), BAD, ids=[name for _, name in BAD])
@pytest.mark.parametrize("read", [read_apart, read_bounded])
def test_what_cannot_be_read_gives_one_sentence_soon(tmp_path, make, name, read):
    path = tmp_path / name
    make(path)
    began = time.monotonic()
    with pytest.raises(UnreadableDocument) as caught:
        read(path)
    said = str(caught.value)
    assert "\n" not in said
    assert "Traceback" not in said
    assert len(said) < 250
    assert time.monotonic() - began < 20


def test_a_reading_that_never_ends_is_stopped(tmp_path, monkeypatch):
    path = write_text(tmp_path)
    with pytest.raises(TookTooLong):
        read_apart(path, seconds=0.01)


def test_time_that_runs_out_here_gives_the_sentence(tmp_path, monkeypatch):
    import samkraft.importing.readers as readers

    def forever(path, progress=None):
        while True:
            pass

    monkeypatch.setattr(readers, "read_document", forever)
    with pytest.raises(TookTooLong):
        read_bounded(write_text(tmp_path), seconds=1)


def test_memory_that_runs_out_here_gives_the_sentence(tmp_path, monkeypatch):
    import samkraft.importing.readers as readers

    monkeypatch.setattr(readers, "read_document", lambda path, progress=None: bytes(1 << 40))
    with pytest.raises(UnreadableDocument, match="more memory than there is"):
        read_bounded(write_text(tmp_path))


def test_a_reader_that_stumbles_gives_the_sentence(tmp_path, monkeypatch):
    import samkraft.importing.readers as readers

    monkeypatch.setattr(readers, "read_document", lambda path, progress=None: 1 / 0)
    with pytest.raises(UnreadableDocument, match="could not be understood"):
        read_bounded(write_text(tmp_path))


def test_a_child_that_dies_gives_the_sentence(tmp_path, monkeypatch):
    monkeypatch.setattr(reading.sys, "executable", "/bin/false")
    with pytest.raises(UnreadableDocument, match="could not be understood"):
        read_apart(write_text(tmp_path))


def test_whoever_follows_the_progress_may_stop_the_reading(tmp_path):
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(tmp_path / "long.pdf"))
    for number in range(3):
        canvas.drawString(100, 700, f"Page {number}")
        canvas.showPage()
    canvas.save()
    seen = []
    read_apart(tmp_path / "long.pdf", progress=lambda done, total: seen.append((done, total)))
    assert seen[-1] == (3, 3)

    def stop(done, total):
        raise KeyError(done)

    with pytest.raises(KeyError):
        read_apart(tmp_path / "long.pdf", progress=stop)


def test_the_child_has_no_secrets(tmp_path, monkeypatch):
    monkeypatch.setenv("SAMKRAFT_SECRET_KEY", "hush")
    given = {}

    def popen(command, **options):
        given.update(options["env"])
        raise ConnectionError

    monkeypatch.setattr(reading.subprocess, "Popen", popen)
    with pytest.raises(ConnectionError):
        read_apart(write_text(tmp_path))
    assert set(given) == {"PATH", "PYTHONPATH"}

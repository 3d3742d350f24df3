import os
import zipfile
from pathlib import Path

import pytest

from samkraft.importing.outline import UnreadableDocument
from samkraft.importing.readers import read_document
from samkraft.importing.readers.safety import MAX_ENTRIES, Archive, parse_xml
from tests.importing.readers.making import archive, read


def test_a_file_that_is_too_large_is_refused_unread(tmp_path):
    path = tmp_path / "plan.pdf"
    with path.open("wb") as file:
        file.truncate(500_000_000)
    with pytest.raises(UnreadableDocument) as refusal:
        read_document(path)
    assert str(refusal.value) == (
        "plan.pdf is 500 MB large, and documents may be at most 100 MB; "
        "save it with smaller pictures and try again."
    )


def test_an_empty_file(tmp_path):
    with pytest.raises(UnreadableDocument, match=r"plan\.txt is empty; check"):
        read(tmp_path, "plan.txt", b"")


def test_a_folder(tmp_path):
    with pytest.raises(UnreadableDocument, match="is a folder; give one document"):
        read_document(tmp_path)


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(UnreadableDocument, match=r"no file plan\.txt; check the name"):
        read_document(tmp_path / "plan.txt")


def test_a_file_that_may_not_be_read(tmp_path, monkeypatch):
    (tmp_path / "plan.txt").write_text("tekst")

    def refuse(self, *arguments):
        raise PermissionError

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(UnreadableDocument, match="may not be read; change the permissions"):
        read_document(tmp_path / "plan.txt")


def test_a_pipe_is_refused_without_waiting(tmp_path):
    os.mkfifo(tmp_path / "plan.txt")
    with pytest.raises(UnreadableDocument, match="is not an ordinary file"):
        read_document(tmp_path / "plan.txt")


def test_a_member_that_unpacks_without_end_is_refused(tmp_path):
    bomb = archive(word__document_dot_xml=b"<a>" + b" " * 39_000_000 + b"</a>")
    assert len(bomb) < 100_000
    with pytest.raises(UnreadableDocument, match="unpacks to far more"):
        read(tmp_path, "plan.docx", bomb)


def test_a_member_that_lies_about_its_size_is_refused(tmp_path):
    size = (39_000_000).to_bytes(4, "little")
    bomb = archive(word__document_dot_xml=b" " * 39_000_000)
    lie = bomb.replace(size, (1000).to_bytes(4, "little"))
    assert lie != bomb
    with pytest.raises(UnreadableDocument):
        read(tmp_path, "plan.docx", lie)


def test_an_archive_of_very_many_members_is_refused(tmp_path):
    path = tmp_path / "plan.docx"
    with zipfile.ZipFile(path, "w") as target:
        for number in range(MAX_ENTRIES + 1):
            target.writestr(str(number), b"")
    with pytest.raises(UnreadableDocument, match="unpacks to far more"):
        read_document(path)


def test_a_cut_off_archive_is_refused(tmp_path):
    data = archive(word__document_dot_xml="<w/>")
    with pytest.raises(UnreadableDocument, match="damaged or incomplete"):
        read(tmp_path, "plan.docx", data[:-10])


def test_a_member_that_is_missing_is_refused():
    with pytest.raises(UnreadableDocument):
        Archive(archive(a="b")).read("c")


def test_external_entities_are_refused():
    with pytest.raises(UnreadableDocument, match="XML entities"):
        parse_xml(b'<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><d>&x;</d>')


def test_markup_without_end_is_refused(tmp_path):
    with pytest.raises(UnreadableDocument, match="more markup"):
        read(tmp_path, "plan.html", "<html>" + "<b>" * 3_000_001)

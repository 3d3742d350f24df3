"""A list of actions on screen: upload, columns, dry run, import; bad files; lists out."""

from __future__ import annotations

import io
import os
import time
import zipfile
from pathlib import Path

import pytest
import yaml
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook

from samkraft.accounts.models import Person
from samkraft.actions.models import Action
from samkraft.web.workspace.following.guessing import guess, guess_word
from tests.factories import make_action, make_draft, make_person
from tests.web.workspace.following.conftest import PLAN, browse

pytestmark = pytest.mark.django_db
HERE = f"{PLAN}actions-import/"
LIST = "Tiltak;Frist;Status;Ansvarlig\nBygg en bro;2027;pågår;Lulea\nRiv en bro;2028;;\n".encode()
COLUMNS = {
    "c_title": "Tiltak",
    "c_due": "Frist",
    "c_stage": "Status",
    "c_organisation": "Ansvarlig",
}


def upload(page, data: bytes, name: str = "lista.csv"):
    return page.post(HERE, file=SimpleUploadedFile(name, data))


def titles() -> list[str]:
    return [row.titled("sv").text for row in Action.objects.order_by("number")]


def waiting(tmp_path) -> list[Path]:
    folder = tmp_path / "action-lists"
    return list(folder.iterdir()) if folder.exists() else []


@pytest.mark.usefixtures("plan", "lulea")
class TestTheWholeWay:
    def test_a_strange_list_is_recognised_explained_tried_and_imported(self, page, tmp_path):
        assert upload(page, LIST)["Location"].endswith("/actions-import/columns/")
        text = page.get(f"{HERE}columns/").content.decode()
        assert '<option value="Tiltak" selected>Tiltak – Bygg en bro, Riv en bro</option>' in text
        answer = page.post(f"{HERE}columns/", **COLUMNS)
        assert answer["Location"].endswith("/actions-import/try/")
        text = page.get(f"{HERE}try/").content.decode()
        assert "Stage: “pågår” is no stage" in text
        assert "Import 1 line" in text
        page.post(f"{HERE}try/", w_0="under_way")
        assert "Import 2 lines" in page.get(f"{HERE}try/").content.decode()
        assert titles() == []
        text = page.post(f"{HERE}take-in/").content.decode()
        assert "The list is imported" in text
        assert titles() == ["Bygg en bro", "Riv en bro"]
        assert list(Action.objects.order_by("number").values_list("stage", "due_text")) == [
            ("under_way", "2027"), ("decided", "2028"),
        ]  # fmt: skip
        assert waiting(tmp_path) == []

    def test_what_was_said_is_remembered_for_the_next_list(self, page):
        upload(page, LIST)
        page.post(f"{HERE}columns/", **{**COLUMNS, "c_due": "", "c_start": "Frist"})
        page.post(f"{HERE}try/", w_0="under_way")
        upload(page, LIST)
        text = page.get(f"{HERE}columns/").content.decode()
        start = text.split('name="c_start"')[1].split("</select>")[0]
        assert '<option value="Frist" selected>' in start
        said = yaml.safe_load(page.get(f"{HERE}mapping.yml").content)
        assert (said["columns"]["start"], said["columns"]["due"], said["values"]) == (
            "Frist", "-", {"stage": {"pågår": "under_way"}},
        )  # fmt: skip

    def test_words_can_be_forgotten(self, page):
        upload(page, LIST)
        page.post(f"{HERE}columns/", **COLUMNS)
        page.post(f"{HERE}try/", w_0="under_way")
        page.post(f"{HERE}try/", do="forget")
        assert "Stage: “pågår” is no stage" in page.get(f"{HERE}try/").content.decode()

    def test_the_same_list_again_changes_nothing(self, page):
        for _ in range(2):
            upload(page, LIST)
            page.post(f"{HERE}columns/", **{**COLUMNS, "c_stage": ""})
            text = page.post(f"{HERE}take-in/").content.decode()
        assert "<strong>2</strong> as they were" in text
        assert titles() == ["Bygg en bro", "Riv en bro"]

    def test_lines_with_faults_are_told_and_the_rest_is_taken(self, page):
        upload(page, "title;due\nBra;2027\n;2027\nDålig;snart\n".encode())
        page.post(f"{HERE}columns/", c_title="title", c_due="due")
        text = page.post(f"{HERE}take-in/").content.decode()
        assert titles() == ["Bra"]
        assert "Title: There is no title." in text
        assert "Due: “snart” is no time; write a year" in text

    def test_a_header_further_down_is_found_when_somebody_says_so(self, page):
        upload(page, b"Our list\nMade in May\n" + LIST)
        text = page.get(f"{HERE}columns/", skip=2, sheet="").content.decode()
        assert "Tiltak – Bygg en bro" in text

    def test_two_columns_of_one_name_are_told_apart_by_their_place(self, page):
        upload(page, b"title;note;note\nBygg;a;b\n")
        text = page.get(f"{HERE}columns/").content.decode()
        assert ('value="#2"' in text, 'value="#3"' in text) == (True, True)

    def test_a_column_is_used_once_and_the_title_must_be_there(self, page):
        upload(page, LIST)
        text = page.post(f"{HERE}columns/", c_title="Tiltak", c_how="Tiltak").content.decode()
        assert "This column is used above already." in text
        text = page.post(f"{HERE}columns/", c_title="").content.decode()
        assert "Say which column holds the title." in text


def book(*rows) -> bytes:
    made, out = Workbook(), io.BytesIO()
    for row in rows:
        made.active.append(row)
    made.save(out)
    return out.getvalue()


@pytest.mark.usefixtures("plan")
class TestBadFiles:
    @pytest.mark.parametrize(
        ("data", "name", "said"),
        [
            (b"", "tom.csv", "The file is empty."),
            (b"\n\n", "tom.csv", "could not be read as a table"),
            (b"\x00\x01\x02binary", "bild.png", "could not be read as a table"),
            (b"PK\x03\x04nonsense", "trasig.xlsx", "could not be read as a table"),
            (b'a;b\n"open;x\n', "citat.csv", "could not be read as a table"),
        ],
    )
    def test_what_is_no_table_is_refused_and_not_kept(self, page, tmp_path, data, name, said):
        answer = upload(page, data, name)
        assert said in answer.content.decode()
        assert waiting(tmp_path) == []

    def test_no_file_says_what_to_do(self, page):
        assert "Something has to be mended first" in page.post(HERE).content.decode()

    def test_a_large_file_is_refused(self, page, tmp_path):
        answer = upload(page, b"title\n" + b"x" * 5_000_000)
        assert "larger than 5 MB" in answer.content.decode()
        assert waiting(tmp_path) == []

    def test_a_very_large_request_is_refused_before_it_is_read(self, page):
        answer = upload(page, b"title\n" + b"x" * 5_300_000)
        assert (answer.status_code, "larger than 5 MB" in answer.content.decode()) == (413, True)

    def test_a_spreadsheet_that_unpacks_to_far_more_is_refused(self, page):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("xl/worksheets/sheet1.xml", b"0" * 30_000_000)
        assert "unpack to far more" in upload(page, out.getvalue(), "b.xlsx").content.decode()

    def test_an_older_encoding_is_recognised(self, page):
        upload(page, "title\nGjør vår å\n".encode("cp1252"))
        page.post(f"{HERE}columns/", c_title="title")
        page.post(f"{HERE}take-in/")
        assert titles() == ["Gjør vår å"]

    def test_a_formula_stays_words_and_leaves_as_words(self, page):
        upload(page, b"title;how\n=1+1;@SUM(A1)\n")
        page.post(f"{HERE}columns/", c_title="title", c_how="how")
        page.post(f"{HERE}take-in/")
        assert titles() == ["=1+1"]
        assert "'=1+1" in page.get(f"{PLAN}actions.csv").content.decode("utf-8-sig")
        sheet = load_workbook(io.BytesIO(page.get(f"{PLAN}actions.xlsx").content)).active
        assert (sheet["C2"].value, sheet["C2"].data_type) == ("=1+1", "s")

    def test_a_formula_of_a_workbook_without_its_value_is_an_empty_cell(self, page):
        upload(page, book(["title", "due"], ["Bygg", "=2026+1"]), "b.xlsx")
        page.post(f"{HERE}columns/", c_title="title", c_due="due")
        page.post(f"{HERE}take-in/")
        assert list(Action.objects.values_list("due_text", flat=True)) == [""]

    def test_more_lines_than_a_page_can_take_are_refused_whole(self, page, monkeypatch):
        monkeypatch.setattr("samkraft.web.workspace.following.trying.MOST_LINES", 2)
        upload(page, b"title\na\nb\nc\n")
        page.post(f"{HERE}columns/", c_title="title")
        text = page.post(f"{HERE}take-in/").content.decode()
        assert "The list has 3 lines. Here 2 can be imported at once." in text
        assert titles() == []

    def test_a_column_that_went_missing_is_told(self, page):
        upload(page, LIST)
        page.post(f"{HERE}columns/", **COLUMNS)
        upload(page, b"Annat\nx\n")
        text = page.get(f"{HERE}try/").content.decode()
        assert ("could not be read as a table" in text, "Nothing was changed." in text) == (
            True, True,
        )  # fmt: skip


def test_a_plan_without_an_adopted_version_takes_no_list(page, region):
    draft = make_draft(region, "Utkast")
    here = f"norr/plans/{draft.plan.slug}/actions-import/"
    answer = page.post(here, file=SimpleUploadedFile("l.csv", LIST))
    assert "has no adopted version" in answer.content.decode()


@pytest.mark.usefixtures("plan")
class TestTheWaitingFile:
    def test_nobody_else_reaches_it(self, page, client, region):
        upload(page, LIST)
        browse(client, make_person("editor", region))
        answer = client.get(f"/en/workspace/{HERE}columns/")
        assert answer["Location"].endswith("/actions-import/")

    def test_it_goes_after_a_day(self, page, tmp_path):
        upload(page, LIST)
        [old] = waiting(tmp_path)
        os.utime(old, (time.time() - 90_000,) * 2)
        page.client.logout()
        browse(page.client, Person.objects.first())
        upload(page, LIST)
        assert (old.exists(), len(waiting(tmp_path))) == (False, 1)

    def test_a_new_one_takes_the_place_of_the_former(self, page, tmp_path):
        upload(page, LIST)
        upload(page, LIST)
        assert len(waiting(tmp_path)) == 1

    def test_without_a_file_every_step_leads_to_the_upload(self, page):
        for step in ("columns/", "try/"):
            assert page.get(HERE + step)["Location"].endswith("/actions-import/")
        assert page.post(f"{HERE}take-in/")["Location"].endswith("/actions-import/")

    def test_it_is_readable_by_the_owner_only(self, page, tmp_path):
        upload(page, LIST)
        assert [path.stat().st_mode & 0o777 for path in waiting(tmp_path)] == [0o600]


def test_the_export_reads_back_without_a_change(page, version):
    make_action(version, "Bygg", due="2027", elements=["ett-mal"], tags=["green"])
    exported = page.get(f"{PLAN}actions.xlsx")
    assert exported["Content-Disposition"] == 'attachment; filename="strategi-actions.xlsx"'
    upload(page, exported.content, "a.xlsx")
    text = page.get(f"{HERE}columns/").content.decode()
    given = {name: name[2:] for name in ("c_title", "c_due", "c_elements", "c_tags", "c_number")}
    assert '<option value="elements" selected>' in text
    page.post(f"{HERE}columns/", **given)
    assert "<strong>1</strong> as they were" in page.get(f"{HERE}try/").content.decode()


def test_a_stage_in_common_words_is_guessed_and_a_person_confirms():
    told = [guess_word(*each) for each in
            (("stage", "Pågår"), ("stage", "I gang."), ("stage", "Kanske"), ("body", "pågår"))]  # fmt: skip
    assert told == ["under_way", "under_way", "", ""]


def test_a_guess_uses_each_header_once_and_what_was_said_before():
    headers = ["Åtgärd", "Ansvarig", "Klart", "Beskrivning", "Oklart"]
    assert guess(headers, {"role": "Ansvarig", "how": "-", "start": "Borta"}) == {
        "role": "Ansvarig", "title": "Åtgärd", "due": "Klart", "how": "Beskrivning",
    }  # fmt: skip

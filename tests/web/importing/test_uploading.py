"""Uploading: refusals store nothing, long documents go to the worker."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.translation import activate

from samkraft.importing import tasks
from samkraft.importing.models import Document, Stage
from samkraft.web.workspace.importing import uploading
from tests.factories import make_person, make_region

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(200)


@pytest.fixture
def region():
    activate("en")
    return make_region("norra")


@pytest.fixture
def editor(client, region):
    client.force_login(make_person("editor", region), backend=BACKEND)
    return client


def address(name, *parts):
    return reverse(f"workspace:{name}", args=parts)


def upload(client, content, name="plan.md", **extra):
    values = {"file": SimpleUploadedFile(name, content), "title": "Min titel", "kind": "strategy"}
    return client.post(address("import_new", "norra"), values, **extra)


def test_what_cannot_be_read_comes_back_with_one_sentence(editor):
    answer = upload(editor, PICTURE, "plan.pdf")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "The file is a picture (PNG), which cannot be read here." in page
    assert 'value="Min titel"' in page
    assert not Document.objects.exists()


@pytest.mark.parametrize("fields", [{"file": ""}, {"kind": "poem"}])
def test_a_form_with_errors_stores_nothing(editor, fields):
    values = {"file": SimpleUploadedFile("a.md", b"# x"), "kind": "strategy", **fields}
    answer = editor.post(address("import_new", "norra"), values)
    assert 'id="errors"' in answer.content.decode()
    assert not Document.objects.exists()


def test_an_empty_file_is_told(editor):
    assert "The file is empty" in upload(editor, b"").content.decode()


def test_a_request_that_is_too_large_is_refused_before_it_is_read(editor, monkeypatch):
    from django.core.handlers.wsgi import WSGIRequest

    def never(self):
        raise AssertionError("the body was read")

    monkeypatch.setattr(WSGIRequest, "_load_post_and_files", never)
    answer = editor.generic(
        "POST", address("import_new", "norra"), b"", "multipart/form-data; boundary=x",
        CONTENT_LENGTH="500000000",
    )  # fmt: skip
    assert answer.status_code == 413
    assert "larger than 100 MB" in answer.content.decode()
    assert not Document.objects.exists()


def test_the_form_is_protected_against_other_sites(region):
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_person("editor", region), backend=BACKEND)
    assert upload(client, b"# x").status_code == 403
    assert not Document.objects.exists()


def test_a_large_file_is_read_by_the_worker(editor, monkeypatch):
    monkeypatch.setattr(uploading, "SMALL", 10)
    answer = upload(editor, "# Plan\n\n## Mål\n\n- Rent vatten\n".encode())
    document = Document.objects.get()
    assert document.stage == Stage.WAITING
    page = editor.get(answer.headers["Location"]).content.decode()
    assert "<progress" in page
    assert '<noscript><meta http-equiv="refresh"' in page
    state = editor.get(address("import_state", document.pk)).json()
    assert state == {"stage": "waiting", "done": 0, "pages": 0, "state": "0.0"}
    tasks.read_received.func(document.pk)
    page = editor.get(answer.headers["Location"]).content.decode()
    assert 'http-equiv="refresh"' not in page
    assert "Rent vatten" in page


def test_a_long_pdf_goes_to_the_worker_though_it_is_small(editor, tmp_path):
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(tmp_path / "long.pdf"))
    for number in range(60):
        canvas.drawString(100, 700, f"Side {number}")
        canvas.showPage()
    canvas.save()
    content = (tmp_path / "long.pdf").read_bytes()
    upload(editor, content, "long.pdf")
    document = Document.objects.get()
    assert (document.stage, document.size) == (Stage.WAITING, len(content))
    tasks.read_received.func(document.pk)
    document.refresh_from_db()
    assert (document.stage, document.pages_done) == (Stage.REVIEW, 60)


def test_a_failed_reading_says_why_and_can_be_taken_off_the_list(editor, monkeypatch):
    monkeypatch.setattr(uploading, "SMALL", 10)
    upload(editor, PICTURE, "plan.pdf")
    document = Document.objects.get()
    tasks.read_received.func(document.pk)
    page = editor.get(address("import_review", document.pk)).content.decode()
    assert "The file is a picture (PNG)" in page
    assert address("import_review", document.pk) in editor.get(address("home")).content.decode()
    editor.post(address("import_drop", document.pk))
    assert "plan.pdf" not in editor.get(address("home"), follow=True).content.decode().replace(
        "“plan.pdf” is put aside", ""
    )

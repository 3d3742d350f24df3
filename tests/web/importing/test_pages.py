"""The pages of the import, without script."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.translation import activate

from samkraft.importing.models import Document
from tests.factories import make_person, make_region
from tests.importing.documents import item, make_document, shape

pytestmark = pytest.mark.django_db
TEXT = "# Plan för Norra\n\n## Mål\n\n- Rent vatten i alla sjöar\n- Fler bor kvar\n"


@pytest.fixture
def region():
    return make_region("norra", name={"sv": {"text": "Norra"}})


@pytest.fixture
def editor(client, region):
    activate("en")
    person = make_person("editor", region)
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def address(name, *parts):
    return reverse(f"workspace:{name}", args=parts)


def upload(client, region, content=TEXT, name="plan.md", **fields):
    file = SimpleUploadedFile(name, content.encode() if isinstance(content, str) else content)
    values = {"file": file, "title": "", "kind": "strategy", **fields}
    return client.post(address("import_new", region.slug), values)


def test_a_small_document_is_read_at_once(editor, region):
    answer = upload(editor, region)
    document = Document.objects.get()
    assert answer.headers["Location"] == address("import_review", document.pk)
    assert (document.stage, document.title, document.filename) == (
        "review",
        "Plan för Norra",
        "plan.md",
    )
    page = editor.get(answer.headers["Location"]).content.decode()
    assert "Rent vatten i alla sjöar" in page


def test_the_review_shows_findings_lines_and_reading(editor, region):
    document = make_document(region)
    page = editor.get(address("import_review", document.pk)).content.decode()
    assert page.index("Text that was not understood") < page.index("Friska vatten")
    assert 'id="line-9"' in page
    assert 'href="#line-4" data-lines="4-4"' in page
    assert "take=9-11" in page


def test_an_open_item_has_its_forms(editor, region):
    document = make_document(region)
    goal = item(document, "Fler bor kvar")
    page = editor.get(address("import_review", document.pk) + f"?open={goal.pk}").content.decode()
    for name in ("import_change", "import_step", "import_move", "import_split", "import_merge"):
        assert f'action="{address(name, document.pk, goal.pk)}"' in page


def test_every_correction_by_plain_forms(editor, region):
    document = make_document(region)

    def post(name, piece, **fields):
        found = item(document, piece)
        answer = editor.post(
            address(name, document.pk, found.pk), {"revision": found.revision, **fields}
        )
        assert answer.status_code == 302, answer.content.decode()

    post("import_change", "Fler bor kvar", role="subgoal", text="Fler flyttar hit", responsible="X")
    post("import_kind", "Friska vatten", role="challenge")
    post("import_step", "Friska vatten", do="out")
    post("import_move", "Bättre bussar", parent=item(document, "Friska vatten").pk, position="")
    post("import_split", "Billigare bostäder", first="Billigare", second="bostäder")
    post("import_leave_out", "bostäder")
    post("import_merge", "Billigare")
    assert shape(document) == [
        ("priority_area", "Hållbara samhällen", [("subgoal", "Fler flyttar hit Billigare", [])]),
        ("challenge", "Friska vatten", [("path", "Bättre bussar", [])]),
    ]
    answer = editor.post(
        address("import_take_up", document.pk),
        {"first": "9", "last": "11", "role": "measure", "parent": "", "text": ""},
    )
    assert answer.status_code == 302
    assert shape(document)[-1] == ("measure", "En rad som ingen förstod och dess fortsättning", [])
    for _ in range(8):
        editor.post(address("import_undo", document.pk))
    assert shape(document) == shape(make_document())
    steps = editor.get(address("import_steps", document.pk)).content.decode()
    assert steps.count("<del>") == 8


def test_two_people_see_both_versions_and_lose_nothing(editor, region):
    document = make_document(region)
    goal = item(document, "Fler bor kvar")
    url = address("import_change", document.pk, goal.pk)
    editor.post(url, {"revision": 1, "role": "goal", "text": "Deras ord", "responsible": ""})
    answer = editor.post(
        url, {"revision": 1, "role": "goal", "text": "Mina ord", "responsible": ""}
    )
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Deras ord" in page
    assert "Mina ord</textarea>" in page
    assert 'name="revision" value="2"' in page
    again = editor.post(url, {"revision": 2, "role": "goal", "text": "Mina ord", "responsible": ""})
    assert again.status_code == 302
    assert item(document, "Mina ord").revision == 3


def test_words_written_for_a_piece_that_was_left_out_are_shown(editor, region):
    document = make_document(region)
    goal = item(document, "Friska vatten")
    editor.post(address("import_leave_out", document.pk, goal.pk), {"revision": 1})
    answer = editor.post(
        address("import_change", document.pk, goal.pk),
        {"revision": 1, "role": "goal", "text": "Mina ord", "responsible": ""},
    )
    assert answer.status_code == 409
    assert "Mina ord" in answer.content.decode()


def test_a_form_with_an_error_keeps_what_was_typed(editor, region):
    document = make_document(region)
    goal = item(document, "Friska vatten")
    answer = editor.post(
        address("import_split", document.pk, goal.pk),
        {"revision": 1, "first": "Friska sjöar", "second": ""},
    )
    assert answer.status_code == 422
    assert "Friska sjöar</textarea>" in answer.content.decode()


def test_undoing_what_is_not_the_newest_any_more_is_explained(editor, region):
    document = make_document(region)
    goal = item(document, "Friska vatten")
    editor.post(address("import_kind", document.pk, goal.pk), {"revision": 1, "role": "path"})
    editor.post(address("import_kind", document.pk, goal.pk), {"revision": 2, "role": "fact"})
    answer = editor.post(address("import_undo", document.pk), {"number": "1"}, follow=True)
    assert "Somebody else has done something since" in answer.content.decode()
    assert item(document, "Friska vatten").role == "fact"


def test_the_head_is_corrected(editor, region):
    document = make_document(region)
    url = address("import_head", document.pk)
    words = {
        "title": "Ny titel",
        "period": "2040",
        "vision": "",
        "language": "nb",
        "kind": "strategy",
    }
    assert editor.post(url, {"revision": 1, **words}).status_code == 302
    document.refresh_from_db()
    assert (document.title, document.period, document.language) == ("Ny titel", "2040", "nb")
    stale = editor.post(url, {"revision": 1, **words, "title": "Min titel"})
    assert (stale.status_code, "Min titel" in stale.content.decode()) == (409, True)
    assert "Ny titel" in stale.content.decode()


def test_making_the_draft_leads_to_the_version(editor, region):
    document = make_document(region)
    page = editor.get(address("import_draft", document.pk)).content.decode()
    assert "3 lines with words have not been taken up" in page or "4 lines" in page
    answer = editor.post(address("import_draft", document.pk), {"plan": ""})
    document.refresh_from_db()
    assert answer.headers["Location"] == address("version", "norra", "plan-for-norra", 1)
    assert editor.get(answer.headers["Location"]).status_code == 200
    ended = editor.get(address("import_review", document.pk)).content.decode()
    assert "Go to the version" in ended


def test_putting_aside_and_taking_up_again(editor, region):
    document = make_document(region)
    assert editor.get(address("import_drop", document.pk)).status_code == 200
    editor.post(address("import_drop", document.pk))
    assert "was put aside" in editor.get(address("import_review", document.pk)).content.decode()
    editor.post(address("import_reopen", document.pk))
    assert "What was read" in editor.get(address("import_review", document.pk)).content.decode()


def test_my_work_lists_documents_under_review(editor, region):
    document = make_document(region)
    assert address("import_review", document.pk) in editor.get(address("home")).content.decode()


def test_a_page_of_a_long_document_shows_part_of_its_lines(editor, region):
    from tests.importing.documents import a_reading

    lines = tuple(f"Rad {number}" for number in range(5000))
    document = make_document(region, a_reading(lines=lines))
    page = editor.get(address("import_review", document.pk) + "?from=4001").content.decode()
    assert 'id="line-4001"' in page
    assert 'id="line-1"' not in page
    assert 'href="?from=1#line-4"' in page


@pytest.mark.parametrize("pieces", [1, 30])
def test_the_review_costs_a_constant_number_of_queries(
    editor, region, pieces, django_assert_max_num_queries
):
    from tests.importing.documents import a_reading

    many = tuple(("goal", f"Mål {number}", None, None, 4) for number in range(pieces))
    document = make_document(region, a_reading(pieces=many))
    with django_assert_max_num_queries(11):
        editor.get(address("import_review", document.pk))

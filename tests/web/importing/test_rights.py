"""Who may open and change what: every address of the import, for everybody."""

import pytest
from django.urls import reverse
from django.utils.translation import activate

from samkraft.web.workspace.importing.urls import importing_urls
from tests.factories import make_person, make_region
from tests.importing.documents import item, make_document

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
PEOPLE = ("anonymous", "elsewhere", "reader", "contributor", "editor", "coordinator")
# What each of PEOPLE is answered: opening a page, and sending its form.
READ = (302, 404, 200, 200, 200, 200)
EDIT = (302, 404, 403, 403, 200, 200)
SEND = (302, 404, 403, 403, 302, 302)
GOES = (302, 404, 403, 403, 422, 422)  # let in, and told that the form is empty
OPEN = {
    "import_new": EDIT, "import_review": READ, "import_state": READ, "import_steps": READ,
    "import_draft": EDIT, "import_drop": EDIT,
}  # fmt: skip
FORMS = {
    "import_again": SEND, "import_head": GOES, "import_take_up": GOES, "import_undo": SEND,
    "import_reopen": SEND, "import_change": GOES, "import_kind": SEND, "import_move": SEND,
    "import_step": SEND, "import_split": GOES, "import_merge": SEND, "import_leave_out": SEND,
    "import_drop": SEND, "import_draft": SEND,
}  # fmt: skip


@pytest.fixture
def region():
    activate("en")
    return make_region("norra")


def let_in(client, who, region):
    if who == "anonymous":
        return
    place = make_region() if who == "elsewhere" else region
    role = "coordinator" if who == "elsewhere" else who
    client.force_login(make_person(role, place), backend=BACKEND)


def address(name, region):
    if name == "import_new":
        return reverse("workspace:import_new", args=[region.slug])
    document = make_document(region)
    parts = [document.pk]
    pattern = next(each for each in importing_urls if each.name == name).pattern
    if "item" in pattern.converters:
        parts.append(item(document, "Bättre bussar").pk)
    return reverse(f"workspace:{name}", args=parts)


def test_every_address_is_in_the_tables():
    assert {each.name for each in importing_urls} == set(OPEN) | set(FORMS)


@pytest.mark.parametrize("place", range(len(PEOPLE)), ids=PEOPLE)
@pytest.mark.parametrize("name", OPEN)
def test_opening(client, region, name, place):
    let_in(client, PEOPLE[place], region)
    assert client.get(address(name, region)).status_code == OPEN[name][place]


@pytest.mark.parametrize("place", range(len(PEOPLE)), ids=PEOPLE)
@pytest.mark.parametrize("name", FORMS)
def test_sending(client, region, name, place):
    let_in(client, PEOPLE[place], region)
    assert client.post(address(name, region)).status_code == FORMS[name][place]


@pytest.mark.parametrize("name", sorted(set(FORMS) - set(OPEN)))
def test_opening_what_only_answers_a_form_leads_to_the_review(client, region, name):
    let_in(client, "editor", region)
    answer = client.get(address(name, region), follow=True)
    assert (answer.status_code, answer.resolver_match.url_name) == (200, "import_review")


def test_a_reader_sees_the_review_without_anything_to_change(client, region):
    let_in(client, "reader", region)
    page = client.get(address("import_review", region)).content.decode()
    assert "Bättre bussar" in page
    assert "import_" not in page
    for words in ("Take up", "Undo", "Make it a draft version", "?open="):
        assert words not in page


def test_an_item_of_another_document_is_not_there(client, region):
    let_in(client, "editor", region)
    document, other = make_document(region), make_document(region)
    parts = [document.pk, item(other, "Bättre bussar").pk]
    assert client.post(reverse("workspace:import_kind", args=parts)).status_code == 404

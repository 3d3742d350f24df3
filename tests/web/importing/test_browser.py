"""Import, review and publish in a real browser: by keyboard alone, and as axe sees it."""

from __future__ import annotations

import re

import pytest

from tests.importing.documents import write_text
from tests.web.browser import CHROMIUM, PASSWORD, running_site
from tests.web.looking import faults

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="Debian's chromium is not installed"),
]
TEXT = """# Strategi för Norra 2025–2030

## Vision

Ett gott liv i norr.

## Mål

- Rent vatten i alla sjöar
- Fler bor kvar i byarna
- Goda vägar hela året

## Om arbetet

Kommunerna har träffats fyra gånger.
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    with running_site(tmp_path_factory.mktemp("site")) as running:
        yield running


@pytest.fixture
def document(site, tmp_path):
    """A document under review; gives its address."""
    path = write_text(tmp_path, "strategi.md", TEXT)
    code = (
        "from samkraft.cli.importing import import_document; from pathlib import Path; "
        f"import_document(file=Path({str(path)!r}), region='norra', title=None, kind='strategy')"
    )
    number = re.search(r"/import/(\d+)/", site.python(code))[1]
    return f"{site.url}/en/workspace/import/{number}/"


def log_in(page, site, role="coordinator"):
    page.set_default_timeout(15_000)
    page.goto(f"{site.url}/en/accounts/login/")
    page.fill("[name=login]", site.email(role))
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_url("**/workspace/**")


def reach(page, words: str, most: int = 250) -> None:
    """Press Tab until the focus is on something with these words (text, label or name)."""
    for _ in range(most):
        page.keyboard.press("Tab")
        found = page.evaluate(
            """() => { const e = document.activeElement; if (!e.matches("a, button, input, select, textarea")) return "";
              const label = e.labels && e.labels.length ? e.labels[0].textContent : "";
              return [e.textContent, label, e.name, e.id].join(" "); }"""
        )
        if words in found:
            return
    raise AssertionError(f"“{words}” was not reached by Tab on {page.url}")


def said(page, words: str) -> None:
    page.wait_for_function(
        "words => document.querySelector('[data-said]').textContent.includes(words)", arg=words
    )


def pieces(page) -> list[str]:
    """The pieces as they are read from top to bottom, with their kinds."""
    return page.eval_on_selector_all(
        "[data-item]",
        "rows => rows.map(r => r.querySelector('.kind').textContent + ': ' + "
        "r.querySelector('[data-words]').textContent)",
    )


def focus_on(page, words: str) -> None:
    page.wait_for_function("words => document.activeElement.textContent === words", arg=words)


def test_import_review_and_publish_by_keyboard_alone(site, browser, tmp_path):
    path = write_text(tmp_path, "strategi.md", TEXT)
    page = browser.new_context().new_page()
    page.set_default_timeout(20_000)
    page.goto(f"{site.url}/en/")
    keys = page.keyboard

    reach(page, "Log in")
    keys.press("Enter")
    page.wait_for_url("**/login/**")
    reach(page, "login")
    keys.type(site.email("coordinator"))
    reach(page, "password")
    keys.type(PASSWORD)
    keys.press("Enter")
    page.wait_for_url("**/workspace/")
    reach(page, "Norra")
    keys.press("Enter")
    page.wait_for_url("**/workspace/norra/")
    reach(page, "Import a document")
    keys.press("Enter")
    page.wait_for_url("**/import/new/norra/")
    page.wait_for_load_state("networkidle")
    reach_field(page, "file")
    with page.expect_file_chooser() as chooser:
        keys.press("Space")
    chooser.value.set_files(path)
    reach(page, "Read the document")
    keys.press("Enter")
    page.wait_for_selector("[data-review]")
    assert pieces(page) == [
        "goal: Rent vatten i alla sjöar", "goal: Fler bor kvar i byarna",
        "goal: Goda vägar hela året",
    ]  # fmt: skip

    reach_piece(page, "Rent vatten i alla sjöar")
    keys.press("ArrowDown")
    keys.press("7")  # the seventh kind: a measure
    said(page, "is now: measure")
    focus_on(page, "Fler bor kvar i byarna")
    keys.press("Alt+ArrowUp")
    said(page, "Moved")
    focus_on(page, "Fler bor kvar i byarna")
    keys.press("Alt+ArrowDown")
    said(page, "Moved")
    focus_on(page, "Fler bor kvar i byarna")
    keys.press("Alt+ArrowRight")
    page.wait_for_selector(".tree ul [data-item]")
    focus_on(page, "Fler bor kvar i byarna")
    keys.press("ArrowDown")
    keys.press("Delete")
    said(page, "Left out")
    assert len(pieces(page)) == 2
    keys.press("z")
    said(page, "Undone: Left out")
    assert pieces(page) == [
        "goal: Rent vatten i alla sjöar", "measure: Fler bor kvar i byarna",
        "goal: Goda vägar hela året",
    ]  # fmt: skip

    page.keyboard.press("Control+Home")
    reach_lines(page, "Kommunerna har träffats fyra gånger.")
    keys.press("Enter")
    page.wait_for_function("document.activeElement.name === 'role'")
    keys.type("fact")
    keys.press("Tab")
    keys.press("Tab")
    keys.press("Tab")
    keys.press("Enter")
    said(page, "Taken up")
    assert "fact: Kommunerna har träffats fyra gånger." in pieces(page)

    reach_from_top(page, "Make it a draft version")
    keys.press("Enter")
    page.wait_for_url("**/draft/")
    reach(page, "Make the draft")
    keys.press("Enter")
    page.wait_for_url("**/plans/**/1/")
    reach(page, "Record that it is adopted")
    keys.press("Enter")
    page.wait_for_url("**/adopt/")
    reach_field(page, "on")
    keys.type("01012026")
    reach_field(page, "deciding_body")
    keys.type("Rådet")
    keys.press("Enter")
    page.wait_for_url(re.compile(r"/plans/[^/]+/1/([?#].*)?$"))
    page.goto(f"{site.url}/sv/norra/")
    assert page.get_by_text("Strategi för Norra").count() >= 1


def reach_piece(page, words: str) -> None:
    for _ in range(250):
        page.keyboard.press("Tab")
        if page.evaluate(
            "words => document.activeElement.matches('[data-words]') && "
            "document.activeElement.textContent === words",
            words,
        ):
            return
    raise AssertionError(f"the piece “{words}” was not reached")


def reach_field(page, name: str) -> None:
    page.evaluate("() => document.activeElement.blur()")
    for _ in range(120):
        if page.evaluate("document.activeElement && document.activeElement.name") == name:
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the field {name} was not reached")


def reach_from_top(page, words: str) -> None:
    page.evaluate("() => { document.activeElement.blur(); scrollTo(0, 0); }")
    reach(page, words, 400)


def reach_lines(page, words: str) -> None:
    """Into the document's lines by Tab, then down by the arrow keys."""
    for _ in range(200):
        page.keyboard.press("Shift+Tab")
        if page.evaluate("document.activeElement.matches('[data-sheet]')"):
            break
    for _ in range(60):
        page.keyboard.press("ArrowDown")
        if words in (page.evaluate("document.activeElement.textContent") or ""):
            return
    raise AssertionError(f"the line “{words}” was not reached")


def test_words_survive_a_reload_and_somebody_elses_change(site, browser, document):
    mine, theirs = browser.new_context().new_page(), browser.new_context().new_page()
    for page, role in ((mine, "coordinator"), (theirs, "editor")):
        log_in(page, site, role)
        page.goto(document)
        page.click("[data-words] >> text=Fler bor kvar i byarna")
        page.wait_for_selector(".node.open textarea[name=text]")
    mine.fill(".node.open textarea[name=text]", "Mina ord")
    mine.reload()
    assert mine.input_value(".node.open textarea[name=text]") == "Mina ord"
    assert mine.get_by_text("had not saved has been put back").count() == 1
    theirs.fill(".node.open textarea[name=text]", "Deras ord")
    theirs.press(".node.open input[name=responsible]", "Enter")
    theirs.wait_for_selector(".node:not(.open) >> text=Deras ord")
    mine.wait_for_selector("[data-changed]:not([hidden])", timeout=20_000)
    mine.press(".node.open input[name=responsible]", "Enter")
    mine.wait_for_selector("#errors")
    assert "Deras ord" in mine.inner_text(".node.open .notice.warn")
    assert mine.input_value(".node.open textarea[name=text]") == "Mina ord"
    mine.press(".node.open input[name=responsible]", "Enter")
    mine.wait_for_selector(".node:not(.open) >> text=Mina ord")


def test_lines_are_marked_with_the_mouse(site, browser, document):
    page = browser.new_context().new_page()
    log_in(page, site, "editor")
    page.goto(document)
    page.click("#line-3 .tx")
    page.click("#line-5 .tx", modifiers=["Shift"])
    assert (page.input_value("#take-first"), page.input_value("#take-last")) == ("3", "5")
    assert page.locator(".picked").count() == 3


def test_keys_can_be_switched_off(site, browser, document):
    page = browser.new_context().new_page()
    log_in(page, site, "editor")
    page.goto(document)
    page.click("[data-keys] summary")
    page.uncheck("[data-use-keys]")
    page.focus("[data-words] >> nth=0")
    page.keyboard.press("Delete")
    page.wait_for_timeout(500)
    assert len(pieces(page)) == 3


LOOKS = [
    {"viewport": {"width": 390, "height": 844}},
    {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
    {"viewport": {"width": 1280, "height": 900}, "contrast": "more"},
    {"viewport": {"width": 1280, "height": 900}, "reduced_motion": "reduce"},
]


@pytest.mark.parametrize("look", LOOKS, ids=["phone", "dark", "contrast", "without-script"])
def test_axe_finds_nothing_on_any_page(site, browser, document, look):
    context = browser.new_context(**look)
    if "reduced_motion" in look:  # axe is a script itself, so only ours are kept away
        context.route("**/*.js", lambda route: route.abort())
    page = context.new_page()
    log_in(page, site, "editor")
    found = {}
    for address in (
        f"{site.url}/en/workspace/import/new/norra/", document, f"{document}?open=head",
        f"{document}?open={first_item(site, document)}", f"{document}?take=13-13",
        f"{document}steps/", f"{document}draft/", f"{document}drop/", *every_stage(site),
    ):  # fmt: skip
        page.goto(address)
        assert wide(page) == [], address
        if said := faults(page):
            found[address] = said
    assert found == {}


def every_stage(site) -> list[str]:
    """The page of a document that waits, is being read, failed, was put aside."""
    code = """
from samkraft.cli.database import ready
ready()
from django.utils import timezone
from samkraft.importing.models import Document
from samkraft.places.models import Region
for stage in ("waiting", "reading", "failed", "dropped"):
    made = Document.objects.create(
        region=Region.objects.get(slug="norra"), filename=stage + ".pdf", size=9, stage=stage,
        pages=40, pages_done=7, error="There is no text in it." if stage == "failed" else "",
        uploaded_at=timezone.now(),
    )
    print(made.pk)
"""
    numbers = site.python(code).split()
    return [f"{site.url}/en/workspace/import/{number}/" for number in numbers]


def test_without_script_an_item_is_changed_by_plain_forms(site, browser, document):
    page = browser.new_context(java_script_enabled=False).new_page()
    log_in(page, site, "editor")
    page.goto(document)
    page.click(".tree >> text=Fler bor kvar i byarna")
    page.fill(".node.open textarea[name=text]", "Fler flyttar hit")
    page.click(".node.open >> text=Save")
    page.click("text=Take up 13")
    page.click("form.take button")
    assert "Fler flyttar hit" in page.inner_text(".tree")
    page.click(".actions >> text=Undo")
    assert "Kommunerna har träffats" not in page.inner_text(".tree")


def wide(page) -> list[str]:
    """Nothing makes the page scroll sideways."""
    return page.evaluate(
        "document.documentElement.scrollWidth > innerWidth + 1 ? [String(innerWidth)] : []"
    )


def first_item(site, document: str) -> str:
    number = document.rstrip("/").rsplit("/", 1)[1]
    code = (
        "from samkraft.cli.database import set_up; set_up(); "
        "from samkraft.importing.models import Item; "
        f"print(Item.objects.filter(document={number}).first().pk)"
    )
    return site.python(code).strip()

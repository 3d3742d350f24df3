"""The workspace in a real browser: accessible, by keyboard, and unsaved text survives."""

from __future__ import annotations

import re

import pytest

from tests.web import sites
from tests.web.browser import log_in
from tests.web.looking import faults

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(sites.CHROMIUM is None, reason="Debian's chromium is not installed"),
]
REGION = "en/workspace/norrbotten"
PLAN = f"{REGION}/plans/norrbottensstrategin-2040"
LOOKS = {
    "phone": {"viewport": {"width": 390, "height": 844}},
    "narrow": {"viewport": {"width": 320, "height": 640}},
    "desk": {"viewport": {"width": 1280, "height": 900}},
    "dark": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
    "contrast": {"viewport": {"width": 390, "height": 844}, "contrast": "more"},
}
STEPS = {"phone": 1, "desk": 2, "narrow": 5, "dark": 5, "contrast": 5}
DRAFT_PAGES = (
    "", "?open=0&do=add", "words/", "translate/nb/", "findings/", "links/", "links/add/",
    "links/add/?to=f:agenda-2030", "preview/", "compare/2/", "consult/", "adopt/", "discard/",
)  # fmt: skip
REGION_PAGES = (
    "", "people/", "people/new/", "people/give-role/", "organisations/", "organisations/new/",
    "journal/", "new-plan/", "objectives/", "objectives/new/", "figures/", "figures/new/",
)  # fmt: skip
GOAL = "behalla-attrahera-och-etablera-arbetskraft"
FOLLOWING_PAGES = (
    "followed-by/", f"followed-by/{GOAL}/add/", "follow-up/", "follow-up/1/", "follow-up/1/write/",
    "follow-up/1/charts/", f"follow-up/{GOAL}/add/",
)  # fmt: skip


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    with sites.demonstration(tmp_path_factory.mktemp("site")) as address:
        yield address


@pytest.fixture(scope="module")
def logged_in(site, browser):
    """The cookies of Norrbotten's coordinator."""
    context = browser.new_context()
    page = context.new_page()
    log_in(page, site, "norrbotten@samkraft.example", "samkraft-demonstration")
    state = context.storage_state()
    context.close()
    return state


@pytest.fixture(scope="module")
def draft(site, browser, logged_in):
    """The address of a draft of the strategy."""
    context = browser.new_context(storage_state=logged_in)
    page = context.new_page()
    page.goto(f"{site}/{PLAN}/2/start-draft/")
    page.click("main form.stack button")
    page.wait_for_url(re.compile(r"/plans/norrbottensstrategin-2040/\d+/$"))
    address = page.url
    context.close()
    return address


@pytest.fixture
def page(browser, logged_in):
    """A page of the coordinator; a fault in the console fails the test."""
    context = browser.new_context(storage_state=logged_in)
    page = context.new_page()
    faults = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda said: said.type == "error" and faults.append(said.text))
    yield page
    context.close()
    assert faults == []


# An open form is what a page of the draft has more than the draft itself, which is looked at whole.
OPEN_FORM = ".node.open"


def every_page(site: str, draft: str, page) -> list[str]:
    page.goto(draft)
    number = page.locator("[data-row]").nth(13).get_attribute("id").removeprefix("e-")
    rows = [f"{draft}?open={number}&do={do}" for do in ("reword", "move", "split", "merge", "add")]
    return [
        *(f"{site}/{path}" for path in ("en/workspace/", "en/workspace/account/", f"{PLAN}/")),
        *(f"{site}/{PLAN}/{path}" for path in ("levels/", "changes/", "changes/new/")),
        *(f"{site}/{PLAN}/2/{path}" for path in ("", "withdraw/", "start-draft/")),
        *(f"{site}/{REGION}/{path}" for path in REGION_PAGES),
        *(f"{site}/{PLAN}/{path}" for path in FOLLOWING_PAGES),
        *(draft + path for path in DRAFT_PAGES),
        *rows,
        f"{draft}?open={number}&do=remove",
    ]


@pytest.mark.parametrize("look", LOOKS)
def test_every_page_meets_wcag_and_none_scrolls_sideways(site, browser, logged_in, draft, look):
    found = {}
    context = browser.new_context(storage_state=logged_in, bypass_csp=True, **LOOKS[look])
    page = context.new_page()
    pages = every_page(site, draft, page)
    # other looks have the same pages as the phone; a sample of each kind is enough
    for address in pages[:: STEPS[look]]:
        answer = page.goto(address)
        assert answer.status == 200, address
        part = OPEN_FORM if "?open=" in address else None
        if said := faults(page, part=part):
            found[address.removeprefix(site)] = said
    context.close()
    assert found == {}


def test_text_that_was_not_saved_is_offered_again(page, draft):
    page.goto(draft)
    page.locator("[data-row]").first.get_by_role("link", name="Change").click()
    page.fill("textarea[name=text]", "Halvt skrivet och inte sparat")
    page.wait_for_timeout(500)
    page.reload()
    page.get_by_role("button", name="Put it back").click()
    assert page.input_value("textarea[name=text]") == "Halvt skrivet och inte sparat"
    page.get_by_role("button", name="Save").click()
    page.wait_for_url("**saved=reword-*")
    page.locator("[data-row]").first.get_by_role("link", name="Change").click()
    assert page.get_by_role("button", name="Put it back").count() == 0


def test_text_survives_a_log_in_that_ran_out(page, draft, site):
    page.goto(draft)
    page.locator("[data-row]").nth(1).get_by_role("link", name="Change").click()
    address = page.url
    page.fill("textarea[name=text]", "Skrivet länge")
    page.wait_for_timeout(500)
    cookies = page.context.cookies()
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Save").click()
    page.wait_for_load_state()
    page.context.add_cookies(cookies)
    page.goto(address)
    assert "Skrivet länge" in page.locator(".notice").inner_text()
    page.get_by_role("button", name="Throw it away").click()


def test_keys_move_a_row_and_focus_stays_with_it(page, draft):
    page.goto(draft)
    row = page.locator("[data-row]").nth(2)
    number = row.get_attribute("id")
    row.get_by_role("link", name="Change").focus()
    page.keyboard.press("Alt+Shift+ArrowUp")
    page.wait_for_url(f"**#{number}")
    assert page.locator("[data-row]").nth(1).get_attribute("id") == number
    assert page.evaluate("document.activeElement.id") == number
    page.keyboard.press("Alt+Shift+ArrowDown")
    page.wait_for_timeout(300)
    page.wait_for_load_state()
    assert page.locator("[data-row]").nth(2).get_attribute("id") == number


def test_the_keys_can_be_switched_off_and_do_nothing_in_a_field(page, draft):
    page.goto(draft)
    order = page.locator("[data-row]").evaluate_all("rows => rows.map(row => row.id)")
    page.locator("[data-row]").nth(2).get_by_role("link", name="Change").click()
    page.locator("textarea[name=text]").focus()
    page.keyboard.press("Alt+Shift+ArrowUp")
    page.goto(draft)
    page.get_by_text("Keys for moving things faster").click()
    page.uncheck("#use-keys")
    page.locator("[data-row]").nth(2).get_by_role("link", name="Change").focus()
    page.keyboard.press("Alt+Shift+ArrowUp")
    page.reload()
    assert not page.is_checked("#use-keys")
    assert page.locator("[data-row]").evaluate_all("rows => rows.map(row => row.id)") == order


def test_taking_out_is_undone_by_keyboard_alone(page, draft):
    page.goto(draft)
    rows = page.locator("[data-row]").count()
    row = page.locator("[data-row]").nth(3)
    row.get_by_role("link", name="Change").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**open=*")
    page.get_by_role("link", name="Take out").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**do=remove*")
    page.get_by_role("button", name="Take out").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**removed=*")
    assert page.evaluate("document.activeElement.id") == "undo"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**at=*")
    assert page.locator("[data-row]").count() == rows


def test_everything_in_the_editor_works_without_script(browser, logged_in, draft):
    context = browser.new_context(storage_state=logged_in, java_script_enabled=False)
    page = context.new_page()
    page.goto(draft)
    page.get_by_role("link", name="Add at the top of the plan").click()
    page.select_option("select[name=role]", "goal")
    page.fill("textarea[name=text]", "Ett mål utan skript")
    page.get_by_role("button", name="Add", exact=True).click()
    assert page.locator(".node.here").inner_text().startswith("goal")
    page.locator(".node.here").get_by_role("button", name="Up").click()
    assert "Ett mål utan skript" in page.locator(".node.here").inner_text()
    context.close()

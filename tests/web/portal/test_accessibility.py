"""Every kind of public page in a real browser: no violation of WCAG 2.2 A and AA, no script."""

from __future__ import annotations

import pytest

from tests.web import sites
from tests.web.looking import COLOURS, ROOM, faults

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(sites.CHROMIUM is None, reason="Debian's chromium is not installed"),
]
PLAN = "norrbotten/norrbottensstrategin-2040"
PAGES = {
    "home": "sv/",
    "region": "sv/norrbotten/",
    "ended region": "nb/harstadregionen/",
    "plan": f"sv/{PLAN}/",
    "plan in consultation": "nb/polarsirkelradet/polarsirkelradet-2025-2030/",
    "plan in another language": f"fi/{PLAN}/",
    "programme project": "nb/alstahaugregionen/alstahaugregionen-byregion/",
    "old version": f"sv/{PLAN}/v/1/",
    "goal": f"sv/{PLAN}/starka-digital-infrastruktur/",
    "path": f"en/{PLAN}/oka-matchningsgraden/",
    "changes": f"sv/{PLAN}/changes/",
    "comparison": f"sv/{PLAN}/compare/1/2/",
    "links": f"en/{PLAN}/links/",
    "search": "nb/search/?q=infra",
    "empty search": "nb/search/?q=zzzz",
    "place": "nb/places/NO/5503/",
    "figures": "sv/indicators/",
    "figure of a region": "sv/indicators/population/?place=norrbotten",
    "figure over a break": "nb/indicators/population/?place=NO-1806",
    "figure without figures": "en/indicators/kolada-n00957/",
    "judged share": "fi/indicators/working-age-share/?place=norrbotten",
    "goal with figures": f"sv/{PLAN}/behalla-attrahera-och-etablera-arbetskraft/",
    "state": "sv/norrbotten/state/",
    "regions side by side": "nb/compare/",
    "sources": "en/sources/",
    "method": "se/method/",
    "profile": "nb/places/NO/1833/figures/",
    "about": "se/about/",
    "accessibility": "en/accessibility/",
    "log in": "sv/accounts/login/",
    "not found": "sv/nowhere/",
}
# A page is fetched once for each size; colours and room are then changed where it stands.
SIZES = {
    "phone": ({"width": 390, "height": 844}, {"contrast": "more"}, {"width": 320, "height": 640}),
    "desk": ({"width": 1280, "height": 900}, {"color_scheme": "dark"}, None),
}


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    with sites.demonstration(tmp_path_factory.mktemp("site")) as address:
        yield address


@pytest.mark.parametrize("size", SIZES)
def test_every_page_meets_wcag_and_none_scrolls_sideways(site, browser, size):
    window, colours, narrow = SIZES[size]
    # the pages themselves carry no script; the browser runs only the checker's own
    context = browser.new_context(bypass_csp=True, viewport=window)
    page, found = context.new_page(), {}
    for name, path in PAGES.items():
        page.goto(f"{site}/{path}")
        said = faults(page)
        page.emulate_media(**colours)
        said += faults(page, COLOURS)
        page.emulate_media(**dict.fromkeys(colours, "null"))
        if narrow:
            page.set_viewport_size(narrow)
            said += faults(page, ROOM)
            page.set_viewport_size(window)
        if said:
            found[name] = said
    context.close()
    assert found == {}


def test_a_reader_without_script_finds_a_goal_by_its_area(site, browser):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(f"{site}/sv/")
    page.click("text=Norrbottensstrategin 2040")
    page.click("summary")
    page.click("nav.contents >> text=Hälsa och välmående genom hela livet")
    assert page.inner_text("h1") == "Hälsa och välmående genom hela livet"
    context.close()


def test_by_keyboard_the_first_stop_is_the_content(site, browser):
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(f"{site}/sv/{PLAN}/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    context.close()


def test_the_page_fetches_from_its_own_address_only(site, browser):
    context = browser.new_context()
    page = context.new_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{site}/sv/{PLAN}/")
    assert [url for url in asked if not url.startswith((site, "data:"))] == []
    assert len(asked) >= 3
    context.close()

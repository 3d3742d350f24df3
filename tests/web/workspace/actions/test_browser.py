"""The pages of actions in a real browser: accessible, by keyboard, on a phone, text not lost."""

from __future__ import annotations

import pytest

from tests.web import browser as sites
from tests.web.looking import EVERY_RULE, ROOM, faults

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not sites.CHROMIUM.exists(), reason="Debian's chromium is not installed"),
]
LOOKS = {"phone": (390, 844), "desk": (1280, 900), "narrow": (320, 640)}
ACTIONS = "en/workspace/norra/plans/strategi/actions/"
ACTION = ACTIONS + "mentorer-for-nyinflyttade/"
# An adopted plan with actions that the editor carries; prints the token of a link.
MADE = """
from samkraft.cli.database import ready
ready()
from datetime import date, timedelta
from decimal import Decimal
from django.utils import timezone
from samkraft.accounts.models import Person
from samkraft.accounts.operations import register_organisation
from samkraft.actions import operations as do
from samkraft.lib.texts import Texts
from samkraft.places.models import Region
from samkraft.plans import operations
now = timezone.now()
how = {"by": None, "at": now}
sv = lambda text: Texts.of("sv", text)
region = Region.objects.get(slug="norra")
plan = operations.create_plan(
    region=region, title=sv("Strategi"), language="sv", slug="strategi", **how)
for role, text in (("principle", "Alla med"), ("goal", "Fler stannar")):
    operations.add_element(version=plan, role=role, text=sv(text), **how)
operations.adopt_version(version=plan, on=date(2026, 3, 1), deciding_body="Rådet", **how)
firm = register_organisation(
    name=sv("Kommunen"), kind="municipality", regions=(region,), slug="kommunen", **how)
editor = Person.objects.get(email="editor@norra.example")
editor.organisation = firm
editor.save()
old = now - timedelta(days=200)
def make(title, **more):
    made = do.create_action(plan=plan.plan, values=do.ActionValues(
        title=sv(title), how=sv("Så"), elements=["fler-stannar"], tags=["youth"], due="2026-01"),
        stage="under_way", by=None, at=old)
    return do.assign_action(
        action=made, revision=1, responsible=do.Responsible(organisation=firm), **how)
one = make("Mentorer för nyinflyttade")
for title in ("Modellen är prövad", "Alla är med"):
    do.add_milestone(action=one, title=sv(title), due="2026-02", **how)
do.add_money(action=one, values=do.MoneyValues("eu", 2026, "EUR", Decimal(5)), **how)
do.comment(action=one, text="Hej", by=editor, at=now)
do.begin_experiment(action=one, hypothesis=sv("Fler stannar"), **how)
do.update_action(action=one, said=do.Said("behind", text=sv("Trögt")), **how)
do.invite_partner(action=make("Bostäder"), organisation=firm, **how)
asked = make("Praktik")
type(asked).objects.filter(pk=asked.pk).update(consent="asked")
for _ in range(3):
    print(do.update_token(person=editor, action=one, at=now - timedelta(days=_)))
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    with sites.running_site(tmp_path_factory.mktemp("site"), worker=False) as site:
        yield site


@pytest.fixture(scope="module")
def links(site) -> list[str]:
    """Addresses of updates by e-mail, each good for once."""
    tokens = site.python(MADE).split()
    return [f"{site.url}/en/workspace/actions/update/{token}/" for token in tokens]


@pytest.fixture(scope="module")
def logged_in(site, links, browser):
    context = browser.new_context()
    page = context.new_page()
    sites.log_in(page, site.url, site.email("editor"))
    state = context.storage_state()
    context.close()
    return state


@pytest.mark.parametrize("look", LOOKS)
def test_every_page_meets_wcag_and_none_scrolls_sideways(site, browser, logged_in, links, look):
    found = {}
    width, height = LOOKS[look]
    context = browser.new_context(
        storage_state=logged_in, bypass_csp=True, viewport={"width": width, "height": height}
    )
    page = context.new_page()
    paths = ["en/workspace/", ACTIONS, ACTION, f"{ACTION}update/"]
    if look == "phone":
        paths += [f"{ACTIONS}new/", f"{ACTION}?open=assign"]
    if look == "narrow":
        paths += [f"{ACTIONS}new/", f"{ACTION}history/", *(
            f"{ACTION}?open={deed}" for deed in ("words", "assign", "stage", "money-add"))]  # fmt: skip
    addresses = [*(f"{site.url}/{path}" for path in paths), links[0]]
    for address in addresses:
        assert page.goto(address).status == 200, address
        page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        if said := faults(page, ROOM if look == "narrow" else EVERY_RULE):
            found[address] = said
    context.close()
    assert found == {}


def test_an_update_is_written_by_keyboard_alone_from_the_link_of_an_e_mail(browser, links):
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(links[1])
    page.get_by_label("behind").focus()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Tab")
    page.keyboard.type("Det går bättre")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert page.get_by_label("Modellen är prövad", exact=True).is_checked()
    page.get_by_role("button", name="Save the update").focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Thank you").wait_for()
    text = page.locator("main").inner_text()
    assert "on track" in text
    assert "Det går bättre" in text
    page.goto(links[1])
    assert "was used before" in page.locator("main").inner_text()
    context.close()


def test_text_typed_on_the_page_of_a_link_survives_a_lost_connection(browser, links):
    context = browser.new_context()
    page = context.new_page()
    page.goto(links[2])
    page.fill("textarea[name=text]", "Halvt skrivet")
    page.wait_for_timeout(500)
    context.set_offline(True)
    page.get_by_role("button", name="Save the update").click()
    page.wait_for_timeout(300)
    context.set_offline(False)
    page.goto(links[2])
    page.get_by_role("button", name="Put it back").click()
    assert page.input_value("textarea[name=text]") == "Halvt skrivet"
    context.close()


def test_the_form_that_opens_gets_the_focus_and_its_errors_too(site, browser, logged_in):
    context = browser.new_context(storage_state=logged_in)
    page = context.new_page()
    page.goto(f"{site.url}/{ACTION}")
    page.get_by_role("link", name="Say something").click()
    page.locator("#open:focus, #open :focus").wait_for(timeout=5000)
    page.get_by_role("button", name="Send").click()
    page.locator("#errors:focus").wait_for(timeout=5000)
    page.fill("textarea[name=text]", "Hej igen")
    page.get_by_role("button", name="Send").click()
    page.wait_for_url("**saved=comment-*")
    assert "Hej igen" in page.locator("#comments").inner_text()
    context.close()

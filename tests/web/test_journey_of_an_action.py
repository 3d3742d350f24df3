"""An action from the first idea to done, as the people of several organisations carry it."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.utils import timezone

from tests import installations
from tests.web import browser as sites

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not sites.CHROMIUM.exists(), reason="Debian's chromium is not installed"),
]
PLAN = "en/workspace/norra/plans/strategi/"
PUBLIC = "en/norra/strategi/"
SLUG = "mentorer-for-nyinflyttade"
# An adopted plan with a measure that no goal has yet, and somebody in a member organisation who
# has no role in the region.
MADE = """
from samkraft.cli.database import ready
ready()
from datetime import date
from django.utils import timezone
from samkraft.accounts.operations import register_organisation, register_person
from samkraft.lib.texts import Texts
from samkraft.places.models import Region
from samkraft.plans import operations
how = {"by": None, "at": timezone.now()}
sv = lambda text: Texts.of("sv", text)
region = Region.objects.get(slug="norra")
version = operations.create_plan(
    region=region, title=sv("Strategi"), language="sv", slug="strategi", **how)
for role, text in (("goal", "Fler stannar"), ("measure", "Mentorer till alla")):
    operations.add_element(version=version, role=role, text=sv(text), **how)
operations.adopt_version(version=version, on=date(2026, 3, 1), deciding_body="Rådet", **how)
town = register_organisation(
    name=sv("Kommunen"), kind="municipality", regions=(region,), slug="kommunen", **how)
register_person(
    email="rut@kommunen.example", name="Rut", language="en", organisation=town,
    password="%(password)s", **how)
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    with sites.running_site(tmp_path_factory.mktemp("site"), worker=False) as site:
        site.python(MADE % {"password": sites.PASSWORD})
        yield site


@pytest.fixture(scope="module")
def log_in(site, browser):
    """Gives a function that logs somebody in and gives that person's page."""

    def as_somebody(email: str):
        page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
        page.set_default_timeout(20_000)
        sites.log_in(page, site.url, email)
        return page

    return as_somebody


def press(page, name: str) -> None:
    page.get_by_role("button", name=re.compile(f"^{name}")).first.click()
    page.wait_for_load_state()


def said(page) -> str:
    return page.locator("main").inner_text()


def letter_to(site, email: str, on: date) -> str:
    """The reminder that is printed for somebody, as the console gets it."""
    told = installations.run(site.data, "action", "remind", "--now", f"{on}T08:00")
    letters = [each for each in told.stderr.split("-" * 79) if f"To: {email}" in each]
    assert len(letters) == 1, told.stderr
    return letters[0]


def working_day(day: date) -> date:
    """The day, or the Monday after it when it is a Saturday or Sunday."""
    return day + timedelta(days=(8 - day.isoweekday()) if day.isoweekday() > 5 else 0)


def test_from_the_first_idea_to_done(site, browser, log_in):
    coordinator = log_in(site.email("coordinator"))
    today = timezone.localdate()

    # initiate: anybody who takes part may, here the coordinator
    coordinator.goto(f"{site.url}/{PLAN}new-action-plan/")
    coordinator.fill("[name=title]", "Inflyttning 2027")
    coordinator.get_by_label("Fler stannar").check()
    press(coordinator, "Start it")
    assert "Inflyttning 2027" in said(coordinator)
    coordinator.goto(f"{site.url}/{PLAN}action-plans/inflyttning-2027/to/in_treatment/")
    press(coordinator, "Go on")

    # link: the measure that no goal has yet
    coordinator.goto(f"{site.url}/{PLAN}linking/")
    coordinator.locator(".tying select").select_option(label="Fler stannar")
    press(coordinator, "Tie all that are chosen")
    assert "1 of 1 measures are tied to a goal." in said(coordinator)

    # propose
    contributor = log_in(site.email("contributor"))
    contributor.goto(f"{site.url}/{PLAN}actions/new/")
    contributor.fill("[name=title]", "Mentorer för nyinflyttade")
    contributor.fill("[name=due]", (today + timedelta(days=200)).strftime("%Y-%m"))
    contributor.get_by_label("Mentorer till alla").check()
    press(contributor, "Propose it")
    public = f"{site.url}/{PUBLIC}actions/{SLUG}/"
    assert contributor.request.get(public).status == 404

    # decide
    action = f"{site.url}/{PLAN}actions/{SLUG}/"
    coordinator.goto(f"{action}?open=stage#open")
    coordinator.check("[name=stage][value=decided]")
    press(coordinator, "Save")
    assert coordinator.request.get(public).status == 200

    # assign, and a milestone that is due tomorrow
    coordinator.goto(f"{action}?open=assign#open")
    coordinator.select_option("[name=carrier]", label="Kommunen")
    press(coordinator, "Save")
    coordinator.goto(f"{action}?open=milestone-add#open")
    coordinator.fill("[name=title]", "Trettio mentorer")
    coordinator.fill("[name=due]", (today + timedelta(days=1)).isoformat())
    coordinator.locator("#open .actions button").first.click()
    coordinator.wait_for_load_state()
    assert "Trettio mentorer" in said(coordinator)
    coordinator.goto(f"{action}?open=stage#open")
    coordinator.check("[name=stage][value=under_way]")
    press(coordinator, "Save")

    # accept: somebody of the municipality, who has no role in the region
    rut = log_in("rut@kommunen.example")
    assert "Mentorer för nyinflyttade" in said(rut)
    press(rut, "Accept")
    assert "has accepted" in coordinator.request.get(public).text()

    # update by the link of an e-mail, without logging in; the milestone slips
    text = letter_to(site, "rut@kommunen.example", working_day(today + timedelta(days=2)))
    link = re.search(r"http://\S+/en(/workspace/actions/update/\S+)", text)[1]
    guest = browser.new_context(viewport={"width": 390, "height": 844}).new_page()
    guest.goto(f"{site.url}/en{link}")
    guest.get_by_label("behind").check()
    guest.fill("[name=text]", "Vi har tjugo mentorer.")
    guest.get_by_text("Another day, or move it").click()
    later = (today + timedelta(days=60)).strftime("%Y-%m")
    guest.locator(".step input.time").fill(later)
    guest.locator(".step [name$=why]").fill("Utbildaren är sjuk.")
    press(guest, "Save the update")
    assert guest.get_by_role("heading", name="Thank you").is_visible()

    # the page for politicians
    guest.goto(f"{site.url}/{PUBLIC}board/")
    slipped = guest.locator(
        "section", has=guest.get_by_role("heading", name="Slipped")
    ).inner_text()
    assert "Mentorer för nyinflyttade" in slipped
    assert "Utbildaren är sjuk." in slipped

    # done
    coordinator.goto(f"{action}?open=stage#open")
    coordinator.check("[name=stage][value=done]")
    press(coordinator, "Save")
    guest.goto(public)
    assert "Vi har tjugo mentorer." in said(guest)
    assert guest.locator(".state").first.inner_text() == "done"

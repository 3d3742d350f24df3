"""The pages of organising in a real browser: accessible, narrow, and tied by keyboard alone."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.web import browser as sites
from tests.web.looking import faults, scrolls_sideways

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not sites.CHROMIUM.exists(), reason="Debian's chromium is not installed"),
]
SIZES = {"phone": (390, 844), "desk": (1280, 900)}
REGION = "/en/workspace/norra"
PLAN = f"{REGION}/plans/strategi"
AP = f"{PLAN}/action-plans/fler-bostader"
PAGES = (
    f"{REGION}/bodies/", f"{REGION}/new-body/", f"{REGION}/bodies/namnden/",
    f"{REGION}/bodies/namnden/change/", f"{REGION}/bodies/namnden/end/",
    f"{REGION}/bodies/namnden/seats/give/", f"{REGION}/bodies/namnden/seats/1/end/",
    f"{PLAN}/", f"{PLAN}/roles/", f"{PLAN}/roles/give/", f"{PLAN}/roles/1/end/",
    f"{PLAN}/action-plans/", f"{PLAN}/new-action-plan/", f"{AP}/", f"{AP}/write/",
    f"{AP}/coordinator/", f"{AP}/treatment/", f"{AP}/to/agreed/", f"{PLAN}/linking/",
    f"{PLAN}/linking/1/untie/", f"{PLAN}/priorities/", f"{PLAN}/priorities/criteria/new/",
    f"{PLAN}/priorities/criteria/1/", f"{PLAN}/priorities/criteria/1/end/",
    f"{PLAN}/priorities/weigh/?candidate=ett-mal&member=me", f"{PLAN}/priorities/choose/",
    f"{PLAN}/rounds/", f"{PLAN}/rounds/new/", f"{PLAN}/rounds/1/", f"{PLAN}/rounds/1/change/",
    f"{PLAN}/rounds/1/end/", f"{PLAN}/rounds/habits/", f"{PLAN}/rounds/next/",
    f"{PLAN}/actions-import/", "/en/workspace/installation/rates/",
)  # fmt: skip
LIST = "Tiltak;Frist;Status\nBygg en bro;2027;pågår\nRiv en bro;snart;\n"
SEED = """
from samkraft.cli.database import ready
ready()
from datetime import date
from decimal import Decimal
from django.utils import timezone
from samkraft.accounts import operations as accounts
from samkraft.accounts.models import Person
from samkraft.actions import operations as do
from samkraft.lib.texts import Texts
from samkraft.places.models import Region
from samkraft.plans import operations as plans
DO = {"by": None, "at": timezone.now()}
DAY = date(2026, 3, 2)
sv = lambda text: Texts.of("sv", text)
region = Region.objects.get(slug="norra")
person = Person.objects.get(email="coordinator@norra.example")
accounts.give_installation_role(person=person, role="administrator", **DO)
org = accounts.register_organisation(
    name=sv("Kommunen"), kind="municipality", regions=(region,), slug="kommunen", **DO)
version = plans.create_plan(region=region, title=sv("Strategi"), language="sv", slug="strategi", **DO)
def add(role, text, parent=None):
    return plans.add_element(version=version, role=role, text=sv(text), parent=parent, **DO)
add("principle", "Alla med")
area = add("priority_area", "Ett område")
goal = add("goal", "Ett mål", area)
add("subgoal", "Ett delmål som är skrivet med många ord så att det blir långt på en liten skärm", goal)
for number in range(1, 5):
    add("measure", f"Åtgärd {number}")
plans.adopt_version(version=version, on=DAY, deciding_body="Fullmäktige", **DO)
plan = version.plan
body = accounts.form_body(region=region, kind="committee", name=sv("Nämnden"), mandate=sv("Styr"), **DO)
accounts.form_body(region=region, kind="network", name=sv("Nätet"), existing=False, new_reason="Saknas", **DO)
accounts.give_seat(body=body, role="chair", active_from=DAY, person=person, organisation=org, **DO)
do.involve(plan=plan, role="lead", active_from=DAY, organisation=org, **DO)
action = do.create_action(
    plan=plan, values=do.ActionValues(title=sv("Bygg"), due="2026-05", elements=["ett-mal"]), **DO)
do.assign_action(action=action, revision=1, responsible=do.Responsible(body=body), **DO)
made = do.initiate_action_plan(plan=plan, initiated_by=org, values=do.ActionPlanValues(
    title=sv("Fler bostäder"), what=sv("Bygg"), elements=["ett-mal"]), **DO)
do.move_action_plan(action_plan=made, state="in_treatment", **DO)
do.record_treatment(action_plan=made, on=DAY, outcome="returned", body=body, note="Mer", **DO)
do.tie_measure(plan=plan, measure_key="atgard-1", goal_key="ett-mal", **DO)
criterion = do.add_criterion(plan=plan, name=sv("Effekt"), weight=Decimal(2), **DO)
do.give_opinion(criterion=criterion, score=4, element_key="ett-mal", organisation=org, **DO)
do.record_choice(plan=plan, chosen=True, phase="1", why="Viktigt", on=DAY, element_key="ett-mal", **DO)
do.open_round(plan=plan, title=sv("Hösten"), opens=DAY, closes=date(2099, 1, 1), **DO)
do.state_rate(base="EUR", quote="SEK", on=DAY, rate=Decimal("11.47"), source="Riksbanken", **DO)
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    with sites.running_site(tmp_path_factory.mktemp("following"), worker=False) as found:
        subprocess.run([sys.executable, "-c", SEED], env=sites.environment(found.data), check=True)
        yield found


@pytest.fixture(scope="module")
def logged_in(site, browser):
    context = browser.new_context()
    page = context.new_page()
    sites.log_in(page, site.url, site.email("coordinator"))
    state = context.storage_state()
    context.close()
    return state


@pytest.fixture
def page(browser, logged_in):
    context = browser.new_context(storage_state=logged_in)
    yield context.new_page()
    context.close()


def faults_of(page, address: str) -> list[str]:
    """What is not accessible on the page, and whether it scrolls sideways at 320 px."""
    said, size = faults(page), page.viewport_size
    page.set_viewport_size({"width": 320, "height": 640})
    said += ["scrolls sideways at 320 px"] * scrolls_sideways(page)
    page.set_viewport_size(size)
    return [f"{address} {each}" for each in said]


# Each page is tried at one of the sizes, and all of them at 320 px.
@pytest.mark.parametrize("look", SIZES)
def test_every_page_meets_wcag_and_none_scrolls_sideways(site, browser, logged_in, look):
    found = []
    width, height = SIZES[look]
    context = browser.new_context(
        storage_state=logged_in, bypass_csp=True, viewport={"width": width, "height": height}
    )
    page = context.new_page()
    for address in PAGES[list(SIZES).index(look) :: len(SIZES)]:
        assert page.goto(site.url + address).status == 200, address
        found += faults_of(page, address)
    page.goto(f"{site.url}{PLAN}/actions-import/")
    page.set_input_files("#id_file", {"name": "l.csv", "mimeType": "text/csv",
                                      "buffer": LIST.encode()})  # fmt: skip
    page.get_by_role("button", name="Upload the list").click()
    found += faults_of(page, "columns")
    page.get_by_role("button", name="Look at every line").click()
    found += faults_of(page, "try")
    context.close()
    assert found == []


def test_measures_are_tied_by_keyboard_alone(site, page):
    page.goto(f"{site.url}{PLAN}/linking/")
    assert page.get_by_text("1 of 4 measures are tied to a goal.").is_visible()
    page.locator("select").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_text("2 of 4 measures are tied to a goal.").wait_for()
    for at in range(2):
        page.locator("select").nth(at).focus()
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_text("Every measure serves a goal.").wait_for()

"""The pages of actions in a real browser: WCAG at phone and desk, narrow, printed, by keyboard."""

from __future__ import annotations

import re

import pytest

from tests.web import sites
from tests.web.browser import running_site
from tests.web.looking import COLOURS, EVERY_RULE, faults

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(sites.CHROMIUM is None, reason="Debian's chromium is not installed"),
]
# Fourteen actions, some late, some ended, with money in two currencies.
DATASET = """
from samkraft.cli.database import set_up
set_up()
from datetime import date
from decimal import Decimal
from samkraft.actions import operations as do
from samkraft.actions.models import Action
from samkraft.lib.texts import Texts
from samkraft.places.models import Region
from tests import factories as make
from tests.conftest import NOON
DO = {"by": None, "at": NOON}
region = Region.objects.get(slug="norra")
version = make.make_strategy(region, slug="strategi")
town = make.make_organisation(region, slug="kommunen")
group = make.make_body(region, slug="gruppen")
stages = ["decided", "under_way", "proposed"]
for n in range(14):
    action = make.make_action(
        version, f"Ett arbete med en ganska lång rubrik {n}", stage=stages[n % 3], start="2025",
        due=["2026-05", "autumn 2027", "2028", ""][n % 4], elements=["ett-mal"], tags=["youth"],
        **({"organisation": town} if n % 4 else {}))
    step = make.make_milestone(action, "Ett steg", "2026-01")
    do.move_milestone(milestone=step, due="2026-09", why="Det tog längre tid", **DO)
    if n % 3 == 1:
        make.report(action, ["on_track", "behind", "off_track"][n % 9 // 3])
    if n % 2:
        do.move_dates(action=action, start="2025", due="2029", why="Det tog längre tid", **DO)
        do.add_money(action=action, values=do.MoneyValues(
            ["local", "eu"][n % 4 // 2], 2026, "SEK", Decimal(5000 * n), Decimal(1000 * n),
            organisation=town), **DO)
    if n in (4, 7):
        action = Action.objects.get(pk=action.pk)
        do.move_stage(action=action, stage="done", **DO)
first = Action.objects.get(number=2)
do.update_action(action=first, said=do.Said("behind", Texts.of("sv", "Det går långsamt"),
                 cause=Texts.of("sv", "Tjäle")), **DO)
partner = do.invite_partner(action=first, organisation=town, role="Hjälper", **DO)
do.begin_experiment(action=first, hypothesis=Texts.of("sv", "Det går"), **DO)
do.add_document(action=first, title="Avtal", url="https://example.org/", **DO)
plan = make.make_action_plan(version, "Badplanen", elements=["ett-mal"])
do.move_action_plan(action_plan=plan, state="in_treatment", **DO)
do.involve(plan=version.plan, body=group, role="steering", active_from=date(2026, 1, 1), **DO)
criterion = do.add_criterion(plan=version.plan, name=Texts.of("sv", "Nytta"), **DO)
do.give_opinion(criterion=criterion, score=4, element_key="ett-mal", organisation=town, **DO)
"""
BASE = "en/norra/strategi"
FIRST = f"{BASE}/actions/ett-arbete-med-en-ganska-lang-rubrik-1/"
PAGES = {
    "everywhere": "sv/actions/", "region": "fi/norra/actions/", "list": f"{BASE}/actions/",
    "narrowed": f"{BASE}/actions/?tag=youth&stage=open", "none": f"{BASE}/actions/?tag=none",
    "board": f"{BASE}/actions/?view=board", "timeline": f"{BASE}/actions/?view=timeline",
    "action": FIRST, "sheet": f"{BASE}/board/", "gaps": f"{BASE}/gaps/",
    "funding": f"{BASE}/funding/", "priorities": f"{BASE}/priorities/",
    "action plans": f"{BASE}/action-plans/", "action plan": f"{BASE}/action-plans/badplanen/",
    "who": "en/norra/who/", "body": "en/norra/who/gruppen/",
    "organisation": "en/organisations/kommunen/", "goal": f"{BASE}/ett-mal/",
    "plan": f"{BASE}/", "due soon": "en/norra/",
}  # fmt: skip
# On a desk what lies otherwise than on a phone, in the dark what has colours of its own.
LOOKS = {
    "phone": (
        {"viewport": {"width": 390, "height": 844}}, EVERY_RULE,
        ("narrowed", "board", "timeline", "action", "sheet", "gaps", "funding", "priorities",
         "action plan", "who", "body"),
    ),
    "desk": (
        {"viewport": {"width": 1280, "height": 900}}, EVERY_RULE,
        ("list", "board", "timeline", "action", "sheet", "gaps", "funding", "who"),
    ),
    "dark": (
        {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"}, COLOURS,
        ("list", "timeline", "action", "funding"),
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    with running_site(tmp_path_factory.mktemp("actions"), worker=False) as running:
        running.python(DATASET)
        yield running.url


@pytest.mark.parametrize("look", LOOKS)
def test_every_page_meets_wcag(site, browser, look):
    options, rules, names = LOOKS[look]
    context, found = browser.new_context(bypass_csp=True, **options), {}
    page = context.new_page()
    for name in names:
        assert page.goto(f"{site}/{PAGES[name]}").status == 200, name
        if said := faults(page, rules):
            found[name] = said
    context.close()
    assert found == {}


def test_no_page_scrolls_sideways_on_a_narrow_phone(site, browser):
    context = browser.new_context(viewport={"width": 320, "height": 640})
    page, wide = context.new_page(), {}
    for name, path in PAGES.items():
        page.goto(f"{site}/{path}")
        over = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        if over > 0:
            wide[name] = over
    context.close()
    assert wide == {}


def test_the_sheet_for_politicians_prints_on_one_page(site, browser):
    page = browser.new_page()
    page.goto(f"{site}/{BASE}/board/")
    pdf = page.pdf(prefer_css_page_size=True)
    page.close()
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1


def test_without_script_a_reader_narrows_the_list_and_opens_an_action(site, browser):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(f"{site}/{BASE}/actions/?view=timeline")
    page.click("text=Narrow the list")
    page.select_option("#sign", "unowned")
    page.click("details.narrow form:last-of-type button")
    assert "sign=unowned" in page.url
    assert "view=timeline" in page.url
    page.click("nav[aria-label='Ways to see it'] >> text=List")
    assert page.locator(".actionrows > li").count() == 3
    page.click(".actionrows h3 a >> nth=0")
    assert page.inner_text("h1").startswith("Ett arbete")
    context.close()

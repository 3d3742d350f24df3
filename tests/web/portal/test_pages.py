"""Public pages: what they show, and that nothing unpublished is reachable."""

import re

import pytest
from django.urls import reverse
from django.utils.translation import override

from samkraft.lib.texts import Texts
from samkraft.plans import operations
from samkraft.web.portal.urls import urlpatterns
from tests.conftest import NOON
from tests.factories import add, adopt, make_draft, make_person, make_plan, make_region

pytestmark = pytest.mark.django_db
DO = {"by": None, "at": NOON}


def addresses(region, plan, key):
    """An address of every public page about a plan, by name."""
    numbers = {"number": 1, "other": 1}
    found = {}
    for pattern in urlpatterns:
        names = set(pattern.pattern.converters)
        if "plan" in names and names <= {"region", "plan", "key", "number", "other"}:
            values = {"region": region, "plan": plan, "key": key, **numbers}
            found[pattern.name] = reverse(
                f"portal:{pattern.name}", kwargs={name: values[name] for name in names}
            )
    return found


def test_every_page_of_a_draft_is_not_found_for_anybody_on_the_public_site(client):
    draft = make_draft(title="Hemlig plan")
    goal = add(draft, "goal", "Hemligt mål")
    plan = draft.plan
    client.force_login(
        make_person("coordinator", plan.region),
        backend="allauth.account.auth_backends.AuthenticationBackend",
    )
    pages = addresses(plan.region.slug, plan.slug, goal.key)
    assert len(pages) >= 8
    for name, address in pages.items():
        response = client.get(address, follow=True)
        assert response.status_code == 404, name
        assert "Hemlig" not in response.content.decode()


def test_region_home_and_search_do_not_tell_of_a_draft(client):
    draft = make_draft(title="Hemlig plan")
    add(draft, "goal", "Hemligt mål")
    for address in ("/sv/", f"/sv/{draft.plan.region.slug}/", "/sv/search/?q=hemlig"):
        response = client.get(address)
        assert response.status_code == 200
        assert "Hemlig plan" not in response.content.decode()
        assert "Hemligt" not in response.content.decode()


def test_every_page_of_a_public_plan_opens_in_every_language(client):
    version = make_plan()
    for lang in ("nb", "nn", "sv", "fi", "se", "en"):
        with override(lang):
            pages = addresses(version.plan.region.slug, version.plan.slug, "forsta-malet")
        for name, address in pages.items():
            assert client.get(address, follow=True).status_code == 200, (lang, name)


def test_a_plan_is_not_found_under_another_region(client):
    version, other = make_plan(), make_region()
    assert client.get(f"/sv/{other.slug}/{version.plan.slug}/").status_code == 404


def test_a_permanent_address_leads_to_the_readers_language(client):
    version = make_plan()
    path = f"/{version.plan.region.slug}/{version.plan.slug}/forsta-malet/"
    response = client.get(path, headers={"accept-language": "sv"})
    assert (response.status_code, response["Location"]) == (302, f"/sv{path}")


def test_text_missing_in_the_chosen_language_carries_its_own(client):
    version = make_plan(title="Svensk titel")
    page = client.get(f"/fi/{version.plan.region.slug}/{version.plan.slug}/").content.decode()
    assert re.search(r'<h1><span lang="sv">Svensk titel</span>', page)
    assert '<html lang="fi">' in page


def test_a_withdrawn_version_stays_readable_with_its_reason(client):
    version = make_plan()
    operations.withdraw_version(version=version, on=NOON.date(), why="Beslutet upphävdes", **DO)
    page = client.get(f"/sv/{version.plan.region.slug}/{version.plan.slug}/").content.decode()
    assert "Beslutet upphävdes" in page
    assert "Första målet" in page


def test_the_comparison_shows_words_that_came_and_went(client):
    version = make_plan()
    draft = operations.start_draft(version=version, **DO)
    goal = draft.elements.get(key="forsta-malet")
    operations.reword_element(element=goal, text="Första goda målet", **DO)
    adopt(draft)
    page = client.get(
        f"/sv/{version.plan.region.slug}/{version.plan.slug}/compare/1/2/"
    ).content.decode()
    assert re.search(r"<ins>goda\s*</ins>", page)


@pytest.mark.parametrize("plans", [1, 3])
def test_a_region_page_costs_the_same_queries_however_many_plans(
    client, django_assert_num_queries, plans
):
    region = make_region()
    for number in range(plans):
        make_plan(region, f"Plan {number}")
    client.get(f"/sv/{region.slug}/")
    with django_assert_num_queries(11):
        client.get(f"/sv/{region.slug}/")


def test_the_plan_page_takes_at_most_twelve_queries(client, django_assert_max_num_queries):
    version = make_plan()
    with django_assert_max_num_queries(12):
        client.get(f"/sv/{version.plan.region.slug}/{version.plan.slug}/")


def test_a_reader_gets_no_cookie_and_nothing_from_elsewhere(client):
    version = make_plan()
    response = client.get(f"/sv/{version.plan.region.slug}/{version.plan.slug}/")
    assert response.cookies == {}
    assert "default-src 'self'" in response["Content-Security-Policy"]
    page = response.content.decode()
    assert re.findall(r'(?:src|href)="(?:https?:)?//', page) == []
    assert "<script" not in page


def test_what_people_wrote_cannot_break_the_page(client):
    draft = make_draft(title="<script>alert(1)</script>")
    operations.add_element(
        version=draft, role="goal", text=Texts.of("sv", '"><img src=x onerror=alert(1)>'),
        body=Texts.of("sv", "- <b>fet</b>\n- <i>kursiv</i>"), **DO,
    )  # fmt: skip
    adopt(draft)
    page = client.get(f"/sv/{draft.plan.region.slug}/{draft.plan.slug}/", follow=True)
    assert "<img src=x" not in page.content.decode()
    assert "<script>" not in page.content.decode()


@pytest.mark.parametrize("path", ["/sv/nowhere/", "/sv/nowhere/plan/", "/sv/places/SE/9999/"])
def test_what_is_not_there_is_said_plainly(client, path):
    response = client.get(path)
    assert response.status_code == 404
    assert "<h1>" in response.content.decode()

"""What the public sees, and that drafts are no part of it."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samkraft.lib.texts import Texts
from samkraft.plans import operations, published
from samkraft.plans.models import Framework, Link
from samkraft.search.published import Run, find
from tests.conftest import NOON
from tests.factories import add, adopt, element, make_draft, make_plan, make_region

pytestmark = pytest.mark.django_db
DO = {"by": None, "at": NOON}


def test_a_draft_is_nowhere_to_be_found():
    draft = make_draft(title="Hemlig plan")
    goal = add(draft, "goal", "Hemligt mål")
    slug, region = draft.plan.slug, draft.plan.region.slug
    assert published.published_plans("sv", region=region) == []
    assert find("hemlig", lang="sv") == []
    for question in (
        lambda: published.published_plan(slug, "sv"),
        lambda: published.published_plan(slug, "sv", number=1),
        lambda: published.published_element(slug, goal.key, "sv"),
        lambda: published.published_comparison(slug, 1, 1, "sv"),
        lambda: published.published_coverage(slug, "sv"),
    ):
        with pytest.raises(published.NotPublic):
            question()


def test_the_draft_of_a_public_plan_stays_hidden_beside_it():
    version = make_plan()
    draft = operations.start_draft(version=version, **DO)
    goal = element(draft, "Första målet")
    operations.reword_element(element=goal, text="Hemliga ord", **DO)
    secret = add(draft, "goal", "Hemligt mål")
    plan = published.published_plan(version.plan.slug, "sv")
    assert "Hemliga ord" not in [each.text.text for each in plan.walk()]
    assert [each.number for each in plan.versions] == [1]
    page = published.published_element(version.plan.slug, goal.key, "sv")
    assert [each.text.text for each in page.history] == ["Första målet"]
    with pytest.raises(published.NotPublic):
        published.published_element(version.plan.slug, secret.key, "sv")
    with pytest.raises(published.NotPublic):
        published.published_comparison(version.plan.slug, 1, 2, "sv")
    assert find("hemliga", lang="sv") == []


def test_a_link_to_a_draft_is_not_told():
    version, draft = make_plan(), make_draft()
    secret = add(draft, "goal", "Hemligt mål")
    operations.link_element(
        plan=version.plan, key="forsta-malet", target_plan=draft.plan, target_key=secret.key, **DO
    )
    assert Link.objects.count() == 1
    assert published.published_element(version.plan.slug, "forsta-malet", "sv").links == ()


def test_a_goal_dropped_from_the_plan_keeps_its_address():
    version = make_plan()
    draft = operations.start_draft(version=version, **DO)
    operations.remove_element(element=element(draft, "Andra målet"), **DO)
    adopt(draft, date(2026, 6, 1))
    page = published.published_element(version.plan.slug, "andra-malet", "sv")
    assert (page.plan.version.number, page.plan.current) == (1, False)


def test_a_missing_translation_is_shown_in_the_original_and_says_so():
    version = make_plan()
    plan = published.published_plan(version.plan.slug, "fi")
    title = plan.version.title
    assert (title.text, title.lang, title.substitute) == ("En plan", "sv", True)


@pytest.mark.parametrize("goals", [1, 3])
def test_the_plan_page_costs_the_same_queries_however_long_the_plan(goals):
    draft = make_draft()
    for number in range(goals):
        add(draft, "goal", f"Mål {number}")
    version = adopt(draft)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        published.published_plan(version.plan.slug, "sv")
    assert len(queries) == 5


def test_search_marks_hits_and_gives_a_page_once_in_the_readers_language():
    draft = make_draft(title="Strategi")
    goal = add(draft, "goal", "Friluftsliv för alla")
    operations.translate_element(element=goal, lang="nb", text="Friluftsliv for alle", **DO)
    adopt(draft)
    found = find("friluft", lang="nb")
    assert [(hit.lang, hit.title) for hit in found] == [
        ("nb", (Run("Friluftsliv", hit=True), Run(" for alle", hit=False)))
    ]


def test_search_finds_nothing_for_signs_only_and_stands_odd_questions():
    make_plan()
    for asked in ("", " ", "'\"(*", "NEAR(", "a AND", "första:mål", "--", "första'målet"):
        find(asked, lang="sv")
    assert find("'\"(*", lang="sv") == []


def test_coverage_shows_gaps_both_ways():
    framework = Framework.objects.create(slug="ramverk", tier="global", name={})
    one = framework.objectives.create(code="1", order=0)
    target = framework.objectives.create(code="1.1", parent=one, order=1)
    framework.objectives.create(code="2", order=2)
    version = make_plan()
    operations.link_element(plan=version.plan, key="en-vag", objective=target, **DO)
    coverage = published.published_coverage(version.plan.slug, "sv")
    told = next(each for each in coverage.frameworks if each.slug == "ramverk")
    assert [(r.code, [e.key for e in r.elements]) for r in told.rows] == [
        ("1", ["en-vag"]), ("2", []),
    ]  # fmt: skip
    # the first goal is reached through its path, the second is a gap
    assert [each.key for each in told.unlinked] == ["andra-malet"]
    assert [each.key for each in coverage.without_links] == ["andra-malet"]


def test_two_public_versions_can_be_compared_word_by_word():
    version = make_plan()
    draft = operations.start_draft(version=version, **DO)
    operations.reword_element(element=element(draft, "En väg"), text="En bättre väg", **DO)
    adopt(draft, date(2026, 6, 1))
    found = published.published_comparison(version.plan.slug, 1, 2, "sv")
    reworded = found.comparison.reworded
    assert [(each.before.text, each.after.text) for each in reworded] == [
        ("En väg", "En bättre väg")
    ]


def test_a_region_without_plans_has_none():
    assert published.published_plans("sv", region=make_region().slug) == []


def test_the_title_may_be_translated_before_it_is_public():
    draft = make_draft()
    operations.translate_version(version=draft, lang="nb", words={"title": "En norsk tittel"}, **DO)
    add(draft, "goal", "Mål")
    adopt(draft)
    assert published.published_plan(draft.plan.slug, "nb").version.title.text == "En norsk tittel"
    assert Texts.read(draft.title).languages == ("sv",)

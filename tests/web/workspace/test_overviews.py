"""My work, the journal, links and findings; and that lists cost the same however long."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samkraft.lib.texts import Texts
from samkraft.plans import operations
from samkraft.plans.models import Framework, Link
from samkraft.web.workspace.telling import SENTENCES
from tests.conftest import NOON
from tests.factories import add, make_draft, make_person, make_plan, make_region

pytestmark = pytest.mark.django_db


def test_my_work_shows_drafts_consultations_and_what_others_did(page, region, client):
    from datetime import date

    from django.utils import timezone

    make_draft(region, "Ett utkast")
    open_ = make_draft(region, "En öppen plan")
    add(open_, "goal", "Mål")
    operations.open_consultation(
        version=open_, opens=date(2026, 3, 1), closes=date(2026, 5, 1), by=None, at=NOON
    )
    anna = make_person("editor", region, name="Anna")
    operations.add_element(
        version=make_draft(region, "Tredje"), role="goal", text=Texts.of("sv", "Annas mål"),
        by=anna, at=timezone.now(),
    )  # fmt: skip
    text = page.get("").content.decode()
    for words in ("Ett utkast", "En öppen plan", "until May 1, 2026", "Anna added “Annas mål”"):
        assert words in text, words


def test_somebody_without_a_role_is_told_the_first_step(client):
    client.force_login(make_person(), backend="allauth.account.auth_backends.AuthenticationBackend")
    assert "ask the coordinator of your region" in client.get("/en/workspace/").content.decode()


def test_my_work_shows_nothing_of_other_regions(page, region):
    make_draft(make_region(), "Någon annans utkast")
    assert "Någon annans utkast" not in page.get("").content.decode()


def test_the_journal_tells_who_did_what_with_before_and_after_and_why(page, region, coordinator):
    draft = make_draft(region)
    goal = add(draft, "goal", "Gamla ord")
    operations.reword_element(element=goal, text="Nya ord", by=coordinator, at=NOON)
    text = page.get("norr/journal/").content.decode()
    assert f"{coordinator.name} reworded “Nya ord”." in text
    assert "<del>Gamla</del><ins>Nya</ins> ord" in text


def test_the_journal_can_be_paged(page, region):
    draft = make_draft(region)
    for number in range(60):
        add(draft, "goal", f"Mål {number}")
    first = page.get("norr/journal/").content.decode()
    older = first.split('href="?before=')[1].split('"')[0]
    assert "“Mål 59”" in first
    assert "“Mål 3”" in page.get("norr/journal/", before=older).content.decode()


def test_an_operation_without_a_sentence_of_its_own_is_shown_by_its_code(page, region):
    from samkraft.journal.operations import write

    write(operation="paint-house", subject=region, by=None, at=NOON, region="norr", label="Huset")
    assert "paint-house – Huset" in page.get("norr/journal/").content.decode()


def test_every_sentence_can_be_filled_in():
    values = dict.fromkeys(
        ["who", "what", "person", "role", "former", "kind", "name", "body", "on", "start", "end",
         "target"], "x",
    )  # fmt: skip
    for operation, sentence in SENTENCES.items():
        assert "%(" not in sentence % values, operation


def test_a_goal_is_linked_to_an_own_objective_and_the_link_is_taken_away(page, region):
    draft = make_draft(region)
    goal = add(draft, "goal", "Mål")
    page.post("norr/objectives/new/", name="Kommuneplan", tier="local", source="")
    framework = Framework.objects.get(region=region)
    page.post(f"norr/objectives/{framework.slug}/new/", code="3.2", name="Flere boliger")
    objective = framework.objectives.get()
    base = f"norr/plans/{draft.plan.slug}/1/links/"
    assert "Mål" in page.get(base).content.decode().split("What is linked")[0]
    page.post(f"{base}add/mal/?to=f:{framework.slug}", target=objective.pk, note="")
    text = page.get(base).content.decode()
    assert "Flere boliger" in text
    assert "Every goal is linked" in text
    link = Link.objects.get(element_key=goal.key)
    page.post(f"norr/plans/{draft.plan.slug}/links/{link.pk}/remove/", number="1")
    assert not Link.objects.exists()


def test_a_goal_is_linked_to_a_goal_of_another_regions_public_plan(page, region):
    public, secret = make_plan(make_region(), "Den andra"), make_draft(make_region(), "Hemlig")
    add(secret, "goal", "Hemligt mål")
    draft = make_draft(region)
    add(draft, "goal", "Mål")
    address = f"norr/plans/{draft.plan.slug}/1/links/add/mal/"
    assert "Hemlig" not in page.get(address).content.decode()
    assert page.get(f"{address}?to=p:{secret.plan.slug}").status_code == 404
    page.post(f"{address}?to=p:{public.plan.slug}", target="forsta-malet", note="Samma väg")
    assert "Första målet" in page.get(f"norr/plans/{draft.plan.slug}/1/links/").content.decode()


def test_a_code_that_the_list_has_is_refused(page, region):
    page.post("norr/objectives/new/", name="Kommuneplan", tier="local", source="")
    slug = Framework.objects.get(region=region).slug
    for _ in range(2):
        answer = page.post(f"norr/objectives/{slug}/new/", code="3.2", name="Flere boliger")
    assert "already has an objective with this code" in answer.content.decode()


def _count(page, path: str) -> int:
    page.get(path)  # the first time fills caches
    with CaptureQueriesContext(connection) as found:
        assert page.get(path).status_code == 200
    return len(found)


def _grow(region, number: int) -> None:
    """One more of everything that stands in a list."""
    plan = make_plan(region, f"Plan {number}")
    draft = make_draft(region, f"Utkast {number}")
    add(draft, "goal", "Mål")
    make_person("editor", region)
    make_person("programme")
    operations.link_element(
        plan=plan.plan, key="forsta-malet", target_plan=draft.plan, by=None, at=NOON
    )
    framework = operations.add_framework(
        region=region, name=Texts.of("sv", "Lista"), tier="local", by=None, at=NOON
    )
    operations.add_objective(
        framework=framework, code="1", name=Texts.of("sv", "Ett"), by=None, at=NOON
    )


@pytest.mark.parametrize(
    "path",
    ["", "norr/", "norr/people/", "norr/organisations/", "norr/journal/", "norr/objectives/",
     "installation/", "installation/journal/"],
)  # fmt: skip
def test_a_list_costs_the_same_with_one_row_and_with_three(page, region, path):
    administrator = make_person("administrator")
    page.client.force_login(
        administrator, backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    _grow(region, 1)
    with_one = _count(page, path)
    _grow(region, 2)
    _grow(region, 3)
    assert _count(page, path) == with_one


@pytest.mark.parametrize("page_of", ["", "findings/", "links/", "translate/nb/", "preview/"])
def test_a_version_costs_the_same_with_one_part_and_with_many(page, region, page_of):
    draft = make_draft(region)
    public = make_plan(region, "Antagen")
    path = f"norr/plans/{draft.plan.slug}/1/{page_of}"

    def one_more(number):
        goal = add(draft, "goal", f"Mål {number}")
        operations.link_element(
            plan=draft.plan, key=goal.key, target_plan=public.plan, by=None, at=NOON
        )
        gone = add(draft, "goal", f"Bort {number}")
        operations.remove_element(element=gone, by=None, at=NOON)

    one_more(1)
    with_one = _count(page, path)
    one_more(2)
    one_more(3)
    assert _count(page, path) == with_one
    assert with_one <= 20

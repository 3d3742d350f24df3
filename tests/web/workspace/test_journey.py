"""From nothing to an adopted plan, by the forms of the pages alone."""

from __future__ import annotations

import pytest

from samkraft.lib.texts import Texts
from samkraft.plans.models import Element, Level, PlanVersion
from samkraft.plans.queries import version_tree

pytestmark = pytest.mark.django_db


def outline(version):
    return [
        "  " * node.depth + node.row.worded("sv").text
        for top in version_tree(version)
        for node in top.walk()
    ]


def part(text: str) -> Element:
    return next(each for each in Element.objects.all() if each.worded("sv").text == text)


def test_a_plan_is_started_written_translated_checked_opened_and_adopted(page, region, client):
    started = page.post(
        "norr/new-plan/", title="Plan för Norr", kind="strategy", language="sv", initiated_by=""
    )
    assert started["Location"].startswith("/en/workspace/norr/plans/plan-for-norr/1/")
    draft = PlanVersion.objects.get()
    base = "norr/plans/plan-for-norr/1/"

    page.post(f"{base}parts/add/", under="0", role="priority_area", text="Ett område", parent="")
    area = part("Ett område")
    added = page.post(
        f"{base}parts/add/", under=area.pk, role="goal", text="Ett måll", parent=area.pk
    )
    goal = part("Ett måll")
    assert added["Location"].endswith(f"#e-{goal.pk}")
    assert f'id="e-{goal.pk}"' in client.get(added["Location"]).content.decode()

    page.post(f"{base}parts/{goal.pk}/reword/", text="Ett mål", body="", responsible="", revision=1)
    assert outline(draft) == ["Ett område", "  Ett mål"]

    page.post(f"{base}translate/nb/", **{f"text-{goal.pk}": "Et mål", f"rev-{goal.pk}": "2"})
    goal.refresh_from_db()
    assert goal.worded("nb").text == "Et mål"

    findings = page.get(f"{base}findings/").content.decode()
    assert "The plan has no vision" in findings
    assert f"?at={goal.pk}#e-{goal.pk}" in findings

    page.post(
        f"{base}words/", title="Plan för Norr", vision="Vi vill framåt", slogan="", summary="",
        first_year="2026", last_year="2030", revision="1",
    )  # fmt: skip
    page.post(f"{base}consult/", opens="2026-04-01", closes="2026-05-01")
    draft.refresh_from_db()
    assert (draft.state, draft.vision["sv"]["text"]) == ("consultation", "Vi vill framåt")
    client.logout()
    assert client.get("/sv/norr/plan-for-norr/").status_code == 200


def test_the_decision_is_recorded_and_the_public_page_names_it(page, draft, client):
    page.post(f"norr/plans/{draft.plan.slug}/1/parts/add/", role="goal", text="Mål", under="0")
    answer = page.post(
        f"norr/plans/{draft.plan.slug}/1/adopt/", on="2026-06-01", deciding_body="Fullmäktige",
        reference="Dnr 7", document="https://example.org/beslut",
    )  # fmt: skip
    assert answer.status_code == 302
    public = client.get(f"/en/norr/{draft.plan.slug}/").content.decode()
    assert "Fullmäktige" in public
    assert "Dnr 7" in public


def test_a_decision_can_be_kept_as_pdf_and_nothing_else_is_taken(page, draft, settings, tmp_path):
    from django.core.files.uploadedfile import SimpleUploadedFile

    settings.MEDIA_ROOT = tmp_path
    page.post(f"norr/plans/{draft.plan.slug}/1/parts/add/", role="goal", text="Mål", under="0")
    path = f"norr/plans/{draft.plan.slug}/1/adopt/"
    fields = {"on": "2026-06-01", "deciding_body": "Fullmäktige"}
    wrong = page.post(path, **fields, document_file=SimpleUploadedFile("b.pdf", b"<script>"))
    assert "The file is not a PDF" in wrong.content.decode()
    page.post(path, **fields, document_file=SimpleUploadedFile("b.pdf", b"%PDF-1.7 x"))
    draft.refresh_from_db()
    with draft.document_file.open() as file:
        assert file.read() == b"%PDF-1.7 x"


def test_an_empty_draft_is_refused_in_plain_words_and_the_form_keeps_what_was_typed(page, draft):
    answer = page.post(
        f"norr/plans/{draft.plan.slug}/1/adopt/", on="2026-06-01", deciding_body="Fullmäktige"
    ).content.decode()
    assert "The version is empty" in answer
    assert 'value="Fullmäktige"' in answer


def test_a_consultation_that_ends_before_it_begins_is_refused_at_its_field(page, draft):
    answer = page.post(
        f"norr/plans/{draft.plan.slug}/1/consult/", opens="2026-06-01", closes="2026-05-01"
    ).content.decode()
    assert '<a href="#id_closes">Open until: The last day is before the first.</a>' in answer
    assert 'aria-invalid="true"' in answer
    assert 'aria-describedby="id_closes_helptext id_closes_error"' in answer


def test_withdrawing_needs_a_reason(page, region):
    from tests.factories import make_plan

    version = make_plan(region)
    path = f"norr/plans/{version.plan.slug}/1/withdraw/"
    assert page.post(path, on="2026-06-01", why="").status_code == 200
    page.post(path, on="2026-06-01", why="Fel underlag")
    version.refresh_from_db()
    assert (version.state, version.end_reason) == ("withdrawn", "Fel underlag")


def test_a_new_draft_begins_with_the_words_of_the_version_and_there_is_only_one(page, region):
    from tests.factories import make_plan

    version = make_plan(region)
    path = f"norr/plans/{version.plan.slug}/1/start-draft/"
    page.post(path, reason="Ny period")
    draft = PlanVersion.objects.get(state="draft")
    assert (outline(draft), draft.reason) == (outline(version), "Ny period")
    again = page.post(path, reason="").content.decode()
    assert "The plan already has a draft" in again


def test_discarding_the_only_draft_takes_the_plan_with_it_also_when_it_was_linked(page, region):
    from samkraft.plans import operations
    from samkraft.plans.models import Plan
    from tests.conftest import NOON
    from tests.factories import add, make_draft, make_plan

    public, draft = make_plan(region, "Antagen"), make_draft(region, "Bort")
    goal = add(draft, "goal", "Mål")
    operations.link_element(
        plan=draft.plan, key=goal.key, target_plan=public.plan, by=None, at=NOON
    )
    answer = page.post(f"norr/plans/{draft.plan.slug}/1/discard/", why="Fel väg")
    assert answer["Location"] == "/en/workspace/norr/"
    assert list(Plan.objects.all()) == [public.plan]


def test_the_plan_names_its_levels_in_each_language(page, draft):
    path = f"norr/plans/{draft.plan.slug}/levels/"
    page.post(f"{path}?lang=sv", **{"goal-singular": "målbild", "goal-plural": "Målbilder"})
    page.post(f"{path}?lang=nb", **{"goal-singular": "målbilde", "goal-plural": "Målbilder"})
    level = Level.objects.get()
    assert Texts.read(level.singular).get("sv") == "målbild"
    assert Texts.read(level.singular).get("nb") == "målbilde"


def test_a_change_is_noted_with_reason_and_approver(page, draft):
    slug = draft.plan.slug
    page.post(
        f"norr/plans/{slug}/changes/new/", on="2026-06-01", what="Målet flyttas",
        reason="Inga medel", effect="", approved_by="Styrelsen",
    )  # fmt: skip
    text = page.get(f"norr/plans/{slug}/changes/").content.decode()
    assert "Målet flyttas" in text
    assert "Styrelsen" in text


def test_the_preview_is_the_public_page_with_a_word_that_it_is_a_draft(page, draft):
    page.post(f"norr/plans/{draft.plan.slug}/1/parts/add/", role="goal", text="Mål", under="0")
    text = page.get(f"norr/plans/{draft.plan.slug}/1/preview/").content.decode()
    assert "A draft. Nobody outside" in text
    assert "Mål" in text


def test_two_versions_are_compared_also_when_one_is_a_draft(page, region):
    from tests.factories import make_plan

    version = make_plan(region)
    slug = version.plan.slug
    page.post(f"norr/plans/{slug}/1/start-draft/", reason="")
    draft = PlanVersion.objects.get(state="draft")
    goal = next(e for e in draft.elements.all() if e.worded("sv").text == "Första målet")
    page.post(f"norr/plans/{slug}/2/parts/{goal.pk}/reword/", text="Första nya målet", revision=1)
    chosen = page.get(f"norr/plans/{slug}/2/compare/", **{"with": "1"})
    text = page.client.get(chosen["Location"]).content.decode()
    assert "<ins>nya </ins>" in text

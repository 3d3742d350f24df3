"""Translating side by side."""

from __future__ import annotations

import pytest

from samkraft.plans import operations
from tests.conftest import NOON
from tests.factories import add

pytestmark = pytest.mark.django_db
DO = {"by": None, "at": NOON}


@pytest.fixture
def path(draft):
    return f"norr/plans/{draft.plan.slug}/1/translate/nb/"


def test_all_that_was_typed_is_saved_whichever_button_is_pressed(page, draft, path):
    one, two = add(draft, "goal", "Ett"), add(draft, "goal", "Två")
    page.post(
        path,
        **{"v-title": "En plan på norsk", "rev-0": "1", f"text-{one.pk}": "Én",
           f"rev-{one.pk}": "1", f"text-{two.pk}": "To", f"rev-{two.pk}": "1",
           "save": str(two.pk)},
    )  # fmt: skip
    for row in (one, two, draft):
        row.refresh_from_db()
    assert [one.worded("nb").text, two.worded("nb").text] == ["Én", "To"]
    assert draft.titled("nb").text == "En plan på norsk"


def test_missing_and_stale_are_marked_and_can_be_filtered(page, draft, path):
    stale, missing = add(draft, "goal", "Gammalt"), add(draft, "goal", "Saknas")
    operations.translate_element(element=stale, lang="nb", text="Gammelt", **DO)
    operations.reword_element(element=stale, text="Helt nytt", **DO)
    text = page.get(path, show="stale").content.decode()
    assert "older than the original" in text
    assert f'id="t-{stale.pk}"' in text
    assert f'id="t-{missing.pk}"' not in text


def test_an_old_translation_that_still_fits_is_confirmed(page, draft, path):
    goal = add(draft, "goal", "Mål")
    operations.translate_element(element=goal, lang="nb", text="Mål", **DO)
    operations.reword_element(element=goal, text="Mål!", **DO)
    goal.refresh_from_db()
    assert goal.worded("nb").stale
    same = {f"text-{goal.pk}": "Mål", f"rev-{goal.pk}": str(goal.revision)}
    page.post(path, **same)
    goal.refresh_from_db()
    assert goal.worded("nb").stale
    page.post(path, **same, **{f"ok-text-{goal.pk}": "on"})
    goal.refresh_from_db()
    assert not goal.worded("nb").stale


def test_translating_an_explanation_does_not_freshen_an_old_text(page, draft, path):
    goal = add(draft, "goal", "Mål")
    operations.translate_element(element=goal, lang="nb", text="Mål", **DO)
    operations.reword_element(element=goal, text="Nytt mål", body="Förklaring", **DO)
    goal.refresh_from_db()
    page.post(
        path,
        **{f"text-{goal.pk}": "Mål", f"body-{goal.pk}": "Forklaring",
           f"rev-{goal.pk}": str(goal.revision)},
    )  # fmt: skip
    goal.refresh_from_db()
    assert goal.worded("nb").stale
    assert goal.body["nb"]["text"] == "Forklaring"


def test_a_translation_of_an_original_that_changed_is_kept_and_not_saved(page, draft, path):
    goal, other = add(draft, "goal", "Mål"), add(draft, "goal", "Annat")
    operations.reword_element(element=goal, text="Nytt mål", **DO)
    answer = page.post(
        path,
        **{f"text-{goal.pk}": "Gammelt mål", f"rev-{goal.pk}": "1",
           f"text-{other.pk}": "Annet", f"rev-{other.pk}": "1"},
    )  # fmt: skip
    text = answer.content.decode()
    for row in (goal, other):
        row.refresh_from_db()
    assert "The original was changed while you translated" in text
    assert "Gammelt mål</textarea>" in text
    assert "nb" not in goal.text
    assert other.worded("nb").text == "Annet"


def test_the_original_language_and_unknown_ones_have_no_page(page, draft):
    base = f"norr/plans/{draft.plan.slug}/1/translate/"
    assert page.get(f"{base}sv/").status_code == 404
    assert page.get(f"{base}xx/").status_code == 404

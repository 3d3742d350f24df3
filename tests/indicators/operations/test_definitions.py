"""A region's own indicators: defined, changed and withdrawn."""

from datetime import timedelta

import pytest

from samkraft.indicators.models import Indicator, Refresh
from samkraft.indicators.operations import (
    BadDefinition,
    ChangedMeanwhile,
    add_indicator,
    change_indicator,
    withdraw_indicator,
)
from samkraft.indicators.published import published_indicators
from samkraft.journal.models import Entry
from samkraft.lib.texts import Texts
from tests.conftest import NOON
from tests.factories import make_indicator, make_own_indicator, make_person, make_region

pytestmark = pytest.mark.django_db
DO = {"by": None, "at": NOON}
VALUES = {"nature": "count", "direction": "up"}


def test_an_own_indicator_is_entered_by_hand_and_can_be_found():
    region, person = make_region("nord"), make_person()
    made = make_own_indicator(region, "Nya båtar", responsible=person, explanation="Varför")
    assert (made.slug, made.source, made.region, made.responsible, made.checked) == (
        "nord-nya-batar", "manual", region, person, True,
    )  # fmt: skip
    assert (Texts.read(made.explanation).get("sv"), made.limits) == ("Varför", {})
    assert Refresh.objects.get(indicator=made).state == "never"
    assert [(each.slug, each.region) for each in published_indicators("sv")] == [
        ("nord-nya-batar", "nord")
    ]


def test_two_of_the_same_title_get_addresses_of_their_own():
    region = make_region("nord")
    made = [make_own_indicator(region, "Båtar").slug for _ in range(3)]
    assert made == ["nord-batar", "nord-batar-2", "nord-batar-3"]


@pytest.mark.parametrize(
    ("title", "values", "code"),
    [
        (" ", {}, "no-title"),
        ("Båtar", {"nature": "guess"}, "unknown-nature"),
        ("Båtar", {"nature": ""}, "unknown-nature"),
        ("Båtar", {"direction": "left"}, "unknown-direction"),
        ("Båtar", {"frequency": "never"}, "unknown-frequency"),
        ("Båtar", {"decimals": 7}, "too-many-decimals"),
        ("Båtar", {"rule": "by_heart"}, "unknown-rule"),
        ("Båtar", {"source": "computed"}, "unknown-source"),
        ("Båtar", {"source": "facts"}, "unknown-source"),
    ],
)
def test_a_definition_that_makes_no_sense_is_refused_by_code(title, values, code):
    region = make_region()
    with pytest.raises(BadDefinition) as caught:
        add_indicator(region=region, lang="sv", title=title, **{**VALUES, **values}, **DO)
    assert (caught.value.code, Indicator.objects.count()) == (code, 0)


def test_nature_and_direction_must_be_said():
    with pytest.raises(BadDefinition, match="unknown-nature"):
        add_indicator(region=make_region(), lang="sv", title="Båtar", direction="up", **DO)


def test_a_change_keeps_the_address_and_tells_the_journal():
    made = make_own_indicator(make_region("nord"), "Båtar")
    editor = make_person("editor", made.region)
    changed = change_indicator(
        indicator=made, lang="sv", revision=1, by=editor, at=NOON, decimals=1,
        texts={"title": "Skepp", "limits": "Bara stora"},
    )  # fmt: skip
    assert (changed.slug, changed.decimals, changed.revision) == ("nord-batar", 1, 2)
    assert (str(changed.titled("sv")), Texts.read(changed.limits).get("sv")) == (
        "Skepp", "Bara stora",
    )  # fmt: skip
    entry = Entry.objects.get(operation="change-indicator")
    assert (entry.by, entry.before["decimals"], entry.after["decimals"]) == (editor.pk, 0, 1)


def test_another_language_is_a_translation_and_the_title_may_not_be_emptied():
    made = make_own_indicator(make_region(), "Båtar")
    change_indicator(indicator=made, lang="fi", revision=1, texts={"title": "Veneet"}, **DO)
    made.refresh_from_db()
    assert [str(made.titled(lang)) for lang in ("sv", "fi")] == ["Båtar", "Veneet"]
    with pytest.raises(BadDefinition, match="no-title"):
        change_indicator(indicator=made, lang="sv", revision=2, texts={"title": " "}, **DO)


def test_changing_what_somebody_else_changed_is_refused_and_shows_how_it_stands():
    made = make_own_indicator(make_region())
    change_indicator(indicator=made, lang="sv", revision=1, decimals=1, **DO)
    with pytest.raises(ChangedMeanwhile) as caught:
        change_indicator(indicator=made, lang="sv", revision=1, decimals=2, **DO)
    assert caught.value.args[0].decimals == 1


def test_the_shared_catalogue_is_changed_by_nobody():
    shared, administrator = make_indicator(), make_person("administrator")
    for attempt in (
        lambda: change_indicator(
            indicator=shared, lang="sv", revision=1, by=administrator, at=NOON
        ),
        lambda: withdraw_indicator(indicator=shared, why="Fel", by=administrator, at=NOON),
    ):
        with pytest.raises(BadDefinition, match="shared"):
            attempt()


def test_withdrawing_needs_a_reason_happens_once_and_takes_it_out_of_the_list():
    made = make_own_indicator(make_region())
    with pytest.raises(BadDefinition, match="no-reason"):
        withdraw_indicator(indicator=made, why=" ", **DO)
    withdraw_indicator(indicator=made, why=" Fel ", **DO)
    made.refresh_from_db()
    assert (made.withdrawn_at, made.withdrawn_why) == (NOON, "Fel")
    assert published_indicators("sv") == ()
    with pytest.raises(ChangedMeanwhile):
        withdraw_indicator(indicator=made, why="Igen", by=None, at=NOON + timedelta(days=1))


def test_an_unknown_part_is_a_mistake_of_the_program():
    with pytest.raises(TypeError, match="has no colour"):
        add_indicator(region=make_region(), lang="sv", title="Båtar", colour="red", **DO)

"""Small rules: hyphens, bullets, labels, attributes, language."""

from __future__ import annotations

import pytest

from samkraft.importing.interpreter.items import clean_text, split_attributes
from samkraft.importing.interpreter.labels import find_label
from samkraft.importing.interpreter.language import detect_language
from samkraft.importing.interpreter.paragraphs import join_text
from samkraft.importing.interpreter.prose import goals_in_prose, run_in_head


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("utvecklings- ", "arbete", "utvecklingsarbete"),
        ("natur- ", "og friluftsliv", "natur- og friluftsliv"),
        ("skole-", "eller barnehage", "skole- eller barnehage"),
        ("E6-", "korridoren", "E6-korridoren"),
        ("Nord/Sør-", "linjen", "Nord/Sør-linjen"),
        ("EU-", "Kommisjonen", "EU-Kommisjonen"),
        ("sam\u00ad", "arbeid", "samarbeid"),
        ("vei og", "bane", "vei og bane"),
    ],
)
def test_hyphens_at_line_ends(first: str, second: str, joined: str) -> None:
    assert join_text(first, second) == joined


def test_a_hyphen_known_from_elsewhere_is_kept() -> None:
    assert join_text("by-", "land", {"by-land"}) == "by-land"


@pytest.mark.parametrize(
    ("text", "role", "number", "name"),
    [
        ("Strategiområde 3 Gröna jobb", "area", "3", "Gröna jobb"),
        ("Målområde 1:2 – Trygghet", "goalarea", "1:2", "Trygghet"),
        ("Delmål 1.2.3: Ren luft", "subgoal", "1.2.3", "Ren luft"),
        ("Våre langsiktige mål", "goal", "", ""),
        ("TILTAK (forslag fra gruppene)", "measure", "", ""),
        ("Priority IV: Health", "area", "IV", "Health"),
        ("Maakunnan tavoitteet vuoteen 2035", "goal", "", ""),
        ("Byregionens råd til andre", "advice", "", ""),
        ("Slik når vi målene", "path", "", ""),
        ("Globale mål", "other", "", ""),
        ("Vedlegg 2: Deltakere", "other", "", ""),
        ("Dette gjør vi etter programslutt", "continuation", "", ""),
    ],
)
def test_labels(text: str, role: str, number: str, name: str) -> None:
    label = find_label(text)
    assert label is not None
    assert (label.role, label.number, label.name) == (role, number, name)


@pytest.mark.parametrize(
    "text",
    [
        "Målet om flere jobber er nådd, og arbeidet går videre.",
        "Tiltak som ikke virker, skal stanses.",
        "Strategi for fjellbygdene 2030",
        "Levende bygder",
        "Resultatet ble bedre enn ventet.",
    ],
)
def test_sentences_and_names_are_no_labels(text: str) -> None:
    assert find_label(text) is None


@pytest.mark.parametrize(
    ("text", "left", "responsible"),
    [
        ("Rydde elva (ansvarlig: Elvelaget)", "Rydde elva", "Elvelaget"),
        ("Rensa ån. Ansvarig: Länsstyrelsen. Tid: 2027", "Rensa ån.", "Länsstyrelsen"),
        ("Clean the beach – Responsible: Council", "Clean the beach", "Council"),
        ("Siivotaan ranta (vastuutaho: Kunta, aikataulu: 2026)", "Siivotaan ranta", "Kunta"),
        ("Rydde elva (hver vår)", "Rydde elva (hver vår)", None),
        ("Avklare ansvar for stiene", "Avklare ansvar for stiene", None),
    ],
)
def test_who_is_responsible(text: str, left: str, responsible: str | None) -> None:
    assert split_attributes(text) == (left, responsible)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("1.2 Bygge vei", "Bygge vei"),
        ("a) Bygge vei", "Bygge vei"),
        ("T4: Bygge vei", "Bygge vei"),
        ("Tiltak 3: Bygge vei", "Bygge vei"),
        ("2030 skal veien stå ferdig", "2030 skal veien stå ferdig"),
        ("5 nye veier", "5 nye veier"),
    ],
)
def test_numbering_is_taken_off(text: str, left: str) -> None:
    assert clean_text(text)[0] == left


def test_a_run_in_head_is_short_and_no_sentence() -> None:
    assert run_in_head("Holde på folk. Mange flytter ut.") == "Holde på folk"
    assert run_in_head("Regionen har mange små bedrifter i dag. De er viktige.") == ""


def test_a_main_goal_in_a_sentence() -> None:
    found = goals_in_prose("Planen er ny. Hovedmålet er å samle regionen.")
    assert found == [("goal", "samle regionen.", True)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("sv", "Länet ska vara en plats där alla kan leva och utvecklas."),
        ("nb", "Regionen skal være et sted der alle kan leve og utvikle seg."),
        ("nn", "Regionen skal vere ein stad der alle kan leve og utvikle seg."),
        ("da", "Regionen skal være et sted, hvor alle kan leve og udvikle sig af egen kraft."),
        ("fi", "Maakunnan pitää olla paikka, jossa kaikki voivat elää ja kehittyä."),
        ("en", "The region should be a place where all of us can live and grow."),
    ],
)
def test_languages_are_told_apart(language: str, text: str) -> None:
    assert detect_language(text)[0] == language

"""The five given documents, told by counts, short names and fingerprints, never by their text."""

from __future__ import annotations

from collections import Counter
from hashlib import sha256
from pathlib import Path

import pytest

from samkraft.importing.draftplan import DraftPlan
from samkraft.importing.interpreter import interpret
from samkraft.importing.readers.text import read_text

from .scoring import normal

DOCUMENTS = Path(__file__).parents[4] / "shared" / "documents"


def reading(start: str) -> DraftPlan:
    found = sorted(DOCUMENTS.glob(f"{start}*.txt")) if DOCUMENTS.is_dir() else []
    if not found:
        pytest.skip(f"{DOCUMENTS} does not hold the given document {start}*.txt")
    return interpret(read_text(found[0].read_bytes()))


def kinds(plan: DraftPlan) -> dict[str, int]:
    return dict(Counter(e.kind for e in plan.elements))


def parent_kinds(plan: DraftPlan, kind: str) -> set[str | None]:
    return {
        None if e.parent is None else plan.elements[e.parent].kind
        for e in plan.elements
        if e.kind == kind
    }


def codes(plan: DraftPlan) -> Counter[str]:
    return Counter(f.code for f in plan.findings)


def beginnings(plan: DraftPlan, kind: str) -> list[str]:
    return [" ".join(e.text.split()[:2]) for e in plan.elements if e.kind == kind]


def fingerprint(plan: DraftPlan, kind: str) -> str:
    """All texts of a kind as one short hash, so that a changed word is seen."""
    texts = "\n".join(normal(e.text) for e in plan.elements if e.kind == kind)
    return sha256(texts.encode()).hexdigest()[:12]


def test_norrbotten_has_its_goal_structure() -> None:
    plan = reading("norrbotten")
    assert kinds(plan) == {"area": 4, "goal": 16, "path": 64, "principle": 4, "challenge": 8}
    assert parent_kinds(plan, "goal") == {"area"}
    assert parent_kinds(plan, "path") == {"goal"}
    assert Counter(e.parent for e in plan.elements if e.kind == "path").most_common()[-1][1] == 4
    assert Counter(e.parent for e in plan.elements if e.kind == "goal").most_common()[-1][1] == 4
    assert beginnings(plan, "area") == [
        "En tillvaro",
        "Ett lärande",
        "Innovativt och",
        "Ett närmare",
    ]


def test_norrbotten_says_what_differs_and_invents_no_vision() -> None:
    plan = reading("norrbotten")
    assert (plan.vision, plan.period, plan.language) == (None, "2040", "sv")
    assert codes(plan)["worded-differently"] == 1
    assert codes(plan)["order-differs"] == 2  # the areas and the goals
    sixteenth = [e for e in plan.elements if e.kind == "goal"][15]
    assert sixteenth.text.endswith("effektiv energianvändning")
    assert len(plan.quotes) >= 17


def test_polarsirkelradet_has_its_counts_vision_and_period() -> None:
    plan = reading("polarsirkelradet")
    assert kinds(plan) == {"area": 6, "goal": 6, "subgoal": 33, "measure": 31}
    assert parent_kinds(plan, "subgoal") == parent_kinds(plan, "measure") == {"goal"}
    assert (plan.period, plan.language) == ("2025–2030", "nb")
    assert plan.vision is not None
    assert plan.vision.startswith("Polarsirkelrådet – Sammen")
    assert codes(plan)["measures-not-tied"] == 6
    assert [e.text for e in plan.elements if e.kind == "area"][3:5] == [
        "Reiseliv og opplevelsesøkonomi",
        "Interregionalt samarbeid",
    ]


@pytest.mark.parametrize(
    ("start", "wanted"),
    [
        ("alstahaug", {"goal": 3, "result": 2, "advice": 3, "measure": 4, "fact": 4}),
        ("harstad", {"goal": 3, "result": 3, "advice": 3, "measure": 2, "fact": 4}),
    ],
)
def test_programme_pages_keep_results_advice_and_facts(start: str, wanted: dict[str, int]) -> None:
    plan = reading(start)
    assert kinds(plan) == wanted
    assert all(e.parent is None for e in plan.elements)
    assert codes(plan)["unread-text"] == 1
    assert [e.text.split(":")[0] for e in plan.elements if e.kind == "fact"] == [
        "Søkerkommune",
        "Samarbeidskommuner",
        "Folketall i regionen",
        "Areal i regionen",
    ]


def test_ranaregionen_has_three_areas_with_goals_told_in_prose() -> None:
    plan = reading("ranaregionen")
    assert beginnings(plan, "area") == ["Nettverk og", "Infrastruktur og", "Profilering og"]
    assert sorted(str(e.parent) for e in plan.elements if e.kind == "goal")[-1] == "None"
    assert kinds(plan)["goal"] == 4


@pytest.mark.parametrize(
    "start", ["norrbotten", "polarsirkelradet", "harstad", "alstahaug", "ranaregionen"]
)
def test_no_element_is_repeated_under_the_same_parent(start: str) -> None:
    plan = reading(start)
    seen = Counter((e.kind, normal(e.text), e.parent) for e in plan.elements)
    assert max(seen.values()) == 1


@pytest.mark.parametrize(
    ("start", "kind", "wanted"),
    [
        ("norrbotten", "goal", "f7a72364c132"),
        ("norrbotten", "path", "0d8b05812775"),
        ("norrbotten", "challenge", "94982bc5bd58"),
        ("polarsirkelradet", "subgoal", "9f7ba2eff8bd"),
        ("polarsirkelradet", "measure", "70fd13f1b793"),
        ("alstahaug", "measure", "706d20e2d53c"),
        ("harstad", "result", "bcfdb9050520"),
    ],
)
def test_the_wording_is_exactly_the_documents(start: str, kind: str, wanted: str) -> None:
    assert fingerprint(reading(start), kind) == wanted

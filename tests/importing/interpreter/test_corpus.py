"""The interpreter against documents of our own, in six languages and many styles."""

from __future__ import annotations

from pathlib import Path

import pytest

from samkraft.importing.draftplan import DraftPlan
from samkraft.importing.interpreter import interpret
from samkraft.importing.outline import Outline
from samkraft.importing.readers.html import read_html
from samkraft.importing.readers.markdown import read_markdown
from samkraft.importing.readers.text import read_text

from .scoring import load_truth, normal, score

CORPUS = Path(__file__).parent / "corpus"
TRUTHS = sorted(CORPUS.glob("*.yaml"))
READERS = {".txt": read_text, ".md": read_markdown, ".html": read_html}
# Where a document asks more than the rules can give, its own bar stands in the truth file.
LEAST_F1, LEAST_PARENTS = 0.95, 0.95


def read(path: Path) -> Outline:
    return READERS[path.suffix](path.read_bytes())


def reading(truth_path: Path) -> DraftPlan:
    return interpret(read(truth_path.with_suffix("")))


@pytest.mark.parametrize("path", TRUTHS, ids=lambda p: p.stem)
def test_elements_are_found_with_their_parents(path: Path) -> None:
    truth = load_truth(path)
    result = score(reading(path), truth["elements"])
    least = truth.get("least", {})
    assert result.f1 >= least.get("f1", LEAST_F1), result
    assert result.parent_share >= least.get("parents", LEAST_PARENTS), result


@pytest.mark.parametrize("path", TRUTHS, ids=lambda p: p.stem)
def test_language_title_period_and_vision(path: Path) -> None:
    truth, plan = load_truth(path), reading(path)
    told = {key: truth[key] for key in ("language", "title", "period", "vision") if key in truth}
    assert {key: getattr(plan, key) for key in told} == told


@pytest.mark.parametrize("path", TRUTHS, ids=lambda p: p.stem)
def test_findings_quotes_and_responsible_bodies(path: Path) -> None:
    truth, plan = load_truth(path), reading(path)
    assert {f.code for f in plan.findings} >= set(truth.get("findings") or [])
    if "quotes" in truth:
        assert len(plan.quotes) == truth["quotes"]
    wanted = {(normal(w.text), w.responsible) for w in truth["elements"] if w.responsible}
    assert {(normal(e.text), e.responsible) for e in plan.elements if e.responsible} == wanted


def test_the_corpus_as_a_whole() -> None:
    results = [score(reading(path), load_truth(path)["elements"]) for path in TRUTHS]
    matched = sum(r.matched for r in results)
    assert 2 * matched / sum(r.found + r.wanted for r in results) >= 0.97
    assert sum(r.parents for r in results) / matched >= 0.97


def test_the_corpus_is_broad() -> None:
    languages = {load_truth(path).get("language") for path in TRUTHS}
    assert len(TRUTHS) >= 30
    assert languages >= {"sv", "nb", "nn", "da", "fi", "en"}

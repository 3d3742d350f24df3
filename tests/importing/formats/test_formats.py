"""The same kinds of documents in every format: written out at test time, read back, compared."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from samkraft.importing.draftplan import DraftPlan
from samkraft.importing.interpreter import interpret
from samkraft.importing.readers import read_document
from tests.importing.interpreter.scoring import normal, score

from .making_office import make_docx, make_odt
from .making_pdf import make_pdf
from .making_web import make_html, make_txt
from .source import Sample, samples

MAKERS: dict[str, Callable[[Sample], bytes]] = {
    "pdf": make_pdf,
    "docx": make_docx,
    "odt": make_odt,
    "html": make_html,
    "txt": make_txt,
}
# Least F1 and share of right parents, over all documents of a format together.
LEAST = {
    "pdf": (0.98, 0.98),
    "docx": (0.98, 0.98),
    "odt": (0.98, 0.98),
    "html": (0.98, 0.98),
    "txt": (0.98, 0.98),
}
LEAST_ALONE = 0.9
CASES = [(sample, name) for sample in samples() for name in sample.formats]
NAMES = [f"{sample.name}.{name}" for sample, name in CASES]


@pytest.fixture(scope="module")
def reading(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Sample, str], DraftPlan]:
    """Reads a document in a format, each only once."""
    folder = tmp_path_factory.mktemp("formats")
    known = {(sample.name, name): sample for sample, name in CASES}

    @cache
    def read(stem: str, name: str) -> DraftPlan:
        path: Path = folder / f"{stem}.{name}"
        path.write_bytes(MAKERS[name](known[stem, name]))
        return interpret(read_document(path))

    return lambda sample, name: read(sample.name, name)


@pytest.mark.parametrize(("sample", "name"), CASES, ids=NAMES)
def test_each_document_is_understood(
    sample: Sample, name: str, reading: Callable[[Sample, str], DraftPlan]
) -> None:
    plan = reading(sample, name)
    result = score(plan, sample.elements)
    assert result.f1 >= LEAST_ALONE, result
    assert result.parent_share >= LEAST_ALONE, result
    assert normal(plan.title or "") == normal(sample.title)
    assert normal(plan.vision or "") == normal(sample.vision or "")
    assert plan.language == sample.language
    if sample.period:
        assert plan.period == sample.period


@pytest.mark.parametrize(("sample", "name"), CASES, ids=NAMES)
def test_quotes_are_never_elements(
    sample: Sample, name: str, reading: Callable[[Sample, str], DraftPlan]
) -> None:
    told = {normal(element.text) for element in reading(sample, name).elements}
    assert not told & {normal(quote) for quote in sample.quotes}


@pytest.mark.parametrize("name", sorted(MAKERS))
def test_a_format_as_a_whole(name: str, reading: Callable[[Sample, str], DraftPlan]) -> None:
    results = [score(reading(one, form), one.elements) for one, form in CASES if form == name]
    matched = sum(result.matched for result in results)
    amount = sum(result.found + result.wanted for result in results)
    f1, parents = LEAST[name]
    assert 2 * matched / amount >= f1
    assert sum(result.parents for result in results) / matched >= parents


def test_the_responsible_body_is_found(reading: Callable[[Sample, str], DraftPlan]) -> None:
    wanted = found = 0
    for sample, name in CASES:
        bodies = {normal(one.text): one.responsible for one in sample.elements if one.responsible}
        read = {normal(one.text): one.responsible for one in reading(sample, name).elements}
        wanted += len(bodies)
        found += sum(normal(read.get(text) or "") == normal(body) for text, body in bodies.items())
    assert found >= 0.95 * wanted

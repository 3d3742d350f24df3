"""What holds for any document at all."""

from __future__ import annotations

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from samkraft.importing.draftplan import KINDS, DraftPlan
from samkraft.importing.interpreter import interpret
from samkraft.importing.outline import Block, Cell, Outline
from samkraft.importing.readers.text import read_text

from .scoring import normal
from .test_corpus import TRUTHS, read

GENRE = (
    "Mål Delmål: Tiltak Ansvarlig | Strategiområde 1 1.1 Visjon «ord» • - – a) utvikle Regionen skal "
    "Vägar framåt MÅLBILD Fakta Folketall: 12 (2015) og och kultur- . , Tavoitteet Goals 2030"
)
WORDS = st.sampled_from(GENRE.split())
LINES = st.lists(WORDS, max_size=9).map(" ".join)
TEXTS = st.lists(
    st.one_of(LINES, st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=40)),
    min_size=1,
    max_size=40,
).map("\n".join)
BLOCKS = st.builds(
    Block,
    text=LINES,
    first_line=st.just(1),
    last_line=st.just(1),
    page=st.one_of(st.none(), st.integers(1, 4)),
    size=st.one_of(st.none(), st.sampled_from([8.0, 10.0, 14.0, 24.0])),
    bold=st.one_of(st.none(), st.booleans()),
    italic=st.one_of(st.none(), st.booleans()),
    indent=st.sampled_from([0.0, 4.0, 20.0]),
    bullet=st.one_of(st.none(), st.sampled_from(["•", "1.", "a)"])),
    level=st.one_of(st.none(), st.integers(1, 6)),
    whole=st.booleans(),
    gap=st.sampled_from([0.0, 0.4, 1.0, 3.0]),
    column=st.integers(0, 1),
    aside=st.booleans(),
    cell=st.one_of(
        st.none(),
        st.builds(Cell, st.integers(0, 1), st.integers(0, 3), st.integers(0, 3), st.booleans()),
    ),
)


def check(plan: DraftPlan, last_line: int) -> None:
    for index, element in enumerate(plan.elements):
        assert element.kind in KINDS
        assert element.text.strip() == element.text != ""
        assert element.parent is None or 0 <= element.parent < index
        assert 1 <= element.source.lines[0] <= element.source.lines[1] <= last_line
    for finding in plan.findings:
        assert 1 <= finding.source.lines[0] <= finding.source.lines[1] <= last_line


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_any_text_is_read_without_a_crash(text: str) -> None:
    outline = read_text(f"Plan\n{text}".encode())
    check(interpret(outline), len(outline.lines))


@settings(max_examples=150, deadline=None)
@given(st.lists(BLOCKS, max_size=30))
def test_any_layout_is_read_without_a_crash(blocks: list[Block]) -> None:
    placed = tuple(
        Block(**{**{f: getattr(b, f) for f in Block.__slots__}, "first_line": i, "last_line": i})
        for i, b in enumerate(blocks, start=1)
    )
    outline = Outline("pdf", placed, tuple(b.text for b in placed), pages=4)
    check(interpret(outline), max(len(placed), 1))


def test_every_word_of_an_element_stands_in_its_lines() -> None:
    for path in TRUTHS:
        outline = read(path.with_suffix(""))
        for element in interpret(outline).elements:
            first, last = element.source.lines
            source = normal("".join(outline.lines[first - 1 : last])).replace(" ", "")
            assert all(word in source for word in normal(element.text).split()), (
                path.stem,
                element,
            )


def test_the_same_outline_gives_the_same_plan() -> None:
    outline = read(TRUTHS[0].with_suffix(""))
    assert interpret(outline) == interpret(outline)


def test_three_hundred_pages_take_linear_time() -> None:
    def seconds(pages: int) -> float:
        outline = long_outline(pages)
        start = time.process_time()
        interpret(outline)
        return time.process_time() - start

    seconds(5)
    assert seconds(300) < max(4.0, 20 * seconds(30))


def long_outline(pages: int) -> Outline:
    line = (
        "Kommunene i regionen har samarbeidet om mange oppgaver i flere år og vil fortsette med det"
    )
    blocks, number = [], 0
    for page in range(1, pages + 1):
        texts = [
            "REGIONPLAN",
            f"{page} Satsing nummer {page}",
            *[line] * 30,
            "Mål:",
            f"• Mål nummer {page}",
            str(page),
        ]
        for text in texts:
            number += 1
            size = 16.0 if "Satsing" in text else 10.0
            blocks.append(
                Block(text, number, number, page=page, size=size, bold=size > 12, gap=0.2)
            )
    return Outline("pdf", tuple(blocks), tuple(b.text for b in blocks), pages=pages)

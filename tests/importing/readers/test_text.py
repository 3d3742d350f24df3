"""Plain text: encodings, pages, lines."""

from __future__ import annotations

import pytest

from samkraft.importing.outline import Outline, UnreadableDocument
from samkraft.importing.readers.text import read_text

TEXT = "Mål for Ælvdalen\n\n  • Öka takten"


def texts(outline: Outline) -> list[str]:
    return [b.text for b in outline.blocks]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "utf-32"])
def test_encodings_are_told_apart(encoding: str) -> None:
    assert texts(read_text(TEXT.encode(encoding))) == ["Mål for Ælvdalen", "• Öka takten"]


def test_lines_count_from_one_and_gaps_count_empty_lines() -> None:
    second = read_text(TEXT.encode()).blocks[1]
    assert (second.first_line, second.last_line, second.gap, second.indent) == (3, 3, 1.0, 2.0)


def test_lines_are_the_files_own() -> None:
    outline = read_text(TEXT.encode())
    assert [outline.lines[b.first_line - 1].strip() for b in outline.blocks] == texts(outline)


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_line_ends_of_all_systems(end: str) -> None:
    assert texts(read_text(TEXT.replace("\n", end).encode())) == [
        "Mål for Ælvdalen",
        "• Öka takten",
    ]


def test_a_form_feed_begins_a_page() -> None:
    outline = read_text("Ett\n\fTvå\n\n\fTre".encode())
    assert [(b.text, b.page, b.gap) for b in outline.blocks] == [
        ("Ett", 1, 0.0),
        ("Två", 2, 0.0),
        ("Tre", 3, 0.0),
    ]
    assert outline.pages == 3
    assert not any("\f" in line for line in outline.lines)


def test_without_form_feeds_there_are_no_pages() -> None:
    outline = read_text(b"Ett\nTre\n\f\n")
    assert outline.pages is None
    assert {b.page for b in outline.blocks} == {None}


def test_tabs_stay_in_the_text_and_count_as_indent() -> None:
    block = read_text(b"\tTiltak\tAnsvarlig").blocks[0]
    assert (block.text, block.indent) == ("Tiltak\tAnsvarlig", 8.0)


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7\x00\x01\x02", b"PK\x03\x04\x00\x00", bytes(range(32)) * 20]
)
def test_binary_data_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableDocument, match="binary"):
        read_text(data)


@pytest.mark.parametrize("data", [b"", b" \n\n ", "\ufeff".encode()])
def test_an_empty_file_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableDocument, match="empty"):
        read_text(data)


def test_a_broken_utf16_file_is_refused() -> None:
    with pytest.raises(UnreadableDocument, match="utf-16"):
        read_text(b"\xff\xfea\x00b")

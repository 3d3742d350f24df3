from samkraft.importing.outline import Block
from tests.importing.readers.making import cells, lines_agree, marked, read, texts

PLAN = """---
title: "Plan för kusten"
lang: sv-SE
---
# Mål **ett** #

En rad som
fortsätter *här*.

Undertill
---------
<!-- gömt
för läsaren -->
**Fet rad**

> citerat
"""


def test_headings_text_and_metadata(tmp_path):
    outline = read(tmp_path, "plan.md", PLAN)

    plain = {"bold": False, "italic": False, "whole": True}
    assert outline.blocks == (
        Block("Mål ett", 5, 5, level=1, **plain),
        Block("En rad som fortsätter här.", 7, 8, gap=1.0, **plain),
        Block("Undertill", 10, 10, level=2, gap=1.0, **plain),
        Block("Fet rad", 14, 14, **{**plain, "bold": True}),
        Block("citerat", 16, 16, gap=1.0, aside=True, **plain),
    )
    assert outline.lines == tuple(PLAN.rstrip("\n").split("\n"))
    assert (outline.title, outline.language) == ("Plan för kusten", "sv")


def test_lists_are_counted_and_nested(tmp_path):
    outline = read(tmp_path, "plan.md", "- a\n  - b\n- c\n\n3) d\n4) e\n")

    assert marked(outline) == [("•", "a"), ("•", "b"), ("•", "c"), ("3)", "d"), ("4)", "e")]
    assert [block.indent for block in outline.blocks] == [0.0, 2.0, 0.0, 0.0, 0.0]


def test_tables(tmp_path):
    outline = read(tmp_path, "plan.md", "| Vad | Vem |\n|---|---|\n| Väg | Länet |\n")

    assert cells(outline) == [
        (0, 0, 0, True, "Vad"),
        (0, 0, 1, True, "Vem"),
        (0, 1, 0, False, "Väg"),
        (0, 1, 1, False, "Länet"),
    ]
    assert [block.first_line for block in outline.blocks] == [1, 1, 3, 3]
    assert lines_agree(outline)


def test_typed_line_breaks_part_a_paragraph(tmp_path):
    outline = read(tmp_path, "plan.md", "Ägare: Luleå  \nPartner: Boden\noch Piteå\n")

    assert [(b.text, b.first_line, b.last_line, b.whole) for b in outline.blocks] == [
        ("Ägare: Luleå", 1, 1, False),
        ("Partner: Boden och Piteå", 2, 3, True),
    ]


def test_html_inside_is_read_as_text(tmp_path):
    assert texts(read(tmp_path, "plan.md", "<div>\nord\n</div>\n\n<script>kod</script>\n")) == [
        "ord"
    ]


def test_windows_line_ends_and_latin_letters(tmp_path):
    outline = read(tmp_path, "plan.md", "# Mål\r\n\r\nväg\r\n".encode("cp1252"))
    assert [(b.text, b.first_line) for b in outline.blocks] == [("Mål", 1), ("väg", 3)]


def test_very_deep_quotes_do_not_break_the_reader(tmp_path):
    read(tmp_path, "plan.md", ">" * 20_000 + " text\n\nslut\n")

from dataclasses import replace

import pytest

from samkraft.importing.outline import Block, UnreadableDocument
from samkraft.importing.readers import read_document
from tests.importing.readers.making import (
    HEIGHT,
    WIDTH,
    column,
    pdf,
    read,
    texts,
)

LEFT = [f"venstre linje nummer {n} i spalten" for n in "abcdefgh"]
RIGHT = [f"høyre linje nummer {n} i spalten" for n in "abcdefgh"]
THIRD = [f"tredje linje nummer {n} i den" for n in "abcdefgh"]
FULL = [
    f"linje {n} går over hele sidens bredde og viser at bare en spalte finnes her" for n in "abcd"
]


def test_a_line_keeps_its_look_and_place(tmp_path):
    def draw(canvas):
        column(canvas, 70, 700, ["Mål for kysten"], "Helvetica-Bold", 18)
        column(canvas, 70, 676, ["Første linje", "andre linje"], leading=12)
        column(canvas, 88, 640, ["innrykket"], "Helvetica-Oblique")

    outline = read(tmp_path, "plan.pdf", pdf(draw))

    plain = Block("", 0, 0, page=1, size=10.0, bold=False, italic=False)
    assert outline.blocks == (
        replace(plain, text="Mål for kysten", first_line=1, last_line=1, size=18.0, bold=True),
        replace(plain, text="Første linje", first_line=2, last_line=2, gap=1.0),
        replace(plain, text="andre linje", first_line=3, last_line=3),
        replace(
            plain,
            text="innrykket",
            first_line=4,
            last_line=4,
            italic=True,
            indent=18.0,
            gap=1.0,
        ),
    )
    assert outline.lines == ("Mål for kysten", "Første linje", "andre linje", "innrykket")
    assert (outline.format, outline.pages) == ("pdf", 1)


def test_two_columns_are_read_one_after_the_other_under_a_heading_across(tmp_path):
    def draw(canvas):
        column(canvas, 70, 760, ["En overskrift som går tvers over begge spaltene"], size=18)
        column(canvas, 70, 700, LEFT)
        column(canvas, 320, 700, RIGHT)

    outline = read(tmp_path, "plan.pdf", pdf(draw))

    assert texts(outline)[1:] == LEFT + RIGHT
    assert [block.column for block in outline.blocks] == [0] * 9 + [1] * 8
    assert {block.indent for block in outline.blocks} == {0.0}


def test_columns_drawn_row_by_row_are_still_read_as_columns(tmp_path):
    def draw(canvas):
        canvas.setFont("Helvetica", 10)
        for number, (left, right) in enumerate(zip(LEFT, RIGHT, strict=True)):
            canvas.drawString(70, 700 - 13 * number, left)
            canvas.drawString(320, 700 - 13 * number, right)

    assert texts(read(tmp_path, "plan.pdf", pdf(draw))) == LEFT + RIGHT


def test_three_columns(tmp_path):
    def draw(canvas):
        column(canvas, 40, 700, LEFT)
        column(canvas, 225, 705, RIGHT)
        column(canvas, 410, 700, THIRD)

    outline = read(tmp_path, "plan.pdf", pdf(draw))

    assert texts(outline) == LEFT + RIGHT + THIRD
    assert [block.column for block in outline.blocks] == [0] * 8 + [1] * 8 + [2] * 8


def test_a_heading_between_two_pairs_of_columns_parts_them(tmp_path):
    across = "En overskrift midt på siden som går tvers over begge spaltene"

    def draw(canvas):
        column(canvas, 70, 760, LEFT[:4])
        column(canvas, 320, 760, RIGHT[:4])
        column(canvas, 70, 680, [across], size=14)
        column(canvas, 70, 650, LEFT[4:])
        column(canvas, 320, 650, RIGHT[4:])

    expected = LEFT[:4] + RIGHT[:4] + [across] + LEFT[4:] + RIGHT[4:]
    assert texts(read(tmp_path, "plan.pdf", pdf(draw))) == expected


def test_a_short_heading_under_both_columns_belongs_to_what_follows(tmp_path):
    def draw(canvas):
        column(canvas, 70, 760, LEFT)
        column(canvas, 320, 760, RIGHT)
        column(canvas, 70, 600, ["Felles tiltak"], "Helvetica-Bold", 16)
        column(canvas, 70, 570, FULL)

    assert texts(read(tmp_path, "plan.pdf", pdf(draw))) == [*LEFT, *RIGHT, "Felles tiltak", *FULL]


def test_running_heads_and_page_numbers_stay_at_the_edges(tmp_path):
    def draw(canvas):
        for page in (1, 2):
            column(canvas, 320, 810, ["REGIONAL PLAN"], size=8)
            column(canvas, 500, 30, [str(page)], size=8)
            column(canvas, 70, 700, LEFT)
            column(canvas, 320, 700, RIGHT)
            canvas.showPage()

    outline = read(tmp_path, "plan.pdf", pdf(draw))

    page = ["REGIONAL PLAN", *LEFT, *RIGHT]
    assert texts(outline) == [*page, "1", *page, "2"]
    assert [block.page for block in outline.blocks] == [1] * 18 + [2] * 18
    assert {block.gap for block in outline.blocks if block.text == "REGIONAL PLAN"} == {0.0}


def test_a_hyphen_at_a_line_end_is_a_plain_hyphen(tmp_path):
    def draw(canvas):
        column(canvas, 70, 700, ["et regionalt samar-", "beid om utvik\u00ad", "ling"])

    assert texts(read(tmp_path, "plan.pdf", pdf(draw)))[:2] == [
        "et regionalt samar-",
        "beid om utvik-",
    ]


def test_bullets_stand_before_their_text_and_items_keep_their_indent(tmp_path):
    def draw(canvas):
        column(canvas, 70, 740, FULL)
        column(canvas, 70, 670, ["•"])
        column(canvas, 106, 670, ["styrke samarbeidet mellom", "kommunene langs kysten"])
        column(canvas, 70, 640, ["4.1"])
        column(canvas, 106, 640, ["Transport"])

    outline = read(tmp_path, "plan.pdf", pdf(draw))

    assert [(block.text, block.indent) for block in outline.blocks[4:]] == [
        ("• styrke samarbeidet mellom", 0.0),
        ("kommunene langs kysten", 36.0),
        ("4.1 Transport", 0.0),
    ]


def test_bullets_drawn_as_small_circles_are_written_out(tmp_path):
    def draw(canvas):
        column(canvas, 70, 740, FULL)
        canvas.circle(90, 673, 2, fill=1)
        column(canvas, 100, 670, ["styrke samarbeidet", "langs kysten"])

    outline = read(tmp_path, "plan.pdf", pdf(draw))

    assert [(block.text, block.indent) for block in outline.blocks[4:]] == [
        ("• styrke samarbeidet", pytest.approx(17.5, abs=1)),
        ("langs kysten", 30.0),
    ]


def test_a_raised_footnote_mark_stays_in_its_line(tmp_path):
    def draw(canvas):
        column(canvas, 70, 700, ["flere fastboende"])
        column(
            canvas, 70 + canvas.stringWidth("flere fastboende", "Helvetica", 10), 704, ["2"], size=6
        )
        column(canvas, 158, 700, ["hvert år"])

    outline = read(tmp_path, "plan.pdf", pdf(draw))

    assert len(outline.blocks) == 1
    assert outline.blocks[0].text.startswith("flere fastboende2")
    assert outline.blocks[0].size == 10.0


def test_a_page_turned_sideways_reads_upright(tmp_path):
    def draw(canvas):
        canvas.setPageRotation(90)
        canvas.translate(WIDTH, 0)
        canvas.rotate(90)
        column(canvas, 70, 500, ["øverst på siden", "nederst på siden"])

    outline = read(tmp_path, "plan.pdf", pdf(draw))

    assert [(block.text, block.aside) for block in outline.blocks] == [
        ("øverst på siden", False),
        ("nederst på siden", False),
    ]


def test_text_along_the_edge_is_aside_and_last(tmp_path):
    def draw(canvas):
        canvas.saveState()
        canvas.rotate(90)
        column(canvas, 200, -40, ["langs kanten"])
        canvas.restoreState()
        column(canvas, 70, 700, ["vanlig tekst"])

    outline = read(tmp_path, "plan.pdf", pdf(draw))

    assert [(block.text, block.aside) for block in outline.blocks] == [
        ("vanlig tekst", False),
        ("langs kanten", True),
    ]


def test_stretched_lines_stay_lines(tmp_path):
    def draw(canvas):
        text = canvas.beginText(70, 700)
        text.setFont("Helvetica", 10)
        text.setWordSpace(14)
        for line in ("kysten fjell byer", "havet skog dalen", "veier båter tog"):
            text.textLine(line)
        canvas.drawText(text)

    assert texts(read(tmp_path, "plan.pdf", pdf(draw))) == [
        "kysten fjell byer",
        "havet skog dalen",
        "veier båter tog",
    ]


def test_title_and_language_come_from_the_file(tmp_path):
    def draw(canvas):
        canvas.setTitle("Plan for kysten")
        column(canvas, 70, 700, ["tekst"])

    outline = read(tmp_path, "plan.pdf", pdf(draw, lang="nb-NO"))

    assert (outline.title, outline.language) == ("Plan for kysten", "nb")


def test_a_page_without_text_is_noted(tmp_path):
    def draw(canvas):
        column(canvas, 70, 700, ["tekst"])
        canvas.showPage()
        canvas.rect(10, 10, 100, 100)

    outline = read(tmp_path, "plan.pdf", pdf(draw))

    assert outline.notes == ("Page 2 holds no text, only pictures or nothing.",)
    assert outline.pages == 2


def test_progress_is_told_page_by_page(tmp_path):
    def draw(canvas):
        for _ in range(3):
            column(canvas, 70, 700, ["tekst"])
            canvas.showPage()

    path = tmp_path / "plan.pdf"
    path.write_bytes(pdf(draw))
    told = []
    read_document(path, progress=lambda done, total: told.append((done, total)))

    assert told == [(1, 3), (2, 3), (3, 3)]


def test_a_pdf_of_pictures_is_refused(tmp_path):
    with pytest.raises(UnreadableDocument, match="holds only pictures"):
        read(tmp_path, "scan.pdf", pdf(lambda canvas: canvas.rect(0, 0, WIDTH, HEIGHT, fill=1)))


def test_a_pdf_with_a_password_is_refused(tmp_path):
    data = pdf(lambda canvas: column(canvas, 70, 700, ["hemmelig"]), encrypt="hysj")
    with pytest.raises(UnreadableDocument, match="protected by a password"):
        read(tmp_path, "plan.pdf", data)


@pytest.mark.parametrize("keep", [30, 200, 600])
def test_a_cut_off_pdf_is_refused_or_read_never_worse(tmp_path, keep):
    data = pdf(lambda canvas: column(canvas, 70, 700, ["tekst"]))
    with pytest.raises(UnreadableDocument):
        read(tmp_path, "plan.pdf", data[:keep])


def test_garbage_after_a_pdf_start_is_refused(tmp_path):
    with pytest.raises(UnreadableDocument, match="damaged or incomplete"):
        read(tmp_path, "plan.pdf", b"%PDF-1.7\n" + bytes(range(256)) * 40)

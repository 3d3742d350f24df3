from tests.importing.readers.making import (
    cells,
    column,
    pdf,
    read,
    texts,
)

LEFT = [f"venstre linje nummer {n} i spalten" for n in "abcdefgh"]
RIGHT = [f"høyre linje nummer {n} i spalten" for n in "abcdefgh"]
FULL = [
    f"linje {n} går over hele sidens bredde og viser at bare en spalte finnes her" for n in "abcd"
]


ROWS = [
    ["Tiltak", "Ansvar", "År"],
    ["Bygge ny kai", "Herøy", "2026"],
    ["Utrede bru", "Dønna", "2027"],
]
GRID = [
    (0, row, place, row == 0, text)
    for row, texts_in_row in enumerate(ROWS)
    for place, text in enumerate(texts_in_row)
]


def draw_rows(canvas, top):
    for number, row in enumerate(ROWS):
        font = "Helvetica-Bold" if number == 0 else "Helvetica"
        for x, text in zip((74, 254, 404), row, strict=True):
            column(canvas, x, top - 20 * number, [text], font)


def test_a_table_with_borders(tmp_path):
    def draw(canvas):
        column(canvas, 70, 780, FULL)
        draw_rows(canvas, 700)
        canvas.grid([70, 250, 400, 500], [654, 674, 694, 714])
        column(canvas, 70, 600, FULL)

    outline = read(tmp_path, "plan.pdf", pdf(draw))

    assert cells(outline) == GRID
    assert texts(outline)[:4] == FULL == texts(outline)[-4:]


def test_a_table_cell_of_several_lines_stays_together(tmp_path):
    def draw(canvas):
        for y in (700, 660, 620):
            column(canvas, 74, y, ["Bygge ut nett", "i hele regionen"], leading=12)
            column(canvas, 254, y, ["Kommunene", "og fylket"], leading=12)
        canvas.grid([70, 250, 400], [596, 636, 676, 716])

    row = ["Bygge ut nett", "i hele regionen", "Kommunene", "og fylket"]
    outline = read(tmp_path, "plan.pdf", pdf(draw))

    assert texts(outline) == row * 3
    assert [(b.cell.row, b.cell.column) for b in outline.blocks if b.cell] == [
        (number, place) for number in range(3) for place in (0, 0, 1, 1)
    ]


def test_a_table_without_borders_is_seen_by_its_columns(tmp_path):
    assert cells(read(tmp_path, "plan.pdf", pdf(lambda canvas: draw_rows(canvas, 700)))) == GRID


def test_two_columns_of_text_are_no_table(tmp_path):
    def draw(canvas):
        column(canvas, 70, 700, LEFT)
        column(canvas, 320, 700, RIGHT)

    assert cells(read(tmp_path, "plan.pdf", pdf(draw))) == []


def test_a_table_of_contents_is_no_table(tmp_path):
    def draw(canvas):
        for number, text in enumerate(["Innledning", "Utfordringer", "Mål", "Tiltak"]):
            column(canvas, 70, 700 - 15 * number, [text])
            column(canvas, 480, 700 - 15 * number, [str(number + 3)])

    outline = read(tmp_path, "plan.pdf", pdf(draw))

    assert texts(outline) == ["Innledning 3", "Utfordringer 4", "Mål 5", "Tiltak 6"]
    assert cells(outline) == []


def test_a_note_in_the_margin_is_aside(tmp_path):
    def draw(canvas):
        column(canvas, 70, 740, [line[:55] for line in FULL * 4])
        column(canvas, 430, 700, ["Fire av ti", "unge vil", "bli boende"], "Helvetica-Oblique", 9)

    outline = read(tmp_path, "plan.pdf", pdf(draw))

    assert texts(outline)[-3:] == ["Fire av ti", "unge vil", "bli boende"]
    assert [block.aside for block in outline.blocks] == [False] * 16 + [True] * 3


def test_a_quotation_set_between_two_columns_is_aside(tmp_path):
    def draw(canvas):
        column(canvas, 70, 700, LEFT[:5] + [line[:18] for line in LEFT[5:]])
        column(canvas, 320, 700, RIGHT[:5])
        column(canvas, 390, 635, [line[:22] for line in RIGHT[5:]])
        column(canvas, 190, 630, ["Sammen langs kysten får", "vi til langt mer enn før"], size=14)

    outline = read(tmp_path, "plan.pdf", pdf(draw))

    aside = [block.text for block in outline.blocks if block.aside]
    assert aside == ["Sammen langs kysten får", "vi til langt mer enn før"]


def test_centred_lines_between_paragraphs_are_aside(tmp_path):
    def draw(canvas):
        column(canvas, 70, 740, FULL * 2)
        canvas.setFont("Helvetica-Oblique", 14)
        middle = 70 + canvas.stringWidth(FULL[0], "Helvetica", 10) / 2
        canvas.drawCentredString(middle, 600, "Ingen av oss klarer")
        canvas.drawCentredString(middle, 582, "dette helt alene")
        column(canvas, 70, 540, FULL)

    outline = read(tmp_path, "plan.pdf", pdf(draw))

    aside = [block.text for block in outline.blocks if block.aside]
    assert aside == ["Ingen av oss klarer", "dette helt alene"]

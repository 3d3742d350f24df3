import io
from collections.abc import Callable

import docx
import pytest

from samkraft.importing.outline import Block, UnreadableDocument
from tests.importing.readers.making import archive, cells, lines_agree, marked, read, texts, word


def made(build: Callable) -> bytes:
    document = docx.Document()
    build(document)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def para(text: str, properties: str = "", run: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{run}</w:rPr><w:t>{text}</w:t></w:r></w:p>"


def test_headings_text_and_metadata(tmp_path):
    def build(document):
        document.core_properties.title = "Plan for kysten"
        document.core_properties.language = "nb-NO"
        document.add_heading("Kapittel", 2)
        paragraph = document.add_paragraph("Noe er ")
        paragraph.add_run("fett").bold = True

    outline = read(tmp_path, "plan.docx", made(build))

    assert outline.blocks == (
        Block("Kapittel", 1, 1, size=13.0, bold=True, italic=False, level=2, whole=True),
        Block("Noe er fett", 2, 2, size=11.0, bold=False, italic=False, whole=True),
    )
    assert outline.lines == ("Kapittel", "Noe er fett")
    assert (outline.format, outline.title, outline.language) == ("docx", "Plan for kysten", "nb")
    assert outline.pages is None


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("heading 1", 1),
        ("Rubrik 2", 2),
        ("Overskrift 3", 3),
        ("Otsikko 4", 4),
        ("Title", 1),
        ("Tittel", 1),
        ("Brödtext", None),
    ],
)
def test_heading_styles_are_known_by_name_and_by_inheritance(tmp_path, name, level):
    styles = (
        f'<w:style w:type="paragraph" w:styleId="a1"><w:name w:val="{name}"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="a2"><w:name w:val="Egen"/>'
        '<w:basedOn w:val="a1"/></w:style>'
    )
    body = para("en", '<w:pStyle w:val="a1"/>') + para("to", '<w:pStyle w:val="a2"/>')
    outline = read(tmp_path, "plan.docx", word(body, styles=styles))

    assert [block.level for block in outline.blocks] == [level, level]


def test_an_outline_level_makes_a_heading_and_body_level_unmakes_one(tmp_path):
    styles = '<w:style w:type="paragraph" w:styleId="h"><w:name w:val="heading 1"/></w:style>'
    body = para("en", '<w:outlineLvl w:val="1"/>')
    body += para("to", '<w:pStyle w:val="h"/><w:outlineLvl w:val="9"/>')
    outline = read(tmp_path, "plan.docx", word(body, styles=styles))

    assert [block.level for block in outline.blocks] == [2, None]


NUMBERING = """
<w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="h1"/>
<w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="h2"/>
<w:lvlText w:val="%1.%2"/><w:pPr><w:ind w:left="720"/></w:pPr></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="1">
<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="\uf0b7"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="2">
<w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1)"/>
</w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="2"/></w:num>
<w:num w:numId="4"><w:abstractNumId w:val="0"/>
<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
"""


def item(text: str, list_id: int, depth: int = 0) -> str:
    return para(text, f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{list_id}"/></w:numPr>')


def test_list_numbers_are_counted_and_kept_apart_from_the_text(tmp_path):
    body = (
        item("en", 1) + item("en a", 1, 1) + item("en b", 1, 1) + item("to", 1)
        + item("to a", 1, 1) + item("punkt", 2) + item("bokstav", 3) + item("neste", 3)
        + item("på nytt", 4)
    )  # fmt: skip
    outline = read(tmp_path, "plan.docx", word(body, numbering=NUMBERING))

    assert marked(outline) == [
        ("1.", "en"), ("1.1", "en a"), ("1.2", "en b"), ("2.", "to"), ("2.1", "to a"),
        ("•", "punkt"), ("c)", "bokstav"), ("d)", "neste"), ("1.", "på nytt"),
    ]  # fmt: skip
    assert [block.indent for block in outline.blocks[:2]] == [18.0, 36.0]
    assert outline.lines[:2] == ("1. en", "1.1 en a")


def test_numbered_headings_take_their_number_from_the_style(tmp_path):
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="h{n}"><w:name w:val="heading {n}"/>'
        f'<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        for n in (1, 2)
    )
    body = "".join(para(t, f'<w:pStyle w:val="{s}"/>') for t, s in [("A", "h1"), ("B", "h2")])
    outline = read(tmp_path, "plan.docx", word(body, styles=styles, numbering=NUMBERING))

    assert [(b.bullet, b.text, b.level) for b in outline.blocks] == [
        ("1.", "A", 1),
        ("1.1", "B", 2),
    ]


def test_tracked_changes_are_settled(tmp_path):
    body = (
        "<w:p><w:r><w:t>Vi </w:t></w:r><w:del><w:r><w:delText>kan</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>skal</w:t></w:r></w:ins><w:r><w:t> bygge</w:t></w:r></w:p>"
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>Delt </w:t></w:r></w:p>"
        "<w:p><w:r><w:t>avsnitt</w:t></w:r></w:p>"
    )
    assert texts(read(tmp_path, "plan.docx", word(body))) == ["Vi skal bygge", "Delt avsnitt"]


def test_text_boxes_are_aside_and_read_once(tmp_path):
    box = "<w:txbxContent>" + para("i boksen") + "</w:txbxContent>"
    body = (
        '<w:p xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:r>'
        f"<mc:AlternateContent><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
        "<w:r><w:t>utenfor</w:t></w:r></w:p>"
    )
    outline = read(tmp_path, "plan.docx", word(body))

    assert [(b.text, b.aside) for b in outline.blocks] == [("utenfor", False), ("i boksen", True)]


def test_quotes_are_aside(tmp_path):
    outline = read(
        tmp_path, "plan.docx", made(lambda document: document.add_paragraph("ord", style="Quote"))
    )
    assert [(block.text, block.aside) for block in outline.blocks] == [("ord", True)]


def test_tables_with_merged_cells_and_a_header_row(tmp_path):
    def build(document):
        table = document.add_table(3, 3, style="Light List")
        for place, text in enumerate(["Hva", "Hvem", "Når"]):
            table.cell(0, place).text = text
        table.cell(1, 0).merge(table.cell(2, 0)).text = "Vei"
        table.cell(1, 1).merge(table.cell(1, 2)).text = "Fylket"
        table.cell(2, 1).text = "Staten"
        table.cell(2, 2).text = "2030"

    outline = read(tmp_path, "plan.docx", made(build))

    assert cells(outline) == [
        (0, 0, 0, True, "Hva"),
        (0, 0, 1, True, "Hvem"),
        (0, 0, 2, True, "Når"),
        (0, 1, 0, False, "Vei"),
        (0, 1, 1, False, "Fylket"),
        (0, 2, 1, False, "Staten"),
        (0, 2, 2, False, "2030"),
    ]
    assert lines_agree(outline)


def test_a_frame_of_one_cell_is_no_table(tmp_path):
    def build(document):
        document.add_table(1, 1).cell(0, 0).text = "ramme"

    assert cells(read(tmp_path, "plan.docx", made(build))) == []


def test_typed_line_breaks_part_text_but_not_headings(tmp_path):
    def build(document):
        document.add_heading("Kysten\nvår", 1)
        document.add_paragraph("Eier: Rana\nPartner: Nesna")

    outline = read(tmp_path, "plan.docx", made(build))

    assert [(block.text, block.whole) for block in outline.blocks] == [
        ("Kysten vår", True),
        ("Eier: Rana", False),
        ("Partner: Nesna", True),
    ]


def test_pages_follow_the_breaks_word_noted(tmp_path):
    noted = "<w:r><w:lastRenderedPageBreak/></w:r>"
    body = para("en") + f"<w:p>{noted}<w:r><w:t>to</w:t></w:r>{noted}</w:p>" + para("tre")
    outline = read(tmp_path, "plan.docx", word(body))

    assert [block.page for block in outline.blocks] == [1, 2, 3]
    assert outline.pages == 3


def test_pages_follow_typed_breaks_where_word_noted_none(tmp_path):
    def build(document):
        document.add_paragraph("en")
        document.add_page_break()
        document.add_paragraph("to")

    assert [b.page for b in read(tmp_path, "plan.docx", made(build)).blocks] == [1, 2]


def test_contents_headers_footnotes_and_hidden_text_are_left_out(tmp_path):
    contents = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/>'
        f"</w:docPartObj></w:sdtPr><w:sdtContent>{para('Kapittel 3')}</w:sdtContent></w:sdt>"
    )
    styles = '<w:style w:type="paragraph" w:styleId="t"><w:name w:val="toc 1"/></w:style>'
    body = contents + para("Kapittel 3", '<w:pStyle w:val="t"/>')
    body += para("skjult", run="<w:vanish/>")
    body += "<w:p><w:r><w:t>tekst</w:t></w:r><w:r><w:footnoteReference/></w:r></w:p>"
    data = word(body, styles=styles, footnotes=para("note"), header1=para("topptekst"))

    assert texts(read(tmp_path, "plan.docx", data)) == ["tekst"]


def test_a_document_type_with_entities_is_refused(tmp_path):
    bomb = '<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><d>&b;</d>'
    with pytest.raises(UnreadableDocument, match="XML entities"):
        read(tmp_path, "plan.docx", archive(word__document_dot_xml=bomb))
    with pytest.raises(UnreadableDocument, match="XML entities"):
        read(tmp_path, "plan.docx", archive(word__document_dot_xml=bomb.encode("utf-16")))


def test_broken_xml_is_refused(tmp_path):
    with pytest.raises(UnreadableDocument, match="damaged or incomplete"):
        read(tmp_path, "plan.docx", archive(word__document_dot_xml="<w:document>"))


def test_xml_nested_without_end_is_refused(tmp_path):
    deep = "<a>" * 100_000 + "</a>" * 100_000
    with pytest.raises(UnreadableDocument, match="damaged or incomplete"):
        read(tmp_path, "plan.docx", archive(word__document_dot_xml=deep))

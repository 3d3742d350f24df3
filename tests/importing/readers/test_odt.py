import io
from collections.abc import Callable

import pytest
from odf import dc, draw, style, table, text
from odf.opendocument import OpenDocumentText

from samkraft.importing.outline import Block, UnreadableDocument
from tests.importing.readers.making import (
    archive,
    cells,
    lines_agree,
    marked,
    open_text,
    read,
    texts,
)


def made(build: Callable) -> bytes:
    document = OpenDocumentText()
    build(document)
    file = io.BytesIO()
    document.write(file)
    return file.getvalue()


def test_headings_text_and_metadata(tmp_path):
    def build(document):
        document.meta.addElement(dc.Title(text="Plan for kysten"))
        document.meta.addElement(dc.Language(text="nn-NO"))
        bold = style.Style(name="B", family="paragraph")
        bold.addElement(style.TextProperties(fontweight="bold", fontsize="12pt"))
        document.automaticstyles.addElement(bold)
        document.text.addElement(text.H(outlinelevel=2, text="Kapittel"))
        document.text.addElement(text.P(stylename=bold, text="Feit"))

    outline = read(tmp_path, "plan.odt", made(build))

    assert outline.blocks == (
        Block("Kapittel", 1, 1, bold=False, italic=False, level=2, whole=True),
        Block("Feit", 2, 2, size=12.0, bold=True, italic=False, whole=True),
    )
    assert (outline.format, outline.title, outline.language) == ("odt", "Plan for kysten", "nn")


def test_title_and_heading_styles_make_headings(tmp_path):
    styles = (
        '<style:style style:name="Heading_20_3" style:display-name="Heading 3" '
        'style:family="paragraph"/><style:style style:name="Rubrik" style:family="paragraph"/>'
    )
    automatic = (
        '<style:style style:name="P1" style:family="paragraph" '
        'style:parent-style-name="Heading_20_3"/>'
    )
    body = '<text:p text:style-name="P1">en</text:p><text:p text:style-name="Rubrik">to</text:p>'
    outline = read(tmp_path, "plan.odt", open_text(body, automatic, styles))

    assert [block.level for block in outline.blocks] == [3, 1]


LISTS = (
    '<text:list-style style:name="L"><text:list-level-style-number text:level="1" '
    'style:num-format="1" style:num-suffix="."/><text:list-level-style-number text:level="2" '
    'style:num-format="a" style:num-suffix=")"/></text:list-style>'
    '<text:list-style style:name="U"><text:list-level-style-bullet text:level="1" '
    'text:bullet-char="–"/></text:list-style>'
)


def item(words: str, inner: str = "") -> str:
    return f"<text:list-item><text:p>{words}</text:p>{inner}</text:list-item>"


def test_lists_are_counted_and_nested(tmp_path):
    inner = f"<text:list>{item('a')}{item('b')}</text:list>"
    body = (
        f'<text:list text:style-name="L">{item("en", inner)}{item("to", inner)}</text:list>'
        f'<text:list text:style-name="U">{item("punkt")}</text:list>'
        f'<text:list text:style-name="L" text:continue-numbering="true">{item("tre")}</text:list>'
        f'<text:list text:style-name="L">{item("på nytt")}</text:list>'
    )
    outline = read(tmp_path, "plan.odt", open_text(body, LISTS))

    assert marked(outline) == [
        ("1.", "en"), ("a)", "a"), ("b)", "b"), ("2.", "to"), ("a)", "a"), ("b)", "b"),
        ("•", "punkt"), ("3.", "tre"), ("1.", "på nytt"),
    ]  # fmt: skip
    assert [block.indent for block in outline.blocks[:2]] == [18.0, 36.0]


def test_only_the_first_paragraph_of_an_item_carries_the_mark(tmp_path):
    two = "<text:list-item><text:p>en</text:p><text:p>mer</text:p></text:list-item>"
    outline = read(
        tmp_path, "plan.odt", open_text(f'<text:list text:style-name="L">{two}</text:list>', LISTS)
    )
    assert marked(outline) == [("1.", "en"), (None, "mer")]


def test_numbered_headings(tmp_path):
    styles = (
        '<text:outline-style><text:outline-level-style text:level="1" style:num-format="1"/>'
        '<text:outline-level-style text:level="2" style:num-format="1" text:display-levels="2"/>'
        "</text:outline-style>"
    )
    body = "".join(
        f'<text:h text:outline-level="{level}">{words}</text:h>'
        for level, words in [(1, "A"), (2, "B"), (2, "C"), (1, "D"), (2, "E")]
    )
    outline = read(tmp_path, "plan.odt", open_text(body, styles=styles))

    assert marked(outline) == [("1", "A"), ("1.1", "B"), ("1.2", "C"), ("2", "D"), ("2.1", "E")]


def test_tables_with_a_header_row_and_merged_cells(tmp_path):
    def build(document):
        whole = table.Table()
        heads = table.TableHeaderRows()
        for target, row in [(heads, ["Hva", "Hvem"]), (whole, ["Vei", "Fylket"])]:
            line = table.TableRow()
            for words in row:
                cell = table.TableCell()
                cell.addElement(text.P(text=words))
                line.addElement(cell)
            target.addElement(line)
            if target is heads:
                whole.addElement(heads)
        last = table.TableRow()
        last.addElement(table.CoveredTableCell())
        cell = table.TableCell()
        cell.addElement(text.P(text="Staten"))
        last.addElement(cell)
        whole.addElement(last)
        document.text.addElement(whole)

    outline = read(tmp_path, "plan.odt", made(build))

    assert cells(outline) == [
        (0, 0, 0, True, "Hva"),
        (0, 0, 1, True, "Hvem"),
        (0, 1, 0, False, "Vei"),
        (0, 1, 1, False, "Fylket"),
        (0, 2, 1, False, "Staten"),
    ]
    assert lines_agree(outline)


def test_text_boxes_are_aside(tmp_path):
    def build(document):
        paragraph = text.P(text="utenfor")
        frame = draw.Frame(width="5cm", height="2cm")
        box = draw.TextBox()
        box.addElement(text.P(text="i boksen"))
        frame.addElement(box)
        paragraph.addElement(frame)
        document.text.addElement(paragraph)

    outline = read(tmp_path, "plan.odt", made(build))

    assert [(b.text, b.aside) for b in outline.blocks] == [("utenfor", False), ("i boksen", True)]


def test_deleted_text_notes_and_contents_are_left_out(tmp_path):
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>slettet</text:p>"
        "</text:deletion></text:changed-region></text:tracked-changes>"
        "<text:table-of-content><text:index-body><text:p>Kapittel 3</text:p></text:index-body>"
        "</text:table-of-content><text:p>tekst<text:note><text:note-body><text:p>note</text:p>"
        "</text:note-body></text:note><text:s text:c='2'/>og <text:span>mer<text:line-break/>"
        "ny</text:span> linje</text:p>"
    )
    assert texts(read(tmp_path, "plan.odt", open_text(body))) == ["tekst og mer", "ny linje"]


def test_pages_follow_soft_breaks(tmp_path):
    body = (
        "<text:p>en</text:p><text:soft-page-break/><text:p>to<text:soft-page-break/> mer</text:p>"
        "<text:p>tre</text:p>"
    )
    outline = read(tmp_path, "plan.odt", open_text(body))

    assert [block.page for block in outline.blocks] == [1, 2, 3]
    assert outline.pages == 3


def test_a_document_type_with_entities_is_refused(tmp_path):
    bomb = '<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><d>&b;</d>'
    data = archive(mimetype="application/vnd.oasis.opendocument.text", content_dot_xml=bomb)
    with pytest.raises(UnreadableDocument, match="XML entities"):
        read(tmp_path, "plan.odt", data)


def test_a_document_with_a_password_is_refused(tmp_path):
    data = archive(
        mimetype="application/vnd.oasis.opendocument.text",
        content_dot_xml=b"\x01\x02",
        META_INF__manifest_dot_xml="",
    ).replace(b"META_INF", b"META-INF")
    with pytest.raises(UnreadableDocument):
        read(tmp_path, "plan.odt", data)

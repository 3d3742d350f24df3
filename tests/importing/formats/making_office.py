"""Renders a document for Word and LibreOffice, with styles or with letters only made to look so."""

from __future__ import annotations

import io
from typing import Any

import docx
from docx.shared import Pt
from odf import style as odf_style
from odf import table as odf_table
from odf import text as odf_text
from odf.opendocument import OpenDocumentText

from .source import Sample

WORD_STYLES = {
    "T": "Title",
    "ST": "Subtitle",
    "B": "List Bullet",
    "N": "List Number",
    "Q": "Intense Quote",
}
SIZES = {"T": 26, "H1": 18, "H2": 14, "H3": 12, "H4": 10}


def make_docx(sample: Sample) -> bytes:
    """The document as a Word file; `layout.fake` makes headings large instead of styled."""
    fake = bool(sample.layout.get("fake"))
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = sample.title
    table: Any = None
    for piece in sample.pieces:
        if piece.tag in ("TH", "TR"):
            if piece.tag == "TH":
                table = document.add_table(rows=0, cols=len(piece.cells))
                table.style = "Table Grid"
            for cell, text in zip(table.add_row().cells, piece.cells, strict=True):
                cell.text = text
        elif piece.tag == "TOC":
            for number, (_, text) in enumerate(sample.headings()):
                document.add_paragraph(f"{text}\t{number // 2 + 3}")
        elif piece.tag == "SIGN":
            for text in piece.text.split(" / "):
                document.add_paragraph(text)
        else:
            _word_paragraph(document, piece.tag, piece.text, fake)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _word_paragraph(document: Any, tag: str, text: str, fake: bool) -> None:
    large = tag == "T" or tag[0] == "H"
    if large and fake:
        run = document.add_paragraph().add_run(text)
        run.bold, run.font.size = True, Pt(SIZES[tag])
    elif tag == "L":
        document.add_paragraph().add_run(text).bold = True
    elif tag[0] == "H":
        document.add_paragraph(text, style=f"Heading {tag[1]}")
    else:
        document.add_paragraph(text, style=WORD_STYLES.get(tag))


def make_odt(sample: Sample) -> bytes:
    """The document as an OpenDocument text."""
    document = OpenDocumentText()
    names = _odt_styles(document)
    items: Any = None
    table: Any = None
    for piece in sample.pieces:
        items = items if piece.tag in ("B", "N") else None
        if piece.tag in ("B", "N"):
            if items is None:
                items = odf_text.List()
                document.text.addElement(items)
            item = odf_text.ListItem()
            item.addElement(odf_text.P(text=piece.text))
            items.addElement(item)
        elif piece.tag in ("TH", "TR"):
            if piece.tag == "TH":
                table = odf_table.Table()
                for _ in piece.cells:
                    table.addElement(odf_table.TableColumn())
                document.text.addElement(table)
            table.addElement(_odt_row(piece.cells))
        else:
            for element in _odt_paragraphs(sample, piece.tag, piece.text, names):
                document.text.addElement(element)
    out = io.BytesIO()
    document.write(out)
    return out.getvalue()


def _odt_styles(document: Any) -> dict[str, Any]:
    names: dict[str, Any] = {}
    for tag, size in SIZES.items():
        names[tag] = odf_style.Style(name=f"Large{tag}", family="paragraph")
        names[tag].addElement(odf_style.TextProperties(fontweight="bold", fontsize=f"{size}pt"))
        document.automaticstyles.addElement(names[tag])
    names["L"] = odf_style.Style(name="Label", family="paragraph")
    names["L"].addElement(odf_style.TextProperties(fontweight="bold"))
    document.automaticstyles.addElement(names["L"])
    names["Q"] = odf_style.Style(name="Quotations", family="paragraph")
    document.styles.addElement(names["Q"])
    return names


def _odt_row(cells: tuple[str, ...]) -> Any:
    row = odf_table.TableRow()
    for text in cells:
        cell = odf_table.TableCell()
        cell.addElement(odf_text.P(text=text))
        row.addElement(cell)
    return row


def _odt_paragraphs(sample: Sample, tag: str, text: str, names: dict[str, Any]) -> list[Any]:
    if tag == "TOC":
        entries = enumerate(sample.headings())
        return [odf_text.P(text=f"{one} ........ {n // 2 + 3}") for n, (_, one) in entries]
    if tag == "SIGN":
        return [odf_text.P(text=one) for one in text.split(" / ")]
    if tag[0] == "H" and not sample.layout.get("fake"):
        return [odf_text.H(outlinelevel=int(tag[1]), text=text)]
    return [odf_text.P(stylename=names[tag], text=text) if tag in names else odf_text.P(text=text)]

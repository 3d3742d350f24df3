"""Renders a document as PDF: one or two columns, running heads, tables with and without borders."""

from __future__ import annotations

import html
import io
from typing import Any

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
    TableStyle,
)

from .source import Piece, Sample

WIDTH, HEIGHT = A4
MARGIN, GUTTER, BOTTOM = 56, 22, 48
BODY, BOLD, SIZE = "Helvetica", "Helvetica-Bold", 9.0
BLUE = colors.HexColor("#1f4e79")
BORDERS = {
    "grid": [("GRID", (0, 0), (-1, -1), 0.5, colors.grey)],
    "lines": [("LINEBELOW", (0, 0), (-1, -1), 0.4, colors.grey)],
    "fill": [("BACKGROUND", (0, 0), (-1, 0), colors.HexColor("#cfdceb"))],
    "none": [],
}


def make_pdf(sample: Sample) -> bytes:
    """The document as the bytes of a PDF file."""
    columns = sample.layout.get("columns", 1)
    width = (WIDTH - 2 * MARGIN - GUTTER * (columns - 1)) / columns
    width -= 150 if sample.layout.get("margin") else 0
    lefts = [MARGIN + number * (width + GUTTER) for number in range(columns)]
    frames = [Frame(x, BOTTOM, width, HEIGHT - 100, leftPadding=4, rightPadding=4) for x in lefts]
    out = io.BytesIO()
    document = BaseDocTemplate(out, pagesize=A4, title="")
    document.addPageTemplates([PageTemplate(frames=frames, onPage=_furniture(sample.title))])
    document.build(_story(sample, width - 12))
    return out.getvalue()


def _furniture(title: str) -> Any:
    def draw(canvas: Any, _: Any) -> None:
        canvas.setFont(BODY, 7.5)
        number = canvas.getPageNumber()
        if number > 1:
            canvas.drawString(MARGIN, HEIGHT - 30, title)
        canvas.drawCentredString(WIDTH / 2, 24, str(number))

    return draw


def _styles(two: bool) -> dict[str, ParagraphStyle]:
    def style(name: str, size: float, *, bold: bool = False, **more: Any) -> ParagraphStyle:
        look = {"fontName": BOLD if bold else BODY, "fontSize": size, "leading": size * 1.35}
        return ParagraphStyle(name, **{**look, "spaceAfter": size * 0.6, **more})

    sizes = (14, 12, 10.5, 9.5) if two else (19, 14, 11, 9.5)
    styles = {
        f"H{number}": style(f"H{number}", size, bold=True, textColor=BLUE, spaceBefore=size * 0.7)
        for number, size in enumerate(sizes, start=1)
    }
    item = {"leftIndent": 14, "bulletIndent": 2, "spaceAfter": 2}
    styles |= {
        "T": style("T", 17 if two else 24, bold=True),
        "ST": style("ST", 12),
        "P": style("P", SIZE),
        "L": style("L", SIZE, bold=True, spaceAfter=2),
        "B": style("B", SIZE, **item),
        "N": style("N", SIZE, **item),
        "Q": style("Q", 13, textColor=BLUE),
        "cell": style("cell", SIZE - 1, spaceAfter=0),
        "head": style("head", SIZE - 1, bold=True, spaceAfter=0),
    }
    return styles


class _Beside(Flowable):
    """A quotation in the margin, right of the text."""

    def __init__(self, text: str, style: ParagraphStyle, width: float) -> None:
        super().__init__()
        self.text, self.style, self.left = text, style, width + 30

    def wrap(self, *_: float) -> tuple[float, float]:
        return 0, 0

    def draw(self) -> None:
        paragraph = Paragraph(html.escape(self.text, quote=False), self.style)
        _, height = paragraph.wrap(125, 400)
        paragraph.drawOn(self.canv, self.left, 10 - height)


def _story(sample: Sample, width: float) -> list[Flowable]:
    styles = _styles(sample.layout.get("columns", 1) == 2)
    story: list[Flowable] = []
    rows: list[Piece] = []
    count = 0
    for piece in [*sample.pieces, Piece("END", ("",))]:
        if rows and piece.tag != "TR":
            story += _table(rows, styles, width, sample.layout.get("borders", "grid"))
            rows = []
        count = count + 1 if piece.tag == "N" else 0
        if piece.tag in ("TH", "TR"):
            rows.append(piece)
        elif piece.tag == "TOC":
            story += _contents(sample, styles["P"], width)
        elif piece.tag == "Q" and sample.layout.get("margin"):
            story.append(_Beside(piece.text, styles["Q"], width))
        elif piece.tag != "END":
            story += _paragraphs(piece, styles, count)
    return story


def _paragraphs(piece: Piece, styles: dict[str, ParagraphStyle], count: int) -> list[Flowable]:
    mark = {"B": "•", "N": f"{count}."}.get(piece.tag)
    texts = piece.text.split(" / ") if piece.tag == "SIGN" else [piece.text]
    style = styles.get(piece.tag, styles["P"])
    return [Paragraph(html.escape(text, quote=False), style, bulletText=mark) for text in texts]


def _contents(sample: Sample, style: ParagraphStyle, width: float) -> list[Flowable]:
    lines: list[Flowable] = []
    for number, (_, text) in enumerate(sample.headings()):
        free = width - stringWidth(text, BODY, SIZE) - 22
        dots = max(4, int(free / stringWidth(".", BODY, SIZE)))
        line = f"{text} {'.' * dots} {number // 2 + 3}"
        lines.append(Paragraph(html.escape(line, quote=False), style))
    return [*lines, PageBreak()]


def _table(
    rows: list[Piece], styles: dict[str, ParagraphStyle], width: float, borders: str
) -> list[Flowable]:
    columns = range(len(rows[0].cells))
    words = [[word for row in rows for word in row.cells[c].split()] or [""] for c in columns]
    least = [max(stringWidth(word, BOLD, SIZE - 1) for word in found) + 14 for found in words]
    amounts = [sum(map(len, found)) + 10 for found in words]
    spare = max(0.0, width - sum(least))
    data = [
        [
            Paragraph(html.escape(cell, quote=False), styles["cell" if number else "head"])
            for cell in row.cells
        ]
        for number, row in enumerate(rows)
    ]
    widths = [a + spare * b / sum(amounts) for a, b in zip(least, amounts, strict=True)]
    table = Table(data, colWidths=widths, repeatRows=1)
    table.setStyle(TableStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), *BORDERS[borders]]))
    return [Spacer(1, 4), table, Spacer(1, 8)]

"""Makes documents for the tests: nothing here is kept as a file in the repository."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from samkraft.importing.outline import Block, Outline
from samkraft.importing.readers import read_document

WIDTH, HEIGHT = A4


def read(folder: Path, name: str, data: bytes | str) -> Outline:
    """Writes a file and reads it."""
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return read_document(path)


def pdf(draw: Callable[[Canvas], None], **options: object) -> bytes:
    """A PDF drawn by a function."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4, **options)
    draw(canvas)
    canvas.save()
    return file.getvalue()


def column(
    canvas: Canvas,
    x: float,
    y: float,
    lines: list[str],
    font: str = "Helvetica",
    size: float = 10,
    leading: float = 13,
) -> None:
    """Lines below each other, y from the bottom of the page."""
    canvas.setFont(font, size)
    for number, line in enumerate(lines):
        canvas.drawString(x, y - number * leading, line)


def archive(**members: bytes | str) -> bytes:
    """A ZIP file; "__" in a name stands for "/" and "_dot_" for "."."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in members.items():
            target.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return file.getvalue()


WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def word(body: str, **parts: str) -> bytes:
    """A bare Word document around the XML of a body; parts such as styles="…" by name."""
    members = {
        f"word__{name}_dot_xml": f'<w:{name} xmlns:w="{WORD}">{xml}</w:{name}>'
        for name, xml in {"document": f"<w:body>{body}</w:body>", **parts}.items()
    }
    return archive(_Content_Types__dot_xml="<Types/>", **members)


OPEN = "urn:oasis:names:tc:opendocument:xmlns:"
SPACES = " ".join(
    f'xmlns:{short}="{OPEN}{long}:1.0"'
    for short, long in {
        "office": "office",
        "text": "text",
        "style": "style",
        "table": "table",
        "draw": "drawing",
        "fo": "xsl-fo-compatible",
    }.items()
)


def open_text(body: str, automatic: str = "", styles: str = "") -> bytes:
    """A bare OpenDocument text around the XML of a body."""
    return archive(
        mimetype="application/vnd.oasis.opendocument.text",
        content_dot_xml=f"<office:document-content {SPACES}><office:automatic-styles>{automatic}"
        f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>",
        styles_dot_xml=f"<office:document-styles {SPACES}><office:styles>{styles}"
        "</office:styles></office:document-styles>",
    )


def texts(outline: Outline) -> list[str]:
    """The texts of all blocks."""
    return [block.text for block in outline.blocks]


def marked(outline: Outline) -> list[tuple[str | None, str]]:
    """Bullet and text of all blocks."""
    return [(block.bullet, block.text) for block in outline.blocks]


def cells(outline: Outline) -> list[tuple[int, int, int, bool, str]]:
    """Table, row, column, header and text of all blocks in tables."""
    return [
        (b.cell.table, b.cell.row, b.cell.column, b.cell.header, b.text)
        for b in outline.blocks
        if b.cell
    ]


def lines_agree(outline: Outline) -> bool:
    """Whether every block stands where its line numbers say."""
    # Lines of Markdown still hold the marks that are taken out of the blocks.
    exact = outline.format != "markdown"
    return all(_agrees(block, outline.lines, exact=exact) for block in outline.blocks)


def _agrees(block: Block, lines: tuple[str, ...], *, exact: bool) -> bool:
    if not 1 <= block.first_line <= block.last_line <= len(lines):
        return False
    if not exact:
        return any(line.strip() for line in lines[block.first_line - 1 : block.last_line])
    place = " ".join(lines[block.first_line - 1 : block.last_line])
    return "".join(block.text.split()) in "".join(place.split())

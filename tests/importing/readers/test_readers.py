import io
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samkraft.importing.outline import UnreadableDocument
from samkraft.importing.readers import read_document
from tests.importing.readers.making import (
    archive,
    column,
    lines_agree,
    open_text,
    pdf,
    read,
    texts,
    word,
)

PDF = pdf(lambda canvas: column(canvas, 70, 700, ["tekst"]), pageCompression=0)
DOCX = word("<w:p><w:r><w:t>tekst</w:t></w:r></w:p>")
ODT = open_text("<text:p>tekst</text:p>")
HTML = "<!doctype html><p>tekst</p>"


@pytest.mark.parametrize(
    ("name", "data", "found", "what"),
    [
        ("plan.docx", PDF, "pdf", "a PDF"),
        ("plan.pdf", DOCX, "docx", "a Word document"),
        ("plan.docx", ODT, "odt", "an OpenDocument text"),
        ("plan.pdf", HTML, "html", "a web page"),
        ("plan.md", HTML, "html", "a web page"),
        ("plan.docx", "tekst", "text", "plain text"),
    ],
)
def test_a_wrong_name_is_noted_and_the_content_read(tmp_path, name, data, found, what):
    outline = read(tmp_path, name, data)

    ending = Path(name).suffix
    assert outline.format == found
    assert texts(outline) == ["tekst"]
    assert outline.notes == (
        f"The name ends in {ending}, but the content is {what} and was read as such.",
    )


@pytest.mark.parametrize(
    ("name", "data", "found"),
    [
        ("plan.pdf", PDF, "pdf"),
        ("plan", DOCX, "docx"),
        ("plan.odt", ODT, "odt"),
        ("plan.HTM", "<p>tekst", "html"),
        ("plan.md", "tekst", "markdown"),
        ("plan.txt", "tekst", "text"),
    ],
)
def test_a_right_or_missing_name_needs_no_note(tmp_path, name, data, found):
    outline = read(tmp_path, name, data)
    assert (outline.format, outline.notes) == (found, ())


@pytest.mark.parametrize(
    ("name", "data", "what"),
    [
        ("plan.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "an old Office file"),
        ("plan.rtf", b"{\\rtf1 tekst}", "an RTF document"),
        ("tall.xlsx", archive(xl__workbook_dot_xml="<a/>"), "an Excel workbook"),
        ("foiler.pptx", archive(ppt__presentation_dot_xml="<a/>"), "a PowerPoint presentation"),
        ("bilde.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 50, r"a picture \(PNG\)"),
        ("bilde.jpg", b"\xff\xd8\xff\xe0" + b"\0" * 50, r"a picture \(JPEG\)"),
        ("tegning.svg", b"<svg xmlns='x'></svg>", r"a picture \(SVG\)"),
    ],
)
def test_other_files_are_named_and_a_way_out_is_given(tmp_path, name, data, what):
    sentence = rf"The file is {what}.*, which cannot be read here\. Save it as \.docx or PDF"
    with pytest.raises(UnreadableDocument, match=sentence):
        read(tmp_path, name, data)


def test_a_word_document_with_a_password_is_refused(tmp_path):
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")
    with pytest.raises(UnreadableDocument, match="protected by a password"):
        read(tmp_path, "plan.docx", data)


def test_a_plain_archive_is_refused(tmp_path):
    with pytest.raises(UnreadableDocument, match="compressed folder"):
        read(tmp_path, "plan.docx", archive(a="b"))


@pytest.mark.parametrize("name", ["plan.pdf", "plan.docx", "plan.odt"])
def test_scrambled_content_under_a_known_name_is_refused(tmp_path, name):
    with pytest.raises(UnreadableDocument, match="something else or damaged"):
        read(tmp_path, name, bytes(range(128, 256)) + bytes(range(128)))


def test_a_document_without_text_is_refused(tmp_path):
    with pytest.raises(UnreadableDocument, match=r"There is no text in plan\.docx"):
        read(tmp_path, "plan.docx", word("<w:p/>"))


def test_every_refusal_is_one_line(tmp_path):
    for data in (b"\0" * 100, b"%PDF-", b"PK\x03\x04", b"{\\rtf", b"<?xml version='1.0'?><a/>"):
        with pytest.raises(UnreadableDocument) as refusal:
            read(tmp_path, "plan.pdf", data)
        assert "\n" not in str(refusal.value)
        assert str(refusal.value).endswith(".")


def test_no_library_is_loaded_before_a_document_is_read():
    code = (
        "import sys, samkraft.importing.readers\n"
        "heavy = {'lxml', 'pypdfium2', 'docx', 'markdown_it'} & set(sys.modules)\n"
        "sys.exit(str(heavy) if heavy else 0)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


ENDINGS = st.sampled_from([".pdf", ".docx", ".odt", ".html", ".md", ".txt", ""])


def survives(name: str, data: bytes) -> None:
    """Reads the data; the only exception allowed is a refusal."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            outline = read(Path(folder), name, data)
        except UnreadableDocument:
            return
    assert lines_agree(outline)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400), ENDINGS)
def test_random_bytes_are_read_or_refused(data, ending):
    survives(f"plan{ending}", data)


@settings(max_examples=150, deadline=None)
@given(st.text(st.sampled_from("ab Å<>/pliu*_#`-|[]()!&;\n\t\"'=1.:"), max_size=300), ENDINGS)
def test_random_markup_is_read_or_refused(text, ending):
    survives(f"plan{ending}", f"<p>{text}".encode() if ending == ".html" else text.encode())


HTML_TAGS = [
    "table",
    "tr",
    "td rowspan=2",
    "th colspan=3",
    "dl",
    "dt",
    "dd",
    "ul",
    "ol",
    "li",
    "br",
]
HTML_TAGS += ["/table", "/tr", "/td", "/dl", "/ul", "pre", "/pre", "main", "header", "nav", "/nav"]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(HTML_TAGS), max_size=30))
def test_senseless_web_markup_is_read_or_refused(tags):
    survives("plan.html", "".join(f"<{tag}>ord" for tag in tags).encode())


TAGS = ["p", "r", "t", "tbl", "tr", "tc", "tcPr", "gridSpan", "pPr", "numPr", "numId", "ilvl"]
TAGS += ["del", "ins", "sdt", "sdtContent", "txbxContent", "br", "rPr", "b", "sz", "pStyle"]


@settings(max_examples=150, deadline=None)
@given(st.recursive(st.just("<w:t>ord</w:t>"), lambda inner: st.builds(
    lambda tag, value, parts: f'<w:{tag} w:val="{value}">{"".join(parts)}</w:{tag}>',
    st.sampled_from(TAGS), st.sampled_from(["1", "-1", "x", "", "99999999999"]),
    st.lists(inner, max_size=4),
), max_leaves=20))  # fmt: skip
def test_senseless_word_markup_is_read_or_refused(body):
    survives("plan.docx", word(body))


def real_documents() -> list[bytes]:
    document = docx.Document()
    document.add_heading("Plan", 1)
    document.add_paragraph("punkt", style="List Number")
    document.add_table(2, 2, style="Light List").cell(0, 0).text = "Hva"
    file = io.BytesIO()
    document.save(file)
    return [PDF, DOCX, ODT, HTML.encode(), file.getvalue()]


@pytest.mark.parametrize("data", real_documents())
def test_damaged_documents_are_read_or_refused(data):
    chance = random.Random(1)
    for _ in range(40):
        damaged = bytearray(data)
        for _ in range(chance.randint(1, 20)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        survives("plan", bytes(damaged[: chance.randint(len(damaged) // 2, len(damaged))]))


def test_three_hundred_pages_take_less_than_ten_seconds(tmp_path):
    def draw(canvas):
        for _ in range(300):
            column(
                canvas, 70, 780, ["en linje som fyller omtrent hele sidens bredde med tekst"] * 48
            )
            canvas.showPage()

    path = tmp_path / "plan.pdf"
    path.write_bytes(pdf(draw))
    start = time.perf_counter()
    outline = read_document(path)

    assert time.perf_counter() - start < 10
    assert len(outline.blocks) == 300 * 48
    assert lines_agree(outline)

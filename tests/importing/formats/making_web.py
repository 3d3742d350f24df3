"""Renders a document as a municipality's web page and as text taken out of a PDF."""

from __future__ import annotations

import textwrap
from html import escape
from itertools import pairwise

from .source import Piece, Sample

BEFORE = """<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8">
<title>{title} - Kommunen</title></head><body>
<div class="cookie-banner" role="dialog">Cookies <button>OK</button></div>
<header><a href="/">Kommunen</a><nav><ul><li><a href="/a">Start</a></li>
<li><a href="/b">Tiltak</a></li></ul></nav></header>
<ol class="breadcrumb"><li><a href="/">Start</a></li><li>Planer</li></ol><main><article>"""
AFTER = """</article></main><footer><h2>Kontakt</h2><p>Tel 012-345 67</p></footer></body></html>"""
LISTS = {"B": "ul", "N": "ol"}
SIMPLE = {"T": "h1", "P": "p", "ST": "p", "L": "p", "SIGN": "p", "H1": "h2", "H2": "h3", "H3": "h4"}


def make_html(sample: Sample) -> bytes:
    """The document as a web page with everything such pages have around their text."""
    parts = [BEFORE.format(language=sample.language, title=escape(sample.title))]
    ends = Piece("END", ("",))
    for former, piece in pairwise([ends, *sample.pieces, ends]):
        parts += _between(former.tag, piece.tag)
        parts.append(_html_of(piece, bool(sample.layout.get("accordion"))))
    return "\n".join([*parts, AFTER]).encode()


def _between(former: str, tag: str) -> list[str]:
    closed: list[str] = []
    if former in LISTS and tag != former:
        closed.append(f"</{LISTS[former]}>")
    if former in ("TH", "TR") and tag != "TR":
        closed.append("</tbody></table>")
    if tag in LISTS and tag != former:
        closed.append(f"<{LISTS[tag]}>")
    return closed


def _html_of(piece: Piece, accordion: bool) -> str:
    text = escape(piece.text, quote=False)
    if piece.tag == "TH":
        cells = "".join(f"<th>{escape(cell)}</th>" for cell in piece.cells)
        return f"<table><thead><tr>{cells}</tr></thead><tbody>"
    if piece.tag == "TR":
        return "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in piece.cells) + "</tr>"
    if piece.tag in LISTS:
        return f"<li>{text}</li>"
    if piece.tag == "Q":
        return f"<blockquote><p>{text}</p></blockquote>"
    if piece.tag == "H1" and accordion:
        return f'<h2 class="accordion-header"><button type="button">{text}</button></h2>'
    if piece.tag == "L":
        text = f"<strong>{text}</strong>"
    name = SIMPLE.get(piece.tag)
    return f"<{name}>{text}</{name}>" if name else ""


def make_txt(sample: Sample) -> bytes:
    """The document as lines of text with form feeds, running heads and page numbers."""
    width = sample.layout.get("width", 84)
    lines: list[str] = []
    count, former = 0, ""
    for piece in sample.pieces:
        count = count + 1 if piece.tag == "N" else 0
        if not (piece.tag == former and piece.tag in ("B", "N", "TR")) and former not in (
            "L",
            "TH",
        ):
            lines.append("")
        lines += _text_lines(sample, piece, count, width)
        former = piece.tag
    pages = [lines[at : at + 46] for at in range(0, len(lines), 46)]
    foot = sample.title if sample.layout.get("furniture") else ""
    ended = ["\n".join([*page, "", f"{foot}  {n}".strip()]) for n, page in enumerate(pages, 1)]
    return ("\n\f".join(ended) + "\n").encode()


def _text_lines(sample: Sample, piece: Piece, count: int, width: int) -> list[str]:
    if piece.tag == "TOC":
        entries = enumerate(sample.headings())
        return [f"{text} ".ljust(width - 4, ".") + f" {n // 2 + 3}" for n, (_, text) in entries]
    if piece.tag in ("TH", "TR"):
        return ["".join(cell.ljust(48 if not n else 22) for n, cell in enumerate(piece.cells))]
    if piece.tag == "SIGN":
        return piece.text.split(" / ")
    mark = {"B": "• ", "N": f"{count}. "}.get(piece.tag, "")
    wide = 38 if piece.tag == "Q" else width
    return textwrap.wrap(mark + piece.text, wide, subsequent_indent=" " * len(mark))

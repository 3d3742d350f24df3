"""The interpreter: an outline goes in, a draft plan with findings comes out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..draftplan import DraftElement, DraftPlan, Quote, Source
from ..outline import Outline
from .about import period_of, title_of, title_part
from .classify import classify
from .collect import collect
from .draft import Piece
from .findings import Notes, note_gaps, note_unread
from .furniture import clean
from .language import detect_language
from .overview import settle
from .paragraphs import Para, make_paragraphs
from .parts import Part
from .roles import assign_roles
from .sections import build_tree
from .texttables import find_text_tables


def interpret(outline: Outline, *, language: str | None = None) -> DraftPlan:
    """Understand a document's outline. `language` overrules what the text and file say."""
    blocks, _ = clean(outline)
    paras, metrics = make_paragraphs(outline, find_text_tables(blocks))
    parts = classify(paras, metrics)
    heading = title_part(parts, metrics)
    title = title_of(outline, heading, parts)
    root = build_tree(parts, heading)
    assign_roles(root)
    draft = collect(root)
    notes = Notes()
    code, sure = _language(paras, outline, language)
    pieces = settle(draft, notes)
    _mend_capitals(pieces, paras)
    note_gaps(pieces, notes)
    note_unread(draft, pieces, notes)
    _note_whole(notes, pieces, draft.vision is not None, sure, outline)
    return DraftPlan(
        title=title,
        period=period_of(title, parts),
        vision=draft.vision[0] if draft.vision else None,
        language=code,
        elements=_elements(pieces),
        quotes=_quotes(parts, draft.vision[1] if draft.vision else None),
        findings=tuple(sorted(notes.found, key=lambda f: f.source.lines)),
    )


def _language(paras: Sequence[Para], outline: Outline, given: str | None) -> tuple[str, bool]:
    if given:
        return given, True
    return detect_language("\n".join(p.text for p in paras), outline.language)


def _mend_capitals(pieces: list[Piece], paras: Sequence[Para]) -> None:
    """A name in capitals takes the mixed-case form it has elsewhere in the document."""
    shouted = [p for p in pieces if p.text.isupper() and len(p.text) > 5]
    if not shouted:
        return
    text = "\n".join(p.text for p in paras)
    for piece in shouted:
        forms = [m.group() for m in re.finditer(re.escape(piece.text), text, re.IGNORECASE)]
        forms = [f for f in forms if not f.isupper()]
        best = next((f for f in forms if f[0].isupper()), forms[0] if forms else None)
        if best:
            piece.text = best[0].upper() + best[1:]


def _note_whole(
    notes: Notes, pieces: list[Piece], vision: bool, sure: bool, outline: Outline
) -> None:
    last = max((b.last_line for b in outline.blocks), default=1)
    page = 1 if outline.pages else None
    if not pieces:
        notes.add_lines(
            "no-elements", "No goals, measures or other parts of a plan were found.", page, 1, last
        )
    elif not vision and any(p.kind in ("area", "goal") for p in pieces):
        notes.add_lines("no-vision", "The document states no vision.", page, 1, 1)
    if not sure:
        notes.add_lines("language-unsure", "The language could not be told for sure.", page, 1, 1)


def _elements(pieces: list[Piece]) -> tuple[DraftElement, ...]:
    place = {id(p): i for i, p in enumerate(pieces)}
    return tuple(
        DraftElement(
            kind=p.kind,
            text=p.text,
            parent=place.get(id(p.parent)) if p.parent is not None else None,
            source=Source(p.page, (p.first, p.last)),
            responsible=p.responsible,
        )
        for p in pieces
    )


def _quotes(parts: Sequence[Part], vision: Para | None) -> tuple[Quote, ...]:
    return tuple(
        Quote(p.text, Source(p.para.page, (p.para.first, p.para.last)))
        for p in parts
        if p.kind == "quote" and p.para is not vision and p.text
    )

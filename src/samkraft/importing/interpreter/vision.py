"""The vision, only where the document says so."""

from __future__ import annotations

import re

from .paragraphs import Para
from .sections import Section

_QUOTED = re.compile(r"[«”“\"„](?P<text>[^«»”“\"„]{10,400})[»”“\"]")


def vision_of(section: Section) -> tuple[str, Para] | None:
    """The text under a vision heading, or behind its colon."""
    assert section.part is not None
    assert section.label is not None
    if section.label.name:
        return bare(section.label.name), section.part.para
    parts = [p for p in section.parts if p.kind in ("text", "quote", "item")]
    for part in parts[:3]:
        quoted = _QUOTED.search(part.para.text)
        if quoted:
            return quoted["text"].strip(), part.para
    strong = next((p for p in parts[:3] if p.para.italic or p.para.bold or p.para.aside), None)
    if strong or parts:
        chosen = strong or parts[0]
        return (bare(chosen.para.text), chosen.para) if len(chosen.text.split()) > 2 else None
    child = next((c for c in section.children if c.label is None and c.part), None)
    if child and child.part and not child.has_items:
        child.role = "other"
        return bare(child.part.para.text), child.part.para
    return None


_LEAD = re.compile(
    r"^(?:vår |vores |our |the |regionens |länets |fylkets |kommunens |planens |strategins |strategiens )?"
    r"(?:vision|visjon|visio)(?:en|mme|s)?(?: vår| vores)?"
    r"(?: (?:mot|for|för|til|till|to|towards) 20\d\d)?"
    r"(?: (?:är|er|is|on|lyder|lyd|kuuluu|reads))?\s*:\s*(?=\S)",
    re.IGNORECASE,
)


def bare(text: str) -> str:
    """Without "Vår vision är:" before it and quotation marks around the whole."""
    text = _LEAD.sub("", text.strip())
    if text[:1] in '«”“"„' and text.rstrip(".")[-1:] in '»”“"':
        return text.rstrip(".").strip('«»”“"„ ')
    return text

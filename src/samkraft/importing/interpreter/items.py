"""The text of one element: numbering, labels and attributes taken off."""

from __future__ import annotations

import re
from functools import lru_cache

from . import vocabulary
from .labels import Label, find_label
from .numbers import strip_code, strip_number

_LINK = re.compile(r"\s*\(?(?:https?://|www\.)\S+\)?")
_SPLIT = re.compile(r"\s*;\s+")


@lru_cache(maxsize=1)
def _attribute_pattern() -> tuple[re.Pattern[str], dict[str, str]]:
    kinds = {}
    for kind, text in vocabulary.ATTRIBUTES.items():
        for phrase in text.split(";"):
            kinds[phrase.strip()] = kind
    names = "|".join(sorted((re.escape(k) for k in kinds), key=len, reverse=True))
    return re.compile(
        rf"(?<![\w-])(?P<name>{names})\s*(?:\([^)]{{0,30}}\))?\s*:\s*", re.IGNORECASE
    ), kinds


_BARE_RESPONSIBLE = re.compile(
    r"\s*[(\[](?P<name>ansvarlig\w*|ansvarleg\w*|ansvarig\w*|ansvar|vastuu\w*|responsible|lead|tovholder)\s+"
    r"(?P<value>[^)\]]{2,120})[)\]]\s*$",
    re.IGNORECASE,
)


def attribute_of(text: str) -> tuple[str, str] | None:
    """("responsible", "Region X") for a line such as "Ansvarlig: Region X", else None."""
    pattern, kinds = _attribute_pattern()
    match = pattern.match(text.lstrip("(–—- "))
    if not match:
        return None
    kind = kinds[match["name"].lower()]
    value, responsible = _values(text.lstrip("(–—- "))
    return ("responsible", responsible) if responsible else (kind, value)


def _values(text: str) -> tuple[str, str]:
    """The first attribute's value and the responsible body's, in a row of attributes."""
    pattern, kinds = _attribute_pattern()
    matches = list(pattern.finditer(text))
    first = responsible = ""
    for index, match in enumerate(matches):
        end = matches[index + 1].start() if index + 1 < len(matches) else len(text)
        value = _trim(text[match.end() : end])
        first = first or value
        if kinds[match["name"].lower()] == "responsible" and not responsible:
            responsible = value
    return first, responsible


def _trim(value: str) -> str:
    value = value.strip().strip(";,|–—").strip()
    if value.endswith(".") and not value.endswith(("m.fl.", "etc.", "mfl.")):
        value = value[:-1]
    return value.rstrip(")]").strip() if value.count(")") > value.count("(") else value


def split_attributes(text: str) -> tuple[str, str | None]:
    """Take "(ansvarlig: X)" or "– Ansvarig: X, frist: 2026" off a measure's end."""
    bare = _BARE_RESPONSIBLE.search(text)
    if bare:
        return text[: bare.start()].strip(), bare["value"].strip()
    pattern, kinds = _attribute_pattern()
    for match in pattern.finditer(text):
        before = text[: match.start()].rstrip()
        if not before or (
            not before.endswith((".", "(", "[", "–", "—", "-", ";", ",", "|", ")", "!"))
            and (kinds[match["name"].lower()] != "responsible")
        ):
            continue
        _, responsible = _values(text[match.start() :])
        return before.rstrip("([–—-;,| ").strip(), responsible or None
    return text, None


def clean_text(text: str) -> tuple[str, str, str, Label | None]:
    """An item's own text, its number, the role its own label or code gives, and that label."""
    text = _LINK.sub("", text).strip() or text.strip()
    number, body = strip_number(text)
    if number.isdigit() and text[len(number) : len(number) + 1] not in (".", ")"):
        number, body = "", text
    label = find_label(body)
    if (
        label
        and label.name
        and (label.colon or label.number)
        and label.role not in ("other", "excerpt", "mixed")
    ):
        return label.name, label.number or number, label.role, label
    role, stripped = strip_code(body)
    if stripped != body:
        return stripped.strip(), number, role, None
    return body.strip(), number, "", None


def split_inline(text: str) -> list[str]:
    """ "Bygge vei; utrede bane; leie tog" behind a label: several things in one line."""
    pieces = [p.strip() for p in _SPLIT.split(text) if p.strip()]
    return pieces if len(pieces) > 1 else [text]


_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÅÄÖÆØ«”\"])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:bl|ca|f|t|m|jf|nr|inkl|ev|evt|dvs|kl|kr|mill|pr|st|dr|e|o|s|resp|osv|etc|mm|fl|eks|ex|a)\.|\d\.)$",
    re.IGNORECASE,
)


def sentences(text: str) -> list[str]:
    """Split running text into sentences, not at abbreviations."""
    result: list[str] = []
    for piece in _SENTENCE.split(text):
        if result and _ABBREVIATION.search(result[-1]):
            result[-1] = f"{result[-1]} {piece}"
        else:
            result.append(piece)
    return result

"""Addresses made from words."""

from __future__ import annotations

import re
import unicodedata

# Letters that do not fall apart into a base letter and an accent.
LETTERS = str.maketrans(
    {"æ": "ae", "ø": "o", "đ": "d", "ŋ": "n", "ŧ": "t", "ð": "d", "þ": "th", "ß": "ss", "œ": "oe"}
)


def slug(text: str, *, longest: int = 70) -> str:
    """Small letters a–z, digits and hyphens, cut at a word where it can be; may be empty."""
    # what is neither letter nor digit parts words, also the long dash of 2025–2030
    lowered = re.sub(r"[^\w]+|_", " ", text.casefold()).translate(LETTERS)
    ascii_only = unicodedata.normalize("NFKD", lowered).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", ascii_only)
    made = "-".join(words)
    if len(made) <= longest:
        return made
    cut = made[: longest + 1].rsplit("-", 1)[0]
    return cut[:longest].strip("-")

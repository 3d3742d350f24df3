"""Language tags as documents declare them."""

from __future__ import annotations


def two_letters(tag: str | None) -> str | None:
    """The two-letter language code of a tag such as "nb-NO", None when it has none."""
    code = (tag or "").strip().replace("_", "-").split("-")[0].lower()
    return code if len(code) == 2 and code.isascii() and code.isalpha() else None

"""Numbering before and behind headings: "4.1", "IV.", "a)", "M1:", years."""

from __future__ import annotations

import re

ROMAN = r"(?=[IVX])(?:X{0,3})(?:IX|IV|V?I{0,3})"
_NUMBERING = re.compile(
    rf"^\s*(?P<number>\d{{1,2}}(?:[.:]\d{{1,2}})+[.:)]?|\d{{1,2}}[.)]|{ROMAN}[.)]|[A-ZÅÄÖÆØa-z][.)]|\d{{1,2}}(?=\s))"
    r"(?:\s+|(?<=[.):])(?=[^\W\d_]))(?=[^\W_«”\"(])"
)
NUMBER_AFTER = re.compile(
    rf"^\s*(?:nr\.?|no\.?)?\s*(?P<number>\d{{1,2}}(?:[.:]\d{{1,2}})*[a-z]?|{ROMAN}|[A-ZÅÄÖ])(?=[\s:.)–—-]|$)"
)
_CODE = re.compile(
    r"^\s*(?P<letter>DM|HM|M|G|T|Å|A|S|D|O|P|TP)\s?(?P<number>\d{1,2}(?:[.:]\d{1,2})*)(?:\s*[.:)–—-]\s*|\s+)(?=\S)"
)
YEAR = re.compile(r"^\s*(?:år(?:et)?\s+|vuoteen\s+)?(?:19|20)\d\d\b(?:\s*[-–]\s*(?:19|20)?\d\d)?")
_CODE_ROLES = {
    "M": "goal",
    "HM": "goal",
    "G": "goal",
    "DM": "subgoal",
    "D": "subgoal",
    "Å": "measure",
    "TP": "measure",
    "P": "",
}


def strip_number(text: str) -> tuple[str, str]:
    """The numbering before a heading or item ("4.1", "IV", "a"), and the text behind it."""
    match = _NUMBERING.match(text)
    if not match:
        return "", text.strip()
    return match["number"].rstrip(".:)"), text[match.end() :].strip()


def strip_code(text: str) -> tuple[str, str]:
    """A letter code such as "M1:" or "Å 2.1" as a role (or ""), and the text behind it."""
    match = _CODE.match(text)
    if not match:
        return "", text
    return _CODE_ROLES.get(match["letter"], ""), text[match.end() :].strip()

"""What the names of paragraph styles say, in the languages office programs use in the Nordics."""

from __future__ import annotations

import re

HEADING = re.compile(
    r"^(?:heading|rubrik|overskrift|otsikko|fyrirsögn|überschrift)[ _]*(\d)(?:\D.*)?$",
    re.IGNORECASE,
)
TITLES = frozenset({"title", "rubrik", "tittel", "titel", "otsikko", "titill", "overskrift"})
QUOTES = frozenset(
    {
        "quote",
        "intense quote",
        "quotations",
        "block text",
        "block quotation",
        "blockquote",
        "citat",
        "starkt citat",
        "sitat",
        "sterkt sitat",
        "strekt sitat",
        "stærkt citat",
        "lainaus",
        "erottuva lainaus",
        "sitaatti",
    }
)
CONTENTS = re.compile(
    r"^(?:toc|innehåll|innehållsförteckning|inh|innhold|inndh|indholdsfortegnelse|sisluet|contents)"
    r"[ _]*(?:\d|heading)$",
    re.IGNORECASE,
)


def heading_level(name: str) -> int | None:
    """The heading level 1–6 a style name stands for, None when it is no heading."""
    found = HEADING.match(name.strip())
    if found:
        number = int(found.group(1))
        return min(number, 6) if number else None
    return 1 if name.strip().lower() in TITLES else None


def is_quote(name: str) -> bool:
    """Whether a style of this name sets quotations apart from the running text."""
    return name.strip().lower() in QUOTES


def is_contents(name: str) -> bool:
    """Whether a style of this name belongs to a generated table of contents."""
    return bool(CONTENTS.match(name.strip()))

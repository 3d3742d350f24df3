"""What Kolada says about its indicators. It has no field for the unit: that is in the title."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

# What a part of a title that is a unit begins with.
BEGINS = re.compile(
    r"^((totalt |medel)?(andel|antal)|kr|mnkr|tkr|mkr|mdkr|öre|km|mil|m2|m3|kvm|ha|ton|kg|mg|år|"
    r"dagar|timmar|timme|minuter|sekunder|dygn|index\w*|kvot\w*|poäng|betygspoäng|procent\w*|"
    r"promille|median\w*|medelvärde|[mkgt]wh|mw|kw|mbit|personer|årsarbetare|skala|rang\w*|"
    r"co2\w*|kilo\w*|gram\w*|per|st|%)(?![\wåäö])",
    re.IGNORECASE,
)
PER = re.compile(r"^(\d[\d ]* )?[\wåäö.]+/[\wåäö. ]+$", re.IGNORECASE)  # resor/inv
BRACKETED = re.compile(r"\((%|kr|antal|index|år)\)\s*$", re.IGNORECASE)
LAST_WORD = re.compile(r"(kvot|index|betygspoäng|ohälsotal)( kvinnor| män)?$", re.IGNORECASE)
GROUP = re.compile(r"\d[\d\s-]*(år|\+)?$")  # "16-64 år" limits who is counted


@dataclass(frozen=True, slots=True)
class Indicator:
    """An indicator. `kinds`: K municipalities, L regions, A both. Days are ISO or None."""

    id: str
    title: str
    unit: str | None
    by_sex: bool
    kinds: str
    preliminary: str | None
    published: str | None
    period: str | None


def indicator_of(row: Mapping[str, Any]) -> Indicator:
    """An indicator out of the answer of /kpi (v3, or v2 with its 0 and 1)."""
    title = str(row.get("title", ""))
    return Indicator(
        str(row["id"]),
        title,
        unit_of(title),
        bool(row.get("is_divided_by_gender")),
        str(row.get("municipality_type") or ""),
        row.get("prel_publication_date") or None,
        row.get("publication_date") or None,
        str(row["publ_period"]) if row.get("publ_period") else None,
    )


def unit_of(title: str) -> str | None:
    """The unit at the end of a title: "Personalkostnader, kr/inv" gives "kr/inv".

    Parts after the unit that only limit the group ("16-64 år") are passed over. None when no
    part looks like a unit.
    """
    parts = [part.strip() for part in title.split(",")]
    for part in reversed(parts[1:]):
        if not GROUP.match(part) and (BEGINS.match(part) or PER.match(part)):
            return part
    for pattern in (BRACKETED, LAST_WORD):
        if found := pattern.search(title):
            return found[1].lower()
    return None

"""Codes of places, sexes and ages, from the service's way of writing to ours.

Places become country and official code ("NO-1833", "SE-25", the country alone "NO"); groups of a
service's own have no such code and must be given one by the mapping.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from samkraft.calc.series import ALL

NORWAY = re.compile(r"(?:[A-Z]{1,3}[-_. ])?(\d{4}|\d{2})", re.IGNORECASE)
SWEDEN = re.compile(r"(\d{4}|\d{2})")
FINLAND = re.compile(r"(?:KU|MK|SK)?(\d{2,3})", re.IGNORECASE)
KOLADA = re.compile(r"00(\d{2})|(\d{4})")
# NUTS 3 as of 2021; those of Sweden have been the same since 2008.
COUNTIES = {
    "SE110": "SE-01", "SE121": "SE-03", "SE122": "SE-04", "SE123": "SE-05", "SE124": "SE-18",
    "SE125": "SE-19", "SE211": "SE-06", "SE212": "SE-07", "SE213": "SE-08", "SE214": "SE-09",
    "SE221": "SE-10", "SE224": "SE-12", "SE231": "SE-13", "SE232": "SE-14", "SE311": "SE-17",
    "SE312": "SE-20", "SE313": "SE-21", "SE321": "SE-22", "SE322": "SE-23", "SE331": "SE-24",
    "SE332": "SE-25", "NO020": "NO-34", "NO060": "NO-50", "NO071": "NO-18", "NO074": "NO-54",
    "NO081": "NO-03", "NO082": "NO-30", "NO091": "NO-38", "NO092": "NO-42", "NO0A1": "NO-11",
    "NO0A2": "NO-46", "NO0A3": "NO-15",
}  # fmt: skip
ALL_AGES = {"t", "tot", "total", "totsa", "tot1", "tots", "999", "999a", "sss", "alle", "samtliga",
            "totalt", "_t", "00-ov"}  # fmt: skip


def area_of(code: str, scheme: str, extra: Mapping[str, str]) -> str | None:
    """Our code of a place, None when the scheme has none for it.

    Schemes: norway, sweden, finland, kolada, nuts, own (the codes are ours already). `extra`
    is looked up first.
    """
    if code in extra:
        return extra[code]
    if scheme == "own":
        return code if re.fullmatch(r"[A-Z]{2}(-[A-Z0-9]+)?", code) else None
    if scheme == "norway":
        return "NO" if code in ("0", "00") else _country("NO", NORWAY.fullmatch(code))
    if scheme == "sweden":
        return "SE" if code == "00" else _country("SE", SWEDEN.fullmatch(code))
    if scheme == "kolada":
        return "SE" if code == "0000" else _country("SE", KOLADA.fullmatch(code))
    if scheme == "finland":
        return "FI" if code.upper() == "SSS" else _finnish(code)
    if scheme == "nuts":
        return code if re.fullmatch(r"[A-Z]{2}", code) else COUNTIES.get(code)
    return None


def _country(country: str, found: re.Match[str] | None) -> str | None:
    return f"{country}-{next(filter(None, found.groups()))}" if found else None


def _finnish(code: str) -> str | None:
    """Municipalities have three digits (KU564), regions two (MK19)."""
    found = FINLAND.fullmatch(code)
    return f"FI-{found[1]}" if found and not code.upper().startswith("SK") else None


def sex_of(code: str, sexes: Mapping[str, str]) -> str | None:
    """T, F or M, None for a code that is not known."""
    folded = {known.lower(): sex for known, sex in sexes.items()}
    return folded.get(code.lower())


def age_of(code: str, extra: Mapping[str, str]) -> str | None:
    """An age or group: "034" is "34", "Y15-64" "15-64", "F65+" "65+", "-4" "0-4", a total "T".

    None for what is not understood, such as SSB's own groups ("H17"); `extra` is looked up first.
    """
    if code in extra:
        return extra[code]
    text = code.strip().lower()
    if text in ALL_AGES:
        return ALL
    if found := re.fullmatch(r"[fyh]?_?(\d{1,3})(?:-(\d{1,3}))?", text):
        low, high = found.groups()
        return str(int(low)) if high is None or int(high) == int(low) else f"{int(low)}-{int(high)}"
    if found := re.fullmatch(r"[fyh]?_?(?:ge)?(\d{1,3})(?:\+|-w|-)", text):
        return f"{int(found[1])}+"
    if found := re.fullmatch(r"y_(ge|lt)(\d{1,3})", text):
        return f"{int(found[2])}+" if found[1] == "ge" else _up_to(int(found[2]) - 1)
    if found := re.fullmatch(r"-(\d{1,3})", text):
        return _up_to(int(found[1]))
    return None


def _up_to(age: int) -> str:
    return "0" if age == 0 else f"0-{age}"

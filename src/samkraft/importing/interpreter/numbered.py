"""Numbered lines: is "1. Transport" a heading or an item of a list?"""

from __future__ import annotations

from .items import attribute_of
from .labels import find_label
from .metrics import Metrics
from .numbers import strip_number
from .paragraphs import Para
from .parts import Part, depth, looks_large


def numbered_item(para: Para, parts: list[Part], metrics: Metrics) -> bool:
    """ "1.1 Vattenkraft …" right under "Mål", or below "1.1" in that list, is an item, no heading."""
    number, _ = strip_number(para.text)
    if not number or number.isdigit() or not parts or para.level or para.whole:
        return False
    if para.bold or para.caps or looks_large(para, metrics):
        return False
    former = parts[-1]
    if former.kind == "heading":
        label = former.label
        lists = (
            label
            and not label.name
            and label.role in ("goal", "subgoal", "path", "measure", "advice")
        )
        return bool(lists) and not para.gap
    above, _ = strip_number(former.para.text)
    alike = depth(above) == depth(number) and above.isalpha() == number.isalpha()
    return (
        former.kind == "item" and bool(above) and alike and not former.para.bullet and not para.gap
    )


def numbered_heading(para: Para, before: Para | None, after: Para | None, metrics: Metrics) -> bool:
    if para.whole and not para.bold:
        return False
    text = para.text.rstrip()
    if len(text) > 110 or (text.endswith((".", ";", ",")) and len(text) > 4):
        return False
    label = find_label(text)
    if label and not label.name and para.gap and label.role not in ("quote", "vision"):
        return True
    if para.bold or para.caps or looks_large(para, metrics):
        return not (
            after is not None and _next_in_list(para, after) and not (para.caps or para.bold)
        )
    if before is not None and not before.whole and _next_in_list(before, para):
        return after is not None and not after.bullet and para.gap and _heading_follows(after)
    if after is None or _next_in_list(para, after) or not para.bullet[:1].isdigit():
        return False
    return para.gap and attribute_of(after.text) is None


def _heading_follows(after: Para) -> bool:
    return find_label(after.text) is not None


def _next_in_list(first: Para, second: Para) -> bool:
    """The second carries the mark that follows the first's: "1." and "2.", "a)" and "b)"."""
    one, two = first.bullet.strip("(.)"), second.bullet.strip("(.)")
    if not one or not two or first.bullet[-1:] != second.bullet[-1:]:
        return False
    if one.isdigit() and two.isdigit():
        return int(two) == int(one) + 1
    return one.isalpha() and two.isalpha() and ord(two[0]) == ord(one[0]) + 1

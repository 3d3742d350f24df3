"""Saying how the areas counted differ from the members they stand for."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from samkraft.places.models import Area
from samkraft.places.queries import notes as say
from samkraft.places.queries.areas import county, label
from samkraft.places.queries.notes import Note
from samkraft.places.succession import Part

Reached = Mapping[int, list[tuple[Area, Part]]]


def changes_in_words(
    reached: Reached,
    strangers: Mapping[int, list[Area]],
    areas: Mapping[int, Area],
    forward: Callable[[Area], bool],
) -> list[Note]:
    """Remarks on areas that stand for members of another code or period.

    `reached`: for each area counted, the members it stands for; `strangers`: what else lies in
    it (going forward) or where else it went (going back).
    """
    steps = [
        (areas[pk], member, part)
        for pk, found in reached.items()
        for member, part in found
        if member.pk != pk
    ]
    ahead = [step for step in steps if forward(step[1])]
    back = [step for step in steps if not forward(step[1])]
    pairs, notes = [], []
    for area in dict.fromkeys(area for area, _, _ in ahead):
        olds = [(member, part) for found, member, part in ahead if found == area]
        if _same(olds, strangers[area.pk]):
            pairs.append((olds[0][0], area))
        else:
            notes += _taken_over(area, olds, strangers[area.pk])
    for member in dict.fromkeys(member for _, member, _ in back):
        olds = [(area, part) for area, found, part in back if found == member]
        others = [other for area, _ in olds for other in strangers[area.pk]]
        if _same(olds, others):
            pairs.append((member, olds[0][0]))
        else:
            notes += _made_up_of(member, olds, others)
    if pairs:
        told = ", ".join(f"{member.code} is {label(area)}" for member, area in pairs)
        notes.insert(0, Note(say.RECODED, {"pairs": told}))
    return notes


def _same(found: list[tuple[Area, Part]], strangers: list[Area]) -> bool:
    return len(found) == 1 and found[0][1].whole and not strangers


def _taken_over(area: Area, olds: list[tuple[Area, Part]], strangers: list[Area]) -> list[Note]:
    names = " and ".join(label(member) for member, _ in olds)
    notes = [Note(say.SUCCEEDED, {"new": label(area), "old": names})]
    for member, part in olds:
        if not part.whole:
            notes.append(Note(say.DIVIDED, {"old": label(member), "new": label(area)}))
    if strangers:
        extra = " and ".join(_with_county(other) for other in strangers)
        notes.append(Note(say.LARGER, {"new": label(area), "extra": extra}))
    return notes


def _made_up_of(member: Area, olds: list[tuple[Area, Part]], strangers: list[Area]) -> list[Note]:
    names = " and ".join(label(area) for area, _ in olds)
    notes = [Note(say.FORMERLY, {"new": label(member), "old": names})]
    if strangers:
        divided = " and ".join(label(area) for area, part in olds if not part.whole) or names
        notes.append(Note(say.DIVIDED, {"old": divided, "new": label(member)}))
    return notes


def _with_county(area: Area) -> str:
    return f"{label(area)} ({county(area)})" if area.parent else label(area)

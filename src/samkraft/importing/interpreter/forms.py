"""Every heading phrase of the vocabulary, ready to be looked up."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from . import vocabulary as words


@dataclass(frozen=True, slots=True)
class Form:
    role: str
    singular: bool = False
    plural: bool = False
    listing: bool = False
    numbered: str = ""


def phrases(text: str) -> list[tuple[str, ...]]:
    return [tuple(phrase.split()) for phrase in text.split(";") if phrase.strip()]


@lru_cache(maxsize=1)
def forms() -> dict[tuple[str, ...], Form]:
    """Every phrase with its role; a phrase may be singular, plural and numbered at once."""
    found: dict[tuple[str, ...], Form] = {}

    def note(phrase: tuple[str, ...], role: str, **marks: object) -> None:
        old = found.get(phrase)
        if old is None:
            found[phrase] = Form(role, **marks)  # type: ignore[arg-type]
        elif old.role == role:
            merged = {k: getattr(old, k) or marks.get(k, False) for k in ("singular", "plural")}
            found[phrase] = Form(role, **merged, numbered=old.numbered)

    for role, text in words.SPOKEN.items():
        for phrase in phrases(text):
            note(phrase, role, plural=True)
    for role, languages in words.SINGULAR.items():
        for text in languages.values():
            for phrase in phrases(text):
                note(phrase, role, singular=True)
    for role, languages in words.PLURAL.items():
        for text in languages.values():
            for phrase in phrases(text):
                note(phrase, role, plural=True)
    for phrase in phrases(words.GOAL_AREAS):
        note(phrase, "goalarea", singular=True, plural=True)
    for role, text in words.LIST_ONLY.items():
        for phrase in phrases(text):
            note(phrase, role, plural=True, listing=True)
    for role, text in words.NUMBERED.items():
        for phrase in phrases(text):
            if phrase not in found:
                found[phrase] = Form(role, numbered=role)
    return found


@lru_cache(maxsize=1)
def others() -> tuple[frozenset[tuple[str, ...]], tuple[tuple[str, ...], ...]]:
    return frozenset(phrases(words.OTHER_CHAPTERS)), tuple(phrases(words.OTHER_CHAPTER_STARTS))


_LONGEST = 6
_COMPOUNDS = (
    ("mål", "goal"),
    ("målene", "goal"),
    ("målen", "goal"),
    ("tiltak", "measure"),
    ("tiltakene", "measure"),
    ("åtgärder", "measure"),
    ("utmaningar", "challenge"),
    ("utfordringer", "challenge"),
    ("utfordringar", "challenge"),
    ("udfordringer", "challenge"),
    ("tavoitteet", "goal"),
    ("toimenpiteet", "measure"),
    ("haasteet", "challenge"),
    ("principer", "principle"),
    ("prinsipper", "principle"),
    ("satsingsområder", "area"),
    ("insatsområden", "area"),
    ("indsatsområder", "area"),
    ("utfordring", "challenge"),
    ("utmaning", "challenge"),
)


def find_form(lows: list[str], start: int) -> tuple[Form, int] | None:
    for length in range(min(_LONGEST, len(lows) - start), 0, -1):
        form = forms().get(tuple(lows[start : start + length]))
        if form:
            return form, length
    slashed = lows[start].split("/") if "/" in lows[start] else ()
    if slashed and all((part,) in forms() for part in slashed):
        return forms()[(slashed[0],)], 1
    return None


def compound(low: str) -> Form | None:
    """ "Klimamål", "Folkehelsetiltak": a known ending after at least four letters."""
    for ending, role in _COMPOUNDS:
        if low.endswith(ending) and len(low) >= len(ending) + 4:
            return Form(role, plural=True)
    return None


def genitive(low: str) -> bool:
    return len(low) > 3 and (
        low.endswith(("s", "’s", "'s", "x", "z")) or low.endswith(("n", "jen", "den"))
    )

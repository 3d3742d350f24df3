"""What a plan lacks and where it contradicts itself, found by reading it.

Each check is a plain function over the plan's elements. Messages are templates, so that a page
can show them in its reader's language: `MESSAGES[finding.code] % finding.values`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any


def N_(text: str) -> str:
    """Marks a text for the message catalogues; translated where it is shown."""
    return text


MESSAGES: dict[str, str] = {
    "no-vision": N_("The plan has no vision. That is fine if none was decided."),
    "no-goals": N_("The plan has no goals."),
    "area-without-goals": N_("The area “%(text)s” has no goal."),
    "goal-without-paths": N_("The goal “%(text)s” has no path, sub-goal or measure."),
    "measures-not-tied": N_("%(count)s measures are not tied to a sub-goal or path."),
    "duplicate-text": N_("“%(text)s” stands in %(count)s places."),
    "worded-differently": N_("“%(text)s” is called “%(other)s” elsewhere in the plan."),
    "nearly-same": N_("“%(text)s” and “%(other)s” are nearly the same. Are they one?"),
    "without-links": N_("“%(text)s” is linked to no other level."),
    "broken-link": N_("A link of “%(text)s” leads to “%(target)s”, which is not there any more."),
    "broken-address": N_("The address “%(target)s” in “%(text)s” is not complete."),
    "untranslated": N_("%(count)s texts are missing in %(language)s."),
    "stale": N_("%(count)s texts in %(language)s are older than their original."),
    "measure-without-owner": N_("%(count)s measures have nobody responsible."),
}
INCONSISTENT = {
    "worded-differently",
    "duplicate-text",
    "nearly-same",
    "broken-link",
    "broken-address",
}


@dataclass(frozen=True, slots=True)
class Checked:
    """An element as the checks read it. `linked`: whether it has a link to another level;
    `broken`: targets of its links that are gone; `also_called`: what an overview in the document
    it was read from calls it."""

    key: str
    role: str
    text: str
    body: str
    parent: str | None
    responsible: str = ""
    linked: bool = False
    broken: tuple[str, ...] = ()
    also_called: str = ""
    missing: tuple[str, ...] = ()
    stale: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to look at. `key` is the element's, empty for the whole plan."""

    code: str
    key: str = ""
    values: dict[str, Any] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The finding in English."""
        return MESSAGES[self.code] % self.values

    @property
    def inconsistent(self) -> bool:
        """True for a contradiction, False for a gap."""
        return self.code in INCONSISTENT


def check(elements: Sequence[Checked], *, vision: str, summary: str) -> list[Finding]:
    """All findings, contradictions first. Time grows with the square of the number of goals."""
    found = [
        *_structure(elements, vision),
        *_measures(elements),
        *_wording(elements, summary),
        *_addresses(elements),
        *_languages(elements),
    ]
    return sorted(found, key=lambda finding: not finding.inconsistent)


def _structure(elements: Sequence[Checked], vision: str) -> Iterator[Finding]:
    if not vision.strip():
        yield Finding("no-vision")
    if not any(element.role in ("goal", "subgoal") for element in elements):
        yield Finding("no-goals")
    below: dict[str | None, set[str]] = {}
    for element in elements:
        below.setdefault(element.parent, set()).add(element.role)
    has_steps = any(element.role in ("path", "subgoal", "measure") for element in elements)
    for element in elements:
        inside = below.get(element.key, set())
        if element.role == "priority_area" and not inside & {"goal", "subgoal", "priority_area"}:
            yield Finding("area-without-goals", element.key, {"text": element.text})
        if element.role == "goal" and has_steps and not inside:
            yield Finding("goal-without-paths", element.key, {"text": element.text})
        if element.role == "goal" and not element.linked:
            yield Finding("without-links", element.key, {"text": element.text})


def _measures(elements: Sequence[Checked]) -> Iterator[Finding]:
    roles = {element.key: element.role for element in elements}
    measures = [element for element in elements if element.role == "measure"]
    tied_to = {"subgoal", "path"}
    if any(role in tied_to for role in roles.values()):
        loose = [each for each in measures if roles.get(each.parent or "") not in tied_to]
        if loose:
            yield Finding("measures-not-tied", "", {"count": len(loose)})
    unowned = [each for each in measures if not each.responsible]
    if unowned:
        yield Finding("measure-without-owner", "", {"count": len(unowned)})


def _wording(elements: Sequence[Checked], summary: str) -> Iterator[Finding]:
    named = [each for each in elements if each.role in ("priority_area", "goal", "subgoal")]
    by_text: dict[str, list[Checked]] = {}
    for element in elements:
        by_text.setdefault(f"{element.role} {_plain(element.text)}", []).append(element)
    for same in by_text.values():
        if len(same) > 1:
            yield Finding("duplicate-text", same[0].key, {"text": same[0].text, "count": len(same)})
    for element in elements:
        if element.also_called and _plain(element.also_called) != _plain(element.text):
            yield Finding(
                "worded-differently",
                element.key,
                {"text": element.text, "other": element.also_called},
            )
    exact = {_plain(each.text) for each in elements}
    mentioned = [
        line for text in (summary, *(each.body for each in elements)) for line in _items(text)
    ]
    for line in dict.fromkeys(mentioned):
        if _plain(line) in exact:
            continue
        nearest = max(named, key=lambda each: likeness(each.text, line), default=None)
        if nearest is not None and likeness(nearest.text, line) >= 0.6:
            yield Finding("worded-differently", nearest.key, {"text": nearest.text, "other": line})
    goals = [each for each in named if each.role != "priority_area"]
    for index, element in enumerate(goals):
        for other in goals[index + 1 :]:
            if (
                _plain(element.text) != _plain(other.text)
                and likeness(element.text, other.text) >= 0.85
            ):
                yield Finding(
                    "nearly-same", element.key, {"text": element.text, "other": other.text}
                )


def likeness(text: str, other: str) -> float:
    """How alike two wordings are, 0 to 1 (difflib's ratio over words, cheap bound first)."""
    words, others = _plain(text).split(), _plain(other).split()
    if not words or not others or not set(words) & set(others):
        return 0.0
    return SequenceMatcher(None, words, others, autojunk=False).ratio()


def _items(text: str) -> list[str]:
    """The list items of a text: lines that begin with a bullet."""
    return [found.strip() for found in re.findall(r"(?m)^\s*[•*–-]\s+(.+)$", text)]


def _addresses(elements: Sequence[Checked]) -> Iterator[Finding]:
    for element in elements:
        for target in element.broken:
            yield Finding("broken-link", element.key, {"text": element.text, "target": target})
        for address in re.findall(r"https?://\S*|www\.\S*", element.body):
            host = re.sub(r"^https?://", "", address).split("/")[0].rstrip(".,;)")
            if not re.fullmatch(r"[\w-]+(\.[\w-]+)+(:\d+)?", host):
                yield Finding(
                    "broken-address", element.key, {"text": element.text, "target": address}
                )


def _languages(elements: Sequence[Checked]) -> Iterator[Finding]:
    for code, name in (("untranslated", "missing"), ("stale", "stale")):
        counts: dict[str, int] = {}
        for element in elements:
            for language in getattr(element, name):
                counts[language] = counts.get(language, 0) + 1
        for language, count in sorted(counts.items()):
            yield Finding(code, "", {"count": count, "language": language})


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))

"""What an action plan lacks before anybody treats it. Tells, and never blocks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


def N_(text: str) -> str:
    """Marks a text for the message catalogues; translated where it is shown."""
    return text


MESSAGES: dict[str, str] = {
    "no-what": N_("It does not say what is to be done."),
    "no-how": N_("It does not say how it is done."),
    "no-when": N_("It has no time limit."),
    "no-who": N_("It does not say who does it."),
    "no-coordinator": N_("Nobody coordinates it."),
    "no-resources": N_("It does not say with what resources."),
    "no-networks": N_("It does not say with which networks and whose cooperation."),
    "no-children-and-young": N_("The perspective of children and young people is missing."),
    "no-national-minorities": N_("The perspective of the national minorities is missing."),
    "no-sami": N_("The perspective of the Sami is missing."),
    "principle-not-considered": N_("It does not say how “%(text)s” was considered."),
    "no-elements": N_("It serves no goal of the strategy."),
    "no-actions": N_("It has no actions yet."),
    "not-treated-by-committee": N_("The regional development committee has not treated it."),
    "not-treated-by-partners": N_("No partner has treated it."),
    "returned": N_("%(text)s has returned it."),
    "declined": N_("%(text)s has declined it."),
    "not-agreed": N_("It has not been agreed."),
    "plan-not-adopted": N_("The strategy it serves is not adopted."),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """Something missing. `key` is the principle's; `values` fill the message."""

    code: str
    key: str = ""
    values: Mapping[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The finding in English."""
        return MESSAGES[self.code] % self.values


@dataclass(frozen=True, slots=True)
class Written:
    """An action plan as the check reads it: words in one language, "" for what is missing.

    `principles`: the plan's principles, key → words; `answers`: the keys of those answered.
    """

    what: str = ""
    how: str = ""
    when: bool = False
    who: str = ""
    coordinator: bool = False
    resources: str = ""
    networks: str = ""
    children_and_young: str = ""
    national_minorities: str = ""
    sami: str = ""
    elements: int = 0
    actions: int = 0
    principles: Mapping[str, str] = field(default_factory=dict)
    answers: frozenset[str] = frozenset()


def missing(written: Written) -> tuple[Finding, ...]:
    """What is missing, in the order of the instructions."""
    there = {
        "no-elements": written.elements,
        "no-what": written.what.strip(),
        "no-how": written.how.strip(),
        "no-when": written.when,
        "no-who": written.who.strip(),
        "no-coordinator": written.coordinator,
        "no-resources": written.resources.strip(),
        "no-networks": written.networks.strip(),
        "no-children-and-young": written.children_and_young.strip(),
        "no-national-minorities": written.national_minorities.strip(),
        "no-sami": written.sami.strip(),
        "no-actions": written.actions,
    }
    found = [Finding(code) for code, given in there.items() if not given]
    found += [
        Finding("principle-not-considered", key, {"text": text})
        for key, text in written.principles.items()
        if key not in written.answers
    ]
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Treated:
    """A treatment, newest last: by whom (`committee`: the regional development committee)."""

    by: str
    committee: bool
    outcome: str


FAVOURABLE = ("noted", "supported", "agreed")


def still_needed(
    state: str, treatments: Sequence[Treated], *, plan_adopted: bool
) -> tuple[Finding, ...]:
    """Why the action plan does not yet count as part of the strategy; nothing when it does.

    It counts when it is agreed, the committee and at least one partner have treated it
    favourably, and nobody's latest treatment is a refusal.
    """
    latest = {each.by: each for each in treatments}
    found = [] if plan_adopted else [Finding("plan-not-adopted")]
    for committee, code in ((True, "not-treated-by-committee"), (False, "not-treated-by-partners")):
        if not any(each.committee is committee for each in latest.values()):
            found.append(Finding(code))
    found += [
        Finding(each.outcome, "", {"text": each.by})
        for each in latest.values()
        if each.outcome not in FAVOURABLE
    ]
    if state not in ("agreed", "running", "ended"):
        found.append(Finding("not-agreed"))
    return tuple(found)

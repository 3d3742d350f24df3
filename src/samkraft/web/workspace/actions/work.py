"""What waits for a person among the actions, each one click from done."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language

from samkraft.accounts.models import Person
from samkraft.actions.models import Action, Partner, Round
from samkraft.actions.published.values import when_of
from samkraft.actions.queries import MyWork, my_work, to_decide
from samkraft.actions.rules.dates import When
from samkraft.lib.texts import Shown, Texts
from samkraft.places.models import Region


@dataclass(frozen=True, slots=True)
class Asking:
    """A round that asks for an update, and until when."""

    title: Shown
    closes: date


@dataclass(frozen=True, slots=True)
class Carried:
    """An action that a person carries. `late`, `soon` and `silent` say why it is up now."""

    address: tuple[str, str, str]
    title: Shown
    plan: Shown
    stage: str
    judgement: str
    due: When
    late: bool
    soon: bool
    silent: bool
    since: date
    asking: tuple[Asking, ...]

    @property
    def waits(self) -> bool:
        return self.late or self.soon or self.silent or bool(self.asking)


@dataclass(frozen=True, slots=True)
class Question:
    """Something to accept or decline: to carry an action, or to take part in one."""

    pk: int
    address: tuple[str, str, str]
    title: Shown
    place: Shown
    role: str
    due: When


@dataclass(frozen=True, slots=True)
class Decision:
    """An action that waits for those who decide; `why` is a word of the table to_decide."""

    address: tuple[str, str, str]
    title: Shown
    place: Shown
    why: str


@dataclass(frozen=True, slots=True)
class Work:
    """My work among the actions: what is up now, the rest that I carry, what I am asked, and what
    waits to be decided in the regions where I decide."""

    now: tuple[Carried, ...]
    other: tuple[Carried, ...]
    to_accept: tuple[Question, ...]
    invitations: tuple[Question, ...]
    decisions: tuple[Decision, ...]

    def __bool__(self) -> bool:
        return bool(self.now or self.other or self.to_accept or self.invitations or self.decisions)


def work_of(person: Person, today: date, regions: Iterable[Region] = ()) -> Work:
    """Everything that waits for a person, the most pressing first; `regions` are those in which
    the person decides."""
    found = my_work(person, today=today)
    rounds: dict[int, list[Round]] = {}
    for action, each in found.to_report:
        rounds.setdefault(action.pk, []).append(each)
    asked = {action.pk for action in found.to_accept}
    rows = [
        _carried(action, found, rounds.get(action.pk, []))
        for action in found.actions.actions if action.pk not in asked
    ]  # fmt: skip
    now = sorted((row for row in rows if row.waits), key=lambda row: (not row.late, not row.asking))
    return Work(
        now=tuple(now), other=tuple(row for row in rows if not row.waits),
        to_accept=tuple(_to_accept(action) for action in found.to_accept),
        invitations=tuple(_invitation(each) for each in found.invitations),
        decisions=tuple(_decision(*each) for each in to_decide(regions, today)),
    )  # fmt: skip


def _carried(action: Action, found: MyWork, rounds: list[Round]) -> Carried:
    lang = get_language()
    return Carried(
        address=_address(action), title=action.titled(lang),
        plan=Texts.read(action.plan_title).shown(lang), stage=action.stage,
        judgement=action.judgement, due=when_of(action), late=action in found.late,
        soon=action in found.soon, silent=action in found.silent, since=action.silent_since,
        asking=tuple(Asking(each.titled(lang), each.closes) for each in rounds),
    )  # fmt: skip


def _decision(action: Action, why: str) -> Decision:
    lang = get_language()
    place = action.plan.region.named(lang)
    return Decision(_address(action), action.titled(lang), place, why)


def _to_accept(action: Action) -> Question:
    lang = get_language()
    plan = Texts.read(action.plan_title).shown(lang)
    role = Texts.read(action.role).shown(lang).text
    return Question(action.pk, _address(action), action.titled(lang), plan, role, when_of(action))


def _invitation(partner: Partner) -> Question:
    lang, action = get_language(), partner.action
    region = action.plan.region.named(lang)
    return Question(
        partner.pk, _address(action), action.titled(lang), region, partner.role, when_of(action)
    )


def _address(action: Action) -> tuple[str, str, str]:
    return action.plan.region.slug, action.plan.slug, action.slug

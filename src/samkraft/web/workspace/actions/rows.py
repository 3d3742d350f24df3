"""What the page of an action shows, ready for the template and in the page's language."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import get_language

from samkraft.actions.models import Action, Dependency, Experiment, FormerDate, Milestone, Partner
from samkraft.actions.operations.held import NO_WORDS
from samkraft.actions.published.values import when_of
from samkraft.actions.queries import adopted_elements, comments_of
from samkraft.actions.queries.filtering import public_actions
from samkraft.actions.rules.dates import When
from samkraft.lib.texts import Shown, Texts
from samkraft.web.workspace.actions.access import Desk
from samkraft.web.workspace.actions.deeds.parts import may_take_back


@dataclass(frozen=True, slots=True)
class Moved:
    """A date that was given up for another, and why."""

    before: When
    why: str


@dataclass(frozen=True, slots=True)
class Step:
    """A milestone as it is shown."""

    pk: int
    title: Shown
    criterion: Shown
    due: When
    done_on: date | None
    late: bool
    former: tuple[Moved, ...]
    first: bool
    last: bool


@dataclass(frozen=True, slots=True)
class PartnerRow:
    """A partner, with what the person may do about its part."""

    pk: int
    name: Shown
    role: str
    answer: str
    why: str
    part: Shown
    part_at: Any
    may_answer: bool
    may_tell: bool
    own: bool

    @property
    def foreign(self) -> bool:
        """Another organisation's, for which an editor can record the answer."""
        return not self.own


@dataclass(frozen=True, slots=True)
class MoneyRow:
    pk: int
    level: str
    funder: Shown | str
    year: int
    currency: str
    promised: Any
    spent: Any
    note: str


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another action that this one waits for, or that waits for this one. `pk` is the tie's."""

    pk: int
    address: tuple[str, str, str]
    title: Shown
    stage: str
    note: str


@dataclass(frozen=True, slots=True)
class Considered:
    """A principle of the plan, and how it was considered here."""

    key: str
    principle: Shown
    considered: str
    text: Shown


@dataclass(frozen=True, slots=True)
class Trial:
    """An experiment."""

    pk: int
    hypothesis: Shown
    how_we_know: Shown
    outcome: Shown
    lesson: Shown
    decision: str
    started_on: date
    decided_on: date | None


@dataclass(frozen=True, slots=True)
class Said:
    """A status report: what somebody said on a day."""

    on: date
    judgement: str
    parts: tuple[tuple[str, Shown], ...]
    who: str


def former_of(desk: Desk) -> dict[tuple[int | None, str], list[Moved]]:
    """Dates that were given up, by milestone and field, oldest first."""
    found = defaultdict(list)
    for row in FormerDate.objects.filter(action=desk.action).order_by("pk"):
        when = When(row.text, row.first, row.last)
        found[row.milestone_id, row.field].append(Moved(when, row.why))
    return found


def passages_of(desk: Desk) -> list[tuple[str, date, str]]:
    """The stages so far: which, since when, why."""
    return [
        (step["stage"], date.fromisoformat(step["on"]), step["why"]) for step in desk.action.stages
    ]


def handed_to(desk: Desk) -> str:
    """Who carries the action on in ordinary operation."""
    found = desk.action.handed_to
    return found.named(get_language()).text if found else desk.action.handed_to_name


def steps_of(desk: Desk, milestones: list[Milestone], former) -> list[Step]:
    lang, last = get_language(), len(milestones) - 1
    return [
        Step(
            row.pk, row.titled(lang), _text(row.criterion), when_of(row), row.done_on,
            row.done_on is None and row.due_last is not None and row.due_last < desk.today,
            tuple(former.get((row.pk, "due"), ())), at == 0, at == last,
        )
        for at, row in enumerate(milestones)
    ]  # fmt: skip


def partners_of(desk: Desk) -> list[PartnerRow]:
    """Who takes part or is asked to; ended ones are in the history."""
    lang = get_language()
    rows = Partner.objects.filter(action=desk.action, ended_at=None)
    rows = rows.select_related("organisation").order_by("pk")
    every = desk.may("edit")
    return [
        PartnerRow(
            row.pk, row.organisation.named(lang), row.role, row.answer, row.answer_why,
            _text(row.part), row.part_at, may_answer=every or own, may_tell=every or own, own=own,
        )
        for row in rows
        for own in [_own(desk, row)]
    ]  # fmt: skip


def _own(desk: Desk, partner: Partner) -> bool:
    return desk.open and partner.organisation_id == desk.person.organisation_id


def money_of(desk: Desk) -> list[MoneyRow]:
    lang = get_language()
    rows = desk.action.money.filter(withdrawn_at=None).select_related("organisation")
    return [
        MoneyRow(
            row.pk, row.level, row.organisation.named(lang) if row.organisation_id else row.funder,
            row.year, row.currency, row.promised, row.spent, row.note,
        )
        for row in rows.order_by("year", "level", "pk")
    ]  # fmt: skip


def neighbours_of(desk: Desk) -> tuple[list[Neighbour], list[Neighbour]]:
    """What the action waits for, and what waits for it."""
    rows = Dependency.objects.filter(ended_at=None).select_related(
        "needs__plan__region", "action__plan__region"
    )
    shown = Action.objects.all() if desk.inside else public_actions()  # no proposals of others
    needs = rows.filter(action=desk.action, needs__in=shown)
    needed_by = rows.filter(needs=desk.action, action__withdrawn_at=None, action__in=shown)
    return (
        [_neighbour(row, row.needs) for row in needs],
        [_neighbour(row, row.action) for row in needed_by],
    )


def _neighbour(row: Dependency, other) -> Neighbour:
    address = (other.plan.region.slug, other.plan.slug, other.slug)
    return Neighbour(row.pk, address, other.titled(get_language()), other.stage, row.note)


def principles_of(desk: Desk) -> list[Considered]:
    """Every principle in force, answered or not."""
    lang = get_language()
    answers = {row.element_key: row for row in desk.action.principle_answers.all()}
    return [
        Considered(
            row.key, row.worded(lang), answers[row.key].considered if row.key in answers else "",
            _text(answers[row.key].text if row.key in answers else None),
        )
        for row in adopted_elements(desk.action.plan, "principle")
    ]  # fmt: skip


def trials_of(desk: Desk) -> list[Trial]:
    rows = Experiment.objects.filter(action=desk.action).order_by("pk")
    names = ("hypothesis", "how_we_know", "outcome", "lesson")
    return [
        Trial(row.pk, *(_text(getattr(row, name)) for name in names), row.decision, row.started_on,
              row.decided_on)
        for row in rows
    ]  # fmt: skip


def comments_for(desk: Desk) -> list[tuple[Any, bool]]:
    """What was said among those involved, and whether the person may take it back."""
    if not desk.may("read_comments"):
        return []
    return [(row, may_take_back(desk, row)) for row in comments_of(desk.action)]


def reports_of(desk: Desk) -> list[Said]:
    """What people said, newest first, with the name of whoever said it."""
    rows = desk.action.reports.select_related("reported_by").order_by("-on", "-pk")
    names = ("text", "deviation", "cause", "correction")
    return [
        Said(
            row.on, row.judgement,
            tuple((name, text) for name in names if (text := _text(getattr(row, name)))),
            row.reported_by.name if row.reported_by_id and desk.involved else "",
        )
        for row in rows
    ]  # fmt: skip


def _text(stored) -> Shown:
    return (Texts.read(stored) if stored else NO_WORDS).shown(get_language())

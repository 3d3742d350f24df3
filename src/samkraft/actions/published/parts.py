"""What an action's page shows of its parts: partners, milestones, reports, answers, experiments."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from samkraft.actions.published.values import Served
from samkraft.actions.rules.dates import When
from samkraft.lib.texts import Shown


@dataclass(frozen=True, slots=True)
class PublishedPartner:
    """An organisation that takes part (`answer` accepted) or is asked to (invited)."""

    organisation: Shown
    slug: str
    role: str
    answer: str
    part: Shown
    part_on: date | None


@dataclass(frozen=True, slots=True)
class PublishedMilestone:
    title: Shown
    criterion: Shown
    due: When
    done_on: date | None
    late: bool
    former: tuple[When, ...]


@dataclass(frozen=True, slots=True)
class MovedDate:
    """A date that was given up: of the action (`milestone` None) or of a milestone."""

    field: str
    milestone: Shown | None
    before: When
    after: str
    why: str
    on: date


@dataclass(frozen=True, slots=True)
class PublishedReport:
    """What was said on a day; `by` is the organisation of whoever said it."""

    on: date
    judgement: str
    text: Shown
    deviation: Shown
    cause: Shown
    correction: Shown
    by: Shown | None


@dataclass(frozen=True, slots=True)
class StageStep:
    stage: str
    on: date
    why: str


@dataclass(frozen=True, slots=True)
class PublishedAnswer:
    """A principle of the plan and how it was considered; "" nobody has said."""

    principle: Served
    considered: str
    text: Shown


@dataclass(frozen=True, slots=True)
class PublishedExperiment:
    hypothesis: Shown
    how_we_know: Shown
    outcome: Shown
    lesson: Shown
    decision: str
    started_on: date
    decided_on: date | None


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another action that this one needs, or that needs it."""

    slug: str
    plan: str
    region: str
    title: Shown
    stage: str

"""The frozen values that lists, boards, timelines and reports share."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from samkraft.actions.models import Action, Milestone
from samkraft.actions.queries.gathering import Gathered, Verdicts
from samkraft.actions.rules.dates import When
from samkraft.lib.texts import Shown, Texts
from samkraft.plans.models import Element


@dataclass(frozen=True, slots=True)
class Responsible:
    """Who carries an action: an organisation or a body, by role; `person` only when agreed.

    `consent`: none (nobody needed to be asked), asked, accepted, declined.
    """

    organisation: Shown | None
    organisation_slug: str
    body: Shown | None
    body_slug: str
    role: Shown
    person: str
    consent: str

    def __bool__(self) -> bool:
        return bool(self.organisation or self.body or self.role or self.person)


@dataclass(frozen=True, slots=True)
class Served:
    """An element that an action serves; `role` is its part in the plan."""

    key: str
    role: str
    text: Shown


@dataclass(frozen=True, slots=True)
class ActionRow:
    """An action in a list. `judgement` is what a person said last ("" nothing yet); `signs` are
    computed (rules/signs.py) and stand beside it. Path: /{region}/{plan}/actions/{slug}/."""

    region: str
    region_name: Shown
    plan: str
    plan_title: Shown
    number: int
    slug: str
    title: Shown
    action_plan: str
    stage: str
    stage_since: date
    responsible: Responsible
    start: When
    due: When
    elements: tuple[Served, ...]
    tags: tuple[str, ...]
    target_groups: tuple[str, ...]
    judgement: str
    last_report_on: date | None
    milestones_done: int
    milestones: int
    signs: tuple[str, ...]
    demonstration: bool


def row_of(
    action: Action, gathered: Gathered, lang: str, today: date, verdicts: Verdicts | None = None,
    cache: dict | None = None,
) -> ActionRow:  # fmt: skip
    """The value of one gathered action; `cache` keeps what many rows share."""
    cache = {} if cache is None else cache
    plan = action.plan
    if plan.pk not in cache:
        cache[plan.pk] = (plan.region.named(lang), Texts.read(action.plan_title).shown(lang))
    region_name, plan_title = cache[plan.pk]
    milestones = gathered.milestones.get(action.pk, ())
    return ActionRow(
        region=plan.region.slug, region_name=region_name, plan=plan.slug, plan_title=plan_title,
        number=action.number, slug=action.slug, title=action.titled(lang),
        action_plan=action.action_plan.slug if action.action_plan_id else "",
        stage=action.stage, stage_since=action.stage_since,
        responsible=responsible_of(action, lang, cache),
        start=When(action.start_text, action.start_first, action.start_last),
        due=When(action.due_text, action.due_first, action.due_last),
        elements=tuple(
            served(gathered.elements[plan.pk, key], lang, cache)
            for key in gathered.keys.get(action.pk, ())
            if (plan.pk, key) in gathered.elements
        ),
        tags=tuple(action.tags), target_groups=tuple(action.target_groups),
        judgement=action.judgement, last_report_on=action.last_report_on,
        milestones_done=sum(row.done_on is not None for row in milestones),
        milestones=len(milestones), signs=gathered.signs(action, today, verdicts),
        demonstration=action.demonstration,
    )  # fmt: skip


def rows_of(
    gathered: Gathered, lang: str, today: date, verdicts: Verdicts | None = None
) -> tuple[ActionRow, ...]:
    """The values of all gathered actions, in their order."""
    cache: dict = {}
    return tuple(
        row_of(action, gathered, lang, today, verdicts, cache) for action in gathered.actions
    )


def responsible_of(action: Action, lang: str, cache: dict | None = None) -> Responsible:
    """Who carries an action, as it may be shown."""
    cache = {} if cache is None else cache
    return Responsible(
        organisation=_named(action.organisation, lang, cache),
        organisation_slug=action.organisation.slug if action.organisation_id else "",
        body=_named(action.body, lang, cache),
        body_slug=action.body.slug if action.body_id else "",
        role=Texts.read(action.role).shown(lang),
        person=action.person.name if action.person_id and action.name_published else "",
        consent=action.consent,
    )


def served(element: Element, lang: str, cache: dict | None = None) -> Served:
    cache = {} if cache is None else cache
    key = ("element", element.pk)
    if key not in cache:
        cache[key] = Served(element.key, element.role, element.worded(lang))
    return cache[key]


def when_of(row: Action | Milestone, field: str = "due") -> When:
    """Start or due of an action or a milestone."""
    return When(*(getattr(row, f"{field}_{part}") for part in ("text", "first", "last")))


def _named(actor, lang: str, cache: dict) -> Shown | None:
    if actor is None:
        return None
    key = (type(actor), actor.pk)
    if key not in cache:
        cache[key] = actor.named(lang)
    return cache[key]

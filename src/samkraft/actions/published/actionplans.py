"""The register of action plans and the page of one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from samkraft.actions.models import ActionPlan
from samkraft.actions.published.values import ActionRow, Served, rows_of, served
from samkraft.actions.queries.filtering import ActionFilter, filtered, public_actions
from samkraft.actions.queries.gathering import gather, public_words
from samkraft.actions.queries.quality import WORDS, lacking, quality
from samkraft.actions.rules.quality import Finding
from samkraft.lib.texts import Shown, Texts
from samkraft.plans.published.pages import NotPublic


@dataclass(frozen=True, slots=True)
class ActionPlanRow:
    """An action plan in the register. `actions` counts those that are public."""

    region: str
    plan: str
    slug: str
    title: Shown
    state: str
    initiated_by: Shown | None
    coordinator: Shown | None
    first_day: date | None
    last_day: date | None
    actions: int
    demonstration: bool


@dataclass(frozen=True, slots=True)
class PublishedTreatment:
    """Who treated it and how; `type` is body or organisation."""

    type: str
    by: Shown
    kind: str
    on: date
    outcome: str
    reference: str
    note: str


@dataclass(frozen=True, slots=True)
class PublishedActionPlan:
    """Everything the page shows. `texts` by name (what, how, who, resources …); `missing` of the
    instructions; `needed` before it counts as part of the strategy (empty: it counts)."""

    row: ActionPlanRow
    state_why: str
    texts: Mapping[str, Shown]
    answers: tuple[tuple[Served, Shown], ...]
    elements: tuple[Served, ...]
    missing: tuple[Finding, ...]
    needed: tuple[Finding, ...]
    treatments: tuple[PublishedTreatment, ...]
    actions: tuple[ActionRow, ...]

    @property
    def counts(self) -> bool:
        """Whether it is part of the strategy."""
        return not self.needed


def published_action_plans(
    lang: str, *, region: str = "", plan: str = ""
) -> tuple[ActionPlanRow, ...]:
    """The register, newest first. One query."""
    rows = _public()
    if region:
        rows = rows.filter(region__slug=region)
    if plan:
        rows = rows.filter(plan__slug=plan)
    return tuple(_row(row, lang) for row in rows.order_by("-published_at", "pk"))


def published_action_plan(plan: str, slug: str, lang: str, *, today: date) -> PublishedActionPlan:
    """One action plan with its actions. At most thirteen queries. Raises NotPublic."""
    found = _public().filter(plan__slug=plan, slug=slug).first()
    if found is None:
        raise NotPublic(plan, slug)
    keys = {*found.element_keys, *found.answers}
    words = public_words({(found.plan_id, key) for key in keys})
    wanted = ActionFilter(plan=plan, action_plan=slug)
    actions = gather(filtered(public_actions().filter(withdrawn_at=None), wanted, today))
    return PublishedActionPlan(
        row=_row(found, lang), state_why=found.state_why,
        texts={name: Texts.read(getattr(found, name)).shown(lang) for name in WORDS},
        answers=tuple(
            (served(words[found.plan_id, key], lang), Texts.read(text).shown(lang))
            for key, text in found.answers.items()
            if (found.plan_id, key) in words
        ),
        elements=tuple(
            served(words[found.plan_id, key], lang)
            for key in found.element_keys
            if (found.plan_id, key) in words
        ),
        missing=quality(found, lang), needed=lacking(found, lang),
        treatments=tuple(_treatment(row, lang) for row in _treatments(found)),
        actions=rows_of(actions, lang, today),
    )  # fmt: skip


def _public():
    shown = Q(actions__withdrawn_at=None, actions__published_at__isnull=False)
    return (
        ActionPlan.objects.filter(published_at__isnull=False)
        .select_related("region", "plan", "initiated_by", "coordinator_organisation")
        .annotate(shown=Count("actions", filter=shown))
    )


def _row(row: ActionPlan, lang: str) -> ActionPlanRow:
    coordinator = row.coordinator_organisation
    return ActionPlanRow(
        row.region.slug, row.plan.slug, row.slug, row.titled(lang), row.state,
        row.initiated_by.named(lang) if row.initiated_by_id else None,
        coordinator.named(lang) if coordinator else None,
        row.first_day, row.last_day, row.shown, row.demonstration,
    )  # fmt: skip


def _treatments(plan: ActionPlan):
    return plan.treatments.select_related("body", "organisation").order_by("on", "pk")


def _treatment(row, lang: str) -> PublishedTreatment:
    by = row.body or row.organisation
    return PublishedTreatment(
        "body" if row.body_id else "organisation", by.named(lang), by.kind, row.on, row.outcome,
        row.reference, row.note,
    )  # fmt: skip

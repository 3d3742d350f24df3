"""What was weighed by which criteria, each organisation's view, and what was chosen or dropped."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from samkraft.accounts.models import Organisation
from samkraft.actions.models import Choice
from samkraft.actions.queries.gathering import public_words
from samkraft.actions.queries.priorities import candidate, criteria_of, weighed
from samkraft.lib.texts import Shown, Texts
from samkraft.plans.models import Plan
from samkraft.plans.models.plans import PUBLIC_STATES
from samkraft.plans.published.pages import NotPublic


@dataclass(frozen=True, slots=True)
class Candidate:
    """A candidate's result; `members` maps an organisation's slug to its own mean. Persons who
    answered for themselves count, and are not named."""

    key: str
    text: Shown
    mean: float
    low: float
    high: float
    members: Mapping[str, float]
    complete: bool


@dataclass(frozen=True, slots=True)
class PublishedChoice:
    """A candidate that was chosen or dropped, in a phase, and why."""

    key: str
    text: Shown
    chosen: bool
    phase: str
    why: str
    decided_by: str
    on: date


@dataclass(frozen=True, slots=True)
class Priorities:
    """`members` has the names of the organisations that gave their view, by slug."""

    criteria: tuple[tuple[Shown, float], ...]
    candidates: tuple[Candidate, ...]
    choices: tuple[PublishedChoice, ...]
    members: Mapping[str, Shown]


def published_priorities(slug: str, lang: str) -> Priorities:
    """The priorities of a public plan. Six queries. Raises NotPublic."""
    plan = Plan.objects.filter(slug=slug, versions__state__in=PUBLIC_STATES).distinct().first()
    if plan is None:
        raise NotPublic(slug)
    criteria = criteria_of(plan)
    results, actions = weighed(criteria, public=True)
    choices = [row for row in Choice.objects.filter(plan=plan).select_related("action")
               if row.action is None or row.action.published_at]  # fmt: skip
    keys = {each.candidate for each in results} | {candidate(row) for row in choices}
    words = public_words({(plan.pk, key) for key in keys if not key.startswith("action:")})
    texts = {key: row.worded(lang) for (_, key), row in words.items()}
    texts |= {key: action.titled(lang) for key, action in actions.items()}
    texts |= {candidate(row): row.action.titled(lang) for row in choices if row.action_id}
    return Priorities(
        criteria=tuple((Texts.read(row.name).shown(lang), float(row.weight)) for row in criteria),
        candidates=tuple(
            Candidate(
                each.candidate, texts[each.candidate], each.mean, each.low, each.high,
                {name: mean for name, mean in each.members.items() if not name.startswith("#")},
                each.complete,
            )
            for each in results if each.candidate in texts
        ),
        choices=tuple(
            PublishedChoice(candidate(row), texts[candidate(row)], row.chosen, row.phase, row.why,
                            row.decided_by, row.on)
            for row in choices if candidate(row) in texts
        ),
        members=_names({name for each in results for name in each.members}, lang),
    )  # fmt: skip


def _names(slugs: set[str], lang: str) -> dict[str, Shown]:
    rows = Organisation.objects.filter(slug__in=slugs).order_by("slug")
    return {row.slug: row.named(lang) for row in rows}

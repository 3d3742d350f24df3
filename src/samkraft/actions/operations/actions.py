"""Proposing, writing, publishing and withdrawing actions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from samkraft.accounts.rules import NotAllowed
from samkraft.actions.models import Action, ActionElement, ActionPlan, ActionTag
from samkraft.actions.operations.errors import BadAction
from samkraft.actions.operations.finding import index_action
from samkraft.actions.operations.held import (
    NO_WORDS,
    day_of,
    journal_action,
    locked_action,
    require_act,
    require_adopted,
)
from samkraft.actions.operations.moving import parsed, place_dates
from samkraft.actions.queries.standing import may_act
from samkraft.actions.rules.signs import silent_since
from samkraft.lib import slugs
from samkraft.lib.texts import Texts
from samkraft.places.models import Area
from samkraft.plans.models import Plan

# The page for a new action has this address, so no action can.
RESERVED = frozenset({"new"})


@dataclass(frozen=True, slots=True)
class ActionValues:
    """What an action says of itself. `start` and `due` as people write them (rules/dates.py);
    `elements` are keys of the plan in force."""

    title: Texts
    how: Texts = NO_WORDS
    start: str = ""
    due: str = ""
    elements: Sequence[str] = ()
    tags: Sequence[str] = ()
    target_groups: Sequence[str] = ()
    areas: Sequence[Area] = ()
    action_plan: ActionPlan | None = None
    external_id: str = ""


@transaction.atomic
def create_action(
    *,
    plan: Plan,
    values: ActionValues,
    by,
    at: datetime,
    stage: str = "decided",
    public: bool = True,
    demonstration: bool = False,
) -> Action:
    """Add an action. Contributors propose (their proposals wait until an editor takes them up);
    editors may add it decided or under way.

    Raises NotAllowed, NotAdopted, BadAction, NotATime.
    """
    editor = may_act(by, "edit", plan.region, on=day_of(at))
    if not editor and stage != "proposed":
        raise NotAllowed("edit", plan.region)
    require_act(by, "propose", plan.region, at)
    if stage not in ("proposed", "decided", "under_way"):
        raise BadAction("stage")
    require_adopted(plan, values.elements)
    _check(plan, values)
    # two who add at once must not get the same number
    Plan.objects.select_for_update().get(pk=plan.pk)
    last = Action.objects.filter(plan=plan).aggregate(last=Max("number"))["last"] or 0
    start, due, day = parsed(values.start), parsed(values.due), day_of(at)
    if start.first and due.last and due.last < start.first:
        raise BadAction("dates-out-of-order")
    action = Action.objects.create(
        plan=plan, action_plan=values.action_plan, number=last + 1,
        slug=_free_slug(plan, values.title.shown(plan.language).text),
        external_id=values.external_id.strip(), title=values.title.value(),
        how=values.how.value(), start_text=start.text, start_first=start.first,
        start_last=start.last, due_text=due.text, due_first=due.first, due_last=due.last,
        owned_since=day, stage=stage, stage_since=day,
        stages=[{"stage": stage, "on": day.isoformat(), "why": ""}],
        target_groups=_list(values.target_groups), tags=_tags(values.tags),
        silent_since=silent_since(None, start.first, day), demonstration=demonstration,
        made_by=by, made_on=day, published_at=at if editor and public else None,
    )  # fmt: skip
    _hang(action, values)
    journal_action("create-action", action, by, at, after=said(action))
    index_action(action)
    return action


@transaction.atomic
def describe_action(
    *, action: Action, revision: int, values: ActionValues, by, at: datetime, why: str = ""
) -> Action:
    """Change what an action says of itself; dates that were set and are moved need `why` and keep
    their former values. Elements once served may stay, new ones must be in force.

    Raises NotAllowed, ChangedMeanwhile, NotAdopted, BadAction, NotATime.
    """
    found = locked_action(action, by, at, "edit", revision)
    held = frozenset(found.elements.values_list("element_key", flat=True))
    require_adopted(found.plan, values.elements, held=held)
    _check(found.plan, values, found)
    before = said(found)
    found.title, found.how = values.title.value(), values.how.value()
    found.action_plan, found.external_id = values.action_plan, values.external_id.strip()
    found.target_groups, found.tags = _list(values.target_groups), _tags(values.tags)
    place_dates(found, values.start, values.due, why, by, at)
    _hang(found, values)
    after = said(found)
    if after != before:
        found.revision += 1
        found.save()
        journal_action("describe-action", found, by, at, before=before, after=after, why=why)
        index_action(found)
    return found


@transaction.atomic
def publish_action(*, action: Action, by, at: datetime) -> Action:
    """Show a proposal to everybody. Raises NotAllowed, BadAction."""
    found = locked_action(action, by, at, "edit")
    if found.published_at is None:
        found.published_at = at
        found.revision += 1
        found.save(update_fields=["published_at", "revision"])
        journal_action("publish-action", found, by, at)
        index_action(found)
    return found


@transaction.atomic
def withdraw_action(*, action: Action, why: str, by, at: datetime, revision: int | None = None):
    """Take an action back, with the reason; its address keeps saying so.

    Raises NotAllowed, ChangedMeanwhile, BadAction.
    """
    found = locked_action(action, by, at, "edit", revision)
    if not why.strip():
        raise BadAction("no-reason")
    found.withdrawn_at, found.withdrawn_why = at, why.strip()
    found.revision += 1
    found.save(update_fields=["withdrawn_at", "withdrawn_why", "revision"])
    journal_action("withdraw-action", found, by, at, before=said(found), why=why)
    index_action(found)
    return found


def said(action: Action) -> dict:
    """What an action says of itself, for the journal."""
    return {
        "title": action.title, "how": action.how, "start": action.start_text,
        "due": action.due_text, "target_groups": action.target_groups, "tags": action.tags,
        "elements": sorted(action.elements.values_list("element_key", flat=True)),
        "areas": sorted(action.areas.values_list("pk", flat=True)),
        "action_plan": action.action_plan_id, "external_id": action.external_id,
    }  # fmt: skip


def _check(plan: Plan, values: ActionValues, action: Action | None = None) -> None:
    if not values.title.shown(plan.language).text.strip():
        raise BadAction("no-title")
    if values.action_plan is not None and values.action_plan.plan_id != plan.pk:
        raise BadAction("other-plan")
    if any(not re.fullmatch(r"[\w-]{1,40}", slugs.slug(tag)) for tag in values.tags):
        raise BadAction("bad-tag")
    wanted = values.external_id.strip()
    same = Action.objects.filter(plan=plan, external_id=wanted) if wanted else Action.objects.none()
    if same.exclude(pk=action.pk if action else None).exists():
        raise BadAction("external-id-taken")


def _hang(action: Action, values: ActionValues) -> None:
    """Elements, tags and places of the action, exactly these."""
    keys = list(dict.fromkeys(values.elements))
    there = set(action.elements.values_list("element_key", flat=True))
    action.elements.exclude(element_key__in=keys).delete()
    ActionElement.objects.bulk_create(
        ActionElement(action=action, element_key=key) for key in keys if key not in there
    )
    tags = _tags(values.tags)
    there = set(action.tag_rows.values_list("tag", flat=True))
    action.tag_rows.exclude(tag__in=tags).delete()
    ActionTag.objects.bulk_create(
        ActionTag(action=action, tag=tag) for tag in tags if tag not in there
    )
    action.areas.set(values.areas)


def _tags(tags: Sequence[str]) -> list[str]:
    return sorted({slugs.slug(tag, longest=40) for tag in tags})


def _list(words: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(word.strip() for word in words if word.strip()))


def _free_slug(plan: Plan, title: str) -> str:
    base = slugs.slug(title, longest=60) or "action"
    taken = RESERVED | set(
        Action.objects.filter(plan=plan, slug__startswith=base).values_list("slug", flat=True)
    )
    slug, number = base, 2
    while slug in taken:
        slug, number = f"{base}-{number}", number + 1
    return slug

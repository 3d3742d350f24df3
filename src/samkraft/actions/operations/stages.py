"""Deciding, pausing, finishing, stopping and handing over; who carries an action."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from samkraft.accounts.models import Body, Organisation, Person
from samkraft.accounts.rules import NotAllowed
from samkraft.actions.models import Action
from samkraft.actions.operations.errors import BadAction
from samkraft.actions.operations.finding import index_action
from samkraft.actions.operations.held import (
    NO_WORDS,
    day_of,
    iso,
    journal_action,
    locked_action,
    require_act,
)
from samkraft.actions.queries.standing import standings
from samkraft.actions.rules.stages import DECIDED_BY_EDITORS, require_passage
from samkraft.lib.texts import Texts


@dataclass(frozen=True, slots=True)
class Responsible:
    """Who carries an action: an organisation or a standing body, and a person or a role."""

    organisation: Organisation | None = None
    body: Body | None = None
    person: Person | None = None
    role: Texts = NO_WORDS


@transaction.atomic
def assign_action(
    *,
    action: Action,
    revision: int,
    responsible: Responsible,
    by,
    at: datetime,
    new_structure_reason: str = "",
    why: str = "",
) -> Action:
    """Say who carries the action. Somebody else than the one who assigns is asked for consent;
    a new structure comes with its reason.

    Raises NotAllowed, ChangedMeanwhile, BadAction.
    """
    found = locked_action(action, by, at, "edit", revision)
    _check(found, responsible)
    before = carried(found)
    new = responsible.body is not None and not responsible.body.existing
    reason = new_structure_reason.strip() or (responsible.body.new_reason if new else "")
    found.organisation, found.body = responsible.organisation, responsible.body
    found.role, found.new_structure_reason = responsible.role.value(), reason
    if found.person_id != (responsible.person.pk if responsible.person else None):
        found.person, found.name_published = responsible.person, False
    if carried(found) == before:
        return found
    asked = by is not None and not _own(by, found, at)
    somebody = found.organisation_id or found.body_id or found.person_id
    found.consent = "asked" if asked and somebody else "none"
    found.consent_by, found.consent_at, found.consent_why = None, None, ""
    found.owned_since = day_of(at)
    found.revision += 1
    found.save()
    journal_action(
        "assign-action", found, by, at, before=before, after=carried(found), why=why or reason
    )
    return found


@transaction.atomic
def answer_assignment(*, action: Action, accepted: bool, by, at: datetime, why: str = "") -> Action:
    """Those who were asked to carry an action accept, or decline with the reason.

    Raises NotAllowed, BadAction.
    """
    found = locked_action(action, by, at, "answer_assignment")
    if found.consent == "none":
        raise BadAction("not-asked")
    if not accepted and not why.strip():
        raise BadAction("no-reason")
    before = {"consent": found.consent, "why": found.consent_why}
    found.consent = "accepted" if accepted else "declined"
    found.consent_by, found.consent_at, found.consent_why = by, at, why.strip()
    found.revision += 1
    found.save()
    journal_action("answer-assignment", found, by, at, before=before,
                   after={"consent": found.consent}, why=why)  # fmt: skip
    return found


@transaction.atomic
def publish_name(*, action: Action, agreed: bool, by, at: datetime) -> Action:
    """The responsible person agrees (or no longer) that the name is shown; nobody else can.

    Raises NotAllowed, BadAction.
    """
    found = Action.objects.select_for_update(of=("self",)).select_related("plan__region").get(
        pk=action.pk
    )  # fmt: skip
    if by is not None and (by.pk != found.person_id or not by.is_active):
        raise NotAllowed("publish_name", found.plan.region)
    if found.person_id is None:
        raise BadAction("nobody")
    found.name_published = agreed
    found.revision += 1
    found.save(update_fields=["name_published", "revision"])
    journal_action("publish-name", found, by, at, after={"name_published": agreed})
    return found


@transaction.atomic
def move_stage(
    *,
    action: Action,
    stage: str,
    by,
    at: datetime,
    revision: int | None = None,
    why: str = "",
    on: date | None = None,
    handed_to: Organisation | None = None,
    handed_to_name: str = "",
    follow_up_on: date | None = None,
) -> Action:
    """Pass the action into another stage. A proposal is taken up by an editor and becomes public.

    Raises NotAllowed, ChangedMeanwhile, WrongStage, BadAction.
    """
    found = locked_action(action, by, at, "update", revision)
    change_stage(
        found, stage, by=by, at=at, why=why, on=on, handed_to=handed_to,
        handed_to_name=handed_to_name, follow_up_on=follow_up_on,
    )  # fmt: skip
    return found


def change_stage(
    found: Action, stage: str, *, by, at: datetime, why="", on=None, handed_to=None,
    handed_to_name="", follow_up_on=None,
) -> None:  # fmt: skip
    """The same on an action already locked; part of a larger transaction."""
    if (found.stage, stage) in DECIDED_BY_EDITORS:
        require_act(by, "decide_stage", found.plan.region, at, action=found)
    day = on or day_of(at)
    require_passage(
        found.stage, stage, why=why, owner_after=bool(handed_to or handed_to_name.strip()),
        follow_up=follow_up_on is not None,
    )  # fmt: skip
    if day > day_of(at):
        raise BadAction("in-the-future")
    before = {"stage": found.stage, "since": iso(found.stage_since)}
    found.stage, found.stage_why, found.stage_since = stage, why.strip(), day
    found.stages = [*found.stages, {"stage": stage, "on": day.isoformat(), "why": why.strip()}]
    if stage == "handed_over":
        found.handed_to, found.handed_to_name = handed_to, handed_to_name.strip()
        found.follow_up_on = follow_up_on
    taken_up = before["stage"] == "proposed" and found.published_at is None
    if taken_up:
        found.published_at = at
    found.revision += 1
    found.save()
    if taken_up:
        index_action(found)
    journal_action("move-stage", found, by, at, before=before, why=why,
                   after={"stage": stage, "since": iso(day), "follow_up": iso(follow_up_on)})  # fmt: skip


def carried(action: Action) -> dict:
    """Who carries an action, for the journal: people by their number."""
    return {
        "organisation": action.organisation.slug if action.organisation_id else None,
        "body": action.body.slug if action.body_id else None,
        "person": action.person_id, "role": action.role,
    }  # fmt: skip


def _check(action: Action, responsible: Responsible) -> None:
    body = responsible.body
    if responsible.organisation is not None and body is not None:
        raise BadAction("one-actor")
    if body is not None and body.region_id != action.plan.region_id:
        raise BadAction("other-region")
    if body is not None and body.valid_until is not None:
        raise BadAction("body-ended")


def _own(by, action: Action, at: datetime) -> bool:
    """Whether whoever assigns belongs to those who are to carry it."""
    return "responsible" in standings(by, action.plan.region, on=day_of(at), action=action)

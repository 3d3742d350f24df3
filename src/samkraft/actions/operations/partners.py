"""Partners: invited, answering, telling of their own part."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from samkraft.accounts.models import Organisation
from samkraft.actions.models import Action, Partner
from samkraft.actions.operations.errors import BadAction, BadPart
from samkraft.actions.operations.held import day_of, journal_action, locked_action, require_act
from samkraft.lib.texts import Texts
from samkraft.plans.operations.errors import ChangedMeanwhile


@transaction.atomic
def invite_partner(
    *, action: Action, organisation: Organisation, by, at: datetime, role: str = ""
) -> Partner:
    """Ask an organisation to take part; one that takes part already keeps its answer.

    Raises NotAllowed, BadAction.
    """
    found = locked_action(action, by, at, "edit")
    there = found.partners.filter(organisation=organisation, ended_at=None).first()
    if there is not None:
        return there
    made = Partner.objects.create(
        action=found, organisation=organisation, role=role.strip(), invited_on=day_of(at)
    )
    journal_action("invite-partner", found, by, at, subject=made,
                   after={"organisation": organisation.slug, "role": role})  # fmt: skip
    return made


@transaction.atomic
def answer_invitation(
    *, partner: Partner, accepted: bool, by, at: datetime, why: str = ""
) -> Partner:
    """A partner accepts, or declines with the reason; the answer can be changed.

    Raises NotAllowed, BadPart.
    """
    found = _locked(partner, by, at, "answer_invitation")
    if not accepted and not why.strip():
        raise BadPart("no-reason")
    before = {"answer": found.answer, "why": found.answer_why}
    found.answer = "accepted" if accepted else "declined"
    found.answered_by, found.answered_at, found.answer_why = by, at, why.strip()
    found.revision += 1
    found.save()
    journal_action("answer-invitation", found.action, by, at, subject=found, before=before,
                   after={"answer": found.answer}, why=why)  # fmt: skip
    return found


@transaction.atomic
def update_part(*, partner: Partner, revision: int, part: Texts, by, at: datetime) -> Partner:
    """A partner tells what its own part is and how it goes.

    Raises NotAllowed, ChangedMeanwhile, BadPart.
    """
    found = _locked(partner, by, at, "update_part")
    if found.revision != revision:
        raise ChangedMeanwhile(found)
    before = {"part": found.part}
    found.part, found.part_at = part.value(), at
    found.revision += 1
    found.save()
    journal_action("update-part", found.action, by, at, subject=found, before=before,
                   after={"part": found.part})  # fmt: skip
    return found


@transaction.atomic
def end_partner(*, partner: Partner, why: str, by, at: datetime) -> Partner:
    """A partner takes part no longer; that it did stays. Raises NotAllowed, BadPart."""
    found = _locked(partner, by, at, "edit")
    if not why.strip():
        raise BadPart("no-reason")
    found.ended_at, found.ended_why = at, why.strip()
    found.revision += 1
    found.save()
    journal_action("end-partner", found.action, by, at, subject=found, why=why)
    return found


def _locked(partner: Partner, by, at: datetime, act: str) -> Partner:
    found = (
        Partner.objects.select_for_update(of=("self",))
        .select_related("action__plan__region")
        .get(pk=partner.pk)
    )
    require_act(by, act, found.action.plan.region, at, partner=found)
    if found.ended_at:
        raise BadPart("ended")
    if found.action.withdrawn_at:
        raise BadAction("withdrawn")
    return found

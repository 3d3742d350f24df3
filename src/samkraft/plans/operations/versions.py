"""Plans and the life of their versions: draft, consultation, adopted, superseded, withdrawn."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from samkraft.accounts.rules import require
from samkraft.plans.models import Element, PlanVersion
from samkraft.plans.operations.draft import journal_version, locked_draft
from samkraft.plans.operations.errors import NothingToAdopt
from samkraft.plans.operations.publication import index_plan
from samkraft.plans.rules.states import require_passage


@transaction.atomic
def open_consultation(
    *, version: PlanVersion, opens: date, closes: date, by, at: datetime
) -> PlanVersion:
    """Make a draft public for comment. From here on its text cannot change.

    Raises NotAllowed, NotADraft, NothingToAdopt, ValueError when it closes before it opens.
    """
    if closes < opens:
        raise ValueError("A consultation cannot close before it opens.")
    draft = locked_draft(version, by, "decide")
    _purge_removed(draft)
    draft.consultation_from, draft.consultation_until = opens, closes
    _pass(draft, "consultation", at)
    journal_version(
        "open-consultation", draft, by, at, after={"from": str(opens), "until": str(closes)}
    )
    index_plan(draft.plan)
    return draft


@transaction.atomic
def adopt_version(
    *,
    version: PlanVersion,
    on: date,
    deciding_body: str,
    by,
    at: datetime,
    reference: str = "",
    document: str = "",
    document_file=None,
) -> PlanVersion:
    """Record that a body adopted the version; the version in force before is superseded.

    Raises NotAllowed, WrongState, NothingToAdopt, ValueError without a deciding body.
    """
    found = _locked(version, by)
    if not deciding_body.strip():
        raise ValueError("Who adopted it?")
    require_passage(found.state, "adopted")
    if found.state == "draft":
        _purge_removed(found)
    for former in (
        found.plan.versions.select_for_update()
        .filter(state__in=["adopted", "consultation"])
        .exclude(pk=found.pk)
    ):
        former.state, former.ended_on = "superseded", on
        former.end_reason = f"→ {found.number}"
        former.save(update_fields=["state", "ended_on", "end_reason"])
    found.adopted_on, found.deciding_body = on, deciding_body.strip()
    found.reference, found.document = reference.strip(), document.strip()
    if document_file:
        found.document_file = document_file
    _pass(found, "adopted", at)
    journal_version(
        "adopt-version",
        found,
        by,
        at,
        after={"on": str(on), "body": found.deciding_body, "reference": found.reference},
    )
    index_plan(found.plan)
    return found


@transaction.atomic
def withdraw_version(*, version: PlanVersion, on: date, why: str, by, at: datetime) -> PlanVersion:
    """Withdraw a public version. It stays readable, marked, with the reason.

    Raises NotAllowed, WrongState, ValueError without a reason.
    """
    found = _locked(version, by)
    if not why.strip():
        raise ValueError("Say why.")
    require_passage(found.state, "withdrawn")
    found.ended_on, found.end_reason = on, why.strip()
    _pass(found, "withdrawn", at)
    journal_version("withdraw-version", found, by, at, after={"on": str(on)}, why=why)
    index_plan(found.plan)
    return found


def _locked(version: PlanVersion, by) -> PlanVersion:
    found = (
        PlanVersion.objects.select_for_update(of=("self",))
        .select_related("plan__region")
        .get(pk=version.pk)
    )
    require(by, "decide", found.plan.region)
    return found


def _pass(version: PlanVersion, state: str, at: datetime) -> None:
    require_passage(version.state, state)
    if state in {"consultation", "adopted"} and not version.elements.exists():
        raise NothingToAdopt(str(version))
    version.state = state
    version.published_at = version.published_at or at
    version.save()


def _purge_removed(draft: PlanVersion) -> None:
    """What was taken out of the draft is not part of what becomes public."""
    Element.objects.filter(version=draft, removed_at__isnull=False).delete()

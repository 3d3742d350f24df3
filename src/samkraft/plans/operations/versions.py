"""Plans and the life of their versions: draft, consultation, adopted, superseded, withdrawn."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from samkraft.accounts.models import Organisation
from samkraft.accounts.rules import require
from samkraft.journal import operations as journal
from samkraft.lib import slugs
from samkraft.lib.texts import Texts
from samkraft.places.models import Region
from samkraft.plans.models import Element, Level, Plan, PlanVersion
from samkraft.plans.operations.draft import locked_draft
from samkraft.plans.operations.errors import NothingToAdopt
from samkraft.plans.operations.publication import index_plan
from samkraft.plans.rules.states import WrongState, require_passage

COPIED = ("title", "vision", "slogan", "summary", "first_year", "last_year")


class AddressTaken(Exception):
    """Another plan already has this address."""


class DraftExists(Exception):
    """The plan has a draft already; finish or discard it first. `version` is that draft."""

    def __init__(self, version: PlanVersion) -> None:
        super().__init__(str(version))
        self.version = version


@transaction.atomic
def create_plan(
    *,
    region: Region,
    title: Texts,
    language: str,
    by,
    at: datetime,
    kind: str = "strategy",
    slug: str | None = None,
    initiated_by: Organisation | None = None,
    commission: str = "",
    demonstration: bool = False,
) -> PlanVersion:
    """Start a plan; gives its first draft. The address is made from the title unless given.

    Raises NotAllowed, AddressTaken.
    """
    require(by, "edit", region)
    plan = Plan.objects.create(
        region=region,
        slug=_plan_slug(slug, title.shown(language).text),
        kind=kind,
        language=language,
        initiated_by=initiated_by,
        commission=commission,
        demonstration=demonstration,
        created_at=at,
    )
    version = PlanVersion.objects.create(
        plan=plan, number=1, title=title.value(), created_at=at, created_by=by
    )
    _journal("create-plan", version, by, at, after={"kind": kind, "title": title.value()})
    return version


@transaction.atomic
def name_level(
    *, plan: Plan, role: str, singular: Texts, plural: Texts, by, at: datetime, order: int = 0
) -> Level:
    """Say what the plan calls one of its levels. Raises NotAllowed."""
    require(by, "edit", plan.region)
    level, _ = Level.objects.update_or_create(
        plan=plan,
        role=role,
        defaults={"singular": singular.value(), "plural": plural.value(), "order": order},
    )
    journal.write(
        operation="name-level",
        subject=level,
        by=by,
        at=at,
        region=plan.region.slug,
        after={"role": role, "singular": singular.value()},
    )
    return level


@transaction.atomic
def start_draft(*, version: PlanVersion, by, at: datetime, reason: str = "") -> PlanVersion:
    """A new draft with the words, order and keys of `version`. Raises NotAllowed, DraftExists."""
    plan = (
        Plan.objects.select_for_update(of=("self",))
        .select_related("region")
        .get(pk=version.plan_id)
    )
    require(by, "edit", plan.region)
    if existing := plan.versions.filter(state="draft").first():
        raise DraftExists(existing)
    newest = plan.versions.order_by("-number").first()
    draft = PlanVersion.objects.create(
        plan=plan,
        number=newest.number + 1,
        based_on=version,
        reason=reason,
        created_at=at,
        created_by=by,
        **{name: getattr(version, name) for name in COPIED},
    )
    _copy_elements(version, draft)
    _journal("start-draft", draft, by, at, after={"based_on": version.number}, why=reason)
    return draft


@transaction.atomic
def discard_draft(*, version: PlanVersion, by, at: datetime, why: str = "") -> None:
    """Delete a draft for good; nothing of it was public. The journal keeps what it held.

    Raises NotAllowed, NotADraft.
    """
    draft = locked_draft(version, by, "decide")
    held = [
        {"key": element.key, "role": element.role, "text": element.text}
        for element in draft.elements.all()
    ]
    _journal("discard-draft", draft, by, at, before={"elements": held}, why=why)
    plan = draft.plan
    plan.changes.filter(version=draft).update(version=None)
    draft.delete()
    if not plan.versions.exists():
        for hanging in (plan.levels, plan.changes, plan.links, plan.linked_from):
            hanging.all().delete()
        plan.delete()


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
    _journal("open-consultation", draft, by, at, after={"from": str(opens), "until": str(closes)})
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
    _journal(
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
    _journal("withdraw-version", found, by, at, after={"on": str(on)}, why=why)
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


def _copy_elements(version: PlanVersion, draft: PlanVersion) -> None:
    originals = list(version.elements.filter(removed_at=None))
    parent_keys = {element.pk: element.key for element in originals}
    copies = Element.objects.bulk_create(
        Element(
            version=draft,
            key=element.key,
            role=element.role,
            order=element.order,
            text=element.text,
            body=element.body,
            responsible=element.responsible,
            source=element.source,
        )
        for element in originals
    )
    by_key = {copy.key: copy for copy in copies}
    for element in originals:
        if element.parent_id:
            by_key[element.key].parent = by_key[parent_keys[element.parent_id]]
    Element.objects.bulk_update(copies, ["parent"])


def _plan_slug(wanted: str | None, title: str) -> str:
    if wanted:
        if Plan.objects.filter(slug=wanted).exists():
            raise AddressTaken(wanted)
        return wanted
    base = slugs.slug(title) or "plan"
    taken = set(Plan.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    slug, number = base, 2
    while slug in taken:
        slug, number = f"{base}-{number}", number + 1
    return slug


def _journal(operation, version, by, at, *, before=None, after=None, why="") -> None:
    plan = version.plan
    journal.write(
        operation=operation,
        subject=version,
        by=by,
        at=at,
        label=version.titled(plan.language).text,
        region=plan.region.slug,
        before=before,
        after=after,
        why=why,
    )


__all__ = [
    "AddressTaken",
    "DraftExists",
    "WrongState",
    "adopt_version",
    "create_plan",
    "discard_draft",
    "name_level",
    "open_consultation",
    "start_draft",
    "withdraw_version",
]

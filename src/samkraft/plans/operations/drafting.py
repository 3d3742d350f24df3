"""Plans and their drafts: starting, copying and discarding."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from samkraft.accounts.models import Organisation
from samkraft.accounts.rules import require
from samkraft.journal import operations as journal
from samkraft.lib import slugs
from samkraft.lib.texts import Texts
from samkraft.places.models import Region
from samkraft.plans.models import Element, Level, Plan, PlanVersion
from samkraft.plans.operations.draft import journal_version, locked_draft
from samkraft.plans.operations.errors import AddressTaken, DraftExists
from samkraft.plans.rules.addresses import BESIDE_PLANS

COPIED = ("title", "vision", "slogan", "summary", "first_year", "last_year")


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
    journal_version("create-plan", version, by, at, after={"kind": kind, "title": title.value()})
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
    journal_version("start-draft", draft, by, at, after={"based_on": version.number}, why=reason)
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
    journal_version("discard-draft", draft, by, at, before={"elements": held}, why=why)
    plan = draft.plan
    plan.changes.filter(version=draft).update(version=None)
    draft.delete()
    if not plan.versions.exists():
        for hanging in (plan.levels, plan.changes, plan.links, plan.linked_from):
            hanging.all().delete()
        plan.delete()


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
        if wanted in BESIDE_PLANS or Plan.objects.filter(slug=wanted).exists():
            raise AddressTaken(wanted)
        return wanted
    base = slugs.slug(title) or "plan"
    taken = set(Plan.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    taken |= BESIDE_PLANS
    slug, number = base, 2
    while slug in taken:
        slug, number = f"{base}-{number}", number + 1
    return slug

"""Changes to organisations."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from samkraft.accounts.models import Organisation, Person
from samkraft.accounts.rules import NotAllowed, may, require, require_administrator
from samkraft.journal import operations as journal
from samkraft.lib import slugs
from samkraft.lib.texts import Texts
from samkraft.places.models import Area, Region


@transaction.atomic
def register_organisation(
    *,
    name: Texts,
    kind: str,
    by: Person | None,
    at: datetime,
    regions: tuple[Region, ...] = (),
    area: Area | None = None,
    mandate: Texts | None = None,
    slug: str | None = None,
) -> Organisation:
    """Register a body that takes part in one or more regions. Raises NotAllowed."""
    for region in regions:
        require(by, "edit", region)
    if not regions:
        require_administrator(by)
    organisation = Organisation.objects.create(
        slug=_free_slug(slug or name.shown("en").text),
        kind=kind,
        name=name.value(),
        mandate=mandate.value() if mandate else {},
        area=area,
    )
    organisation.regions.set(regions)
    for region in regions:
        journal.write(
            operation="register-organisation",
            subject=organisation,
            by=by,
            at=at,
            region=region.slug,
            after={"kind": kind},
        )
    return organisation


@transaction.atomic
def describe_organisation(
    *,
    organisation: Organisation,
    by: Person | None,
    at: datetime,
    lang: str,
    name: str,
    kind: str,
    mandate: str = "",
    active_until: date | None = None,
) -> Organisation:
    """Change what is said of a body, in one language: the original, or a translation of it.

    `active_until` is the first day it no longer exists; its past stays. Whoever may edit in one of
    its regions may do this. Raises NotAllowed, ValueError for an empty name.
    """
    found = Organisation.objects.select_for_update().get(pk=organisation.pk)
    regions = list(found.regions.all())
    if not any(may(by, "edit", region) for region in regions):
        raise NotAllowed("edit", found)
    if not name.strip():
        raise ValueError("A name is needed.")
    before = _said(found)
    found.name = _worded(found.name, lang, name)
    found.mandate = (
        _worded(found.mandate, lang, mandate) if mandate.strip() or found.mandate else {}
    )
    found.kind, found.active_until = kind, active_until
    found.save()
    if _said(found) != before:
        for region in regions:
            journal.write(
                operation="describe-organisation",
                subject=found,
                by=by,
                at=at,
                label=found.named(lang).text,
                region=region.slug,
                before=before,
                after=_said(found),
            )
    return found


def _worded(present: dict, lang: str, text: str) -> dict:
    texts = Texts.read(present)
    if texts.original in (None, lang):
        return texts.with_original(lang, text).value() if text.strip() else {}
    return texts.with_translation(lang, text).value()


def _said(organisation: Organisation) -> dict:
    until = organisation.active_until
    return {
        "name": organisation.name,
        "mandate": organisation.mandate,
        "kind": organisation.kind,
        "active_until": until.isoformat() if until else None,
    }


def _free_slug(text: str) -> str:
    base = slugs.slug(text) or "organisation"
    taken = set(
        Organisation.objects.filter(Q(slug=base) | Q(slug__startswith=base + "-")).values_list(
            "slug", flat=True
        )
    )
    slug, number = base, 2
    while slug in taken:
        slug, number = f"{base}-{number}", number + 1
    return slug

"""From a reviewed reading to a draft version."""

from __future__ import annotations

import re
from datetime import datetime

from django.db import transaction

from samkraft.accounts.rules import require
from samkraft.importing.models import Document, Item, Stage
from samkraft.importing.operations.reviewing import NotInReview
from samkraft.journal import operations as journal
from samkraft.lib.texts import LANGUAGES, Texts
from samkraft.plans import operations as plans
from samkraft.plans.models import Element, PlanVersion
from samkraft.plans.models.roles import PARENTS


@transaction.atomic
def make_draft(*, document: Document, by, at: datetime) -> PlanVersion:
    """Make a plan with a first draft of the reading, in one transaction.

    Every element keeps the page and lines it came from. Raises NotInReview, NotAllowed.
    """
    found = (
        Document.objects.select_for_update(of=("self",))
        .select_related("region")
        .get(pk=document.pk)
    )
    require(by, "edit", found.region)
    if found.stage != Stage.REVIEW:
        raise NotInReview(found.stage)
    language = found.language if found.language in LANGUAGES else "nb"
    version = plans.create_plan(
        region=found.region,
        title=Texts.of(language, found.title or found.filename),
        language=language,
        kind=found.kind,
        by=by,
        at=at,
    )
    first, last = years(found.period)
    words = {"title": found.title or found.filename, "vision": found.vision}
    plans.reword_version(
        version=version, words=words, first_year=first, last_year=last, by=by, at=at
    )
    _make_elements(found, version, language, by, at)
    found.stage, found.version = Stage.MADE, version
    found.save(update_fields=["stage", "version"])
    journal.write(
        operation="make-draft", subject=found, by=by, at=at, region=found.region.slug,
        after={"plan": version.plan.slug},
    )  # fmt: skip
    return version


def years(period: str) -> tuple[int | None, int | None]:
    """First and last year of a period as it is written: 2025–2030, 2040, or nothing."""
    found = [int(year) for year in re.findall(r"\b(?:19|20)\d\d\b", period)]
    if not found:
        return None, None
    return (min(found), max(found)) if len(found) > 1 else (None, found[0])


def _make_elements(document: Document, version: PlanVersion, language: str, by, at) -> None:
    items = document.items.filter(dropped=False).order_by("order", "pk")
    by_parent: dict[int | None, list[Item]] = {}
    numbers = {item.pk for item in items}
    for item in items:
        above = item.parent_id if item.parent_id in numbers else None
        by_parent.setdefault(above, []).append(item)

    def make(parent_item: int | None, parent: Element | None) -> None:
        for item in by_parent.get(parent_item, []):
            place = _fitting(item.role, parent)
            element = plans.add_element(
                version=version,
                role=item.role,
                text=Texts.of(language, item.text),
                parent=place,
                responsible=item.responsible,
                source=_source(document, item),
                by=by,
                at=at,
            )
            make(item.pk, element)

    make(None, None)


def _fitting(role: str, parent: Element | None) -> Element | None:
    """The nearest place upwards where an element of this kind may stand."""
    while parent is not None and parent.role not in PARENTS[role]:
        parent = parent.parent
    return parent


def _source(document: Document, item: Item) -> dict | None:
    if not item.first_line:
        return None
    return {
        "document": document.filename,
        "page": item.page,
        "lines": [item.first_line, item.last_line],
    }

"""Getting hold of a draft and its elements before changing them."""

from __future__ import annotations

from samkraft.accounts.rules import require
from samkraft.journal import operations as journal
from samkraft.plans.models import Element, PlanVersion
from samkraft.plans.operations.errors import ChangedMeanwhile, NotADraft


def locked_draft(version: PlanVersion, by, right: str = "edit") -> PlanVersion:
    """The version, locked until the transaction ends. Raises NotAllowed, NotADraft."""
    locked = (
        PlanVersion.objects.select_for_update(of=("self",))
        .select_related("plan__region")
        .get(pk=version.pk)
    )
    require(by, right, locked.plan.region)
    if locked.state != "draft":
        raise NotADraft(str(locked))
    return locked


def locked_element(element: Element, by, revision: int | None = None) -> Element:
    """The element of a draft, locked. Raises NotAllowed, NotADraft, ChangedMeanwhile."""
    version = locked_draft(element.version, by)
    locked = Element.objects.select_for_update().get(pk=element.pk, version=version)
    if revision is not None and locked.revision != revision:
        raise ChangedMeanwhile(locked)
    locked.version = version
    return locked


def siblings_of(version: PlanVersion, parent: Element | None) -> list[Element]:
    """Elements of the version under `parent`, in order, removed ones left out."""
    return list(
        Element.objects.filter(version=version, parent=parent, removed_at=None).order_by(
            "order", "pk"
        )
    )


def renumber(elements: list[Element]) -> None:
    """Write the order of siblings, touching only the rows that changed their place."""
    changed = []
    for order, element in enumerate(elements):
        if element.order != order:
            element.order = order
            changed.append(element)
    Element.objects.bulk_update(changed, ["order"])


def journal_version(operation, version, by, at, *, before=None, after=None, why="") -> None:
    """Write what happened to a version into the journal."""
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

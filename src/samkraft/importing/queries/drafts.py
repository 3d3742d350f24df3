"""What would become of a reading: the plan it makes, or what it changes in one that is there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from samkraft.importing.models import Document, Item
from samkraft.importing.rules import Worded, recognised
from samkraft.plans.models import Element, Plan, PlanVersion
from samkraft.plans.models.roles import PARENTS, Role


@dataclass(frozen=True, slots=True)
class Outlook:
    """Counts before a draft is made; the last four only for a plan that is there already.

    `raised` pieces cannot stand where they do by their kind, and will stand higher up.
    """

    kinds: tuple[tuple[str, int], ...]
    raised: int
    same: int = 0
    reworded: int = 0
    new: int = 0
    gone: int = 0


def outlook(document: Document, plan: Plan | None = None) -> Outlook:
    """What making a draft will do, of a new plan or the next draft of `plan`."""
    items = list(document.items.filter(dropped=False).order_by("order", "pk"))
    counts = Counter(item.role for item in items)
    kinds = tuple((role, counts[role]) for role in Role.values if counts[role])
    if plan is None:
        return Outlook(kinds, _raised(items))
    old = list(newest_version(plan).elements.filter(removed_at=None))
    known = matched(items, old, plan.language)
    words = {element.key: element.worded(plan.language).text for element in old}
    same = sum(words[known[item.pk]] == item.text for item in items if item.pk in known)
    return Outlook(
        kinds,
        _raised(items),
        same=same,
        reworded=len(known) - same,
        new=len(items) - len(known),
        gone=len(old) - len(known),
    )


def plans_to_renew(document: Document) -> list[Plan]:
    """Plans of the region that the document can become a new version of: those in its language
    that have no draft yet."""
    return list(
        Plan.objects.filter(region=document.region_id, language=document.language)
        .exclude(versions__state="draft")
        .order_by("slug")
    )


def newest_version(plan: Plan) -> PlanVersion:
    """The version a next draft starts from."""
    return plan.versions.order_by("-number").first()


def matched(items: Iterable[Item], old: Iterable[Element], language: str) -> dict[int, str]:
    """The key of the element that each item is recognised as, by the item's number."""
    return recognised(
        [Worded(each.key, each.role, each.worded(language).text) for each in old],
        [Worded(item.pk, item.role, item.text) for item in items],
    )


def place_for(role: str, parent):
    """The nearest place upwards from `parent` (an item or element) where this kind may stand."""
    while parent is not None and parent.role not in PARENTS[role]:
        parent = parent.parent
    return parent


def _raised(items: list[Item]) -> int:
    by_number = {item.pk: item for item in items}
    above = {pk: by_number.get(item.parent_id) for pk, item in by_number.items()}
    return sum(
        above[item.pk] is not None and above[item.pk].role not in PARENTS[item.role]
        for item in items
    )

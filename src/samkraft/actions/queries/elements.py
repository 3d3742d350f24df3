"""Elements of a plan's versions, by key, for whoever ties something to them."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet

from samkraft.actions.models import ActionElement, Serving
from samkraft.plans.models import Element, Plan

SERVABLE = ("priority_area", "goal", "subgoal", "path", "measure")


def adopted_elements(plan: Plan, *roles: str) -> list[Element]:
    """The elements of the version in force, in their order; none without one. One query."""
    rows = Element.objects.filter(version__plan=plan, version__state="adopted", removed_at=None)
    if roles:
        rows = rows.filter(role__in=roles)
    return list(rows.select_related("version").order_by("order", "pk"))


def keys_below(plan: str, key: str) -> set[str]:
    """An element's key and those of everything below it in the version in force of the plan with
    this address. One query."""
    rows = Element.objects.filter(
        version__plan__slug=plan, version__state="adopted", removed_at=None
    )
    return below(list(rows.values_list("pk", "parent_id", "key")), {key})


def below(rows: Iterable[tuple[int, int | None, str]], wanted: set[str]) -> set[str]:
    """The wanted keys and all below them, out of (number, parent's number, key)."""
    by_parent: dict[int | None, list[tuple[int, str]]] = {}
    queue, found = [], set(wanted)
    for pk, parent, key in rows:
        by_parent.setdefault(parent, []).append((pk, key))
        if key in wanted:
            queue.append(pk)
    while queue:
        for pk, key in by_parent.get(queue.pop(), ()):
            found.add(key)
            queue.append(pk)
    return found


def untied_measures(plan: Plan, elements: list[Element] | None = None) -> list[Element]:
    """Measures in force that serve no sub-goal or goal: neither by standing below one, nor by a
    tie. Two queries; one when the `adopted_elements` are given."""
    rows = adopted_elements(plan) if elements is None else elements
    by_pk = {row.pk: row for row in rows}
    tied = set(
        Serving.objects.filter(plan=plan, ended_at=None).values_list("measure_key", flat=True)
    )
    return [
        row for row in rows
        if row.role == "measure" and row.key not in tied and not _under_goal(row, by_pk)
    ]  # fmt: skip


def ties(plan: Plan) -> list[Serving]:
    """The ties that hold between measures and goals of a plan. One query."""
    return list(Serving.objects.filter(plan=plan, ended_at=None))


def elements_without_actions(
    plan: Plan, elements: list[Element] | None = None, actions: QuerySet | None = None
) -> list[Element]:
    """Elements in force that no action serves, neither directly nor below. Three queries; two
    when the `adopted_elements` are given. `actions` are those that count: all without it."""
    rows = adopted_elements(plan) if elements is None else elements
    links = ActionElement.objects.filter(action__plan=plan, action__withdrawn_at=None)
    if actions is not None:
        links = links.filter(action__in=actions)
    served = set(links.values_list("element_key", flat=True))
    for tie in ties(plan):
        if tie.measure_key in served:
            served.add(tie.goal_key)
    by_pk = {row.pk: row for row in rows}
    for row in [each for each in rows if each.key in served]:
        above = row
        while above is not None:
            served.add(above.key)
            above = by_pk.get(above.parent_id)
    return [row for row in rows if row.role in SERVABLE and row.key not in served]


def _under_goal(row: Element, by_pk: dict[int, Element]) -> bool:
    above = by_pk.get(row.parent_id)
    while above is not None:
        if above.role in ("goal", "subgoal"):
            return True
        above = by_pk.get(above.parent_id)
    return False

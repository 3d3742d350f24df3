"""Reading a version out of the database for the checks."""

from __future__ import annotations

from samkraft.lib.texts import Texts
from samkraft.plans.models import Element, Link, PlanVersion
from samkraft.plans.queries.versions import version_tree
from samkraft.plans.rules.checks import Checked, Finding, check


def check_version(version: PlanVersion) -> list[Finding]:
    """What the version lacks and where it contradicts itself. Five queries."""
    lang = version.plan.language
    rows = [node.row for top in version_tree(version) for node in top.walk()]
    keys = {row.pk: row.key for row in rows}
    links = _links_by_key(version)
    wanted = [code for code in version.plan.region.languages if code != lang]
    elements = [_checked(row, keys, links.get(row.key, []), wanted, lang) for row in rows]
    return check(
        _linked_through_children(elements),
        vision=Texts.read(version.vision).shown(lang).text,
        summary=Texts.read(version.summary).shown(lang).text,
    )


def _checked(row: Element, keys, links, wanted, lang) -> Checked:
    words = Texts.read(row.text)
    return Checked(
        key=row.key,
        role=row.role,
        text=words.shown(lang).text,
        body=Texts.read(row.body).shown(lang).text,
        parent=keys.get(row.parent_id),
        responsible=row.responsible,
        linked=bool(links),
        broken=tuple(target for target, there in links if not there),
        also_called=(row.source or {}).get("also_called", ""),
        missing=tuple(code for code in wanted if words.get(code) is None),
        stale=tuple(code for code in words.languages if words.stale(code)),
    )


def _linked_through_children(elements: list[Checked]) -> list[Checked]:
    """A goal whose sub-goal or path is linked is linked too."""
    from dataclasses import replace

    parents = {element.key: element.parent for element in elements}
    linked: set[str] = set()
    for element in elements:
        above = element.key if element.linked else None
        while above is not None and above not in linked:
            linked.add(above)
            above = parents.get(above)
    return [replace(element, linked=element.key in linked) for element in elements]


def _links_by_key(version: PlanVersion) -> dict[str, list[tuple[str, bool]]]:
    """For each key the targets of its links, and whether each is still there."""
    links = list(Link.objects.filter(plan=version.plan_id).select_related("target_plan"))
    living = set(
        Element.objects.filter(
            version__plan__in={link.target_plan_id for link in links if link.target_plan_id},
            version__state__in=["draft", "consultation", "adopted"],
            removed_at=None,
        ).values_list("version__plan", "key")
    )
    found: dict[str, list[tuple[str, bool]]] = {}
    for link in links:
        there = (
            link.target_plan_id is None
            or not link.target_key
            or (link.target_plan_id, link.target_key) in living
        )
        target = (link.objective_id and "objective") or f"{link.target_plan.slug}/{link.target_key}"
        found.setdefault(link.element_key, []).append((target, there))
    return found

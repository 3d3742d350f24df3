"""Plans with all their versions, also unpublished ones. Callers check the right to read them."""

from __future__ import annotations

from samkraft.lib.texts import Texts
from samkraft.places.models import Region
from samkraft.plans.models import Element, Plan, PlanVersion
from samkraft.plans.rules.comparison import Comparison, Piece, compare
from samkraft.plans.rules.order import Node, tree


class NoSuchPlan(Exception):
    """There is no plan, or no version, of that name or number."""


def find_plan(slug: str) -> Plan:
    """The plan with its region. Raises NoSuchPlan."""
    plan = Plan.objects.select_related("region").filter(slug=slug).first()
    if plan is None:
        raise NoSuchPlan(f"There is no plan “{slug}”.")
    return plan


def find_version(slug: str, number: int | None = None) -> PlanVersion:
    """Version `number`, else the one in force, else in consultation, else the newest.

    Raises NoSuchPlan.
    """
    versions = list(
        PlanVersion.objects.filter(plan=find_plan(slug))
        .select_related("plan__region")
        .order_by("-number")
    )
    if number is not None:
        versions = [version for version in versions if version.number == number]
        if not versions:
            raise NoSuchPlan(f"The plan “{slug}” has no version {number}.")
    rank = {"adopted": 0, "consultation": 1}
    return min(versions, key=lambda version: rank.get(version.state, 2))


def version_tree(version: PlanVersion) -> tuple[Node[Element], ...]:
    """The elements of a version, nested and in order, in one query."""
    rows = list(version.elements.filter(removed_at=None).order_by("order", "pk"))
    for row in rows:
        row.version = version
    return tree(rows, number=lambda row: row.pk, parent=lambda row: row.parent_id)


def removed_elements(version: PlanVersion) -> list[Element]:
    """What was taken out of a draft and can be taken back: the topmost of each removal."""
    rows = list(
        version.elements.filter(removed_at__isnull=False)
        .select_related("parent")
        .order_by("-removed_at", "order")
    )
    return [row for row in rows if row.parent is None or row.parent.removed_at != row.removed_at]


def workspace_plans(region: Region) -> list[PlanVersion]:
    """The versions of a region's plans, newest first within each plan."""
    return list(
        PlanVersion.objects.filter(plan__region=region)
        .select_related("plan")
        .order_by("plan__slug", "-number")
    )


def pieces_of(version: PlanVersion, lang: str) -> list[Piece]:
    """The elements of a version as they are compared, in document order."""
    found: list[Piece] = []

    def visit(nodes: tuple[Node[Element], ...], parent: str | None) -> None:
        for position, node in enumerate(nodes):
            row = node.row
            found.append(
                Piece(
                    row.key,
                    row.role,
                    row.worded(lang).text,
                    parent,
                    position,
                    Texts.read(row.body).shown(lang).text,
                )
            )
            visit(node.children, row.key)

    visit(version_tree(version), None)
    return found


def compare_versions(slug: str, number: int, other: int, lang: str) -> Comparison:
    """What changed from version `number` to version `other`. Raises NoSuchPlan."""
    return compare(
        pieces_of(find_version(slug, number), lang), pieces_of(find_version(slug, other), lang)
    )


def plan_as_json(version: PlanVersion) -> dict:
    """The structure of a version in the shape of `plan read --json`, with keys and state."""
    lang = version.plan.language
    index: dict[int, int] = {}
    elements = []
    for top in version_tree(version):
        for node in top.walk():
            row = node.row
            index[row.pk] = len(elements)
            elements.append(
                {
                    "key": row.key,
                    "kind": "area" if row.role == "priority_area" else row.role,
                    "text": row.worded(lang).text,
                    "parent": index.get(row.parent_id),
                    "responsible": row.responsible or None,
                    "source": row.source,
                    "languages": sorted(row.text),
                }
            )
    return {
        "slug": version.plan.slug,
        "region": version.plan.region.slug,
        "version": version.number,
        "state": version.state,
        "adopted_on": version.adopted_on.isoformat() if version.adopted_on else None,
        "deciding_body": version.deciding_body or None,
        "title": version.titled(lang).text,
        "period": version.period or None,
        "vision": Texts.read(version.vision).shown(lang).text or None,
        "language": lang,
        "elements": elements,
    }

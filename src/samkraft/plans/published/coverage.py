"""How a plan covers the objectives of other levels, and the gaps both ways."""

from __future__ import annotations

from dataclasses import dataclass

from samkraft.lib.texts import Shown, Texts
from samkraft.plans.models import Framework, Link, Objective
from samkraft.plans.published.pages import PublishedPlan, published_plan
from samkraft.plans.published.values import PublishedElement

# The parts of a plan that are expected to serve something above them.
SERVING = ("goal", "subgoal")
TIERS = ("local", "regional", "national", "eu", "global")


@dataclass(frozen=True, slots=True)
class ObjectiveRow:
    """An objective with the elements that serve it, also through its own parts (targets)."""

    code: str
    name: Shown
    elements: tuple[PublishedElement, ...]
    checked: bool


@dataclass(frozen=True, slots=True)
class FrameworkCoverage:
    """One framework: `covered` of `total` objectives are served; `unlinked` serve none of it."""

    slug: str
    tier: str
    name: Shown
    source: str
    rows: tuple[ObjectiveRow, ...]
    unlinked: tuple[PublishedElement, ...]

    @property
    def covered(self) -> int:
        return sum(bool(row.elements) for row in self.rows)

    @property
    def total(self) -> int:
        return len(self.rows)


@dataclass(frozen=True, slots=True)
class Coverage:
    """A plan against every framework that concerns it. `without_links`: goals that serve
    nothing at any other level."""

    plan: PublishedPlan
    frameworks: tuple[FrameworkCoverage, ...]
    without_links: tuple[PublishedElement, ...]


def published_coverage(slug: str, lang: str) -> Coverage:
    """The coverage of a plan's current public version. Eight queries. Raises NotPublic."""
    plan = published_plan(slug, lang)
    elements = {element.key: element for element in plan.walk()}
    links = [
        link
        for link in Link.objects.filter(plan__slug=slug).select_related("objective")
        if link.element_key in elements
    ]
    serving = [element for element in elements.values() if element.role in SERVING]
    linked = {link.element_key for link in links}
    return Coverage(
        plan=plan,
        frameworks=tuple(
            _coverage(framework, links, elements, serving, lang)
            for framework in _frameworks(plan, links)
        ),
        without_links=tuple(each for each in serving if not _reached(each, linked)),
    )


def _frameworks(plan: PublishedPlan, links: list[Link]) -> list[Framework]:
    """The frameworks of everybody, of the region itself, and any that a link points at."""
    linked = {link.objective.framework_id for link in links if link.objective_id}
    found = [
        framework
        for framework in Framework.objects.select_related("region").prefetch_related("objectives")
        if (framework.region_id is None and not framework.country)
        or framework.pk in linked
        or (framework.region is not None and framework.region.slug == plan.region)
    ]
    return sorted(found, key=lambda framework: (TIERS.index(framework.tier), framework.slug))


def _coverage(framework, links, elements, serving, lang) -> FrameworkCoverage:
    objectives: list[Objective] = list(framework.objectives.all())
    numbers = {objective.pk for objective in objectives}
    by_top: dict[int, list[str]] = {}
    linked: set[str] = set()
    for link in links:
        if link.objective_id in numbers:
            top = link.objective.parent_id or link.objective_id
            by_top.setdefault(top, []).append(link.element_key)
            linked.add(link.element_key)
    rows = tuple(
        ObjectiveRow(
            objective.code,
            objective.named(lang),
            tuple(elements[key] for key in dict.fromkeys(by_top.get(objective.pk, []))),
            objective.checked,
        )
        for objective in objectives
        if objective.parent_id is None
    )
    return FrameworkCoverage(
        framework.slug,
        framework.tier,
        Texts.read(framework.name).shown(lang),
        framework.source,
        rows,
        tuple(each for each in serving if not _reached(each, linked)),
    )


def _reached(element: PublishedElement, linked: set[str]) -> bool:
    """A goal counts as linked when it or anything below it is."""
    return any(each.key in linked for each in element.walk())
